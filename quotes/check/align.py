"""A claim aligned with a quotation: the units that are the same and the blocks that differ.

The best local alignment is found by dynamic programming with affine gaps (Smith and Waterman 1981,
J. Mol. Biol. 147; Gotoh 1982, J. Mol. Biol. 162): few and long common stretches win over many short
ones, so that no "the" or "of" is matched far from its neighbours. What lies between the matched
units is cut into blocks of words that stand in place of others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from rapidfuzz.distance import LCSseq, Levenshtein

from quotes.check.thresholds import EDGE, LARGEST_TABLE, LONGER
from quotes.check.units import KEPT_TEXTS, Unit, base, reconcile_units, units
from quotes.lexicon import AUXILIARIES, MODALS
from quotes.text.paragraphs import sentences
from quotes.types import PIECE_JOINER, Span

Pairs = tuple[tuple[int, int], ...]
"""Indices of units that are the same, of the claim and of the quotation, both rising."""

_EQUAL = 1.0
"""What any match is worth, besides the weight of its unit."""
_UNEQUAL = -0.7
"""What two different units side by side cost."""
_OPEN = -1.8
"""What it costs to begin a gap on either side."""
_OPEN_AT_ELLIPSIS = -0.2
"""The same where the claim owns up to words left out."""
_LEFT_OUT = -0.01
"""For each unit of the quotation that the claim passes over."""
_PUT_IN = -0.3
"""For each unit of the claim, after the first, that the quotation does not have."""
_AUXILIARIES = AUXILIARIES | {*MODALS.values()}


def align_units(claim: Sequence[Unit], said: Sequence[Unit]) -> Pairs:
    """The best alignment of equal units, in order; units that have no equal stay out of it."""
    claimed, spoken = [unit.key for unit in claim], [unit.key for unit in said]
    known = set(spoken)
    if known.isdisjoint(claimed):
        return ()
    start = _whole_claim(claimed, spoken) if known.issuperset(claimed) else None
    if start is not None:
        return tuple((index, start + index) for index in range(len(claim)))
    if len(claimed) * len(spoken) > LARGEST_TABLE:
        return _longest_common(claimed, spoken)
    return _ScoreTable(claim, spoken).pairs()


def _whole_claim(claimed: Sequence[str], spoken: Sequence[str]) -> int | None:
    """Where the claim stands as a whole in what was said."""
    size = len(claimed)
    for start in range(len(spoken) - size + 1):
        if spoken[start] == claimed[0] and spoken[start : start + size] == claimed:
            return start
    return None


def _longest_common(claimed: Sequence[str], spoken: Sequence[str]) -> Pairs:
    """The longest common subsequence, in little memory."""
    return tuple(
        (code.src_start + step, code.dest_start + step)
        for code in LCSseq.opcodes(claimed, spoken)
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    )


class _ScoreTable:
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

    def pairs(self) -> Pairs:
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
    pairs = _without_partial_glosses(pairs, claim, said)
    if not pairs:
        return (), (Block(0, len(claim), 0, 0),) if claim else ()
    added: list[tuple[int, int]] = []
    changed: list[Block] = []
    for block in _BlockCutter(claim, said, sentence_of).blocks(pairs):
        for part in _parts(block, claim, said):
            if isinstance(part, Block):
                changed.append(part)
            else:
                added.append(part)
    return tuple(sorted({*pairs, *added})), tuple(changed)


def _without_partial_glosses(pairs: Pairs, claim: Sequence[Unit], said: Sequence[Unit]) -> Pairs:
    """The pairs without those in an editor's words of which only a part is matched."""
    if not any(unit.gloss for unit in (*claim, *said)):
        return pairs
    in_claim = _partial_glosses(claim, {i for i, _ in pairs})
    in_said = _partial_glosses(said, {j for _, j in pairs})
    return tuple((i, j) for i, j in pairs if i not in in_claim and j not in in_said)


def _partial_glosses(units: Sequence[Unit], matched: set[int]) -> set[int]:
    """The units in brackets of which not all are matched."""
    found: set[int] = set()
    for gloss, run in groupby(range(len(units)), lambda index: units[index].gloss):
        inside = set(run)
        if gloss and not inside <= matched:
            found |= inside
    return found


class _BlockCutter:
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
        yield from self._behind(Block(0, i, low, j), i <= EDGE)
        for (i, j), (k, m) in pairwise(pairs):
            if k - i > 1 or m - j > 1:
                yield from self._between(Block(i + 1, k, j + 1, m))
        i, j = pairs[-1]
        high = j + 1
        while high < len(self.said) and self.sentence_of[high] == self.sentence_of[j]:
            high += 1
        block = Block(i + 1, len(self.claim), j + 1, high)
        yield from self._before(block, block.i2 - block.i1 <= EDGE)

    def _between(self, block: Block) -> Iterator[Block]:
        behind = self.claim[block.i1].gap
        if behind == self.claim[block.i2].gap:
            bases = self._bases(block)
            reach = block.i2 - block.i1 + LONGER
            behind = len(bases & self._said(block.j2 - reach, block.j2)) > len(
                bases & self._said(block.j1, block.j1 + reach)
            )
        return self._behind(block) if behind else self._before(block)

    def _behind(self, block: Block, replaces: bool = True) -> Iterator[Block]:
        """The claim's words in place of the last words of the quotation's, the first left out."""
        cut = block.j2
        if replaces:
            cut -= self._replaced(block, range(block.j2 - 1, block.j1 - 1, -1))
            while block.j1 < cut < block.j2 and _is_inside_word(self.said[cut]):
                cut -= 1
        if cut > block.j1:
            yield Block(block.i1, block.i1, block.j1, cut)
        if block.i1 < block.i2:
            yield Block(block.i1, block.i2, cut, block.j2)

    def _before(self, block: Block, replaces: bool = True) -> Iterator[Block]:
        """The claim's words in place of the first words of the quotation's, the last left out."""
        cut = block.j1
        if replaces:
            cut += self._replaced(block, range(block.j1, block.j2))
            while block.j1 < cut < block.j2 and _is_inside_word(self.said[cut]):
                cut += 1
        if block.i1 < block.i2:
            yield Block(block.i1, block.i2, block.j1, cut)
        if cut < block.j2:
            yield Block(block.i2, block.i2, cut, block.j2)

    def _replaced(self, block: Block, order: range) -> int:
        """How many of the quotation's units, the nearest first, the claim's stand in place of."""
        size = block.i2 - block.i1
        if not size or len(order) <= size + LONGER:
            return len(order) if size else 0
        bases = self._bases(block)
        near = order[: size + LONGER]
        alike = [count for count, j in enumerate(near, 1) if base(self.said[j].key) in bases]
        return max([size, *alike])

    def _bases(self, block: Block) -> set[str]:
        return {base(unit.key) for unit in self.claim[block.i1 : block.i2]}

    def _said(self, start: int, end: int) -> set[str]:
        return {base(unit.key) for unit in self.said[max(start, 0) : end]}


def _is_inside_word(unit: Unit) -> bool:
    return unit.start > unit.outer_start


def _parts(
    block: Block, claim: Sequence[Unit], said: Sequence[Unit]
) -> Iterator[Block | tuple[int, int]]:
    """The block taken apart where words in it belong together: same word, verb, or number."""
    if block.i1 == block.i2 or block.j1 == block.j2:
        yield block
        return
    claimed = [_comparison_key(unit) for unit in claim[block.i1 : block.i2]]
    spoken = [_comparison_key(unit) for unit in said[block.j1 : block.j2]]
    open_part: Block | None = None
    for part, like in _steps(block, claimed, spoken):
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
    block: Block, claimed: Sequence[str], spoken: Sequence[str]
) -> Iterator[tuple[Block, bool]]:
    """Words that are alike one by one, and what differs between them; with which of both it is."""
    for step in Levenshtein.opcodes(claimed, spoken):
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


def _comparison_key(unit: Unit) -> str:
    return f"[{unit.start}" if unit.gloss else base(unit.key)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The units of both texts, which of them are the same, and the blocks that differ.

    ``pairs`` are indices into the units of the claim and of the quotation, both rising;
    ``sentence_of`` gives the number in ``sentences`` for each unit of the quotation.
    """

    claim: str
    said: str
    claim_units: tuple[Unit, ...]
    said_units: tuple[Unit, ...]
    pairs: Pairs
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
    def whole_pairs(self) -> Pairs:
        """The pairs without those in surface words of which another part is not matched."""
        cut = [
            {unit.outer_start for index, unit in enumerate(units) if index not in matched}
            for units, matched in (
                (self.claim_units, {i for i, _ in self.pairs}),
                (self.said_units, {j for _, j in self.pairs}),
            )
        ]
        return tuple(
            (i, j)
            for i, j in self.pairs
            if self.claim_units[i].outer_start not in cut[0]
            and self.said_units[j].outer_start not in cut[1]
        )


def align(claim: str, said: str) -> Alignment:
    """Align the words of a claim with those of a quotation."""
    claim_units, said_units = reconcile_units(units(claim), units(said))
    spans = _sentences(said)
    sentence_of = _sentence_numbers(said_units, spans)
    matched = align_units(claim_units, said_units)
    pairs, changed = blocks(matched, claim_units, said_units, sentence_of)
    return Alignment(claim, said, claim_units, said_units, pairs, changed, spans, sentence_of)


@lru_cache(maxsize=KEPT_TEXTS)
def _sentences(said: str) -> tuple[Span, ...]:
    if not said:
        return ()
    plain = said.replace(PIECE_JOINER, " " * len(PIECE_JOINER))
    return tuple(sentences(plain, Span(0, len(plain))))


def _sentence_numbers(units: Sequence[Unit], spans: Sequence[Span]) -> tuple[int, ...]:
    """The number of the sentence that each unit stands in."""
    numbers = []
    number = 0
    for unit in units:
        while number + 1 < len(spans) and unit.start >= spans[number].end:
            number += 1
        numbers.append(number)
    return tuple(numbers)
