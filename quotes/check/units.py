"""A text as units that are compared: words, or words that stand for one thing, as numbers do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from quotes.lexicon import (
    MODALS,
    MONTHS,
    MONTHS_SHORT,
    NEGATORS,
    TENS_AND_UNITS,
    word_set,
    word_table,
)
from quotes.text.tokens import KNOWN_WORDS, Token, tokens

# Numbers in figures and in words, read as the same value.

_SMALL = {word: value for word, value in TENS_AND_UNITS.items() if value < 20}
_TENS = {word: value for word, value in TENS_AND_UNITS.items() if value >= 20}
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_SUFFIXES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
}
_ORDINALS = {word: int(value) for word, value in word_table("ordinals").items()}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + ending: value
    for word, value in _ORDINALS.items()
    if 3 <= value <= 10
    for ending in ("", "s")
}
_CURRENCIES = {
    "dollar": "$",
    "dollars": "$",
    "pound": "£",
    "pounds": "£",
    "euro": "€",
    "euros": "€",
    "yen": "¥",
}
_SIGNS = frozenset("$£€¥")
_GAP = re.compile(r"[\s\-‐‑‒–—]*")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_DIGITS = 24
"""Longest number, in digits, that is read as one."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ``count`` tokens make up; ``key`` is the same for equal values of one unit."""

    key: str
    count: int


def number_at(text: str, words: Sequence[Token], at: int) -> Number | None:
    """The number that starts with the token at this place, the longest one, if any does.

    Read are figures and words ("twenty-five", "2.5m", "two and a half million", "a dozen"),
    ordinals, simple fractions, years in two halves, and with them "per cent" and a currency.
    """
    key = words[at].key
    if not (key[0].isdigit() or key in _STARTS):
        return None
    reader = _Reader(text, words, at)
    return reader.number()


_STARTS = frozenset(
    {*_SMALL, *_TENS, *_ORDINALS, *_SIGNS, "hundred", *_SCALES, "half", "a", "an", "minus"}
) - {"thousand", "million", "billion", "trillion", "hundred", "dozen"}


class _Reader:
    """Reads one number from left to right."""

    def __init__(self, text: str, words: Sequence[Token], at: int) -> None:
        self.text = text
        self.words = words
        self.start = at
        self.at = at

    def number(self) -> Number | None:
        minus = self._minus()
        sign = ""
        if self.key in _SIGNS:
            sign = self.key
            self.at += 1
            if not self.key[:1].isdigit():
                return None
        ordinal = self._ordinal(0)
        if ordinal is not None:
            return self._made(f"#{ordinal}th")
        value = self._value()
        if value is None:
            return None
        if minus:
            value = -value
        if not sign:
            ordinal = self._ordinal(value)
            if ordinal is not None:
                return self._made(f"#{ordinal}th")
            value = self._fraction(value)
        return self._made(f"#{value}{self._unit(sign)}")

    def _minus(self) -> bool:
        """Whether the number is below zero: "minus five", "-5"."""
        if self.key == "minus":
            self.at += 1
            return True
        before = self.text[: self.words[self.at].start][-2:]
        return before[-1:] in {"-", "−"} and not before[:-1].strip()

    def _made(self, key: str) -> Number:
        return Number(key, self.at - self.start)

    @property
    def key(self) -> str:
        return self.peek(0)

    def peek(self, ahead: int) -> str:
        """The key of a token further on, "" where the number cannot go on to it."""
        at = self.at + ahead
        if at >= len(self.words):
            return ""
        if at > self.start:
            gap = self.text[self.words[at - 1].end : self.words[at].start]
            if not _GAP.fullmatch(gap):
                return ""
            if self.words[at - 1].key[0].isdigit() and self.words[at].key[0].isdigit():
                return ""
        return self.words[at].key

    def _touches(self) -> bool:
        """Whether the present token follows the last without a blank."""
        return self.words[self.at - 1].end == self.words[self.at].start

    def _value(self) -> Fraction | None:
        if self.key in {"a", "an"}:
            if self.peek(1) not in _SCALES and self.peek(1) != "hundred":
                return None
            self.at += 1
            return self._scaled(Fraction(1))
        if self.key == "half":
            self.at += 1
            if self.key in {"a", "an"} and self.peek(1) in _SCALES:
                self.at += 1
                return self._scaled(Fraction(1, 2))
            return Fraction(1, 2)
        if self.key[:1].isdigit():
            value = _figure(self.key)
            if value is None:
                return None
            self.at += 1
            if self.key in _SUFFIXES and self._touches():
                value *= _SUFFIXES[self.key]
                self.at += 1
                return value
            return self._scaled(value)
        group = self._group()
        return None if group is None else self._scaled(group)

    def _group(self) -> Fraction | None:
        """A number in words below a thousand, or a year in two halves."""
        value = self._below_hundred()
        if value is None:
            return None
        if 10 < value <= 20 and (second := self._second_half()) is not None:
            return Fraction(value * 100 + second)
        return Fraction(value)

    def _second_half(self) -> int | None:
        kept = self.at
        second = self._below_hundred()
        if second is not None and second >= 10:
            return second
        self.at = kept
        return None

    def _below_hundred(self) -> int | None:
        if self.key in _TENS:
            value = _TENS[self.key]
            self.at += 1
            if 1 <= _SMALL.get(self.key, 0) <= 9:
                value += _SMALL[self.key]
                self.at += 1
            return value
        if self.key in _SMALL:
            value = _SMALL[self.key]
            self.at += 1
            return value
        return None

    def _scaled(self, value: Fraction) -> Fraction:
        """What hundreds, thousands, millions and the rest behind a first value make of it."""
        total = Fraction(0)
        value = self._decimals(value)
        while True:
            if self.key == "hundred" and value < 100:
                self.at += 1
                value = value * 100 + (self._rest(100) or 0)
            elif self.key in _SCALES:
                scale = _SCALES[self.key]
                self.at += 1
                total += value * scale
                value = self._rest(scale) or Fraction(0)
            else:
                return total + value

    def _decimals(self, value: Fraction) -> Fraction:
        if self.key == "and" and self.peek(1) == "a" and self.peek(2) == "half":
            self.at += 3
            return value + Fraction(1, 2)
        if self.key == "point" and 0 <= _SMALL.get(self.peek(1), 10) <= 9:
            self.at += 1
            digit_value = Fraction(1, 10)
            while 0 <= _SMALL.get(self.key, 10) <= 9:
                value += _SMALL[self.key] * digit_value
                digit_value /= 10
                self.at += 1
        return value

    def _rest(self, below: int) -> Fraction | None:
        """What follows a hundred or a thousand, "and five", where it belongs to the number."""
        kept = self.at
        joined = self.key == "and"
        if joined:
            self.at += 1
        if self.key[:1].isdigit():
            self.at = kept
            return None
        value = self._below_hundred()
        rest = None if value is None else Fraction(value)
        if rest is not None and self.key == "hundred" and below > 100 and not joined:
            self.at += 1
            rest = rest * 100 + (self._rest(100) or 0)
        further = joined and (self.key == "hundred" or self.key in _SCALES)
        if rest is None or rest >= below or further or (below > 1000 and joined):
            self.at = kept
            return None
        return rest

    def _ordinal(self, value: Fraction | int) -> int | None:
        """The ordinal that ends the number read so far: "first", "5th", "twenty" and "first"."""
        if not value and (found := _ORDINAL.fullmatch(self.key)):
            self.at += 1
            return int(found[1][:_DIGITS])
        last = _ORDINALS.get(self.key)
        if last is None:
            return None
        follows_tens = 20 <= value < 100 and value % 10 == 0 and last < 10
        if value and not follows_tens:
            return None
        self.at += 1
        return int(value) + last

    def _fraction(self, value: Fraction) -> Fraction:
        part = _PARTS.get(self.key)
        if part is None or value.denominator != 1 or not 1 <= value < part:
            return value
        plural = self.key.endswith("s") or self.key == "halves"
        if plural != (value > 1):
            return value
        self.at += 1
        return value / part

    def _unit(self, sign: str) -> str:
        if sign:
            if _CURRENCIES.get(self.key) == sign:
                self.at += 1
            return sign
        if self.key in {"%", "percent"}:
            self.at += 1
            return "%"
        if self.key == "per" and self.peek(1) == "cent":
            self.at += 2
            return "%"
        if self.key in _CURRENCIES:
            self.at += 1
            return _CURRENCIES[self.words[self.at - 1].key]
        return ""


def _figure(key: str) -> Fraction | None:
    """The value of a number in figures, None for what has letters or is too long."""
    plain = re.sub(r"[,\s]", "", key)
    if len(plain) > _DIGITS:
        return None
    try:
        return Fraction(plain)
    except ValueError:
        return None


# Units.


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
_SPOKEN_SIGNS = {"&": "and", "%": "percent"}
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
        return ((_SPOKEN_SIGNS.get(key, key), length),)
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
