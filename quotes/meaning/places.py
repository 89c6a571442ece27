"""Characters of a text -> tokens of its document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc

from quotes.article import Span


class Places:
    """Where the tokens of one document begin, computed once."""

    def __init__(self, doc: Doc) -> None:
        self._text = doc.text
        self._starts = doc.to_array(IDX).tolist()

    def tokens(self, span: Span) -> range:
        """The numbers of the tokens that begin within the span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def token_at(self, place: int) -> int:
        """The number of the token that the character lies in, or right behind."""
        return bisect_right(self._starts, place) - 1

    def paragraph(self, span: Span) -> Span:
        """The lines that the span stands on, from first to last."""
        end = self._text.find("\n", span.end)
        return Span(self._text.rfind("\n", 0, span.start) + 1, len(self._text) if end < 0 else end)
