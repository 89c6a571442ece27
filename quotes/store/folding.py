"""One written form for names that differ only in case, accents, punctuation or titles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quotes.lexicon import any_of, word_set

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_TITLES = re.compile(f"(?:{any_of(word_set('titles', 'folded'))} )+")


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """The words of a name in lower case, without accents and punctuation, one space apart.

    A name without any letter or digit stays as it is, in lower case.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    letters = "".join(
        mark if mark.isalnum() or unicodedata.category(mark)[0] == "M" else " "
        for mark in plain.translate(_LETTERS)
        if not unicodedata.combining(mark)
    )
    return " ".join(letters.split()) or name.strip().casefold()


def fold_person(name: str) -> str:
    """A person's name folded, without the titles before it."""
    folded = fold(name)
    titles = _TITLES.match(folded)
    return folded[titles.end() :] if titles else folded


def fold_organization(name: str) -> str:
    """An organisation's name folded, without "the" before it."""
    return fold(name).removeprefix("the ")


def surname(folded: str) -> str:
    """The last word of a folded name, "" for an empty one."""
    return folded.rpartition(" ")[2]
