"""From the paths on the command line to articles and extractions, each failure told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from quotes.cli.app import FAILED, finishing, tell
from quotes.cli.options import day, standard_input
from quotes.cli.output import console
from quotes.errors import IngestError
from quotes.report.wording import count
from quotes.types import Article, Extraction

if TYPE_CHECKING:
    from quotes.api import Added, Extractor, Given, Pending
    from quotes.archive import Archive
    from quotes.types import Article


Thing = TypeVar("Thing")

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Text, Markdown and Word files, HTML pages, JSON lines, folders of them, or - for "
        "standard input.",
    ),
]
Title = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The title, instead of what the source says.")
]
Author = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="An author; can be given several times."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet that published it.")]
Published = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="The day it was published: 2026-03-31."),
]
Url = Annotated[str | None, typer.Option(metavar="URL", help="The address of the article.")]


def given(
    title: str | None = None,
    authors: list[str] | None = None,
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Given:
    """What the user says about the articles."""
    from quotes.api import Given

    return Given(
        title=title, authors=tuple(authors or ()), outlet=outlet, published=published, url=url
    )


class Sources:
    """The articles at some paths; what cannot be read is told on stderr and counted."""

    def __init__(self, paths: Iterable[str], known: Given) -> None:
        self.failed = 0
        self._paths = paths
        self._known = known

    def __iter__(self) -> Iterator[Article]:
        from quotes.api import Failure, read_sources

        for outcome in read_sources(self._paths, self._known, standard_input()):
            if isinstance(outcome, Failure):
                self._fail(IngestError(f"{outcome.source}: {outcome.reason}."))
            else:
                yield outcome

    def extraction(self, pending: Pending) -> Extraction | None:
        """What is found in an article that is being read; None if it fails on this one."""
        return self._tried(pending.extraction, pending.article)

    def extractions(self, extractor: Extractor) -> Iterator[Extraction]:
        """What the extractor finds in each article, before the next one is asked for: who gives
        articles one by one gets each answer at once."""
        for article in self:
            extraction = self._tried(partial(extractor.extract, article), article)
            if extraction is not None:
                yield extraction

    def _tried(self, find: Callable[[], Extraction], article: Article) -> Extraction | None:
        try:
            return find()
        except Exception as error:
            self._fail(error, article.source)
            return None

    def _fail(self, error: Exception, source: str | None = None) -> None:
        self.failed += 1
        tell(error, source)


def counted(what: str, things: Iterable[Thing], *, shown: bool = True) -> Iterator[Thing]:
    """The same things; how many have been done is shown on stderr if that is a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed}"),
        TimeElapsedColumn(),
    )
    terminal = console(stderr=True)
    hidden = not (shown and terminal.is_terminal)
    with Progress(
        *columns, console=terminal, transient=True, redirect_stdout=False, disable=hidden
    ) as bar:
        yield from bar.track(things, total=None, description=what)


# Putting articles into the database, one after the other, each wholly or not at all.


@dataclass(slots=True)
class LoadTally:
    """What became of the articles."""

    added: int = 0
    unchanged: int = 0
    updated: int = 0
    failed: int = 0
    quotations: int = 0

    def note(self, outcome: Added, quotations: int) -> None:
        """Count an article that was stored, or found to be there, with its quotations."""
        if outcome == "added":
            self.added += 1
        elif outcome == "updated":
            self.updated += 1
        else:
            self.unchanged += 1
            return
        self.quotations += quotations

    def __str__(self) -> str:
        return (
            f"{count(self.added, 'article')} added, {self.unchanged} unchanged, "
            f"{self.updated} updated, {self.failed} failed; "
            f"{count(self.quotations, 'quotation')} stored."
        )


def absolute(path: str) -> str:
    """The path from the root, by which a stored article is known; ``-`` stays."""
    return path if path == "-" else str(Path(path).absolute())


def load(sources: Sources, archive: Archive) -> None:
    """Read and store every article that the store does not yet hold as this program reads it.

    What became of them is printed; the program ends with exit code 1 if some failed.
    """
    from quotes.api import Extractor

    extractor = Extractor.load(vocabulary=archive.curation.vocabulary(), vectors=True)
    tally = LoadTally()
    try:
        for pending in extractor.begin(_new(sources, archive, extractor, tally)):
            with finishing():
                extraction = sources.extraction(pending)
                if extraction is not None:
                    added = archive.add(extraction, settle=False)
                    tally.note(added, len(extraction.quotations))
    finally:
        archive.settle()
    tally.failed = sources.failed
    typer.echo(str(tally))
    if tally.failed:
        raise typer.Exit(FAILED)


def _new(
    sources: Sources, archive: Archive, extractor: Extractor, tally: LoadTally
) -> Iterator[Article]:
    """The articles that the store does not yet hold as this extractor reads them."""
    for article in counted("Articles", sources):
        with finishing():
            held = archive.holds(article, extractor.program, extractor.model)
        if held:
            tally.note("unchanged", 0)
        else:
            yield article
