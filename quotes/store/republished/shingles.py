"""The runs of words by which one article's text is compared with another's.

Broder, "On the resemblance and containment of documents" (SEQUENCES 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from quotes.article import Span
from quotes.attribution.quotations.boilerplate import boilerplate
from quotes.reader.marks import quoted

Shingles = frozenset[int]
"""The runs of words of a text, each as a number of 64 bits."""
Numbers = NDArray[np.uint64]

WIDTH = 4
"""Words in a run."""
FEWEST = 20
"""Runs outside of quotation marks that tell enough of a text; with fewer, all of it counts."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_BASE, _FIRST, _SECOND = (
    np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)


def shingles(text: str) -> Shingles:
    """The runs of four words of an article's text, without case, punctuation and boilerplate.

    What stands in quotation marks is left out, because articles on one event share it without
    being copies; only a text with hardly anything else is taken whole.
    """
    passed_over = boilerplate(text)
    spoken = [stretch.inner for stretch in quoted(text)]
    told = _runs(_without(text, [*passed_over, *spoken]))
    return told if len(told) >= FEWEST else _runs(_without(text, passed_over))


def containment(one: Shingles, other: Shingles) -> float:
    """How much of the shorter of two texts stands in the other, in [0, 1]; 0 where one is empty."""
    shorter = min(len(one), len(other))
    return shared(one, other) / shorter if shorter else 0.0


def shared(one: Shingles, other: Shingles) -> int:
    """How many runs two texts have in common."""
    return len(one & other)


def mixed(numbers: Numbers) -> Numbers:
    """Each number with its bits well mixed (the finalizer of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))


def _without(text: str, left_out: list[Span]) -> Iterator[str]:
    """The stretches of the text between those that are left out."""
    at = 0
    for span in sorted(left_out):
        if at < span.start:
            yield text[at : span.start]
        at = max(at, span.end)
    yield text[at:]


def _runs(stretches: Iterator[str]) -> Shingles:
    plain = _APOSTROPHES.sub("", " ".join(stretches)).casefold()
    words = np.array([crc32(word.encode()) for word in _WORD.findall(plain)], np.uint64)
    count = len(words) - WIDTH + 1
    if count < 1:
        return frozenset()
    runs = np.zeros(count, np.uint64)
    for place in range(WIDTH):
        runs = runs * _BASE + words[place : place + count]
    return frozenset(mixed(runs).tolist())
