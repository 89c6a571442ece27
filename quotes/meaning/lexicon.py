"""Words that take a side, and words too general to be a topic."""

from __future__ import annotations

from quotes.article import Polarity


def _listed(words: str) -> list[str]:
    return words.split()


def _forms(verb: str) -> list[str]:
    """The forms of a regular verb; a last consonant that doubles is written as a capital."""
    stem = verb.lower()
    if verb[-1].isupper():
        return [stem, f"{stem}s", f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing"]
    if stem.endswith("e"):
        return [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    plural = "es" if stem.endswith(("s", "sh", "ch")) else "s"
    return [stem, f"{stem}{plural}", f"{stem}ed", f"{stem}ing"]


def _verbs(support: str, oppose: str) -> dict[str, Polarity]:
    return _words(
        " ".join(form for verb in support.split() for form in _forms(verb)),
        " ".join(form for verb in oppose.split() for form in _forms(verb)),
    )


def _words(support: str, oppose: str) -> dict[str, Polarity]:
    sides: dict[str, Polarity] = dict.fromkeys(support.split(), "support")
    return sides | dict.fromkeys(oppose.split(), "oppose")


VERBS = _verbs(
    support="support back welcome praise hail favour favor endorse applaud champion commend laud "
    "defend promote embrace celebrate advocate salute admire cheer recommend urge",
    oppose="oppose reject condemn criticise criticize denounce slaM baN blast deplore lambast "
    "lambaste attack dismiss resist protest abhor detest loathe rebuke abolish scraP boycott "
    "outlaw resent",
) | _words("", "decry decries decried decrying")
"""Verbs whose object is the target, in all their forms."""

_STAND = {"stand", "stands", "stood", "standing"}
_SPEAK = {"speak", "speaks", "spoke", "spoken", "speaking"}
_FIGHT = {"fight", "fights", "fought", "fighting"}

WITH_PREPOSITION: dict[str, dict[str, Polarity]] = {
    "for": _verbs("call vote push campaign plead press appeal argue", ""),
    "against": _verbs("", "warn vote campaign argue protest rally")
    | dict.fromkeys(_STAND | _SPEAK | _FIGHT, "oppose"),
    "of": _verbs("approve", "disapprove")
    | _words("supportive proud", "critical afraid sceptical skeptical weary"),
    "to": _verbs("", "object") | _words("committed", "opposed hostile"),
    "with": _verbs("", "disagree")
    | _words("pleased delighted happy satisfied", "disappointed unhappy dissatisfied"),
    "behind": dict.fromkeys(_STAND, "support"),
    "by": _words("delighted encouraged", "appalled disappointed outraged horrified alarmed"),
    "about": _words("happy enthusiastic optimistic", "sceptical skeptical unhappy angry"),
    "at": _words("delighted", "angry appalled outraged disappointed"),
    "on": {"neutral": "neutral", "undecided": "neutral"},
}
"""Verbs and adjectives by the preposition whose complement is the target."""

NOUNS = _words(
    support="support backing praise endorsement approval admiration favour favor",
    oppose="opposition objection objections criticism condemnation resistance disapproval",
)
"""Nouns whose "for", "of", "to" or "against" complement is the target."""

JUDGEMENTS = _words(
    support="good great excellent right welcome necessary essential vital important brilliant "
    "wonderful fantastic helpful historic legitimate justified admirable wise triumph "
    "success  blessing milestone breakthrough victory",
    oppose="bad wrong terrible dangerous unacceptable outrageous shameful disgraceful unfair "
    "unjust harmful foolish reckless illegal irresponsible appalling horrible disastrous "
    "ridiculous cruel  useless unnecessary mistake disaster disgrace outrage affront "
    "scandal failure betrayal threat  insult catastrophe farce nonsense lie lies",
)
"""Predicates that judge their subject."""

OBLIGATIONS = frozenset(("must", "should", "ought"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "nor", "neither", "hardly"))
COMPARISONS = frozenset(("more", "less", "least", "as"))
CONDITIONS = frozenset(("if", "unless", "whether", "provided"))
FIRST_PERSON = frozenset(("i", "we"))
OWN = frozenset(("my", "our"))
THIRD_PERSON = frozenset(("he", "she", "they", "it"))

GENERIC = frozenset(
    _listed(
        "thing way people person man woman time year month week day hour minute today tomorrow "
        "yesterday lot number part kind sort type bit case fact place side end one something "
        "nothing anything everything someone anyone everyone group moment matter point percent "
        "level area example reason question answer word statement interview comment quote idea "
        "course other set range amount rest half majority mr mrs ms dr thousand million billion "
        "hundred dozen"
    )
)
"""Nouns, in the singular, that alone are no topic."""

SINGULARS = {
    "children": "child",
    "halves": "half",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "men": "man",
    "people": "people",
    "shelves": "shelf",
    "thieves": "thief",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
}
SAME_IN_PLURAL = frozenset(
    _listed(
        "athletics chaos crossroads economics ethics headquarters lens mathematics means news "
        "physics politics series species statistics"
    )
)
