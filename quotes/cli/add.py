"""``quotes add``, ``extract`` and ``seed``: articles are read, and stored or not."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import typer
from rich.console import Console
from rich.text import Text

from quotes.answer import extraction_answer
from quotes.api import seed_folder
from quotes.cli.app import FAILED, create_archive, open_archive
from quotes.cli.layout import Column, named, show_table
from quotes.cli.options import (
    Database,
)
from quotes.cli.output import Listing, Output, output_options
from quotes.cli.sources import (
    Author,
    Outlet,
    Paths,
    Published,
    Sources,
    Title,
    Url,
    absolute,
    counted,
    given,
    load,
)
from quotes.export.tabular import COLUMNS, flat_extraction
from quotes.report.wording import count, iso, one_line, status_line
from quotes.types import Extraction, Quotation


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
    sources = Sources(map(absolute, paths), given(title, author, outlet, published, url))
    with open_archive(db) as archive:
        load(sources, archive)


def seed(db: Database = None) -> None:
    """Load the sample articles that come with quotes.

    They tell of made-up people and outlets. The database is made if there is none.

    \b
    Example:
      quotes seed --db samples.db
    """
    sources = Sources([str(seed_folder("articles"))], given())
    with create_archive(db) as archive:
        load(sources, archive)


@output_options
def extract(
    out: Output,
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
    from quotes.api import Extractor

    sources = Sources(paths, given(title, author, outlet, published, url))
    extractions = sources.extractions(Extractor.load())
    out.write(counted("Articles", extractions, shown=not sys.stdout.isatty()), EXTRACTIONS)
    if sources.failed:
        raise typer.Exit(FAILED)


def _show(extractions: Iterable[Extraction], terminal: Console) -> None:
    for extraction in extractions:
        terminal.print(_heading(extraction))
        terminal.print()
        show_table(extraction.quotations, _columns(extraction.article.text), terminal, below=1)


def _heading(extraction: Extraction) -> Text:
    article = extraction.article
    heading = Text(one_line(article.title or article.source), style="bold")
    published = [article.outlet, iso(article.published), *article.authors]
    below = ", ".join(one_line(part) for part in published if part)
    if below:
        heading.append(f"\n{below}", style="not bold")
    heading.append(f"\n{count(len(extraction.quotations), 'quotation')}", style="not bold dim")
    return heading


def _columns(text: str) -> tuple[Column[Quotation], ...]:
    """The columns of the quotations of an article with this text."""
    return (
        Column("Quotation", lambda quotation: quotation.text(text), weight=5),
        Column("Speaker", _speakers, weight=3),
        Column("How", lambda quotation: _how(quotation, text)),
    )


def _speakers(quotation: Quotation) -> Text:
    return Text("\n").join(named(who.name, who.affiliation) for who in quotation.speakers)


def _how(quotation: Quotation, article_text: str) -> Text:
    text = Text(f"{quotation.kind}\n{quotation.act}\n")
    chance = f"{quotation.confidence:.0%}"
    text.append(f"sure: {chance}" if quotation.sure else f"unsure: {chance}", style="italic")
    cue = quotation.cue.of(article_text) if quotation.cue else None
    not_said = status_line(quotation.status, cue)
    return text.append(f"\n{not_said}", style="bold") if not_said else text


EXTRACTIONS = Listing(
    record=extraction_answer,
    columns=COLUMNS,
    cells=lambda extraction: (flat.cells() for flat in flat_extraction(extraction)),
    show=_show,
)
