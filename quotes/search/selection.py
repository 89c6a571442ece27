"""All quotations that a query wants, read in order and in chunks, however many they are.

Only row ids are held at once; the rest is read as it is asked for, within one transaction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from quotes.db.engine import chunks
from quotes.db.rows import ArticleRow, OrganizationRow, PersonRow, Query, QuotationRow
from quotes.db.tables import (
    ArticleOrganizationTable,
    ArticlePersonTable,
    ArticleTable,
    PersonTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.entities.people import organizations_of, people_of
from quotes.search.query import articles_of, find_ids, rows_of
from quotes.types import digest

if TYPE_CHECKING:
    from quotes.meaning.vectors import Encoder


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """An article with its whole stored text and those of its quotations that are selected."""

    article: ArticleRow
    text: str
    quotations: tuple[QuotationRow, ...]


@dataclass(frozen=True, slots=True)
class QuotedPerson:
    """A person with those of their quotations that are selected, the earliest first.

    ``beside`` are the ids of the others who are quoted in the same articles, each with the number
    of these articles, the most frequent first.
    """

    person: PersonRow
    quotations: tuple[QuotationRow, ...]
    beside: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class KnownEntities:
    """People, organisations and articles that tell of posts, by their ids.

    ``person_keys`` and ``organization_keys`` are 16 hexadecimal digits that stay the same as
    articles are added and names change, and differ between databases.
    """

    people: dict[int, PersonRow]
    organizations: dict[int, OrganizationRow]
    articles: dict[str, ArticleRow]
    person_keys: dict[int, str]
    organization_keys: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Who speaks, by row ids: each person's quotations in order, articles, and who is in them."""

    spoken_by: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    article_of: dict[int, int] = field(default_factory=dict)
    people_in: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


class Selection:
    """The quotations that a query wants, by the day of the article, the article, and their place.

    Those of undated articles come last. The limit and the order of the query count for nothing.
    """

    def __init__(
        self, connection: Connection, query: Query, encoder: Callable[[], Encoder]
    ) -> None:
        """Read from this connection; the encoder is opened where the query is about something."""
        self._connection = connection
        self._ids = find_ids(connection, replace(query, sort="oldest", limit=None), encoder)

    def __len__(self) -> int:
        return len(self._ids)

    def quotations(self) -> Iterator[QuotationRow]:
        """Each quotation in turn."""
        return self._rows(self._ids)

    def articles(self) -> Iterator[QuotedArticle]:
        """Each article in turn with its text and its quotations."""
        for _, group in groupby(self.quotations(), key=lambda row: row.article.id):
            rows = tuple(group)
            article = rows[0].article
            text = self._connection.scalars(
                select(ArticleTable.text).where(ArticleTable.public_id == article.id)
            ).one()
            yield QuotedArticle(article, text, rows)

    def names(self) -> dict[int, str]:
        """The name shown of each person who is quoted, by their id."""
        found: dict[int, str] = {}
        for part in chunks(sorted(self._speakers.spoken_by)):
            named = select(PersonTable.id, PersonTable.name).where(PersonTable.id.in_(part))
            found.update((row.id, row.name) for row in self._connection.execute(named))
        return found

    def people(self) -> Iterator[QuotedPerson]:
        """Each person who is quoted, in the order of their ids."""
        for part in chunks(sorted(self._speakers.spoken_by)):
            known = people_of(self._connection, part)
            for person in part:
                ids = self._speakers.spoken_by[person]
                rows = tuple(self._rows(ids))
                yield QuotedPerson(known[person], rows, self._beside(person, ids))

    def known(self, people: Collection[int], organizations: Collection[int]) -> KnownEntities:
        """Who and what these ids mean, and where these people hold posts, with the evidence."""
        rows = people_of(self._connection, people)
        posts = [post for row in rows.values() for post in row.posts]
        posted = {post.organization_id for post in posts if post.organization_id is not None}
        telling = {post.article_id for post in posts if post.article_id is not None}
        bodies = organizations_of(self._connection, {*organizations, *posted})
        return KnownEntities(
            people=rows,
            organizations=bodies,
            articles=articles_of(self._connection, telling),
            person_keys=self.person_keys(rows.keys()),
            organization_keys=self._keys("organization", bodies.keys()),
        )

    def person_keys(self, people: Collection[int]) -> dict[int, str]:
        """Keys of people as in :class:`KnownEntities`, by their ids."""
        return self._keys("person", people)

    def _keys(self, what: str, ids: Collection[int]) -> dict[int, str]:
        """A digest of the id and of the first article that was added with who or what it means."""
        table = ArticlePersonTable if what == "person" else ArticleOrganizationTable
        column = (
            ArticlePersonTable.person_id
            if what == "person"
            else ArticleOrganizationTable.organization_id
        )
        found: dict[int, str] = {}
        for part in chunks(ids):
            first = (
                select(column.label("id"), func.min(table.article_id).label("article"))
                .where(column.in_(part))
                .group_by(column)
                .subquery()
            )
            placed = select(first.c.id, ArticleTable.public_id).join(
                ArticleTable, ArticleTable.id == first.c.article
            )
            for id, article in self._connection.execute(placed):
                found[id] = digest(what, article, str(id))
        return found

    def _rows(self, ids: Iterable[int]) -> Iterator[QuotationRow]:
        for part in chunks(ids):
            rows = rows_of(self._connection, part)
            yield from (rows[row] for row in part)

    @cached_property
    def _speakers(self) -> _Speakers:
        speakers = _Speakers()
        spoken = (
            select(QuotationTable.id, QuotationTable.article_id, ArticlePersonTable.person_id)
            .join(SpeakerTable, SpeakerTable.quotation_id == QuotationTable.id)
            .join(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
            .order_by(SpeakerTable.ordinal)
        )
        for part in chunks(self._ids):
            said: dict[int, dict[int, None]] = defaultdict(dict)
            wanted = spoken.where(QuotationTable.id.in_(part))
            for quotation, article, person in self._connection.execute(wanted):
                said[quotation][person] = None
                speakers.article_of[quotation] = article
                speakers.people_in[article].add(person)
            for quotation in part:
                for person in said.get(quotation, ()):
                    speakers.spoken_by[person].append(quotation)
        return speakers

    def _beside(self, person: int, ids: list[int]) -> tuple[tuple[int, int], ...]:
        articles = {self._speakers.article_of[quotation] for quotation in ids}
        together = Counter(
            quoted for article in articles for quoted in self._speakers.people_in[article]
        )
        del together[person]
        return tuple(sorted(together.items(), key=lambda pair: (-pair[1], pair[0])))
