"""Stretches of a text read as one, with the way back to where each word stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from quotes.article import PIECE_JOINER, Span
from quotes.check.words.sentences import paragraph_sentences
from quotes.reader.marks import quoted
from quotes.store.rows import QuotationRow

_ENDED = re.compile(r"[.!?:][\"'”’»)\]]*\s*$")
_COMMA = re.compile(r",([\"'”’»\s]*)$|(?<=[^.!?,])[\"”’»]$")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The stretches of a source text, joined by an ellipsis as the pieces of a quotation are.

    ``stretches`` are offsets into the source, in reading order.
    """

    text: str
    stretches: tuple[Span, ...]

    def back(self, place: Span) -> tuple[Span, ...]:
        """Where the words at a place of the excerpt stand in the source, stretch by stretch."""
        found = []
        for begin, stretch in self._laid():
            start = max(place.start, begin)
            end = min(place.end, begin + len(stretch))
            if start < end:
                move = stretch.start - begin
                found.append(Span(start + move, end + move))
        return tuple(found)

    def around(self, place: Span) -> Span | None:
        """From the first to the last character of the place in the source."""
        parts = self.back(place)
        return Span(parts[0].start, parts[-1].end) if parts else None

    def _laid(self) -> Iterator[tuple[int, Span]]:
        """Where each stretch begins in the excerpt."""
        begin = 0
        for stretch in self.stretches:
            yield begin, stretch
            begin += len(stretch) + len(PIECE_JOINER)


def excerpt(source: str, stretches: Iterable[Span], offset: int = 0) -> Excerpt:
    """The excerpt of a source text, whose first character is number ``offset``.

    Where a sentence ends between two stretches, as after "she said.", the comma before it
    (or the mark, without one) is written as a full stop, so that each is a sentence of its own.
    """
    listed = tuple(stretches)
    parts = [source[one.start - offset : one.end - offset] for one in listed]
    for at, (one, after) in enumerate(pairwise(listed)):
        if _ENDED.search(source[one.end - offset : after.start - offset]):
            parts[at] = _COMMA.sub(lambda end: "." + (end[1] or ""), parts[at])
    return Excerpt(PIECE_JOINER.join(parts), listed)


def whole(row: QuotationRow) -> Excerpt:
    """All pieces of a quotation."""
    return excerpt(row.context, row.pieces, row.context_start)


def is_in_marks(row: QuotationRow) -> bool:
    """Whether the whole of a quotation stands inside the marks of another one."""
    marked = [one.span for one in quoted(row.context)]
    places = [
        Span(one.start - row.context_start, one.end - row.context_start) for one in row.pieces
    ]
    return all(any(mark.holds(place) for mark in marked) for place in places)


def sentence_of(row: QuotationRow) -> Excerpt:
    """The sentences that the pieces of a quotation stand in."""
    first, last = row.pieces[0].start - row.context_start, row.pieces[-1].end - row.context_start
    inside = [
        one
        for block in paragraph_sentences(row.context)
        for one in block
        if one.start < last and first < one.end
    ]
    if not inside:
        return whole(row)
    start, end = inside[0].start + row.context_start, inside[-1].end + row.context_start
    return excerpt(row.context, [Span(start, end)], row.context_start)


def speech(rows: Iterable[QuotationRow], text: str) -> Excerpt:
    """What stands in marks of several quotations of an article, one after the other.

    :param text: the article's.
    """
    return excerpt(text, (one for row in rows for one in word_for_word(row).stretches))


def word_for_word(row: QuotationRow) -> Excerpt:
    """Those words of a quotation that stand in marks: all of a direct one, none of an indirect."""
    if row.kind == "direct":
        return whole(row)
    if row.kind == "indirect":
        return Excerpt("", ())
    marked = (
        Span(one.span.start + row.context_start, one.span.end + row.context_start)
        for one in quoted(row.context)
    )
    inside = [
        Span(max(mark.start, piece.start), min(mark.end, piece.end))
        for mark in marked
        for piece in row.pieces
        if mark.meets(piece)
    ]
    return excerpt(row.context, inside, row.context_start)
