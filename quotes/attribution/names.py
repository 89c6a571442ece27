"""People's names: their parts, and whether two of them can name one person."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quotes.attribution.given_names import FAMILY_FIRST, gender_of
from quotes.attribution.wordlists import PARTICLES, SUFFIXES

_QUOTES = "\"'‘’“”„«»`"


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word of a name for comparing: no case, accents, quotation marks, dots or hyphens."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum())


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands, with its words folded for comparing; the suffix ("Jr.") is apart."""

    text: str
    words: tuple[str, ...]
    suffix: str = ""

    @classmethod
    def of(cls, text: str) -> Name:
        """The name in a text without titles; a nickname in quotation marks is no word of it."""
        words: list[str] = []
        suffix = ""
        for word in text.replace(",", " ").split():
            plain = folded(word)
            if not plain or (word[0] in _QUOTES and word[-1] in _QUOTES):
                continue
            if plain in SUFFIXES and words:
                suffix = plain
            else:
                words.append(plain)
        return cls(text, tuple(words), suffix)

    @property
    def is_full(self) -> bool:
        """Whether it has more than a family name, its particles left aside."""
        return len([word for word in self.words if word not in PARTICLES]) > 1

    @property
    def family(self) -> str:
        """The family name: the last word, or the first in an East Asian name."""
        return self.words[0] if self.is_family_first else self.words[-1]

    @property
    def is_family_first(self) -> bool:
        """Whether the family name seems to stand first, as in Chinese and Korean names."""
        return (
            1 < len(self.words) <= 3
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

    Initials stand for a word; suffixes may be missing, but may not differ.
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    short, long = sorted((one.words, other.words), key=lambda words: (len(words), words))
    if not short:
        return False
    if short == long or "".join(short) == "".join(long):
        return True
    if len(short) < 2:
        return False
    if short[-1] not in (long[-1], *long[1:-1]):
        return False
    return _stands_in(short, long)


def is_part(short: Name, full: Name) -> bool:
    """Whether a bare family name, or a bare given name, is part of a full name."""
    return bool(short.words) and (is_family(short, full) or short.words == full.words[:1])


def is_family(short: Name, full: Name) -> bool:
    """Whether a name without given name is the family name of a full one."""
    if not short.words or not full.words:
        return False
    size = len(short.words)
    if size == 1 and short.words[0] == full.family:
        return True
    return size < len(full.words) and short.words == full.words[-size:]


def _stands_in(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of the short name stand in the long one in order, first with first."""
    if not _matches(short[0], long[0]):
        return False
    at = 1
    for word in short[1:]:
        while at < len(long) and not _matches(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _matches(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
