"""People's names: their parts, and whether two of them can name one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from quotes.lexicon import (
    ARABIC_ARTICLES,
    FAMILY_FIRST,
    PARTICLES,
    SUFFIXES,
    any_of,
    gender_of,
    is_given,
    is_nickname,
    is_short_form,
)

_MARKED = re.compile(r"(?<!\S)[\"'‘“„«`(](?P<inside>[^\"”»()]+?)[\"'’”»`)](?![^\s,])")
_ARTICLE = re.compile(rf"\b{any_of(ARABIC_ARTICLES)}[-‐‑](?=\w)", re.IGNORECASE)
_HYPHEN = re.compile(r"[-‐‑]")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word of a name for comparing: no case, accents, quotation marks, dots or hyphens."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    return "".join(c for c in plain if c.isalnum())


class Fit(IntEnum):
    """What a shorter name is of a full one; the higher, the surer it stands for the person."""

    NONE = 0
    GIVEN = 1
    """The given name, a short form of it, or a nickname."""
    PART = 2
    """One of two family names: "Ortiz" of "Gabriela Ortiz Luna", "Weber" of "Weber-Lang"."""
    FAMILY = 3
    """The whole family name, with or without its particles."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands, with its words folded for comparing.

    ``suffix`` ("jr") and ``nicknames`` (in marks or brackets) are no words of it; ``halves`` are
    the parts of a family name with a hyphen.
    """

    text: str
    words: tuple[str, ...]
    suffix: str = ""
    nicknames: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Name:
        """The name in a text without titles."""
        nicknames = tuple(folded(match["inside"]) for match in _MARKED.finditer(text))
        bare = _MARKED.sub(" ", text)
        if not folded(bare):
            bare, nicknames = text, ()
        words: list[str] = []
        halves: tuple[str, ...] = ()
        suffix = ""
        for word in _ARTICLE.sub("al ", bare.replace(",", " ")).split():
            plain = folded(word)
            if not plain:
                continue
            if plain in SUFFIXES and words:
                suffix = plain
                continue
            halves = tuple(folded(half) for half in _HYPHEN.split(word)) if words else ()
            words.append(plain)
        return cls(text, tuple(words), suffix, nicknames, halves if len(halves) > 1 else ())

    @property
    def is_full(self) -> bool:
        """Whether it has more than a family name, its particles left aside."""
        if len(self.words) > 1 and is_given(self.words[0]):
            return True
        return len([word for word in self.words if word not in PARTICLES]) > 1

    @property
    def family(self) -> str:
        """The family name: the last word, or the first in an East Asian name."""
        return self.words[0] if self.is_family_first else self.words[-1]

    @property
    def is_family_first(self) -> bool:
        """Whether the family name seems to stand first, as in Chinese and Korean names."""
        return (
            1 < len(self.words) <= 4
            and self.words[0] in FAMILY_FIRST
            and gender_of(self.words[0]) is None
            and self.words[-1] not in FAMILY_FIRST
        )

    @property
    def gender(self) -> str | None:
        """``male`` or ``female`` where the given name shows it."""
        return None if self.is_family_first or not self.words else gender_of(self.words[0])


def same_name(one: Name, other: Name) -> bool:
    """Whether two full names can name one person: the words of the shorter stand in the longer.

    Initials, nicknames and short forms of given names stand for the given name; suffixes may be
    missing, but may not differ.
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    short, long = sorted((one, other), key=lambda name: (len(name.words), name.words))
    if not short.words:
        return False
    if "".join(short.words) == "".join(long.words) or _is_turned(short, long):
        return True
    if len(short.words) < 2 or short.words[-1] not in long.words[1:]:
        return False
    return _stands_in(short, long)


def fit(short: Name, full: Name) -> Fit:
    """What a name without given name, or a lone given name, is of a full one."""
    if not short.words or not full.words or (short.suffix and short.suffix != full.suffix):
        return Fit.NONE
    bare = short.words
    while (
        not short.is_full and len(bare) > 1 and bare[0] in PARTICLES and bare[0] not in full.words
    ):
        bare = bare[1:]
    size = len(bare)
    if bare == (full.family,) or (size < len(full.words) and bare == full.words[-size:]):
        return Fit.FAMILY
    if _is_one_of_two(bare, full):
        return Fit.PART
    if bare == full.words[:1] or "".join(bare) in full.nicknames:
        return Fit.GIVEN
    if size == 1 and is_short_form(bare[0]) and is_nickname(bare[0], full.words[0]):
        return Fit.GIVEN
    return Fit.NONE


def _is_one_of_two(bare: Sequence[str], full: Name) -> bool:
    """Whether the words are the first of two family names, or half of one with a hyphen."""
    size = len(bare)
    if size == 1 and len(bare[0]) > 2 and bare[0] in full.halves:
        return True
    if any(len(word) == 1 or is_given(word) for word in bare) or bare[-1] in PARTICLES:
        return False
    rest = [word for word in full.words if word not in PARTICLES]
    middle = full.words[1:-1]
    return (
        len(rest) > 2
        and bare[-1] == rest[-2]
        and any(tuple(bare) == middle[at : at + size] for at in range(len(middle)))
    )


def _is_turned(one: Name, other: Name) -> bool:
    """Whether one is the other with the family name at the other end: "Min-seo Park"."""
    turned = one.is_family_first or other.is_family_first
    return turned and len(one.words) == len(other.words) == 2 and one.words == other.words[::-1]


def _stands_in(short: Name, long: Name) -> bool:
    """Whether the words of the short name stand in the long one in order, first with first."""
    if not _is_given_of(short, long):
        return False
    at = 1
    for word in short.words[1:]:
        while at < len(long.words) and not _matches(word, long.words[at]):
            at += 1
        if at == len(long.words):
            return False
        at += 1
    return True


def _is_given_of(short: Name, long: Name) -> bool:
    one, other = short.words[0], long.words[0]
    return (
        _matches(one, other)
        or one in long.nicknames
        or other in short.nicknames
        or is_nickname(one, other)
    )


def _matches(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
