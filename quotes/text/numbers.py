"""Numbers in figures and in words, read as the same value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quotes.lexicon import TENS_AND_UNITS, word_table
from quotes.text.tokens import Token

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
            place = Fraction(1, 10)
            while 0 <= _SMALL.get(self.key, 10) <= 9:
                value += _SMALL[self.key] * place
                place /= 10
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
