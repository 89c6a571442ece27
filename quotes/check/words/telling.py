"""What each difference between a claim and a quotation is, in words for a human."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from quotes.article import Span
from quotes.check.rows import Difference, DifferenceKind, Turn
from quotes.check.words.blocks import Block
from quotes.check.words.kinds import gloss_kind, kind_of, negations, numbers, only_auxiliaries
from quotes.check.words.laid import Laid
from quotes.check.words.sense import turn_of
from quotes.check.words.units import Unit
from quotes.lexicon import word_set

_ASKING = word_set("grammar", "asking")
_END = re.compile(r"[.!?]")
_LONG = 6
"""Units put in, from which on they are only told as added: another quotation's, mostly."""


class Telling:
    """Tells the differences of one claim and one quotation."""

    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.kept = laid.kept
        self.pairs = frozenset(laid.pairs)

    def kind(self, block: Block) -> tuple[DifferenceKind, Turn | None]:
        """What kind of difference a block is, and how words left out turn the sense."""
        ours, theirs = self._units(block)
        texts = self.laid.claim, self.laid.said
        plain = [unit for unit in ours if not unit.gloss]
        if ours and not plain:
            return gloss_kind(ours, theirs, *texts), None
        if theirs and all(unit.gloss for unit in theirs):
            return gloss_kind(theirs, ours, *reversed(texts)), None
        if ours and theirs:
            return kind_of(plain, theirs, *texts), None
        return (_added_kind(ours), None) if ours else self._missing_kind(block)

    def difference(
        self, kind: DifferenceKind, block: Block, turns: Turn | None = None
    ) -> Difference:
        """A block as a difference, widened to whole surface words."""
        ours, theirs = self._units(self._widened(block))
        place, where = _span(ours, self.laid.claim), _span(theirs, self.laid.said)
        claim = place.of(self.laid.claim) if place else ""
        said = where.of(self.laid.said) if where else ""
        return Difference(kind, claim, said, place, where, turns)

    def unasked(self) -> Iterator[Difference]:
        """The question marks of sentences that the claim gives as if nobody had asked."""
        laid = self.laid
        firsts: dict[int, int] = {}
        lasts: dict[int, tuple[int, int]] = {}
        for i, j in laid.pairs:
            firsts.setdefault(laid.sentence_of[j], j)
            lasts[laid.sentence_of[j]] = (i, j)
        for number, (i, j) in lasts.items():
            tail = laid.said[laid.theirs[j].end : laid.sentences[number].end]
            inner = j + 1 < len(laid.theirs) and laid.sentence_of[j + 1] == number
            if inner or "?" not in tail:
                continue
            after = laid.ours[i + 1].start if i + 1 < len(laid.ours) else len(laid.claim)
            marks = laid.claim[laid.ours[i].end : after]
            first = firsts[number]
            starts = first == 0 or laid.sentence_of[first - 1] != number
            shown = starts and laid.theirs[first].key in _ASKING and not _END.search(marks)
            if "?" not in marks and not shown:
                at = laid.theirs[j].end + tail.index("?")
                yield Difference("missing", "", "?", None, Span(at, at + 1), "question")

    def _units(self, block: Block) -> tuple[Sequence[Unit], Sequence[Unit]]:
        return self.laid.ours[block.i1 : block.i2], self.laid.theirs[block.j1 : block.j2]

    def _missing_kind(self, block: Block) -> tuple[DifferenceKind, Turn | None]:
        """Words left out inside the claim, without an ellipsis there, may be an alteration."""
        turns = self._turn(block)
        ours, theirs = self.laid.ours, self.laid.theirs[block.j1 : block.j2]
        if 0 < block.i1 < len(ours) and not ours[block.i1].gap:
            if turns == "negation":
                return "negation", None
            if turns is None and only_auxiliaries(theirs):
                return "tense", None
        return "missing", turns

    def _turn(self, block: Block) -> Turn | None:
        """How the words left out turn what is kept of their sentences."""
        laid = self.laid
        for number in sorted({laid.sentence_of[j] for j in range(block.j1, block.j2)}):
            inside = range(*(cut(laid.sentence_of, number) for cut in (bisect_left, bisect_right)))
            kept = [j for j in inside if j in self.kept]
            if not kept:
                continue
            gone = self._stretch(number, inside, block)
            words = " ".join(laid.said[laid.theirs[j].start : laid.theirs[j].end] for j in kept)
            turn = turn_of(gone.of(laid.said), laid.sentences[number].of(laid.said), words)
            if turn is not None:
                return turn
        return None

    def _stretch(self, number: int, inside: Sequence[int], block: Block) -> Span:
        """Where the words that a sentence lacks stand, with the marks on both sides."""
        theirs, sentence = self.laid.theirs, self.laid.sentences[number]
        first, last = max(block.j1, inside[0]), min(block.j2 - 1, inside[-1])
        start, end = sentence.start, sentence.end
        if first > inside[0]:
            start = min(theirs[first - 1].outer_end, theirs[first].outer_start)
        if last < inside[-1]:
            end = max(theirs[last + 1].outer_start, theirs[last].outer_end)
        return Span(start, end)

    def _widened(self, block: Block) -> Block:
        """The block with the whole of every surface word that it has a part of."""
        pairs = self.pairs
        i1, i2, j1, j2 = block.i1, block.i2, block.j1, block.j2
        while (i1 - 1, j1 - 1) in pairs and self._cut(Block(i1, i2, j1, j2), first=True):
            i1, j1 = i1 - 1, j1 - 1
        while (i2, j2) in pairs and self._cut(Block(i1, i2, j1, j2), first=False):
            i2, j2 = i2 + 1, j2 + 1
        return Block(i1, i2, j1, j2)

    def _cut(self, block: Block, *, first: bool) -> bool:
        """Whether the block starts, or ends, inside a surface word."""
        rows = [row for row in self._units(block) if row]
        if first:
            return any(row[0].start > row[0].outer_start for row in rows)
        return any(row[-1].end < row[-1].outer_end for row in rows)


def _added_kind(ours: Sequence[Unit]) -> DifferenceKind:
    if len(ours) > _LONG:
        return "added"
    if negations(ours) % 2:
        return "negation"
    if numbers(ours):
        return "number"
    return "tense" if only_auxiliaries(ours) else "added"


def _span(row: Sequence[Unit], text: str) -> Span | None:
    """From the first unit to the last, with the brackets around them."""
    if not row:
        return None
    start, end = row[0].start, row[-1].end
    if row[0].gloss and text[start - 1 : start] == "[":
        start -= 1
    if row[-1].gloss and text[end : end + 1] == "]":
        end += 1
    return Span(start, end)
