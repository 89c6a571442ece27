"""Looking up articles with their texts and credits, and those that share text with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from quotes.article import Span
from quotes.store.chunks import chunks
from quotes.store.copied import ArticleBand, ArticleCredit
from quotes.store.engine import plain_errors
from quotes.store.find import articles_of
from quotes.store.matching import CURRENT
from quotes.store.models import Article
from quotes.store.republished.credit import Credit
from quotes.store.republished.rows import ArticleText
from quotes.store.republished.shingles import shingles

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
        with self._reading() as session:
            return _read(session, list(dict.fromkeys(articles)))

    def alike(
        self, articles: Iterable[str], wanted: Callable[[str], bool] = _every
    ) -> dict[str, ArticleText]:
        """Current articles that may share text with one of these, which are left out themselves.

        They have a band of the signature in common; whether they share enough is still to be seen.

        :param wanted: tells of a text whether its article is wanted.
        """
        known = dict.fromkeys(articles)
        with self._reading() as session:
            found = dict.fromkeys(other for one in known for other in _beside(session, one))
            return _read(session, [one for one in found if one not in known], wanted)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with plain_errors(self._engine.url), Session(self._engine) as session:
            yield session


def _beside(session: Session, article: str) -> Sequence[str]:
    row = select(Article.id).where(Article.public_id == article).scalar_subquery()
    own = select(ArticleBand.band).where(ArticleBand.article_id == row)
    common = func.count().label("common")
    best = (
        select(ArticleBand.article_id, common)
        .where(ArticleBand.band.in_(own), ArticleBand.article_id != row)
        .group_by(ArticleBand.article_id)
        .order_by(common.desc(), ArticleBand.article_id)
        .limit(MOST)
        .subquery()
    )
    return session.scalars(
        select(Article.public_id)
        .join(best, best.c.article_id == Article.id)
        .where(Article.id.in_(CURRENT))
        .order_by(best.c.common.desc(), Article.id)
    ).all()


def _read(
    session: Session, articles: Sequence[str], wanted: Callable[[str], bool] = _every
) -> dict[str, ArticleText]:
    texts = {
        public_id: text
        for part in chunks(articles)
        for public_id, text in session.execute(
            select(Article.public_id, Article.text).where(Article.public_id.in_(part))
        )
        if wanted(text)
    }
    rows = articles_of(session, texts)
    credited = _credits(session, texts)
    return {
        one: ArticleText(rows[one], texts[one], shingles(texts[one]), tuple(credited[one]))
        for one in articles
        if one in texts
    }


def _credits(session: Session, articles: Iterable[str]) -> defaultdict[str, list[Credit]]:
    found: defaultdict[str, list[Credit]] = defaultdict(list)
    wanted = (
        select(Article.public_id, ArticleCredit)
        .join(ArticleCredit, ArticleCredit.article_id == Article.id)
        .order_by(ArticleCredit.article_id, ArticleCredit.ordinal)
    )
    for part in chunks(articles):
        for public_id, row in session.execute(wanted.where(Article.public_id.in_(part))):
            start, end = row.evidence_start, row.evidence_end
            evidence = None if start is None or end is None else Span(start, end)
            found[public_id].append(Credit(row.kind, row.name, evidence))
    return found
