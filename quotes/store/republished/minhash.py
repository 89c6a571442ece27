"""MinHash signatures cut into bands, by which like texts find one another.

Broder, "On the resemblance and containment of documents" (SEQUENCES 1997), for the signature;
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3, for the bands.
"""

from __future__ import annotations

import numpy as np

from quotes.store.republished.shingles import Numbers, Shingles, mixed

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
