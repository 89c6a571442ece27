"""The words of a claim laid along the words of a quotation.

Both are rows of units. The best local alignment is found by dynamic programming with affine gaps
(Smith and Waterman 1981, J. Mol. Biol. 147; Gotoh 1982, J. Mol. Biol. 162): few and long common
stretches win over many short ones, so that no "the" or "of" is matched far from its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from quotes.check.words.units import Unit

_EQUAL = 1.0
"""What any match is worth, besides the weight of its unit."""
_UNEQUAL = -0.7
_OPEN = -1.8
_OPEN_AT_ELLIPSIS = -0.2
_LEFT_OUT = -0.01
"""For each unit of the quotation that the claim passes over."""
_PUT_IN = -0.3
"""For each unit of the claim, after the first, that the quotation does not have."""
_LARGEST = 2_000_000
"""Cells of the largest table that is filled; beyond it the longest common subsequence has to do."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which unit of the claim is which of the quotation: pairs of indices, both rising."""

    pairs: tuple[tuple[int, int], ...]


def align(claim: Sequence[Unit], said: Sequence[Unit]) -> Alignment:
    """The best alignment of equal units, in order; units that have no equal stay out of it."""
    claimed, spoken = [unit.key for unit in claim], [unit.key for unit in said]
    known = set(spoken)
    if known.isdisjoint(claimed):
        return Alignment(())
    at = _within(claimed, spoken) if known.issuperset(claimed) else None
    if at is not None:
        return Alignment(tuple((index, at + index) for index in range(len(claim))))
    if len(claimed) * len(spoken) > _LARGEST:
        return Alignment(_common(claimed, spoken))
    return Alignment(_Table(claim, spoken).pairs())


def _within(claimed: Sequence[str], spoken: Sequence[str]) -> int | None:
    """Where the claim stands as a whole in what was said."""
    size = len(claimed)
    for at in range(len(spoken) - size + 1):
        if spoken[at] == claimed[0] and spoken[at : at + size] == claimed:
            return at
    return None


def _common(claimed: Sequence[str], spoken: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The longest common subsequence, in little memory."""
    blocks = LCSseq.opcodes(claimed, spoken)
    equal = (block for block in blocks if block.tag == "equal")
    return tuple(
        (block.src_start + step, block.dest_start + step)
        for block in equal
        for step in range(block.src_end - block.src_start)
    )


class _Table:
    """The table of scores: a row for each unit of the claim, a column for each of the quotation.

    Row and column 0 stand before the first unit. ``matched`` holds the best score of an alignment
    that ends in the two units side by side, ``put_in`` of one that ends in a unit only the claim
    has, ``ended`` the better of both, and ``best`` that or one that ends in units left out.
    """

    def __init__(self, claim: Sequence[Unit], spoken: Sequence[str]) -> None:
        import numpy as np

        self.claim = claim
        codes: dict[str, int] = {}
        row = np.array([codes.setdefault(key, len(codes)) for key in spoken])
        column = np.array([codes.get(unit.key, -1) for unit in claim])
        worth = np.array([_EQUAL + unit.weight for unit in claim])
        self.same = column[:, None] == row
        shape = (len(claim) + 1, len(spoken) + 1)
        self.matched = np.zeros(shape)
        self.matched[1:, 1:] = np.where(self.same, worth[:, None], _UNEQUAL)
        self.put_in = np.full(shape, -np.inf)
        self.further = np.zeros(shape, dtype=bool)
        self.ended = np.zeros(shape)
        self.best = np.zeros(shape)
        self.passing = np.arange(shape[1]) * _LEFT_OUT
        self._fill()

    def _fill(self) -> None:
        import numpy as np

        for index in range(1, len(self.best)):
            before = self.best[index - 1]
            matched, put_in, ended = self.matched[index], self.put_in[index], self.ended[index]
            matched[1:] += before[:-1]
            opened, further = before + _OPEN, self.put_in[index - 1] + _PUT_IN
            np.greater(further, opened, out=self.further[index])
            np.maximum(opened, further, out=put_in)
            np.maximum(matched, put_in, out=ended)
            np.maximum(ended, 0.0, out=ended)
            left_out = np.maximum.accumulate(ended - self.passing)
            left_out += self.passing + self._opening(index)
            np.maximum(ended, left_out, out=self.best[index])

    def _opening(self, index: int) -> float:
        """What it costs to leave words out after this many units of the claim."""
        ellipsis = index < len(self.claim) and self.claim[index].gap
        return _OPEN_AT_ELLIPSIS if ellipsis else _OPEN

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The matched units of the best alignment, read back from where it ends."""
        i, j = divmod(int(self.ended.argmax()), self.ended.shape[1])
        found = []
        while i and j and self.best[i, j] > 0:
            if self.best[i, j] > self.ended[i, j]:
                j = int((self.ended[i, :j] - self.passing[:j]).argmax())
            elif self.matched[i, j] >= self.put_in[i, j]:
                i, j = i - 1, j - 1
                if self.same[i, j]:
                    found.append((i, j))
            else:
                while self.further[i, j]:
                    i -= 1
                i -= 1
        return tuple(reversed(found))
