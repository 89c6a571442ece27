"""The profiles of the people that the database knows, and who of them may be asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Subquery, distinct, func, select, union

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonKeyTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    ContactTable,
    OrganizationTable,
    OutletTable,
    PersonAliasTable,
    PersonTable,
    PostTable,
)
from quotes.entities.post_match import Tenure
from quotes.entities.posts import listed_names, listed_posts, listed_under
from quotes.entities.profile import (
    Profile,
    ProfileFeatures,
    distinctive_words,
    is_full,
    merge_features,
    profile_features,
    titled_gender,
    without_vague,
)
from quotes.entities.score import Commonness
from quotes.names.person import fold_person, parse, surname
from quotes.names.person_match import index_keys, names_agree

_LATEST_READ = 5
"""The latest articles of a person whose texts are read."""
_LATEST_BESIDE = 100
"""The latest articles of a person whose people and organisations are compared."""
_AFTER_SPACE = "!"


@dataclass(slots=True)
class _Text:
    """An article, with the names of its people by appearance."""

    text: str
    published: date | None
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: list[str] = field(default_factory=list)


def _contexts(
    connection: Connection, people: Collection[int]
) -> dict[int, tuple[frozenset[frozenset[str]], ProfileFeatures]]:
    """The distinctive words of each of a person's latest articles, and what these tell of them."""
    latest: dict[int, list[tuple[int, int]]] = {person: [] for person in people}
    number = func.row_number().over(
        partition_by=ArticlePersonTable.person_id,
        order_by=(ArticleTable.published.desc().nulls_last(), ArticleTable.id.desc()),
    )
    for part in chunks(people):
        ranked = (
            select(
                ArticlePersonTable.person_id,
                ArticlePersonTable.id.label("article_person_id"),
                ArticleTable.id.label("article_id"),
                number.label("number"),
            )
            .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
            .where(ArticlePersonTable.person_id.in_(part))
            .subquery()
        )
        rows = select(ranked.c.person_id, ranked.c.article_person_id, ranked.c.article_id)
        for person, appearance, article in connection.execute(
            rows.where(ranked.c.number <= _LATEST_READ)
        ):
            latest[person].append((appearance, article))
    texts = _texts(connection, {article for row in latest.values() for _, article in row})
    words = {article: distinctive_words(text.text, text.shown) for article, text in texts.items()}
    return {
        person: (
            frozenset(words[article] for _, article in row),
            merge_features([_features(texts[article], appearance) for appearance, article in row]),
        )
        for person, row in latest.items()
    }


def _features(article: _Text, appearance: int) -> ProfileFeatures:
    others = [
        name for other, names in article.names.items() if other != appearance for name in names
    ]
    return profile_features(article.text, article.names[appearance], others, article.published)


def _texts(connection: Connection, articles: Collection[int]) -> dict[int, _Text]:
    found: dict[int, _Text] = {}
    for part in chunks(articles):
        texts = select(ArticleTable.id, ArticleTable.text, ArticleTable.published).where(
            ArticleTable.id.in_(part)
        )
        found |= {row.id: _Text(row.text, row.published) for row in connection.execute(texts)}
        named = select(
            ArticlePersonTable.article_id, ArticlePersonTable.id, ArticlePersonTable.name
        ).where(ArticlePersonTable.article_id.in_(part))
        for article, appearance, name in connection.execute(named):
            found[article].shown.append(name)
            found[article].names[appearance].add(name)
        forms = (
            select(
                ArticlePersonTable.article_id, ArticlePersonTable.id, ArticlePersonNameTable.name
            )
            .join(
                ArticlePersonNameTable,
                ArticlePersonNameTable.article_person_id == ArticlePersonTable.id,
            )
            .where(ArticlePersonTable.article_id.in_(part))
        )
        for article, appearance, name in connection.execute(forms):
            found[article].names[appearance].add(name)
    return found


def candidates(connection: Connection, names: Iterable[str]) -> dict[str, set[int]]:
    """People with a name that can be another form of one of the names, by that name."""
    wanted = {name: index_keys(parse(name)) for name in names if is_full(fold_person(name))}
    keyed: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for part in chunks(sorted(set[str]().union(*wanted.values()))):
        stored = (
            select(ArticlePersonKeyTable.key, ArticlePersonTable.name, ArticlePersonTable.person_id)
            .join(
                ArticlePersonTable, ArticlePersonTable.id == ArticlePersonKeyTable.article_person_id
            )
            .where(ArticlePersonKeyTable.key.in_(part))
        )
        for key, known, person in connection.execute(stored.distinct()):
            keyed[key].add((known, person))
    for part in chunks({surname(fold_person(name)) for name in wanted}):
        given = select(PersonAliasTable.name, PersonAliasTable.person_id).where(
            PersonAliasTable.surname.in_(part)
        )
        for alias, person in connection.execute(given):
            for key in index_keys(parse(alias)):
                keyed[key].add((alias, person))
    for key, name, person in listed_under(connection, sorted(set[str]().union(*wanted.values()))):
        keyed[key].add((name, person))
    return {
        name: {person for key in keys for known, person in keyed[key] if names_agree(name, known)}
        for name, keys in wanted.items()
    }


def known_profiles(
    connection: Connection, people: Collection[int], new: Sequence[Profile]
) -> dict[int, Profile]:
    """The profiles of known people, over all their articles and contact lists.

    Companions and organisations are only those that the profiles of the new article have too, in
    the 100 latest articles of each.
    """
    companions = set[str]().union(*(profile.companions | profile.employers for profile in new))
    companions |= set(filter(is_full, (fold_person(profile.name) for profile in new)))
    organizations = set[str]().union(
        *(profile.organizations | profile.employers for profile in new)
    )
    beside = _companions(connection, people, companions)
    near = _organizations_near(connection, people, organizations)
    names, posts = _names(connection, people), _posts(connection, people)
    for person, called in listed_names(connection, people).items():
        names[person] |= called
    for person, held in listed_posts(connection, people).items():
        posts[person] |= held
    shown, outlets, days = _surroundings(connection, people)
    contexts = _contexts(connection, people)
    return {
        person: Profile(
            name=name,
            names=frozenset(names[person] | {name}),
            gender=titled_gender(names[person]),
            posts=without_vague(posts[person]),
            companions=frozenset(beside[person]),
            organizations=frozenset(near[person]),
            outlets=frozenset(outlets[person]),
            days=days.get(person),
            contexts=contexts[person][0],
            features=contexts[person][1],
        )
        for person, name in shown.items()
    }


def commonness(
    connection: Connection,
    names: Iterable[str],
    articles: Iterable[str] = (),
    bodies: Iterable[str] = (),
) -> Commonness:
    """How many people carry these names, and in how many articles those other names stand.

    :param names: full names as spelled; ``articles`` folded full names, ``bodies`` folded names of
        organisations.
    """
    folded = set(map(fold_person, names))
    people = func.count(distinct(ArticlePersonTable.person_id))
    by_full = select(ArticlePersonTable.folded, people).group_by(ArticlePersonTable.folded)
    in_articles = select(
        ArticlePersonTable.folded, func.count(distinct(ArticlePersonTable.article_id))
    ).group_by(ArticlePersonTable.folded)
    full: dict[str, int] = {}
    stands: dict[str, int] = {}
    for part in chunks(folded):
        rows = connection.execute(by_full.where(ArticlePersonTable.folded.in_(part)))
        full.update((name, count) for name, count in rows)
    for part in chunks(set(articles)):
        rows = connection.execute(in_articles.where(ArticlePersonTable.folded.in_(part)))
        stands.update((name, count) for name, count in rows)
    near: dict[str, int] = {}
    for part in chunks(set(bodies)):
        in_text = (
            select(
                ArticleOrganizationNameTable.folded,
                func.count(distinct(ArticleOrganizationTable.article_id)),
            )
            .join(
                ArticleOrganizationTable,
                ArticleOrganizationTable.id == ArticleOrganizationNameTable.article_organization_id,
            )
            .where(ArticleOrganizationNameTable.folded.in_(part))
            .group_by(ArticleOrganizationNameTable.folded)
        )
        near.update((name, count) for name, count in connection.execute(in_text))
    family: dict[str, int] = {}
    for part in chunks(set(map(surname, folded))):
        by_family = (
            select(ArticlePersonNameTable.surname, people)
            .join(
                ArticlePersonTable,
                ArticlePersonTable.id == ArticlePersonNameTable.article_person_id,
            )
            .where(ArticlePersonNameTable.surname.in_(part), ArticlePersonNameTable.kind == "full")
            .group_by(ArticlePersonNameTable.surname)
        )
        family.update((name, count) for name, count in connection.execute(by_family))
    given = {
        first: connection.scalar(
            select(people).where(
                ArticlePersonTable.folded >= f"{first} ",
                ArticlePersonTable.folded < f"{first}{_AFTER_SPACE}",
            )
        )
        or 0
        for first in {name.partition(" ")[0] for name in folded}
    }
    return Commonness(
        full=full,
        given=given,
        family=family,
        articles=stands,
        bodies=near,
        people=_count_of_articles(connection),
        all_articles=connection.scalar(select(func.count(ArticleTable.id))) or 0,
    )


def _count_of_articles(connection: Connection) -> int:
    """How many people articles name, about: who stands in a list is not counted."""
    people = connection.scalar(select(func.count(PersonTable.id))) or 0
    listed = connection.scalar(select(func.count(distinct(ContactTable.machine_person_id)))) or 0
    return people - listed


def _names(connection: Connection, people: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        in_articles = (
            select(ArticlePersonTable.person_id, ArticlePersonNameTable.name)
            .join(
                ArticlePersonNameTable,
                ArticlePersonNameTable.article_person_id == ArticlePersonTable.id,
            )
            .where(ArticlePersonTable.person_id.in_(part))
        )
        given = select(PersonAliasTable.person_id, PersonAliasTable.name).where(
            PersonAliasTable.person_id.in_(part)
        )
        for person, name in connection.execute(union(in_articles, given)):
            found[person].add(name)
    return found


def _posts(connection: Connection, people: Collection[int]) -> dict[int, set[Tenure]]:
    found: dict[int, set[Tenure]] = defaultdict(set)
    post, organization = PostTable, OrganizationTable
    for part in chunks(people):
        held = (
            select(
                ArticlePersonTable.person_id,
                post.role,
                organization.name,
                post.unit,
                post.status,
                func.min(post.first_day),
                func.max(post.last_day),
            )
            .join(ArticlePersonTable, ArticlePersonTable.id == post.article_person_id)
            .outerjoin(organization, organization.id == post.organization_id)
            .where(ArticlePersonTable.person_id.in_(part))
            .group_by(
                ArticlePersonTable.person_id, post.role, organization.name, post.unit, post.status
            )
        )
        for person, role, body, unit, status, first, last in connection.execute(held):
            found[person].add(Tenure(role, body, unit, status, first, last))
    return found


def _latest(people: Collection[int]) -> Subquery:
    """The latest appearances of each of the people, as many as tell enough of whom they meet."""
    number = func.row_number().over(
        partition_by=ArticlePersonTable.person_id, order_by=ArticlePersonTable.id.desc()
    )
    numbered = (
        select(ArticlePersonTable.person_id, ArticlePersonTable.article_id, number.label("number"))
        .where(ArticlePersonTable.person_id.in_(people))
        .subquery()
    )
    return (
        select(numbered.c.person_id, numbered.c.article_id)
        .where(numbered.c.number <= _LATEST_BESIDE)
        .subquery()
    )


def _companions(
    connection: Connection, people: Collection[int], folded: Collection[str]
) -> dict[int, set[str]]:
    """Which of the full names stand in an article together with each of the people."""
    found: dict[int, set[str]] = defaultdict(set)
    others = ArticlePersonTable.aliased()
    for part in chunks(people):
        theirs = _latest(part).c
        for names in chunks(folded):
            together = (
                select(theirs.person_id, others.folded)
                .join(others, others.article_id == theirs.article_id)
                .where(others.folded.in_(names), others.person_id != theirs.person_id)
            )
            for person, name in connection.execute(together.distinct()):
                found[person].add(name)
    return found


def _organizations_near(
    connection: Connection, people: Collection[int], folded: Collection[str]
) -> dict[int, set[str]]:
    """Which of the organisations stand in an article of each of the people."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        theirs = _latest(part).c
        for names in chunks(folded):
            named = (
                select(theirs.person_id, ArticleOrganizationNameTable.folded)
                .join(
                    ArticleOrganizationTable,
                    ArticleOrganizationTable.article_id == theirs.article_id,
                )
                .join(
                    ArticleOrganizationNameTable,
                    ArticleOrganizationNameTable.article_organization_id
                    == ArticleOrganizationTable.id,
                )
                .where(ArticleOrganizationNameTable.folded.in_(names))
            )
            for person, name in connection.execute(named.distinct()):
                found[person].add(name)
    return found


def _surroundings(
    connection: Connection, people: Collection[int]
) -> tuple[dict[int, str], dict[int, set[str]], dict[int, tuple[date, date]]]:
    """The name shown, the outlets, and the first and last day of each of the people."""
    shown: dict[int, str] = {}
    outlets: dict[int, set[str]] = defaultdict(set)
    days: dict[int, tuple[date, date]] = {}
    for part in chunks(people):
        appearing = (
            select(ArticlePersonTable.person_id)
            .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
            .where(ArticlePersonTable.person_id.in_(part))
        )
        printed = appearing.join(OutletTable, OutletTable.id == ArticleTable.outlet_id).add_columns(
            OutletTable.folded
        )
        for person, outlet in connection.execute(printed.distinct()):
            outlets[person].add(outlet)
        spans = appearing.add_columns(
            func.min(ArticleTable.published), func.max(ArticleTable.published)
        ).group_by(ArticlePersonTable.person_id)
        for person, first, last in connection.execute(spans):
            if first and last:
                days[person] = first, last
        named = select(PersonTable.id, PersonTable.name).where(PersonTable.id.in_(part))
        shown.update((person, name) for person, name in connection.execute(named))
    return shown, outlets, days
