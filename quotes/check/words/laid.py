"""A claim and a quotation laid side by side, before it is told how they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotes.article import PIECE_JOINER, Span
from quotes.check.words.align import align
from quotes.check.words.blocks import Block, blocks
from quotes.check.words.sentences import sentences
from quotes.check.words.units import KEPT_TEXTS, Unit, settled, units


@dataclass(frozen=True, slots=True)
class Laid:
    """The units of both texts, which of them are the same, and the blocks that differ.

    ``pairs`` are indices into ``ours`` (the claim's units) and ``theirs`` (the quotation's), both
    rising; ``sentence_of`` gives the number in ``sentences`` for each unit of the quotation.
    """

    claim: str
    said: str
    ours: tuple[Unit, ...]
    theirs: tuple[Unit, ...]
    pairs: tuple[tuple[int, int], ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    sentence_of: tuple[int, ...]

    @property
    def kept(self) -> frozenset[int]:
        """The quotation's units that the claim has, or has others in place of."""
        replaced = (
            j for block in self.blocks if block.i1 < block.i2 for j in range(block.j1, block.j2)
        )
        return frozenset({*(j for _, j in self.pairs), *replaced})

    @property
    def whole_pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs without those in surface words of which another part is not matched."""
        cut = [
            {unit.outer_start for at, unit in enumerate(row) if at not in matched}
            for row, matched in (
                (self.ours, {i for i, _ in self.pairs}),
                (self.theirs, {j for _, j in self.pairs}),
            )
        ]
        return tuple(
            (i, j)
            for i, j in self.pairs
            if self.ours[i].outer_start not in cut[0] and self.theirs[j].outer_start not in cut[1]
        )


def lay(claim: str, said: str) -> Laid:
    """Lay the words of a claim along those of a quotation."""
    ours, theirs = settled(units(claim), units(said))
    spans = _sentences(said)
    sentence_of = _numbers(theirs, spans)
    pairs, parted = blocks(align(ours, theirs).pairs, ours, theirs, sentence_of)
    return Laid(claim, said, ours, theirs, pairs, parted, spans, sentence_of)


@lru_cache(maxsize=KEPT_TEXTS)
def _sentences(said: str) -> tuple[Span, ...]:
    if not said:
        return ()
    plain = said.replace(PIECE_JOINER, " " * len(PIECE_JOINER))
    return tuple(sentences(plain, Span(0, len(plain))))


def _numbers(row: Sequence[Unit], spans: Sequence[Span]) -> tuple[int, ...]:
    """The number of the sentence that each unit stands in."""
    numbers = []
    at = 0
    for unit in row:
        while at + 1 < len(spans) and unit.start >= spans[at].end:
            at += 1
        numbers.append(at)
    return tuple(numbers)
