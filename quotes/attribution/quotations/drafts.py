"""Quotations before their speakers are known: which pieces are one quotation, by which cue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.article import Kind, Span
from quotes.reader.marks import Quoted


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
