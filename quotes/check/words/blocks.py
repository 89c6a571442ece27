"""The stretches where claim and quotation part, between the words that are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rapidfuzz.distance import Levenshtein

from quotes.check.words.kinds import base
from quotes.check.words.units import Unit
from quotes.lexicon import AUXILIARIES, MODALS

Pairs = tuple[tuple[int, int], ...]

_AUXILIARIES = AUXILIARIES | {*MODALS.values()}
_EDGE = 4
"""Unmatched words at an end of the claim that are taken to stand for the quotation's there."""
_LONGER = 2
"""How many units longer than its replacement a stretch of the quotation may be."""


@dataclass(frozen=True, slots=True)
class Block:
    """Units ``i1`` to ``i2`` of the claim in place of units ``j1`` to ``j2`` of the quotation."""

    i1: int
    i2: int
    j1: int
    j2: int


def blocks(
    pairs: Pairs, claim: Sequence[Unit], said: Sequence[Unit], sentence_of: Sequence[int]
) -> tuple[Pairs, tuple[Block, ...]]:
    """The matched pairs, completed, and every stretch that differs, in order.

    Words of the quotation before and after the matched ones belong to it as far as their sentence
    goes.

    :param sentence_of: the number of the sentence of each unit of ``said``.
    """
    pairs = _without_part_glosses(pairs, claim, said)
    if not pairs:
        return (), (Block(0, len(claim), 0, 0),) if claim else ()
    more: list[tuple[int, int]] = []
    parted: list[Block] = []
    for block in _Cut(claim, said, sentence_of).blocks(pairs):
        for part in _parts(block, claim, said):
            if isinstance(part, Block):
                parted.append(part)
            else:
                more.append(part)
    return tuple(sorted({*pairs, *more})), tuple(parted)


def _without_part_glosses(pairs: Pairs, claim: Sequence[Unit], said: Sequence[Unit]) -> Pairs:
    """The pairs without those in an editor's words of which only a part is matched."""
    if not any(unit.gloss for unit in (*claim, *said)):
        return pairs
    loose = [_loose(claim, {i for i, _ in pairs}), _loose(said, {j for _, j in pairs})]
    return tuple((i, j) for i, j in pairs if i not in loose[0] and j not in loose[1])


def _loose(row: Sequence[Unit], matched: set[int]) -> set[int]:
    """The units in brackets of which not all are matched."""
    found: set[int] = set()
    for gloss, run in groupby(range(len(row)), lambda at: row[at].gloss):
        inside = set(run)
        if gloss and not inside <= matched:
            found |= inside
    return found


class _Cut:
    """Cuts what lies between and around the matched words into blocks."""

    def __init__(
        self, claim: Sequence[Unit], said: Sequence[Unit], sentence_of: Sequence[int]
    ) -> None:
        self.claim = claim
        self.said = said
        self.sentence_of = sentence_of

    def blocks(self, pairs: Pairs) -> Iterator[Block]:
        """The blocks before, between and after the pairs."""
        i, j = pairs[0]
        low = j
        while low and self.sentence_of[low - 1] == self.sentence_of[j]:
            low -= 1
        yield from self._behind(Block(0, i, low, j), i <= _EDGE)
        for (i, j), (k, m) in pairwise(pairs):
            if k - i > 1 or m - j > 1:
                yield from self._between(Block(i + 1, k, j + 1, m))
        i, j = pairs[-1]
        high = j + 1
        while high < len(self.said) and self.sentence_of[high] == self.sentence_of[j]:
            high += 1
        block = Block(i + 1, len(self.claim), j + 1, high)
        yield from self._before(block, block.i2 - block.i1 <= _EDGE)

    def _between(self, block: Block) -> Iterator[Block]:
        behind = self.claim[block.i1].gap
        if behind == self.claim[block.i2].gap:
            ours = self._bases(block)
            reach = block.i2 - block.i1 + _LONGER
            behind = len(ours & self._said(block.j2 - reach, block.j2)) > len(
                ours & self._said(block.j1, block.j1 + reach)
            )
        return self._behind(block) if behind else self._before(block)

    def _behind(self, block: Block, replaces: bool = True) -> Iterator[Block]:
        """The claim's words in place of the last words of the quotation's, the first left out."""
        at = block.j2
        if replaces:
            at -= self._replaced(block, range(block.j2 - 1, block.j1 - 1, -1))
            while block.j1 < at < block.j2 and _inside(self.said[at]):
                at -= 1
        if at > block.j1:
            yield Block(block.i1, block.i1, block.j1, at)
        if block.i1 < block.i2:
            yield Block(block.i1, block.i2, at, block.j2)

    def _before(self, block: Block, replaces: bool = True) -> Iterator[Block]:
        """The claim's words in place of the first words of the quotation's, the last left out."""
        at = block.j1
        if replaces:
            at += self._replaced(block, range(block.j1, block.j2))
            while block.j1 < at < block.j2 and _inside(self.said[at]):
                at += 1
        if block.i1 < block.i2:
            yield Block(block.i1, block.i2, block.j1, at)
        if at < block.j2:
            yield Block(block.i2, block.i2, at, block.j2)

    def _replaced(self, block: Block, order: range) -> int:
        """How many of the quotation's units, the nearest first, the claim's stand in place of."""
        ours = block.i2 - block.i1
        if not ours or len(order) <= ours + _LONGER:
            return len(order) if ours else 0
        bases = self._bases(block)
        near = order[: ours + _LONGER]
        alike = [count for count, j in enumerate(near, 1) if base(self.said[j].key) in bases]
        return max([ours, *alike])

    def _bases(self, block: Block) -> set[str]:
        return {base(unit.key) for unit in self.claim[block.i1 : block.i2]}

    def _said(self, start: int, end: int) -> set[str]:
        return {base(unit.key) for unit in self.said[max(start, 0) : end]}


def _inside(unit: Unit) -> bool:
    return unit.start > unit.outer_start


def _parts(
    block: Block, claim: Sequence[Unit], said: Sequence[Unit]
) -> Iterator[Block | tuple[int, int]]:
    """The block taken apart where words in it belong together: same word, verb, or number."""
    if block.i1 == block.i2 or block.j1 == block.j2:
        yield block
        return
    ours = [_likeness(unit) for unit in claim[block.i1 : block.i2]]
    theirs = [_likeness(unit) for unit in said[block.j1 : block.j2]]
    open_part: Block | None = None
    for part, like in _steps(block, ours, theirs):
        if open_part is None:
            open_part, open_like = part, like
        elif not (like or open_like) or _one_verb(open_part, part, claim, said):
            open_part = Block(open_part.i1, part.i2, open_part.j1, part.j2)
            open_like = like and open_like
        else:
            yield _pair(open_part, claim, said)
            open_part, open_like = part, like
    if open_part is not None:
        yield _pair(open_part, claim, said)


def _steps(
    block: Block, ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Block, bool]]:
    """Words that are alike one by one, and what differs between them; with which of both it is."""
    for step in Levenshtein.opcodes(ours, theirs):
        i1, i2 = block.i1 + step.src_start, block.i1 + step.src_end
        j1, j2 = block.j1 + step.dest_start, block.j1 + step.dest_end
        if step.tag != "equal":
            yield Block(i1, i2, j1, j2), False
            continue
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            yield Block(i, i + 1, j, j + 1), True


def _one_verb(first: Block, second: Block, claim: Sequence[Unit], said: Sequence[Unit]) -> bool:
    """Whether one of two blocks side by side has only auxiliaries of the other's changed verb."""
    if any(_pair(part, claim, said) != part for part in (first, second)):
        return False
    return any(
        all(
            base(unit.key) in _AUXILIARIES
            for unit in (*claim[part.i1 : part.i2], *said[part.j1 : part.j2])
        )
        for part in (first, second)
    )


def _pair(block: Block, claim: Sequence[Unit], said: Sequence[Unit]) -> Block | tuple[int, int]:
    """The block, or the pair of indices that it is if it has one and the same unit twice."""
    alone = (block.i2 - block.i1, block.j2 - block.j1) == (1, 1)
    same = alone and claim[block.i1].key == said[block.j1].key
    return (block.i1, block.j1) if same else block


def _likeness(unit: Unit) -> str:
    return f"[{unit.start}" if unit.gloss else base(unit.key)
