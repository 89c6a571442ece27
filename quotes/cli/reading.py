"""From the paths on the command line to articles and extractions, each failure told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from quotes.article import Article, Extraction
from quotes.cli.command import tell
from quotes.cli.dates import day
from quotes.cli.output import console
from quotes.errors import IngestError

if TYPE_CHECKING:
    from quotes.ingest import Given
    from quotes.pipeline import Extractor, Pending

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
    title: str | None,
    authors: list[str] | None,
    outlet: str | None,
    published: date | None,
    url: str | None,
) -> Given:
    """What the user says about the articles."""
    from quotes.ingest import Given

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
        from quotes.ingest import Failure, read

        for outcome in read(self._paths, self._known, typer.get_binary_stream("stdin")):
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
