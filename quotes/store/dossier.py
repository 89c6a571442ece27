"""Putting together what is stored on people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, distinct, func, select

from quotes.copies.copies import ArticleText, Copies
from quotes.db.engine import chunks
from quotes.db.matching import APPEARING, CURRENT
from quotes.db.rows import ArticleRow, MaybeRow, Observation, PersonRow, Query, QuotationRow
from quotes.db.tables import (
    ArticleBandTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    PersonLinkTable,
    PersonTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.entities.naming import resolve
from quotes.entities.people import list_maybe
from quotes.meaning.vectors import Encoder
from quotes.search.query import articles_of, in_scope, rows_of
from quotes.stances.gather import gather
from quotes.stances.standpoints import MIN_CONFIDENCE, Reversal, StanceQuery, Standpoint
from quotes.stances.summary import in_order, reversals_of

if TYPE_CHECKING:
    from quotes.copies.copies import ArticleText


# Which of some articles may be copies of one another.


Alike = tuple[tuple[ArticleText, ArticleText], ...]


def alike(connection: Connection, copies: Copies, articles: Iterable[str]) -> Alike:
    """The pairs of these articles, by their public ids, that have a band of text in common.

    Whether they share enough to be copies is still to be seen.
    """
    having: dict[int, list[str]] = defaultdict(list)
    wanted = select(ArticleBandTable.band, ArticleTable.public_id).join(
        ArticleTable, ArticleTable.id == ArticleBandTable.article_id
    )
    for part in chunks(articles):
        for band, article in connection.execute(wanted.where(ArticleTable.public_id.in_(part))):
            having[band].append(article)
    pairs = sorted({pair for there in having.values() for pair in combinations(sorted(there), 2)})
    texts = copies.read({article for pair in pairs for article in pair})
    return tuple((texts[left], texts[right]) for left, right in pairs)


# What is stored on one person, put together: frozen, detached from any connection.


@dataclass(frozen=True, slots=True)
class DossierQuery:
    """What of a person is wanted: articles of these days, both included; quotations on a topic.

    ``min_confidence`` is the chance of being right that both quotations of a reversal must have.
    """

    since: date | None = None
    until: date | None = None
    topic: str | None = None
    min_confidence: float = MIN_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody quoted in the same articles; ``articles`` are their ids, ``quotations`` in them."""

    person_id: int
    name: str
    articles: tuple[str, ...]
    quotations: int


@dataclass(frozen=True, slots=True)
class DossierLink:
    """An article whose person the machine took for this one, with the chance of it in [0, 1]."""

    article: ArticleRow
    name: str
    score: float
    evidence: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is stored on one person.

    The query narrows ``quotations`` (the newest first, undated ones last; with a topic those on it
    and those that take a side towards it), ``not_said`` (words that articles say the person denied
    or refused, or that they only suppose), ``standpoints``, ``reversals``, ``companions`` and
    ``by_others`` (what others say of the person). It leaves as they are the person with the posts,
    ``told_in`` (the articles that tell of the posts, by their ids), ``namesakes`` (other records
    under the same name), ``maybe`` (others who may be the same person) and ``links``. ``alike`` are
    pairs of the articles of ``quotations`` that may be copies.
    """

    person: PersonRow
    quotations: tuple[QuotationRow, ...]
    not_said: tuple[QuotationRow, ...]
    standpoints: tuple[Standpoint, ...]
    reversals: tuple[Reversal, ...]
    companions: tuple[Companion, ...]
    by_others: tuple[QuotationRow, ...]
    told_in: dict[str, ArticleRow]
    namesakes: tuple[PersonRow, ...]
    maybe: tuple[MaybeRow, ...]
    links: tuple[DossierLink, ...]
    alike: tuple[tuple[ArticleText, ArticleText], ...]


# Beside whom somebody is quoted.


def companions(
    connection: Connection, articles: Iterable[str], person: int
) -> tuple[Companion, ...]:
    """Other people quoted in these articles, those of most articles first.

    :param articles: their public ids.
    """
    wanted = (
        select(
            ArticlePersonTable.person_id,
            PersonTable.name,
            ArticleTable.public_id,
            func.count(distinct(QuotationTable.id)),
        )
        .select_from(QuotationTable)
        .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
        .join(SpeakerTable, SpeakerTable.quotation_id == QuotationTable.id)
        .join(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .join(PersonTable, PersonTable.id == ArticlePersonTable.person_id)
        .where(ArticlePersonTable.person_id != person, QuotationTable.status == "said")
        .group_by(ArticlePersonTable.person_id, PersonTable.name, ArticleTable.public_id)
    )
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for part in chunks(sorted(articles)):
        rows = connection.execute(wanted.where(ArticleTable.public_id.in_(part)))
        for other, name, article, quotations in rows:
            found[other, name][article] = quotations
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), -sum(item[1].values()), item))
    return tuple(
        Companion(other, name, tuple(articles), sum(articles.values()))
        for (other, name), articles in ranked
    )


# How the machine came to take the people of several articles for one.


def links_of(connection: Connection, person: int) -> tuple[DossierLink, ...]:
    """The links of current articles by which people became this one, the least sure first.

    Articles on whose people humans decided are not among them.
    """
    rows = connection.execute(
        select(
            ArticleTable.public_id,
            ArticlePersonTable.name,
            PersonLinkTable.score,
            PersonLinkTable.evidence,
        )
        .join(ArticlePersonTable, ArticlePersonTable.id == PersonLinkTable.article_person_id)
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
        .where(
            ArticlePersonTable.person_id == person,
            ArticlePersonTable.machine_person_id == person,
            PersonLinkTable.person_id == person,
            PersonLinkTable.verdict == "same",
            ArticleTable.id.in_(CURRENT),
        )
        .order_by(PersonLinkTable.score, ArticleTable.public_id)
    ).all()
    articles = articles_of(connection, {row.public_id for row in rows})
    return tuple(
        DossierLink(
            articles[article],
            name,
            score,
            tuple(Observation(observed["kind"], observed["detail"]) for observed in evidence),
        )
        for article, name, score, evidence in rows
    )


# What others say of a person.


def by_others(connection: Connection, scope: Select[int], person: PersonRow) -> list[QuotationRow]:
    """What was said in scope that names the person and that the person does not say.

    Read are the articles in which the person appears, for the names that they have there. A name
    that somebody else of the same article has as well names nobody.
    """
    own = select(ArticlePersonTable.id).where(
        ArticlePersonTable.person_id == person.id, ArticlePersonTable.id.in_(APPEARING)
    )
    articles = connection.scalars(
        select(ArticlePersonTable.article_id).where(ArticlePersonTable.id.in_(own))
    )
    wanted: list[int] = []
    for part in chunks(articles):
        names = _names(connection, part, person.id)
        said = connection.execute(
            select(QuotationTable.id, QuotationTable.article_id, QuotationTable.text).where(
                QuotationTable.id.in_(scope),
                QuotationTable.status == "said",
                QuotationTable.article_id.in_(part),
                ~QuotationTable.id.in_(
                    select(SpeakerTable.quotation_id).where(SpeakerTable.article_person_id.in_(own))
                ),
            )
        )
        wanted += [row for row, article, text in said if _has_one(text, names[article])]
    return list(rows_of(connection, wanted).values())


def _names(connection: Connection, articles: Collection[int], person: int) -> dict[int, set[str]]:
    """The names by which articles call the person and nobody else."""
    called: dict[int, set[str]] = defaultdict(set)
    taken: dict[int, set[str]] = defaultdict(set)
    rows = connection.execute(
        select(
            ArticlePersonTable.article_id, ArticlePersonTable.person_id, ArticlePersonNameTable.name
        )
        .join(
            ArticlePersonNameTable,
            ArticlePersonNameTable.article_person_id == ArticlePersonTable.id,
        )
        .where(ArticlePersonTable.article_id.in_(articles))
    )
    for article, who, name in rows:
        (called if who == person else taken)[article].add(name)
    return defaultdict(set, {article: names - taken[article] for article, names in called.items()})


def _has_one(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the text, as whole words and with its capitals."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


class Dossiers:
    """Dossiers of one sitting: what they share is read once."""

    def __init__(
        self, connection: Connection, query: DossierQuery, encoder: Encoder, copies: Copies
    ) -> None:
        """Read from this connection, as the query narrows; the encoder finds stances by meaning."""
        self._connection = connection
        self._query = query
        self._encoder = encoder
        self._copies = copies

    def of(self, people: Iterable[PersonRow]) -> Iterator[Dossier]:
        """The dossiers of these people, one after the other."""
        for person in people:
            yield self._of(person)

    def _of(self, person: PersonRow) -> Dossier:
        connection = self._connection
        attributed = self._attributed(person)
        found = {row.id: row for row in attributed if row.status == "said"}
        standpoints = in_order(
            standpoint
            for there in gather(
                connection, self._stances(person), self._encoder
            ).standpoints.values()
            for standpoint in there
        )
        found.update({standpoint.quotation.id: standpoint.quotation for standpoint in standpoints})
        articles = {row.article.id for row in found.values()}
        telling = {post.article_id for post in person.posts if post.article_id}
        return Dossier(
            person=person,
            quotations=tuple(sorted(found.values(), key=_newest_first)),
            not_said=tuple(
                sorted((row for row in attributed if row.status != "said"), key=_newest_first)
            ),
            standpoints=standpoints,
            reversals=reversals_of(standpoints, self._query.min_confidence),
            companions=companions(connection, articles, person.id),
            by_others=tuple(sorted(by_others(connection, self._scope, person), key=_newest_first)),
            told_in=articles_of(connection, telling),
            namesakes=tuple(
                namesake
                for namesake in resolve(connection, person.name, titled=False).people
                if namesake.id != person.id
            ),
            maybe=tuple(pair for pair in self._maybe if person.id in (pair.person, pair.other)),
            links=links_of(connection, person.id),
            alike=alike(connection, self._copies, articles),
        )

    @cached_property
    def _maybe(self) -> list[MaybeRow]:
        return list_maybe(self._connection, None)

    @property
    def _scope(self) -> Select[int]:
        """Row ids of the quotations that the query leaves, whoever speaks."""
        query = self._query
        narrowing = Query(since=query.since, until=query.until, topic=query.topic)
        return in_scope(self._connection, narrowing)

    def _attributed(self, person: PersonRow) -> list[QuotationRow]:
        """What articles give the person on the topic of the query, if it has one, said or not."""
        by = select(SpeakerTable.quotation_id).join(
            ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id
        )
        own = QuotationTable.id.in_(by.where(ArticlePersonTable.person_id == person.id))
        ids = self._connection.scalars(self._scope.where(own))
        return list(rows_of(self._connection, ids).values())

    def _stances(self, person: PersonRow) -> StanceQuery:
        query = self._query
        return StanceQuery(
            target=query.topic, person_id=person.id, since=query.since, until=query.until
        )


def _newest_first(row: QuotationRow) -> tuple[bool, int, str, int, str]:
    day = row.article.published
    return day is None, -day.toordinal() if day else 0, row.article.id, row.pieces[0].start, row.id
