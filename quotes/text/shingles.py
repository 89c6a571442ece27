"""The runs of words by which one article's text is compared with another's, and their bands.

Broder, "On the resemblance and containment of documents" (SEQUENCES 1997), for runs and signature;
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3, for the bands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from quotes.text.layout import Layout
from quotes.types import Span

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


def shingles(text: str, layout: Layout | None = None) -> Shingles:
    """The runs of four words of an article's text, without case, punctuation and boilerplate.

    What stands in quotation marks is left out, because articles on one event share it without
    being copies; only a text with hardly anything else is taken whole.
    """
    layout = layout or Layout.of(text)
    spoken = [stretch.inner for stretch in layout.marks]
    unspoken = _runs(_without(text, [*layout.boilerplate, *spoken]))
    return unspoken if len(unspoken) >= FEWEST else _runs(_without(text, layout.boilerplate))


def containment(left: Shingles, right: Shingles) -> float:
    """How much of the shorter of two texts stands in the other, in [0, 1]; 0 where one is empty."""
    shorter = min(len(left), len(right))
    return shared(left, right) / shorter if shorter else 0.0


def shared(left: Shingles, right: Shingles) -> int:
    """How many runs two texts have in common."""
    return len(left & right)


def mixed(numbers: Numbers) -> Numbers:
    """Each number with its bits well mixed (the finalizer of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))


def _without(text: str, left_out: Iterable[Span]) -> Iterator[str]:
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
    for offset in range(WIDTH):
        runs = runs * _BASE + words[offset : offset + count]
    return frozenset(mixed(runs).tolist())


# MinHash signatures cut into bands, by which like texts find one another.


BANDS, ROWS = 50, 2
"""Two texts that share a part s of all their runs have a band in common with the chance
``1 - (1 - s**2)**50``: 0.99 for s = 0.3, 0.87 for 0.2, 0.0002 for 0.002."""

_HASHES = BANDS * ROWS
_SEEDS = mixed(np.arange(1, 2 * _HASHES + 1, dtype=np.uint64))
_FACTORS, _OFFSETS = _SEEDS[:_HASHES] | np.uint64(1), _SEEDS[_HASHES:]
_PLACES = mixed(np.arange(BANDS, dtype=np.uint64))


def signature(shingles: Shingles) -> Numbers:
    """The least value (100,) of each of 100 hash functions over the runs; none of no runs."""
    if not shingles:
        return np.empty(0, np.uint64)
    runs = np.fromiter(shingles, np.uint64, len(shingles))
    pairs = zip(_FACTORS, _OFFSETS, strict=True)
    return np.array([mixed(runs * factor + offset).min() for factor, offset in pairs])


def bands(shingles: Shingles) -> list[int]:
    """The 50 bands of the signature as numbers of 32 bits with a sign, each once.

    Band and place make the number, so that only like bands of two texts meet.
    """
    least = signature(shingles)
    if not len(least):
        return []
    joined = _PLACES
    for row in least.reshape(BANDS, ROWS).T:
        joined = mixed(joined + row)
    numbers = joined.astype(np.uint32).view(np.int32)
    return sorted(set(numbers.tolist()))
