"""What the articles of known people tell of, and what they tell of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, func, select

from quotes.store.chunks import chunks
from quotes.store.identity.portrait import UNKNOWN, Portrait, merged, portrait
from quotes.store.identity.setting import telling_words
from quotes.store.models import Appearance, Article, Name

_LATEST = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """The telling words of each of a person's latest articles, and what these tell of them."""

    settings: frozenset[frozenset[str]] = frozenset()
    portrait: Portrait = UNKNOWN


@dataclass(slots=True)
class _Text:
    """An article, with the names of its people by appearance."""

    text: str
    published: date | None
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: list[str] = field(default_factory=list)


def known_scenes(connection: Connection, people: Collection[int]) -> dict[int, Scene]:
    """What the latest articles of each of the people tell, five of a person at most."""
    latest: dict[int, list[tuple[int, int]]] = {person: [] for person in people}
    place = func.row_number().over(
        partition_by=Appearance.person_id,
        order_by=(Article.published.desc().nulls_last(), Article.id.desc()),
    )
    for part in chunks(people):
        ranked = (
            select(
                Appearance.person_id,
                Appearance.id.label("appearance_id"),
                Article.id.label("article_id"),
                place.label("place"),
            )
            .join(Article, Article.id == Appearance.article_id)
            .where(Appearance.person_id.in_(part))
            .subquery()
        )
        rows = select(ranked.c.person_id, ranked.c.appearance_id, ranked.c.article_id)
        for person, appearance, article in connection.execute(
            rows.where(ranked.c.place <= _LATEST)
        ):
            latest[person].append((appearance, article))
    texts = _texts(connection, {article for row in latest.values() for _, article in row})
    words = {article: telling_words(one.text, one.shown) for article, one in texts.items()}
    return {
        person: Scene(
            frozenset(words[article] for _, article in row),
            merged(_portrait(texts[article], appearance) for appearance, article in row),
        )
        for person, row in latest.items()
    }


def _portrait(article: _Text, appearance: int) -> Portrait:
    others = [
        name for other, names in article.names.items() if other != appearance for name in names
    ]
    return portrait(article.text, article.names[appearance], others, article.published)


def _texts(connection: Connection, articles: Collection[int]) -> dict[int, _Text]:
    found: dict[int, _Text] = {}
    for part in chunks(articles):
        told = select(Article.id, Article.text, Article.published).where(Article.id.in_(part))
        found |= {row.id: _Text(row.text, row.published) for row in connection.execute(told)}
        named = select(Appearance.article_id, Appearance.id, Appearance.name).where(
            Appearance.article_id.in_(part)
        )
        for article, appearance, name in connection.execute(named):
            found[article].shown.append(name)
            found[article].names[appearance].add(name)
        forms = (
            select(Appearance.article_id, Appearance.id, Name.name)
            .join(Name, Name.appearance_id == Appearance.id)
            .where(Appearance.article_id.in_(part))
        )
        for article, appearance, name in connection.execute(forms):
            found[article].names[appearance].add(name)
    return found
