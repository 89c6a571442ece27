"""Stored quotations: a list of them, and one of them with everything known about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.answer import anonymity_answer, stance_answer, why_answer
from quotes.article import Span, Stance
from quotes.cli.listings.flat import COLUMNS, FlatQuotation, stance_cell, topic_cell
from quotes.cli.listings.sourcing import unnamed_line
from quotes.cli.listings.words import iso, joined, named, one_line, post_line, visible
from quotes.cli.output import Cell, Json, Listing
from quotes.store.rows import ArticleRow, QuotationRow, SpeakerRow

OPENING_MARK, CLOSING_MARK = "⟦", "⟧"


def article_record(article: ArticleRow) -> Json:
    """The article of a quotation, with the keys of the answer format."""
    return {
        "source": article.source,
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "published": iso(article.published),
        "url": article.url,
        "sha256": article.sha256,
    }


def _speaker_record(speaker: SpeakerRow) -> Json:
    place = speaker.place
    return {
        "type": speaker.type,
        "name": speaker.name,
        "mention": {"start": place.start, "end": place.end, "text": speaker.mention}
        if place
        else None,
        "affiliation": _post_record(speaker),
        "person_id": speaker.person_id,
        "anonymity": anonymity_answer(speaker.anonymity),
    }


def _post_record(speaker: SpeakerRow) -> Json | None:
    if not (speaker.role or speaker.organization or speaker.unit):
        return None
    return {
        "role": speaker.role,
        "organization": speaker.organization,
        "unit": speaker.unit,
        "status": speaker.status or "current",
        "party": speaker.party,
        "country": speaker.country,
    }


def in_context(row: QuotationRow, span: Span) -> Span | None:
    """The span counted from the start of the context; None where it lies outside."""
    whole = Span(row.context_start, row.context_start + max(len(row.context), 1))
    if not whole.holds(span):
        return None
    return Span(span.start - whole.start, span.end - whole.start)


def _text_at(row: QuotationRow, span: Span | None) -> str | None:
    place = in_context(row, span) if span else None
    return place.of(row.context) if place else None


def _cue_text(row: QuotationRow) -> str | None:
    return _text_at(row, row.cue)


def stance_record(row: QuotationRow, stance: Stance) -> Json:
    """A stance of the quotation with the keys of the answer format."""
    words = stance.words
    place = (
        {"start": words.start, "end": words.end, "text": _text_at(row, words)} if words else None
    )
    return stance_answer(stance, place)


def record(row: QuotationRow) -> Json:
    """A stored quotation with the keys of the answer format, its article and its paragraph."""
    cue = row.cue
    return {
        "id": row.id,
        "kind": row.kind,
        "act": row.act,
        "text": row.text,
        "pieces": [{"start": piece.start, "end": piece.end} for piece in row.pieces],
        "cue": {"start": cue.start, "end": cue.end, "text": _cue_text(row)} if cue else None,
        "speakers": [_speaker_record(speaker) for speaker in row.speakers],
        "nested_in": row.nested_in,
        "why": why_answer(row.why),
        "topics": [
            {"topic": link.topic, "score": round(link.score, 3), "origin": link.origin}
            for link in row.topics
        ],
        "stances": [stance_record(row, stance) for stance in row.stances],
        "confidence": round(row.confidence, 3),
        "context": {"start": row.context_start, "text": row.context},
        "article": article_record(row.article),
    }


def cells(row: QuotationRow) -> Iterable[tuple[Cell, ...]]:
    """The one CSV row of a quotation."""
    article = row.article
    flat = FlatQuotation(
        id=row.id,
        kind=row.kind,
        act=row.act,
        text=row.text,
        cue=_cue_text(row),
        speakers=joined(speaker.name for speaker in row.speakers),
        roles=joined(speaker.role for speaker in row.speakers),
        organizations=joined(speaker.organization for speaker in row.speakers),
        topics=topic_cell(row.topics),
        stances=stance_cell(row.stances),
        confidence=round(row.confidence, 3),
        nested_in=row.nested_in,
        outlet=article.outlet,
        published=iso(article.published),
        title=article.title,
        authors=joined(article.authors),
        url=article.url,
        source=article.source,
        article_id=article.id,
    )
    yield flat.cells()


def quotation_table(rows: Iterable[QuotationRow]) -> Table:
    """Quotations for people: what, who, and where it can be looked up."""
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold underline", expand=True)
    table.add_column("Quotation", ratio=5, overflow="fold")
    table.add_column("Speaker", ratio=3, overflow="fold")
    table.add_column("Article and id", width=18, overflow="fold")
    for row in rows:
        speakers = Text("\n").join(_who(speaker) for speaker in row.speakers)
        article = row.article
        where = Text(one_line(article.outlet or article.title or Path(article.source).name))
        where.append(f"\n{iso(row.article.published) or 'undated'}")
        where.append(f"\n{row.id}", style="dim")
        table.add_row(Text(one_line(row.text)), speakers, where)
    return table


def _who(speaker: SpeakerRow) -> Text:
    text = named(speaker.name, speaker)
    source = speaker.anonymity
    if source and not source.collective:
        text.append(f"\nunnamed (grade {source.grade})", style="not bold dim")
    return text


def _show_table(rows: Iterable[QuotationRow], terminal: Console) -> None:
    listed = list(rows)
    if listed:
        terminal.print(quotation_table(listed))


def marked(row: QuotationRow) -> Text:
    """The paragraph of the quotation with the pieces between marks and the cue underlined."""
    text = Text(visible(row.context))
    cue = in_context(row, row.cue) if row.cue else None
    if cue:
        text.stylize("underline", cue.start, cue.end)
    places = [place for piece in row.pieces if (place := in_context(row, piece))]
    for place in places:
        text.stylize("bold", place.start, place.end)
    starts, ends = {place.start for place in places}, {place.end for place in places}
    cuts = sorted({0, *starts, *ends})
    whole = Text()
    for cut, part in zip(cuts, text.divide(cuts[1:]), strict=True):
        whole.append(CLOSING_MARK if cut in ends else "", style="bold")
        whole.append(OPENING_MARK if cut in starts else "", style="bold")
        whole.append_text(part)
    return whole


def _facts(row: QuotationRow) -> Iterable[tuple[str, str | None]]:
    article = row.article
    yield "Quotation", f"{row.id}, {row.kind} {row.act}, confidence {row.confidence:.2f}"
    for speaker in row.speakers:
        post = post_line(speaker)
        called = f' (here "{one_line(speaker.mention)}")' if speaker.mention else ""
        name = one_line(speaker.name) or "unknown"
        yield "Speaker", f"{name}, {speaker.type}{called}" + (f": {post}" if post else "")
        if speaker.anonymity:
            yield "Unnamed", unnamed_line(speaker.anonymity)
    yield "Cue", _cue_text(row)
    for stance in row.stances:
        said = "decided by a human" if stance.origin == "human" else f"{stance.score:.2f}"
        yield "Stance", f"{stance.polarity}: {stance.target} ({said})"
    yield "Topics", ", ".join(f"{link.topic} ({link.score:.2f})" for link in row.topics)
    yield "Inside of", row.nested_in
    yield "Title", article.title
    yield "Authors", ", ".join(article.authors)
    yield "Outlet", article.outlet
    yield "Published", iso(article.published)
    yield "Address", article.url
    yield "Read from", article.source
    yield "Article", f"{article.id}, SHA-256 {article.sha256}"
    yield "Characters", ", ".join(f"{piece.start}-{piece.end}" for piece in row.pieces)


def _show_one(rows: Iterable[QuotationRow], terminal: Console) -> None:
    for row in rows:
        terminal.print(marked(row), overflow="fold")
        terminal.print()
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for name, fact in _facts(row):
            if fact:
                table.add_row(name, one_line(fact))
        terminal.print(table)


QUOTATIONS = Listing(record=record, columns=COLUMNS, cells=cells, show=_show_table)
QUOTATION = replace(QUOTATIONS, show=_show_one)
