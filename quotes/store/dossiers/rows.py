"""What is stored on one person, put together: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quotes.store.rows import ArticleRow, MaybeRow, Observation, PersonRow, QuotationRow
from quotes.store.standpoints.rows import SURE, Reversal, Standpoint

if TYPE_CHECKING:
    from quotes.store.republished.rows import ArticleText


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """What of a person is wanted: articles of these days, both included; quotations on a topic.

    ``sure`` is the chance of being right that both quotations of a reversal must have.
    """

    since: date | None = None
    until: date | None = None
    topic: str | None = None
    sure: float = SURE


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody quoted in the same articles; ``articles`` are their ids, ``quotations`` in them."""

    person_id: int
    name: str
    articles: tuple[str, ...]
    quotations: int


@dataclass(frozen=True, slots=True)
class Link:
    """An article whose person the machine took for this one, with the chance of it in [0, 1]."""

    article: ArticleRow
    name: str
    score: float
    evidence: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is stored on one person.

    The query narrows ``quotations`` (the newest first, undated ones last; with a topic those on it
    and those that take a side towards it), ``standpoints``,
    ``reversals``, ``companions`` and ``by_others`` (what others say of the person). It leaves as
    they are the person with the posts, ``told_in`` (the articles that tell of the posts, by their
    ids), ``namesakes`` (other records under the same name), ``maybe`` (others who may be the same
    person) and ``links``. ``alike`` are pairs of the articles of ``quotations`` that may be copies.
    """

    person: PersonRow
    quotations: tuple[QuotationRow, ...]
    standpoints: tuple[Standpoint, ...]
    reversals: tuple[Reversal, ...]
    companions: tuple[Companion, ...]
    by_others: tuple[QuotationRow, ...]
    told_in: dict[str, ArticleRow]
    namesakes: tuple[PersonRow, ...]
    maybe: tuple[MaybeRow, ...]
    links: tuple[Link, ...]
    alike: tuple[tuple[ArticleText, ArticleText], ...]
