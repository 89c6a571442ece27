"""What the articles of known people tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from quotes.store.chunks import chunks
from quotes.store.identity.setting import telling_words
from quotes.store.models import Appearance, Article

_LATEST = 5


def known_settings(
    connection: Connection, people: Collection[int]
) -> dict[int, frozenset[frozenset[str]]]:
    """The telling words of each of the latest articles of people, five of a person at most."""
    articles: dict[int, list[int]] = defaultdict(list)
    place = func.row_number().over(
        partition_by=Appearance.person_id,
        order_by=(Article.published.desc().nulls_last(), Article.id.desc()),
    )
    for part in chunks(people):
        ranked = (
            select(Appearance.person_id, Article.id.label("article_id"), place.label("place"))
            .join(Article, Article.id == Appearance.article_id)
            .where(Appearance.person_id.in_(part))
            .subquery()
        )
        latest = select(ranked.c.person_id, ranked.c.article_id).where(ranked.c.place <= _LATEST)
        for person, article in connection.execute(latest):
            articles[person].append(article)
    words = _words(connection, {one for row in articles.values() for one in row})
    return {person: frozenset(words[one] for one in row) for person, row in articles.items()}


def _words(connection: Connection, articles: Collection[int]) -> dict[int, frozenset[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    texts: dict[int, str] = {}
    for part in chunks(articles):
        named = select(Appearance.article_id, Appearance.name).where(
            Appearance.article_id.in_(part)
        )
        for article, name in connection.execute(named):
            names[article].append(name)
        for article, text in connection.execute(
            select(Article.id, Article.text).where(Article.id.in_(part))
        ):
            texts[article] = text
    return {article: telling_words(text, names[article]) for article, text in texts.items()}
