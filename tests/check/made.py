"""Quotations of made-up people, marked by hand in short texts, as the store hands them over."""

from __future__ import annotations

from datetime import date

from quotes.check.context import SourceArticle
from quotes.check.match import Match, match_quotation
from quotes.check.results import SaidBy
from quotes.db.rows import ArticleRow, QuotationRow, SpeakerRow
from quotes.types import Kind, Span, Why

ARTICLE = ArticleRow(
    "a" * 16, "vote.txt", None, "Council votes", (), "Tern Courier", date(2026, 3, 2), "b" * 64
)


def place(text: str, words: str) -> Span:
    """Where words of a text stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def speaker(name: str, type: str = "person", person_id: int | None = None) -> SpeakerRow:
    return SpeakerRow(type, name, None, None, None, None, None, person_id)  # type: ignore[arg-type]


def quotation(
    text: str,
    *pieces: str,
    by: str | SpeakerRow | None = "Odo Fenwick",
    kind: Kind = "direct",
    cue: str | None = None,
    confidence: float = 0.99,
    why: Why | None = None,
    offset: int = 0,
) -> QuotationRow:
    """A quotation of these words of a text, whose first character is number ``offset``."""
    spans = [place(text, piece) for piece in pieces or (text,)]
    moved = tuple(Span(one.start + offset, one.end + offset) for one in spans)
    known = speaker(by) if isinstance(by, str) else by
    where = place(text, cue) if cue else None
    return QuotationRow(
        id=f"{moved[0].start:016x}",
        kind=kind,
        act="statement",
        text=" … ".join(one.of(text) for one in spans),
        pieces=moved,
        cue=Span(where.start + offset, where.end + offset) if where else None,
        context=text,
        context_start=offset,
        speakers=(known,) if known else (),
        article=ARTICLE,
        topics=(),
        stances=(),
        confidence=confidence,
        nested_in=None,
        why=why,
    )


def matched(words: str, said: str, by: SaidBy | None = None, kind: Kind = "direct") -> Match:
    """The words of a claim against a quotation of a text of its own."""
    return match_quotation(words, quotation(said, kind=kind), by)


def around(text: str, *rows: QuotationRow) -> SourceArticle:
    return SourceArticle(text, tuple(sorted(rows, key=lambda row: row.pieces)))
