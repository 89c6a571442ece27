"""Looking up articles with their texts and credits, and those that share text with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, func, select

from quotes.db.engine import chunks, plain_errors
from quotes.db.matching import CURRENT
from quotes.db.rows import ArticleRow
from quotes.db.tables import ArticleBandTable, ArticleCreditTable, ArticleTable
from quotes.search.query import articles_of
from quotes.text.shingles import Shingles, shingles
from quotes.types import Credit, Span

# What the look-up of copies gives: frozen, detached from any connection.


@dataclass(frozen=True, slots=True, eq=False)
class ArticleText:
    """A stored article with its text and what tells whether it is a copy of another.

    ``shingles`` are its runs of words, ``credits`` whose text it says that it is.
    """

    article: ArticleRow
    text: str = field(repr=False)
    shingles: Shingles = field(repr=False)
    credits: tuple[Credit, ...]


MOST = 50
"""Articles that share bands with one article and are looked at, those with most of them first."""


def _every(_: str) -> bool:
    return True


class Copies:
    """Looks into an open database; every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, articles: Iterable[str]) -> dict[str, ArticleText]:
        """The articles with these public ids, of any version, by them."""
        with self._reading() as connection:
            return _read(connection, list(dict.fromkeys(articles)))

    def alike(
        self, articles: Iterable[str], wanted: Callable[[str], bool] = _every
    ) -> dict[str, ArticleText]:
        """Current articles that may share text with one of these, which are left out themselves.

        They have a band of the signature in common; whether they share enough is still to be seen.

        :param wanted: tells of a text whether its article is wanted.
        """
        known = dict.fromkeys(articles)
        with self._reading() as connection:
            found = dict.fromkeys(
                other for article in known for other in _beside(connection, article)
            )
            return _read(connection, [article for article in found if article not in known], wanted)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            yield connection


def _beside(connection: Connection, article: str) -> Sequence[str]:
    row = select(ArticleTable.id).where(ArticleTable.public_id == article).scalar_subquery()
    own = select(ArticleBandTable.band).where(ArticleBandTable.article_id == row)
    common = func.count().label("common")
    best = (
        select(ArticleBandTable.article_id, common)
        .where(ArticleBandTable.band.in_(own), ArticleBandTable.article_id != row)
        .group_by(ArticleBandTable.article_id)
        .order_by(common.desc(), ArticleBandTable.article_id)
        .limit(MOST)
        .subquery()
    )
    return connection.scalars(
        select(ArticleTable.public_id)
        .join(best, best.c.article_id == ArticleTable.id)
        .where(ArticleTable.id.in_(CURRENT))
        .order_by(best.c.common.desc(), ArticleTable.id)
    ).all()


def _read(
    connection: Connection, articles: Sequence[str], wanted: Callable[[str], bool] = _every
) -> dict[str, ArticleText]:
    texts = {
        public_id: text
        for part in chunks(articles)
        for public_id, text in connection.execute(
            select(ArticleTable.public_id, ArticleTable.text).where(
                ArticleTable.public_id.in_(part)
            )
        )
        if wanted(text)
    }
    rows = articles_of(connection, texts)
    credited = _credits(connection, texts)
    return {
        public_id: ArticleText(rows[public_id], text, shingles(text), tuple(credited[public_id]))
        for public_id in articles
        if (text := texts.get(public_id)) is not None
    }


def _credits(connection: Connection, articles: Iterable[str]) -> defaultdict[str, list[Credit]]:
    found: defaultdict[str, list[Credit]] = defaultdict(list)
    wanted = (
        select(ArticleCreditTable, ArticleTable.public_id)
        .join(ArticleTable, ArticleTable.id == ArticleCreditTable.article_id)
        .order_by(ArticleCreditTable.article_id, ArticleCreditTable.ordinal)
    )
    for part in chunks(articles):
        for row in connection.execute(wanted.where(ArticleTable.public_id.in_(part))):
            start, end = row.evidence_start, row.evidence_end
            evidence = None if start is None or end is None else Span(start, end)
            found[row.public_id].append(Credit(row.kind, row.name, evidence))
    return found
