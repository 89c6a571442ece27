"""Texts as rows of units that are compared: a unit is a word, or words that stand for one thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from quotes.check.words.numbers import number_at
from quotes.check.words.spelling import KNOWN_WORDS
from quotes.check.words.tokens import Token, tokens
from quotes.lexicon import MONTHS, MONTHS_SHORT, NEGATORS, word_set, word_table

_FILLERS = word_set("grammar", "filler")
_FUNCTION_WORDS = word_set("grammar", "function")
_MONTHS = MONTHS | MONTHS_SHORT

KEPT_TEXTS = 256
"""Texts whose units are kept from one comparison to the next."""

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
    plain = _plain(text, tokens(text))
    glosses = [found.span() for found in _BRACKETS.finditer(text)]
    gaps = [found.start() for found in ELLIPSIS.finditer(text)]
    return tuple(_marked(plain, glosses, gaps) if glosses or gaps else plain)


def _marked(
    plain: Iterator[Unit], glosses: Sequence[tuple[int, int]], gaps: Sequence[int]
) -> Iterator[Unit]:
    """The units with what brackets and ellipses around them tell, without "[sic]"."""
    passed = 0
    for unit in plain:
        gloss = any(start < unit.start and unit.end < end for start, end in glosses)
        if gloss and unit.key == "sic":
            continue
        before = bisect_right(gaps, unit.start)
        gap = before > passed
        yield unit._replace(gloss=gloss, gap=gap) if gloss or gap else unit
        passed = before


def _plain(text: str, words: Sequence[Token]) -> Iterator[Unit]:
    at = 0
    while at < len(words):
        word = words[at]
        number = number_at(text, words, at)
        if number:
            after = at + number.count
            key = number.key
            if key.endswith("th") and _dated(words, at, after):
                key = key.removesuffix("th")
            signed = key.startswith("#-") and word.key != "minus"
            yield _unit(key, word.start - signed, words[after - 1].end)
            at = after
        elif word.key in _PHRASED and at + 1 < len(words) and _phrase(word, words[at + 1]):
            yield _unit(_phrase(word, words[at + 1]), word.start, words[at + 1].end)
            at += 2
        else:
            start = word.start
            for part, weighed, offset in _parts(word.key, word.text):
                end = word.start + offset
                yield Unit(part, start, end, word.start, word.end, weighed)
                start = end
            at += 1


def _dated(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether an ordinal is the day of a month: "May 5th", "the 5th of May"."""
    around = [word.key for word in (*words[max(start - 1, 0) : start], *words[end : end + 2])]
    return bool(_MONTHS.intersection([key for key in around if key != "of"][:2]))


def _phrase(word: Token, after: Token) -> str:
    return _PHRASES.get((word.key, after.key), "")


def _unit(key: str, start: int, end: int) -> Unit:
    return Unit(key, start, end, start, end, weight(key))


@lru_cache(maxsize=KNOWN_WORDS)
def _parts(key: str, surface: str) -> tuple[tuple[str, float, int], ...]:
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


def settled(
    first: Sequence[Unit], second: Sequence[Unit]
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Both rows of units with what only the other one tells settled.

    "it's" is read as "it is" or "it has" where the other text has one of these; "cooperate" and
    "co-operate", "health care" and "healthcare" become one unit each.
    """
    pairs = [{(a.key, b.key) for a, b in pairwise(row)} for row in (first, second)]
    singles = [{unit.key for unit in row} for row in (first, second)]
    return (
        tuple(_settled(first, singles[1], pairs[1])),
        tuple(_settled(second, singles[0], pairs[0])),
    )


def _settled(row: Sequence[Unit], singles: set[str], pairs: set[tuple[str, str]]) -> Iterator[Unit]:
    at = 0
    while at < len(row):
        unit = row[at]
        after = row[at + 1] if at + 1 < len(row) else None
        key = unit.key + after.key if after and unit.key not in NEGATORS else ""
        if after and key in singles and (unit.key, after.key) not in pairs:
            start, end = unit.outer_start, after.outer_end
            yield Unit(key, unit.start, after.end, start, end, weight(key), unit.gloss, unit.gap)
            at += 2
            continue
        if unit.key in _MEANT and at and (row[at - 1].key, unit.key) not in pairs:
            meant = (key for key in _MEANT[unit.key] if (row[at - 1].key, key) in pairs)
            unit = unit._replace(key=next(meant, unit.key))
        yield unit
        at += 1
