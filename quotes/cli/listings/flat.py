"""A quotation as one CSV row, the same whether it was just read or comes from the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from quotes.article import Stance, TopicLink
from quotes.cli.listings.words import joined
from quotes.cli.output import Cell


@dataclass(frozen=True, slots=True)
class FlatQuotation:
    """The columns of a quotation in order; several values in one are parted by semicolons."""

    id: str
    kind: str
    act: str
    text: str
    cue: str | None
    speakers: str
    roles: str
    organizations: str
    topics: str
    stances: str
    confidence: float
    nested_in: str | None
    outlet: str | None
    published: str | None
    title: str | None
    authors: str
    url: str | None
    source: str
    article_id: str

    def cells(self) -> tuple[Cell, ...]:
        """The row."""
        return astuple(self)


COLUMNS = tuple(column.name for column in fields(FlatQuotation))


def topic_cell(topics: Iterable[TopicLink]) -> str:
    """The topics in one cell."""
    return joined(link.topic for link in topics)


def stance_cell(stances: Iterable[Stance]) -> str:
    """The stances in one cell: ``support the dam; oppose the levy``."""
    return joined(f"{stance.polarity} {stance.target}" for stance in stances)
