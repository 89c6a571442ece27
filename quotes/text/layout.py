"""The layout of a text: its paragraphs, its stretches in quotation marks and its boilerplate."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.text.boilerplate import boilerplate
from quotes.text.marks import Quoted, quoted_in
from quotes.text.paragraphs import paragraphs
from quotes.types import Span

CONTEXT = 2000
"""Characters before and after a quotation that are kept as its context at most."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with its paragraphs, its stretches in quotation marks and its passages of boilerplate.

    Each in reading order.
    Made once for an article and carried by its :class:`~quotes.reader.reading.Reading`.
    """

    text: str
    paragraphs: tuple[Span, ...]
    marks: tuple[Quoted, ...]
    boilerplate: tuple[Span, ...] = ()

    @classmethod
    def of(cls, text: str) -> Layout:
        """The layout of a text.

        >>> layout = Layout.of("It rained.\\n“We sail,” she said.")
        >>> [mark.inner.of(layout.text) for mark in layout.marks]
        ['We sail,']
        """
        blocks = paragraphs(text)
        return cls(text, blocks, quoted_in(text, blocks), boilerplate(text, blocks))

    def without_marks_in(self, skip: Sequence[Span]) -> Layout:
        """The same layout without the stretches that meet passages to skip."""
        marks = tuple(q for q in self.marks if not any(q.span.meets(s) for s in skip))
        return replace(self, marks=marks)

    def paragraph_of(self, span: Span) -> int:
        """The number of the paragraph in which the span begins, from 0."""
        return max(0, bisect_right(self.paragraphs, span.start, key=lambda block: block.start) - 1)

    def marks_at(self, span: Span) -> list[Quoted]:
        """The stretches in marks that share a character with the span."""
        first = bisect_right(self.marks, span.start, key=lambda q: q.span.end)
        after = bisect_right(self.marks, span.end - 1, key=lambda q: q.span.start)
        return list(self.marks[first:after])

    def opens_paragraph(self, span: Span) -> bool:
        """Whether the span begins its paragraph with an opening mark."""
        begins = span.start == self.paragraphs[self.paragraph_of(span)].start
        return begins and any(q.span.start == span.start for q in self.marks_at(span))

    def goes_on(self, before: Span, paragraph: int) -> bool:
        """Whether a stretch in marks of the span before is still open where the paragraph begins.

        A picture's caption or another paragraph may stand between.
        """
        ends = {block.end for block in self.paragraphs[max(0, paragraph - 2) : paragraph]}
        return any(not q.closed and q.span.end in ends for q in self.marks_at(before))

    def context_of(self, pieces: Sequence[Span]) -> Span:
        """From the start of the paragraph of the first piece to the end of that of the last.

        At most 2000 characters before and after the pieces, however long the paragraph is.
        """
        first, last = pieces[0].start, pieces[-1].end
        start = max(min(self._around(first).start, first), first - CONTEXT)
        end = min(max(self._around(last - 1).end, last), last + CONTEXT)
        return Span(start, end)

    def _around(self, position: int) -> Span:
        """The paragraph of a character, or the character itself before the first one."""
        index = bisect_right(self.paragraphs, position, key=lambda block: block.start) - 1
        return self.paragraphs[index] if index >= 0 else Span(position, position + 1)


def lies_in(stretches: Sequence[Span], span: Span) -> bool:
    """Whether one of the stretches, which are in order and apart, holds the span."""
    before = bisect_right(stretches, span.start, key=lambda stretch: stretch.start)
    return before > 0 and stretches[before - 1].holds(span)
