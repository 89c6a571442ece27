"""Freshly read articles with their quotations, not stored anywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.answer import extraction_answer
from quotes.cli.options import Database, database_url
from quotes.cli.output import Format, Listing, output_options, write
from quotes.cli.run import FAILED
from quotes.cli.sources import (
    Author,
    Outlet,
    Paths,
    Published,
    Sources,
    Title,
    Url,
    absolute,
    conclude,
    counted,
    given,
    load,
)
from quotes.cli.words import named
from quotes.export.tabular import COLUMNS, Cell, flat_extraction
from quotes.lexicon import seed as seed_folder
from quotes.report.wording import count, iso, one_line
from quotes.types import Extraction

# ``quotes add``: articles into the database.


def add(
    paths: Paths,
    title: Title = None,
    author: Author = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    db: Database = None,
) -> None:
    """Read articles, find their quotations, and store both.

    What the database already holds is passed over. A run that was interrupted leaves whole
    articles only; the same command again finishes the rest.

    \b
    Example:
      quotes add articles/ page.html
      quotes add report.txt --outlet "Harbour Gazette" --published 2026-03-31
    """
    from quotes.store.store import Store

    sources = Sources(map(absolute, paths), given(title, author, outlet, published, url))
    with Store.open(database_url(db)) as store:
        from quotes.pipeline import Extractor

        extractor = Extractor.load(vocabulary=store.curation.vocabulary(), vectors=True)
        tally = load(sources, store, extractor)
    conclude(tally)


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


# ``quotes extract``: read articles without storing anything.


@output_options
def extract(
    form: Format,
    paths: Paths,
    title: Title = None,
    author: Author = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
) -> None:
    """Find the quotations of articles; store nothing.

    \b
    Example:
      quotes extract article.txt
      quotes extract articles/ --nl > quotations.jsonl
      cat page.html | quotes extract - --json
    """
    from quotes.pipeline import Extractor

    sources = Sources(paths, given(title, author, outlet, published, url))
    extractions = sources.extractions(Extractor.load())
    write(counted("Articles", extractions, shown=not sys.stdout.isatty()), EXTRACTIONS, form)
    if sources.failed:
        raise typer.Exit(FAILED)


# ``quotes seed``: the sample articles into the database.


def seed(db: Database = None) -> None:
    """Load the sample articles that come with quotes.

    They tell of made-up people and outlets. The database is made if there is none.

    \b
    Example:
      quotes seed --db samples.db
    """
    from quotes.ingest.metadata import Given
    from quotes.store.store import Store

    sources = Sources([str(seed_folder("articles"))], Given())
    with Store(database_url(db)) as store:
        from quotes.pipeline import Extractor

        extractor = Extractor.load(vocabulary=store.curation.vocabulary(), vectors=True)
        tally = load(sources, store, extractor)
    conclude(tally)
