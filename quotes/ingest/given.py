"""What is known of an article beside its text, and what a source that fails leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Given:
    """Title, authors, outlet, day and address of an article; what is not known is empty.

    A user gives one to :func:`quotes.ingest.read`; it wins over what the article itself shows.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    url: str | None = None

    def or_else(self, other: Given) -> Given:
        """The same, with every gap filled from the other."""
        return Given(
            title=self.title or other.title,
            authors=self.authors or other.authors,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read; ``reason`` is one clause that follows "SOURCE: "."""

    source: str
    reason: str
