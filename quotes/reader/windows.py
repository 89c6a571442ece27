"""Long documents as overlapping windows, and which window answers for which word."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from quotes.reader.encode import Encoded

WINDOW = 400
"""Length of a window in word pieces, the marks at both ends included."""
OVERLAP = 96
"""Word pieces that a window shares with the one before it."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``begin:end`` are read; ``own_begin:own_end`` are answered for."""

    begin: int
    end: int
    own_begin: int
    own_end: int


def windows(encoded: Encoded) -> list[Window]:
    """Windows over all words; each word is owned by exactly one, far from that window's edges."""
    first, words = encoded.first, len(encoded)
    ranges: list[tuple[int, int]] = []
    begin = 0
    while begin < words:
        end = int(np.searchsorted(first, first[begin] + WINDOW - 2, "right")) - 1
        end = min(max(end, begin + 1), words)
        ranges.append((begin, end))
        if end == words:
            break
        back = int(np.searchsorted(first, first[end] - OVERLAP))
        begin = max(begin + 1, _at_paragraph(encoded, back, end))
    edges = [0]
    for (_, end), (next_begin, _) in itertools.pairwise(ranges):
        edges.append((next_begin + end + 1) // 2)
    edges.append(words)
    return [
        Window(begin, end, own_begin, own_end)
        for (begin, end), own_begin, own_end in zip(ranges, edges, edges[1:], strict=False)
    ]


def _at_paragraph(encoded: Encoded, back: int, end: int) -> int:
    """The first paragraph start in the first half of the overlap, else its begin."""
    starts = np.flatnonzero(encoded.starts_paragraph[back : (back + end) // 2])
    return back + int(starts[0]) if len(starts) else back
