"""Freshly read articles with their quotations, not stored anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.answer import extraction_answer
from quotes.article import Extraction
from quotes.cli.listings.words import count, iso, named, one_line
from quotes.cli.output import Cell, Listing
from quotes.export.flat import COLUMNS, flat_extraction


def _cells(extraction: Extraction) -> Iterable[tuple[Cell, ...]]:
    return (flat.cells() for flat in flat_extraction(extraction))


def _heading(extraction: Extraction) -> Text:
    article = extraction.article
    heading = Text(one_line(article.title or article.source), style="bold")
    where = [article.outlet, iso(article.published), *article.authors]
    below = ", ".join(one_line(part) for part in where if part)
    if below:
        heading.append(f"\n{below}", style="not bold")
    heading.append(f"\n{count(len(extraction.quotations), 'quotation')}", style="not bold dim")
    return heading


def _table(extraction: Extraction) -> Table:
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold underline", expand=True)
    table.add_column("Quotation", ratio=5, overflow="fold")
    table.add_column("Speaker", ratio=3, overflow="fold")
    table.add_column("How", width=12, overflow="fold")
    for quotation in extraction.quotations:
        speakers = Text("\n").join(named(s.name, s.affiliation) for s in quotation.speakers)
        how = f"{quotation.kind}\n{quotation.act}\nsure: {quotation.confidence:.0%}"
        text = quotation.text(extraction.article.text)
        table.add_row(Text(one_line(text)), speakers, Text(how))
    return table


def _show(extractions: Iterable[Extraction], terminal: Console) -> None:
    for extraction in extractions:
        terminal.print(_heading(extraction))
        terminal.print()
        if extraction.quotations:
            terminal.print(_table(extraction))


EXTRACTIONS = Listing(record=extraction_answer, columns=COLUMNS, cells=_cells, show=_show)
