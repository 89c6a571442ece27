"""Putting articles into the database, one after the other, each wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quotes.cli.command import FAILED
from quotes.cli.interrupt import finishing
from quotes.cli.listings.words import count
from quotes.cli.reading import Sources, counted

if TYPE_CHECKING:
    from quotes.article import Article
    from quotes.pipeline import Extractor, Pending
    from quotes.store import Store
    from quotes.store.rows import Added


@dataclass(slots=True)
class Tally:
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


def load(sources: Sources, store: Store, extractor: Extractor) -> Tally:
    """Read and store every article that the store does not yet hold as this extractor reads it."""
    tally = Tally()
    for pending in extractor.begin(_new(sources, store, extractor, tally)):
        with finishing():
            _load_one(pending, sources, store, tally)
    tally.failed = sources.failed
    return tally


def _new(sources: Sources, store: Store, extractor: Extractor, tally: Tally) -> Iterator[Article]:
    """The articles that the store does not yet hold as this extractor reads them."""
    for article in counted("Articles", sources):
        with finishing():
            held = store.holds(article, extractor.program, extractor.model)
        if held:
            tally.note("unchanged", 0)
        else:
            yield article


def _load_one(pending: Pending, sources: Sources, store: Store, tally: Tally) -> None:
    extraction = sources.extraction(pending)
    if extraction is not None:
        tally.note(store.add(extraction), len(extraction.quotations))


def conclude(tally: Tally) -> None:
    """Print what became of the articles; end with exit code 1 if some failed."""
    typer.echo(str(tally))
    if tally.failed:
        raise typer.Exit(FAILED)
