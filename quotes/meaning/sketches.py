"""Sketches of vectors: one bit a component, so that many are compared fast.

A sketch keeps the signs of a vector. The part of the signs in which two sketches differ grows with
the angle between their vectors (Charikar 2002, "Similarity estimation techniques from rounding
algorithms"); here the components themselves stand in for random directions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotes.meaning.vectors import WIDTH, Vectors

Sketches = NDArray[np.uint8]
Places = NDArray[np.intp]

BYTES = WIDTH // 8
FIRST = 4000
"""Sketches that are weighed after all were compared by their bits alone."""


def sketched(vectors: Vectors) -> Sketches:
    """The sketches (n, 48) of vectors (n, 384): whether each component is above zero."""
    return np.packbits(vectors > 0, axis=1)


def shortlist(asked: Vectors, sketches: Sketches, most: int) -> Places:
    """The places (most,) of the sketches whose vectors are likely the nearest, in no order.

    All sketches (n, 48) are compared with that of ``asked`` (384,) by the number of bits that
    differ; the best of them once more by the sum of the components of ``asked`` where the bit is
    set, as one of the two vectors is known in full (Gordo et al. 2014, "Asymmetric distances for
    binary embeddings"). All are given if there are no more than ``most``.
    """
    if len(sketches) <= most:
        return np.arange(len(sketches))
    words = sketches.view(np.uint64)
    own = sketched(asked[np.newaxis]).view(np.uint64)
    differing = np.bitwise_count(words ^ own).sum(axis=1, dtype=np.uint16)
    places = _lowest(differing, max(FIRST, most))
    bits = np.unpackbits(sketches[places], axis=1).astype(np.float32)
    chosen = _lowest(-(bits @ asked.astype(np.float32)), most)
    found: Places = places[chosen]
    return found


def _lowest(numbers: NDArray[np.uint16] | NDArray[np.float32], most: int) -> Places:
    if len(numbers) <= most:
        return np.arange(len(numbers))
    found: Places = np.argpartition(numbers, most)[:most]
    return found
