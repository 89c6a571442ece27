"""Stored quotations: a list of them, and one of them with everything known about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.sourcing import unnamed_line
from quotes.cli.listings.words import iso, named, one_line, post_line, visible
from quotes.cli.output import Cell, Listing
from quotes.export.flat import COLUMNS, flat_row
from quotes.report.records import cue_text, in_context, quotation_record
from quotes.store.rows import QuotationRow, SpeakerRow

OPENING_MARK, CLOSING_MARK = "⟦", "⟧"


def cells(row: QuotationRow) -> Iterable[tuple[Cell, ...]]:
    """The one CSV row of a quotation."""
    yield flat_row(row).cells()


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
    yield "Cue", cue_text(row)
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


QUOTATIONS = Listing(record=quotation_record, columns=COLUMNS, cells=cells, show=_show_table)
QUOTATION = replace(QUOTATIONS, show=_show_one)
