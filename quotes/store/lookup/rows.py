"""What a look-up gives: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: counts over the current articles, and their first and last day.

    ``by_person`` counts the quotations of whom a claim names, None where it names nobody.
    """

    articles: int
    outlets: int
    quotations: int
    by_person: int | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation that may be what a claim comes from: its row id, its text, its article's row id.

    ``cosine`` in [-1, 1] compares the meaning, None where it was found by its words.
    """

    row: int
    article: int
    text: str
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """A person whom a name may mean, with how many quotations of current articles are theirs."""

    id: int
    name: str
    quotations: int
