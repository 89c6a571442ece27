"""A text with its paragraphs and quotation marks, and where a span lies among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.reader.marks import Quoted, quoted
from quotes.reader.paragraphs import paragraphs


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
