"""What kind of change it is when words of a claim stand for other words of a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quotes.check.rows import DifferenceKind
from quotes.check.words.units import Unit
from quotes.lexicon import AUXILIARIES, MODALS, NEGATORS, OPPOSITES, word_set, word_table

_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_NO_OPPOSITES = word_set("not_opposites")
"""Words that one of these prefixes makes another word of, and not the opposite."""
_PAST = word_table("past_forms")
"""Past forms that are words of their own too, with their verb."""
_QUANTITIES = word_set("grammar", "quantity")
"""Words that give a number without being one."""

KNOWN_WORDS = 20_000
_MARKS = " \t\"'“”‘’«»()[]—–-\u00a0"
_STOPS = frozenset(".!?…:\n\r")
_NEGATING = NEGATORS | {"false", "untrue"}


@lru_cache(maxsize=KNOWN_WORDS)
def base(key: str) -> str:
    """The base form of a word: "rose" -> "rise"; "will" for "would"; "#" for every number."""
    from simplemma import lemmatize

    if key[0] == "#" or key[0].isdigit() or key in _QUANTITIES:
        return "#"
    if key in NEGATORS:
        return "not"
    if key in MODALS:
        return MODALS[key]
    if key == "'s":
        return "be"
    found: str = _PAST.get(key) or lemmatize(key, lang="en")
    return found.lower()


@lru_cache(maxsize=KNOWN_WORDS)
def _in_dictionary(word: str) -> bool:
    from simplemma import is_known

    return bool(is_known(word, lang="en"))


def is_name(unit: Unit, text: str) -> bool:
    """Whether a unit of the text is written as a name: "Harlow", "Friday", "Dutch"."""
    word = text[unit.start : unit.end]
    if unit.number or not word[:1].isupper() or unit.key == "i":
        return False
    before = text[: unit.start].rstrip(_MARKS)[-1:]
    return (bool(before) and before not in _STOPS) or not _in_dictionary(word.lower())


def numbers(row: Sequence[Unit]) -> list[str]:
    """The numbers and words of number among the units, without a bare "one"."""
    return sorted(
        unit.key for unit in row if unit.key != "#1" and (unit.number or unit.key in _QUANTITIES)
    )


def negations(row: Sequence[Unit]) -> int:
    """How many of the units negate."""
    return sum(unit.key in _NEGATING for unit in row)


def opposed(first: str, second: str) -> bool:
    """Whether one word is the other's opposite, by a prefix or by the list of opposites."""
    short, long = sorted((first, second), key=len)
    prefixed = any(long == prefix + short for prefix in _NEGATIVE_PREFIXES)
    if prefixed and len(short) > 3 and base(short) not in _NO_OPPOSITES:
        return True
    if short + "less" == long or (short.endswith("ful") and long == short[:-3] + "less"):
        return True
    one, other = base(first), base(second)
    return other in OPPOSITES.get(one, ()) or second in OPPOSITES.get(first, ())


def gloss_kind(
    gloss: Sequence[Unit], other: Sequence[Unit], gloss_text: str, other_text: str
) -> DifferenceKind:
    """The kind of a change that an editor marked with brackets.

    An editor may explain a pronoun, name whom a noun means and fit a form of a verb; whatever else
    the brackets hold in place of words is a change like any other.
    """
    if negations(gloss) % 2 != negations(other) % 2:
        return "negation"
    if numbers(gloss) and numbers(other) and numbers(gloss) != numbers(other):
        return "number"
    bases = {base(unit.key) for unit in gloss}
    changed = [unit for unit in other if unit.weight >= 1 and base(unit.key) not in bases]
    if any(is_name(unit, other_text) for unit in changed):
        return "name"
    explained = not changed or any(is_name(unit, gloss_text) for unit in gloss)
    return "bracket" if explained else "word"


def only_auxiliaries(row: Sequence[Unit]) -> bool:
    """Whether the units are auxiliary verbs and nothing else: "have", "will be"."""
    return all(base(unit.key) in AUXILIARIES for unit in row)


def kind_of(
    claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
) -> DifferenceKind:
    """The kind of a change: the gravest that holds, of number, negation, name, tense and word.

    :param claim: the claim's units that stand in place of ``said``, neither being empty.
    """
    ours, theirs = numbers(claim), numbers(said)
    alone = len(claim) == len(said) == 1
    if ours != theirs and (alone or (ours and theirs)):
        return "number"
    if negations(claim) % 2 != negations(said) % 2 or any(
        opposed(one.key, other.key) for one in claim for other in said
    ):
        return "negation"
    if ours != theirs:
        return "number"
    if _names_differ(claim, said, claim_text, said_text):
        return "name"
    return "tense" if _tenses(claim, said) else "word"


def _names_differ(
    claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
) -> bool:
    theirs = {unit.key for unit in said if is_name(unit, said_text)}
    if not theirs:
        return False
    if claim_text == claim_text.lower() or claim_text == claim_text.upper():
        return any(unit.key not in theirs and not _in_dictionary(unit.key) for unit in claim)
    return bool({unit.key for unit in claim if is_name(unit, claim_text)} - theirs)


def _tenses(claim: Sequence[Unit], said: Sequence[Unit]) -> bool:
    """Whether both are the same verbs in other forms, with or without auxiliaries."""
    if len(claim) != len(said):
        claim = [unit for unit in claim if base(unit.key) not in AUXILIARIES]
        said = [unit for unit in said if base(unit.key) not in AUXILIARIES]
    return len(claim) == len(said) and all(
        one.key == other.key or _forms(one.key, other.key)
        for one, other in zip(claim, said, strict=True)
    )


def _forms(one: str, other: str) -> bool:
    """Whether the two are forms of one verb, as far as the words alone tell."""
    if base(one) != base(other) or base(one) in {"#", "not"}:
        return False
    short, long = sorted((one, other), key=len)
    return long not in {short + "s", short + "es", short + "er", short + "est", short + "ly"}
