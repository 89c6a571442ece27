"""English nouns: plurals and singulars, and those too general to be a topic."""

from __future__ import annotations

GENERIC = frozenset(
    (
        "thing way people person man woman time year month week day hour minute today tomorrow "
        "yesterday lot number part kind sort type bit case fact place side end one something "
        "nothing anything everything someone anyone everyone group moment matter point percent "
        "level area example reason question answer word statement interview comment quote idea "
        "course other set range amount rest half majority mr mrs ms dr thousand million billion "
        "hundred dozen"
    ).split()
)
"""Nouns, in the singular, that alone are no topic."""

SINGULARS = {
    "analyses": "analysis",
    "children": "child",
    "crises": "crisis",
    "feet": "foot",
    "halves": "half",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "men": "man",
    "mice": "mouse",
    "people": "people",
    "shelves": "shelf",
    "teeth": "tooth",
    "thieves": "thief",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
}
SAME_IN_PLURAL = frozenset(
    (
        "arms athletics chaos crossroads customs economics ethics gas headquarters lens "
        "mathematics means news olympics physics politics series species statistics"
    ).split()
)
_PLURALS = {one: many for many, one in SINGULARS.items() if one != many}
_ADD_ES = ("sses", "xes", "ches", "shes", "zzes")
_NO_PLURAL = ("ss", "us", "is")


def singular_of(word: str) -> str:
    """The singular of a plural in lower case, where its ending is regular or it is well known."""
    if word in SINGULARS:
        return SINGULARS[word]
    if word in SAME_IN_PLURAL or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_ADD_ES) else word[:-1]


def forms_of(singular: str) -> frozenset[str]:
    """All words in lower case whose :func:`singular_of` is this one, and maybe some more."""
    forms = {singular, f"{singular}s", f"{singular}es"}
    if singular.endswith("y"):
        forms.add(f"{singular[:-1]}ies")
    if singular in _PLURALS:
        forms.add(_PLURALS[singular])
    return frozenset(forms)
