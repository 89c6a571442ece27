"""English nouns: plurals and singulars, and those too general to be a topic."""

from __future__ import annotations

from quotes.lexicon import word_set, word_table

GENERIC = word_set("generic_nouns", "generic")
"""Nouns, in the singular, that alone are no topic."""

SINGULARS = word_table("plurals")
SAME_IN_PLURAL = word_set("same_in_plural")
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
