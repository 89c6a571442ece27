"""What people are told apart by, made for articles that were stored before it was kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from quotes.db.tables import (
    ArticleFeaturesTable,
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    OrganizationTable,
    OutletTable,
    PersonProfileTable,
    PostTable,
)
from quotes.entities.clustering import Cluster
from quotes.entities.profile import Profile, new_profiles
from quotes.entities.profiles import (
    appearances,
    article_features,
    keep_clusters,
    person_features,
)
from quotes.types import Affiliation, Article, Person, Span

BATCH = 50
"""Articles, or people, of one round."""


@dataclass(slots=True)
class _Stored:
    """A person of an article as it is stored."""

    name: str
    aliases: list[str] = field(default_factory=list)
    posts: list[Affiliation] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return Person(self.name, tuple(self.aliases), tuple(self.posts))


def fill_features(connection: Connection) -> int:
    """Make the features of some articles that have none; how many they were, 0 when all have."""
    lacking = (
        select(ArticleTable, OutletTable.name.label("printed"))
        .outerjoin(ArticleFeaturesTable, ArticleFeaturesTable.article_id == ArticleTable.id)
        .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
        .where(ArticleFeaturesTable.article_id.is_(None))
        .order_by(ArticleTable.id)
        .limit(BATCH)
    )
    articles = connection.execute(lacking).all()
    if not articles:
        return 0
    rows = [article.id for article in articles]
    people, bodies = _people(connection, rows), _bodies(connection, rows)
    for article in articles:
        there = people.get(article.id, {})
        profiles = _profiles(article, there, frozenset(bodies[article.id]))
        shared = article_features(profiles)
        connection.execute(
            insert(ArticleFeaturesTable), [{"article_id": article.id, "features": shared}]
        )
        own = [
            {"at": row, "to": person_features(profile)}
            for row, profile in zip(there, profiles, strict=True)
        ]
        if own:
            connection.execute(
                update(ArticlePersonTable)
                .where(ArticlePersonTable.id == bindparam("at"))
                .values(features=bindparam("to")),
                own,
            )
    return len(articles)


def fill_profiles(connection: Connection) -> int:
    """Put together what is known of some people of whom nothing is kept; 0 when there are none."""
    lacking = (
        select(ArticlePersonTable.machine_person_id)
        .outerjoin(
            PersonProfileTable, PersonProfileTable.person_id == ArticlePersonTable.machine_person_id
        )
        .where(PersonProfileTable.person_id.is_(None), ArticlePersonTable.folded.contains(" "))
        .group_by(ArticlePersonTable.machine_person_id)
        .order_by(func.min(ArticlePersonTable.id))
        .limit(BATCH)
    )
    people = connection.scalars(lacking).all()
    made: dict[int, Cluster] = {}
    for one in appearances(connection, ArticlePersonTable.machine_person_id.in_(people)):
        person = one.person
        before = made.get(person, Cluster(person, None, (), frozenset({person})))
        made[person] = before.with_appearance(one)
    keep_clusters(connection, list(made.values()), {})
    return len(people)


def _profiles(
    article: Row[*tuple[Any, ...]], people: Mapping[int, _Stored], bodies: frozenset[str]
) -> list[Profile]:
    read = Article(
        text=article.text,
        source=article.source,
        title=article.title,
        outlet=article.printed,
        published=article.published,
    )
    return new_profiles(read, [person.person for person in people.values()], bodies)


def _people(connection: Connection, articles: Collection[int]) -> dict[int, dict[int, _Stored]]:
    """The people of articles by article and row."""
    found: dict[int, dict[int, _Stored]] = defaultdict(dict)
    by_row: dict[int, _Stored] = {}
    named = select(
        ArticlePersonTable.article_id, ArticlePersonTable.id, ArticlePersonTable.name
    ).where(ArticlePersonTable.article_id.in_(articles))
    for article, row, name in connection.execute(named.order_by(ArticlePersonTable.id)):
        found[article][row] = by_row[row] = _Stored(name)
    forms = (
        select(ArticlePersonNameTable.article_person_id, ArticlePersonNameTable.name)
        .join(ArticlePersonTable, ArticlePersonTable.id == ArticlePersonNameTable.article_person_id)
        .where(ArticlePersonTable.article_id.in_(articles))
        .order_by(ArticlePersonNameTable.id)
    )
    for row, name in connection.execute(forms):
        if name != by_row[row].name:
            by_row[row].aliases.append(name)
    held = (
        select(PostTable, OrganizationTable.name.label("body"))
        .join(ArticlePersonTable, ArticlePersonTable.id == PostTable.article_person_id)
        .outerjoin(OrganizationTable, OrganizationTable.id == PostTable.organization_id)
        .where(ArticlePersonTable.article_id.in_(articles))
        .order_by(PostTable.id)
    )
    for post in connection.execute(held):
        evidence = Span(post.evidence_start, post.evidence_end)
        by_row[post.article_person_id].posts.append(
            Affiliation(post.role, post.body, post.unit, evidence, post.status)
        )
    return found


def _bodies(connection: Connection, articles: Collection[int]) -> dict[int, set[str]]:
    """The folded names of the organisations of articles, but for those in small letters."""
    found: dict[int, set[str]] = defaultdict(set)
    named = (
        select(
            ArticleOrganizationTable.article_id,
            ArticleOrganizationNameTable.name,
            ArticleOrganizationNameTable.folded,
        )
        .join(
            ArticleOrganizationTable,
            ArticleOrganizationTable.id == ArticleOrganizationNameTable.article_organization_id,
        )
        .where(ArticleOrganizationTable.article_id.in_(articles))
    )
    for article, name, folded in connection.execute(named):
        if not name.islower():
            found[article].add(folded)
    return found
