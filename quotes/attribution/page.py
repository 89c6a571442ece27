"""Quotations before their speakers are known: which pieces are one quotation, by which cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.text.marks import Quoted, quoted
from quotes.text.paragraphs import paragraphs
from quotes.types import Kind, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation before its speaker is known.

    ``continues`` is true for one without cue and source that goes on with the speaker of
    the draft before it; ``orphan`` for one whose speaker the text does not show; ``nested`` for
    one that stands inside another; ``transcribed`` for a turn of a transcript, which stands
    without marks.
    """

    pieces: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float
    continues: bool = False
    orphan: bool = False
    nested: bool = False
    transcribed: bool = False


def without_overlaps(found: Iterable[Draft]) -> list[Draft]:
    """The drafts in reading order; of those that share words the surer one."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: -d.confidence):
        if not any(p.meets(q) for other in kept for p in draft.pieces for q in other.pieces):
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.pieces[0])


def merged(pieces: Iterable[Span]) -> tuple[Span, ...]:
    """The pieces in reading order, those that touch made one."""
    result: list[Span] = []
    for piece in sorted(pieces):
        if result and piece.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, piece.end))
        else:
            result.append(piece)
    return tuple(result)


def kind_of(pieces: Iterable[Span], marks: Sequence[Quoted], text: str) -> Kind:
    """direct: all words inside quotation marks; indirect: none; else mixed."""
    inside = outside = False
    for piece in pieces:
        at = piece.start
        for q in (q for q in marks if q.span.meets(piece)):
            inside = True
            outside |= _has_words(text[at : max(at, q.span.start)])
            at = max(at, q.span.end)
        outside |= _has_words(text[at : piece.end])
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _has_words(text: str) -> bool:
    return bool(re.search(r"\w", text))


# A text with its paragraphs and quotation marks, and where a span lies among them.


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs and the quoted stretches of a text, both in reading order."""

    text: str
    blocks: tuple[Span, ...]
    marks: tuple[Quoted, ...]

    @classmethod
    def of(cls, text: str, skip: Sequence[Span] = ()) -> Page:
        """The page of a text; quoted stretches that meet the passages to skip are left out."""
        marks = tuple(q for q in quoted(text) if not any(q.span.meets(s) for s in skip))
        return cls(text, paragraphs(text), marks)

    def block_of(self, span: Span) -> int:
        """The number of the paragraph in which the span begins."""
        return max(0, bisect_right(self.blocks, span.start, key=lambda block: block.start) - 1)

    def marks_at(self, span: Span) -> list[Quoted]:
        """The quoted stretches that share a character with the span."""
        first = bisect_right(self.marks, span.start, key=lambda q: q.span.end)
        after = bisect_right(self.marks, span.end - 1, key=lambda q: q.span.start)
        return list(self.marks[first:after])

    def opens_paragraph(self, span: Span) -> bool:
        """Whether the span begins its paragraph with an opening mark."""
        begins = span.start == self.blocks[self.block_of(span)].start
        return begins and any(q.span.start == span.start for q in self.marks_at(span))

    def goes_on(self, before: Span, block: int) -> bool:
        """Whether a quoted stretch of the span before is still open where the paragraph begins; a
        picture's caption or another paragraph may stand between."""
        ends = {b.end for b in self.blocks[max(0, block - 2) : block]}
        return any(not q.closed and q.span.end in ends for q in self.marks_at(before))


def common(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def lies_in(stretches: Sequence[Span], span: Span) -> bool:
    """Whether one of the stretches, which are in order and apart, holds the span."""
    before = bisect_right(stretches, span.start, key=lambda stretch: stretch.start)
    return before > 0 and stretches[before - 1].holds(span)
