"""Articles whose people bear other names, so that the network learns roles, not names."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from quotes.reader.encode import Encoded
from quotes.reader.reading import ENTITY_TAGS
from scripts.training.data import Example

Pieces = tuple[int, ...]

_BEGINS = ENTITY_TAGS.index("B-PERSON")
_GOES_ON = ENTITY_TAGS.index("I-PERSON")
_CAPITALISED = (2, 3)
"""Shapes of a name's words (``quotes.reader.encode.shape``)."""


@dataclass(frozen=True, slots=True)
class Names:
    """Words that begin a person's name and words that end one, each as word pieces."""

    given: tuple[Pieces, ...]
    family: tuple[Pieces, ...]


def names_of(examples: Iterable[Example]) -> Names:
    """The names that the examples' people bear, each as often as it is worn in an example."""
    given: list[Pieces] = []
    family: list[Pieces] = []
    for example in examples:
        begins, ends = _name_words(example)
        given += sorted({_word(example.encoded, at) for at in begins})
        family += sorted({_word(example.encoded, at) for at in ends})
    return Names(tuple(given), tuple(family))


def renamed(example: Example, names: Names, rng: random.Random) -> Example:
    """The same example with other people's names, one for one."""
    encoded = example.encoded
    begins, ends = _name_words(example)
    new: dict[Pieces, Pieces] = {}
    for places, stock in ((ends, names.family), (begins, names.given)):
        for at in places:
            new.setdefault(_word(encoded, at), rng.choice(stock))
    words = [_word(encoded, at) for at in range(len(encoded))]
    capital = np.isin(encoded.features[:, 0], _CAPITALISED)
    changed = [new.get(w, w) if c else w for w, c in zip(words, capital, strict=True)]
    pieces = np.array([piece for word in changed for piece in word], dtype=np.int64)
    first = np.cumsum([0, *map(len, changed)]).astype(np.int64)
    return replace(example, encoded=replace(encoded, pieces=pieces, first=first))


def _word(encoded: Encoded, at: int) -> Pieces:
    return tuple(encoded.pieces[encoded.first[at] : encoded.first[at + 1]].tolist())


def _name_words(example: Example) -> tuple[list[int], list[int]]:
    """First words of names of several words, and last words of all names."""
    begins = example.entities[:, _BEGINS] & ~example.entities[:, 0]
    inside = example.entities[:, _GOES_ON] & ~example.entities[:, 0]
    capital = np.isin(example.encoded.features[:, 0], _CAPITALISED)
    firsts, lasts = [], []
    for start in np.flatnonzero(begins & capital).tolist():
        end = start + 1
        while end < len(inside) and inside[end] and capital[end]:
            end += 1
        lasts.append(end - 1)
        if end - start > 1:
            firsts.append(start)
    return firsts, lasts
