"""The paragraphs around a quotation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quotes.article import Span
from quotes.reader.paragraphs import paragraphs

REACH = 2000


class Paragraphs:
    """The paragraphs of one text, to look up those that a quotation stands in."""

    def __init__(self, text: str) -> None:
        self._spans = paragraphs(text)
        self._starts = [span.start for span in self._spans]

    def around(self, pieces: Sequence[Span]) -> Span:
        """From the start of the paragraph of the first piece to the end of that of the last.

        At most 2000 characters before and after the pieces, however long the paragraph is.
        """
        first, last = pieces[0].start, pieces[-1].end
        start = max(min(self._at(first).start, first), first - REACH)
        end = min(max(self._at(last - 1).end, last), last + REACH)
        return Span(start, end)

    def _at(self, position: int) -> Span:
        index = bisect_right(self._starts, position) - 1
        return self._spans[index] if index >= 0 else Span(position, position + 1)
