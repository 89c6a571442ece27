"""A text as units that are compared: words, or words that stand for one thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from quotes.lexicon import MODALS, MONTHS, MONTHS_SHORT, NEGATORS, word_set, word_table
from quotes.text.numbers import number_at
from quotes.text.spelling import KNOWN_WORDS
from quotes.text.tokens import Token, tokens

KEPT_TEXTS = 256
"""Texts whose units are kept from one comparison to the next."""

_FILLERS = word_set("grammar", "filler")
_FUNCTION_WORDS = word_set("grammar", "function")
_MONTHS = MONTHS | MONTHS_SHORT
_PAST = word_table("past_forms")
"""Past forms that are words of their own too, with their verb."""
_QUANTITIES = word_set("grammar", "quantity")
"""Words that give a number without being one."""
_NEGATING = NEGATORS | {"false", "untrue"}
_MARKS = " \t\"'“”‘’«»()[]—–-\u00a0"
_STOPS = frozenset(".!?…:\n\r")

ELLIPSIS = re.compile(r"\[\s*(?:…|\.{2,}|\.(?:\s?\.)+)\s*\]|…|\.(?:\s?\.){2,}")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_SPOKEN = {
    word: tuple((part.partition(":")[0], int(part.partition(":")[2])) for part in parts.split(" "))
    for word, parts in word_table("contractions").items()
}
"""Words spoken as one, each part with the character of the word at which it ends."""

_ENDINGS = {"'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'s": "'s", "'d": "'d"}
_NOT = {"can't": ("can", 2), "won't": ("will", 2), "shan't": ("shall", 3)}
_SIGNS = {"&": "and", "%": "percent"}
_PHRASES = {
    ("per", "cent"): "percent",
    ("all", "right"): "alright",
    ("united", "states"): "us",
    ("united", "kingdom"): "uk",
    ("united", "nations"): "un",
    ("european", "union"): "eu",
}
_PHRASED = frozenset(first for first, _ in _PHRASES)
_MEANT = {"'s": ("is", "has", "us"), "'d": ("would", "had", "did")}


class Unit(NamedTuple):
    """What is compared as one: ``key`` is equal for equal sense, whatever the writing.

    It stands from ``start`` to ``end``, within the surface words from ``outer_start`` to
    ``outer_end`` ("n't" in "don't"). ``gloss`` marks an editor's words in brackets, ``gap`` an
    ellipsis right before. ``weight`` is what the unit counts in a similarity.
    """

    key: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    weight: float
    gloss: bool = False
    gap: bool = False

    @property
    def number(self) -> bool:
        """Whether it is a number, or named by one, as "1980s" is."""
        return self.key[0] == "#" or self.key[0].isdigit()


def weight(key: str) -> float:
    """What a unit counts: 1 a content word or number, 0.3 a function word, 0 an "um"."""
    if key in _FILLERS:
        return 0.0
    return 0.3 if key in _FUNCTION_WORDS else 1.0


@lru_cache(maxsize=KEPT_TEXTS)
def units(text: str) -> tuple[Unit, ...]:
    """The units of a text, in order, with contractions and spoken forms taken apart."""
    found = _plain_units(text, tokens(text))
    glosses = [brackets.span() for brackets in _BRACKETS.finditer(text)]
    gaps = [ellipsis.start() for ellipsis in ELLIPSIS.finditer(text)]
    return tuple(_with_marks(found, glosses, gaps) if glosses or gaps else found)


def _with_marks(
    units: Iterator[Unit], glosses: Sequence[tuple[int, int]], gaps: Sequence[int]
) -> Iterator[Unit]:
    """The units with the brackets and ellipses around them, without "[sic]"."""
    passed_gaps = 0
    for unit in units:
        gloss = any(start < unit.start and unit.end < end for start, end in glosses)
        if gloss and unit.key == "sic":
            continue
        gaps_before = bisect_right(gaps, unit.start)
        gap = gaps_before > passed_gaps
        yield unit._replace(gloss=gloss, gap=gap) if gloss or gap else unit
        passed_gaps = gaps_before


def _plain_units(text: str, words: Sequence[Token]) -> Iterator[Unit]:
    index = 0
    while index < len(words):
        word = words[index]
        number = number_at(text, words, index)
        if number:
            after = index + number.count
            key = number.key
            if key.endswith("th") and _dated(words, index, after):
                key = key.removesuffix("th")
            signed = key.startswith("#-") and word.key != "minus"
            yield _unit(key, word.start - signed, words[after - 1].end)
            index = after
        elif word.key in _PHRASED and index + 1 < len(words) and _phrase(word, words[index + 1]):
            yield _unit(_phrase(word, words[index + 1]), word.start, words[index + 1].end)
            index += 2
        else:
            start = word.start
            for part, weighed, offset in _word_parts(word.key, word.text):
                end = word.start + offset
                yield Unit(part, start, end, word.start, word.end, weighed)
                start = end
            index += 1


def _dated(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether an ordinal is the day of a month: "May 5th", "the 5th of May"."""
    nearby = (*words[max(start - 1, 0) : start], *words[end : end + 2])
    return bool(_MONTHS.intersection([word.key for word in nearby if word.key != "of"][:2]))


def _phrase(word: Token, after: Token) -> str:
    return _PHRASES.get((word.key, after.key), "")


def _unit(key: str, start: int, end: int) -> Unit:
    return Unit(key, start, end, start, end, weight(key))


@lru_cache(maxsize=KNOWN_WORDS)
def _word_parts(key: str, surface: str) -> tuple[tuple[str, float, int], ...]:
    """What a surface word stands for: each part's key, weight, and offset at which it ends."""
    return tuple((part, weight(part), end) for part, end in _split(key, surface))


def _split(key: str, surface: str) -> Sequence[tuple[str, int]]:
    length = len(surface)
    if key in _SPOKEN and len(key) == length:
        return _SPOKEN[key]
    if "'" not in key:
        return ((_SIGNS.get(key, key), length),)
    if key in _NOT and len(key) == length:
        stem, end = _NOT[key]
        return ((stem, end), ("not", length))
    if key.endswith("n't") and key != "ain't" and length > 3:
        return ((key[:-3], length - 3), ("not", length))
    for ending, meant in _ENDINGS.items():
        if key.endswith(ending) and length > len(ending):
            end = length - len(ending)
            return ((tokens(surface[:end])[0].key, end), (meant, length))
    return ((key, length),)


def reconcile_units(
    first: Sequence[Unit], second: Sequence[Unit]
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The units of two texts, with what is open in one decided by the other.

    "it's" is read as "it is" or "it has" where the other text has one of these; "cooperate" and
    "co-operate", "health care" and "healthcare" become one unit each.
    """
    pairs = [{(a.key, b.key) for a, b in pairwise(units)} for units in (first, second)]
    singles = [{unit.key for unit in units} for units in (first, second)]
    return (
        tuple(_reconciled(first, singles[1], pairs[1])),
        tuple(_reconciled(second, singles[0], pairs[0])),
    )


def _reconciled(
    units: Sequence[Unit], singles: set[str], pairs: set[tuple[str, str]]
) -> Iterator[Unit]:
    index = 0
    while index < len(units):
        unit = units[index]
        following = units[index + 1] if index + 1 < len(units) else None
        key = unit.key + following.key if following and unit.key not in NEGATORS else ""
        if following and key in singles and (unit.key, following.key) not in pairs:
            start, end = unit.outer_start, following.outer_end
            yield Unit(
                key, unit.start, following.end, start, end, weight(key), unit.gloss, unit.gap
            )
            index += 2
            continue
        if unit.key in _MEANT and index and (units[index - 1].key, unit.key) not in pairs:
            meant = (key for key in _MEANT[unit.key] if (units[index - 1].key, key) in pairs)
            unit = unit._replace(key=next(meant, unit.key))
        yield unit
        index += 1


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
def in_dictionary(word: str) -> bool:
    """Whether a word in lower case is a common English one, and so no name."""
    from simplemma import is_known

    return bool(is_known(word, lang="en"))


def is_name(unit: Unit, text: str) -> bool:
    """Whether a unit of the text is written as a name: "Harlow", "Friday", "Dutch"."""
    word = text[unit.start : unit.end]
    if unit.number or not word[:1].isupper() or unit.key == "i":
        return False
    previous = text[: unit.start].rstrip(_MARKS)[-1:]
    return (bool(previous) and previous not in _STOPS) or not in_dictionary(word.lower())


def numbers(units: Sequence[Unit]) -> list[str]:
    """The numbers and words of number among the units, without a bare "one"."""
    return sorted(
        unit.key for unit in units if unit.key != "#1" and (unit.number or unit.key in _QUANTITIES)
    )


def negations(units: Sequence[Unit]) -> int:
    """How many of the units negate."""
    return sum(unit.key in _NEGATING for unit in units)
