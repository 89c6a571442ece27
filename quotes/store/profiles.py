"""Profiles of people: those of a new article, and those that the database knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from sqlalchemy import Connection, Subquery, distinct, func, select, union
from sqlalchemy.orm import aliased

from quotes.article import Extraction, Person
from quotes.contacts import Contact
from quotes.store import models
from quotes.store.bodies import Body, BodyName
from quotes.store.chunks import chunks
from quotes.store.contacts.known import listed_names, listed_posts, listed_under
from quotes.store.contacts.posts import tenure_of
from quotes.store.folding import fold, fold_organization, fold_person, surname
from quotes.store.identity.commonness import Commonness
from quotes.store.identity.index import index_keys
from quotes.store.identity.names import likeness
from quotes.store.identity.portrait import portrait
from quotes.store.identity.profile import Profile, Tenure
from quotes.store.identity.setting import telling_words
from quotes.store.models import Alias, Appearance, Article, Name, NameKey
from quotes.store.roster import organizations_of
from quotes.store.settings import known_scenes

_GENDERS: dict[str, Literal["male", "female"]] = {
    **dict.fromkeys(("mr", "sir", "lord"), "male"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady"), "female"),
}
_AFTER_SPACE = "!"
_LATEST = 100


def is_full(folded: str) -> bool:
    """Whether a folded name has more than one word."""
    return " " in folded


def new_profiles(extraction: Extraction, people: Sequence[Person]) -> list[Profile]:
    """The profile of each person of an article, from that article alone."""
    article = extraction.article
    day = article.published
    folded = {fold_person(person.name) for person in people}
    full = frozenset(filter(is_full, folded))
    bodies = frozenset(_bodies_of(extraction, people))
    settings = frozenset({telling_words(article.text, (person.name for person in people))})
    return [
        Profile(
            name=person.name,
            names=frozenset({person.name, *person.aliases}),
            gender=_gender({person.name, *person.aliases}),
            posts=_telling(
                Tenure(post.role, post.organization, post.unit, post.status, day, day)
                for post in person.affiliations
            ),
            companions=full - {fold_person(person.name)},
            organizations=bodies,
            outlets=frozenset({fold_organization(article.outlet)} if article.outlet else ()),
            days=(day, day) if day else None,
            settings=settings,
            portrait=portrait(
                article.text,
                {person.name, *person.aliases},
                [name for one in people if one is not person for name in (one.name, *one.aliases)],
                day,
            ),
        )
        for person in people
    ]


def listed_profile(contact: Contact) -> Profile:
    """The profile of a person of a contact list, from that list alone."""
    names = frozenset({contact.name, *contact.aliases})
    return Profile(
        name=contact.name,
        names=names,
        gender=_gender(names),
        posts=_telling(map(tenure_of, contact.posts)),
        companions=frozenset(),
        organizations=frozenset(),
        outlets=frozenset(),
        days=None,
    )


def candidates(connection: Connection, names: Iterable[str]) -> dict[str, set[int]]:
    """People with a name that can be another form of one of the names, by that name."""
    wanted = {name: index_keys(name) for name in names if is_full(fold_person(name))}
    keyed: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for part in chunks(sorted(set[str]().union(*wanted.values()))):
        stored = (
            select(NameKey.key, Appearance.name, Appearance.person_id)
            .join(Appearance, Appearance.id == NameKey.appearance_id)
            .where(NameKey.key.in_(part))
        )
        for key, known, person in connection.execute(stored.distinct()):
            keyed[key].add((known, person))
    for part in chunks({surname(fold_person(name)) for name in wanted}):
        given = select(Alias.name, Alias.person_id).where(Alias.surname.in_(part))
        for alias, person in connection.execute(given):
            for key in index_keys(alias):
                keyed[key].add((alias, person))
    for key, name, person in listed_under(connection, sorted(set[str]().union(*wanted.values()))):
        keyed[key].add((name, person))
    return {
        name: {
            person
            for key in keys
            for known, person in keyed[key]
            if likeness(name, known).degree != "none"
        }
        for name, keys in wanted.items()
    }


def known_profiles(
    connection: Connection, people: Collection[int], new: Sequence[Profile]
) -> dict[int, Profile]:
    """The profiles of known people, over all their articles and contact lists.

    Companions and organisations are only those that the profiles of the new article have too, in
    the 100 latest articles of each.
    """
    companions = set[str]().union(*(one.companions for one in new))
    companions |= {fold_person(one.name) for one in new if is_full(fold_person(one.name))}
    companions |= set[str]().union(*(one.served for one in new))
    bodies = set[str]().union(*(one.organizations | one.served for one in new))
    beside = _companions(connection, people, companions)
    near = _bodies_near(connection, people, bodies)
    names, posts = _names(connection, people), _posts(connection, people)
    for person, called in listed_names(connection, people).items():
        names[person] |= called
    for person, held in listed_posts(connection, people).items():
        posts[person] |= held
    shown, outlets, days = _surroundings(connection, people)
    scenes = known_scenes(connection, people)
    return {
        person: Profile(
            name=name,
            names=frozenset(names[person] | {name}),
            gender=_gender(names[person]),
            posts=_telling(posts[person]),
            companions=frozenset(beside[person]),
            organizations=frozenset(near[person]),
            outlets=frozenset(outlets[person]),
            days=days.get(person),
            settings=scenes[person].settings,
            portrait=scenes[person].portrait,
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
    people = func.count(distinct(Appearance.person_id))
    by_full = select(Appearance.folded, people).group_by(Appearance.folded)
    in_articles = select(Appearance.folded, func.count(distinct(Appearance.article_id))).group_by(
        Appearance.folded
    )
    full: dict[str, int] = {}
    stands: dict[str, int] = {}
    for part in chunks(folded):
        rows = connection.execute(by_full.where(Appearance.folded.in_(part)))
        full.update((name, count) for name, count in rows)
    for part in chunks(set(articles)):
        rows = connection.execute(in_articles.where(Appearance.folded.in_(part)))
        stands.update((name, count) for name, count in rows)
    near: dict[str, int] = {}
    for part in chunks(set(bodies)):
        in_text = (
            select(BodyName.folded, func.count(distinct(Body.article_id)))
            .join(Body, Body.id == BodyName.body_id)
            .where(BodyName.folded.in_(part))
            .group_by(BodyName.folded)
        )
        near.update((name, count) for name, count in connection.execute(in_text))
    family: dict[str, int] = {}
    for part in chunks(set(map(surname, folded))):
        by_family = (
            select(Name.surname, people)
            .join(Appearance, Appearance.id == Name.appearance_id)
            .where(Name.surname.in_(part), Name.kind == "full")
            .group_by(Name.surname)
        )
        family.update((name, count) for name, count in connection.execute(by_family))
    given = {
        first: connection.scalar(
            select(people).where(
                Appearance.folded >= f"{first} ", Appearance.folded < f"{first}{_AFTER_SPACE}"
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
        all_articles=connection.scalar(select(func.count(Article.id))) or 0,
    )


def _count_of_articles(connection: Connection) -> int:
    """How many people articles name, about: who stands in a list is not counted."""
    people = connection.scalar(select(func.count(models.Person.id))) or 0
    listed = connection.scalar(select(func.count(distinct(models.Contact.home_id)))) or 0
    return people - listed


def _bodies_of(extraction: Extraction, people: Iterable[Person]) -> Iterator[str]:
    """The folded names of the organisations of an article, those without capitals left out."""
    for body in organizations_of(extraction, people):
        yield from (fold_organization(name) for name in body.forms if not name.islower())


def _telling(posts: Iterable[Tenure]) -> frozenset[Tenure]:
    """The posts without those that leave out the organisation of another with the same role."""
    held = frozenset(posts)
    told = {(fold(post.role), post.status) for post in held if post.role and post.organization}
    return frozenset(
        post
        for post in held
        if post.organization or not post.role or (fold(post.role), post.status) not in told
    )


def _gender(names: Iterable[str]) -> Literal["male", "female"] | None:
    """The gender that titles show, None where they show none or several."""
    found = {_GENDERS.get(fold(name).partition(" ")[0]) for name in names} - {None}
    return found.pop() if len(found) == 1 else None


def _names(connection: Connection, people: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        in_articles = (
            select(Appearance.person_id, Name.name)
            .join(Name, Name.appearance_id == Appearance.id)
            .where(Appearance.person_id.in_(part))
        )
        given = select(Alias.person_id, Alias.name).where(Alias.person_id.in_(part))
        for person, name in connection.execute(union(in_articles, given)):
            found[person].add(name)
    return found


def _posts(connection: Connection, people: Collection[int]) -> dict[int, set[Tenure]]:
    found: dict[int, set[Tenure]] = defaultdict(set)
    post, organization = models.Post, models.Organization
    for part in chunks(people):
        held = (
            select(
                Appearance.person_id,
                post.role,
                organization.name,
                post.unit,
                post.status,
                func.min(post.first_day),
                func.max(post.last_day),
            )
            .join(Appearance, Appearance.id == post.appearance_id)
            .outerjoin(organization, organization.id == post.organization_id)
            .where(Appearance.person_id.in_(part))
            .group_by(Appearance.person_id, post.role, organization.name, post.unit, post.status)
        )
        for person, role, body, unit, status, first, last in connection.execute(held):
            found[person].add(Tenure(role, body, unit, status, first, last))
    return found


def _latest(people: Collection[int]) -> Subquery:
    """The latest appearances of each of the people, as many as tell enough of whom they meet."""
    number = func.row_number().over(
        partition_by=Appearance.person_id, order_by=Appearance.id.desc()
    )
    numbered = (
        select(Appearance.person_id, Appearance.article_id, number.label("number"))
        .where(Appearance.person_id.in_(people))
        .subquery()
    )
    return (
        select(numbered.c.person_id, numbered.c.article_id)
        .where(numbered.c.number <= _LATEST)
        .subquery()
    )


def _companions(
    connection: Connection, people: Collection[int], folded: Collection[str]
) -> dict[int, set[str]]:
    """Which of the full names stand in an article together with each of the people."""
    found: dict[int, set[str]] = defaultdict(set)
    others = aliased(Appearance)
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


def _bodies_near(
    connection: Connection, people: Collection[int], folded: Collection[str]
) -> dict[int, set[str]]:
    """Which of the organisations stand in an article of each of the people."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        theirs = _latest(part).c
        for names in chunks(folded):
            named = (
                select(theirs.person_id, BodyName.folded)
                .join(Body, Body.article_id == theirs.article_id)
                .join(BodyName, BodyName.body_id == Body.id)
                .where(BodyName.folded.in_(names))
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
            select(Appearance.person_id)
            .join(Article, Article.id == Appearance.article_id)
            .where(Appearance.person_id.in_(part))
        )
        printed = appearing.join(Article.outlet).add_columns(models.Outlet.folded)
        for person, outlet in connection.execute(printed.distinct()):
            outlets[person].add(outlet)
        spans = appearing.add_columns(
            func.min(Article.published), func.max(Article.published)
        ).group_by(Appearance.person_id)
        for person, first, last in connection.execute(spans):
            if first and last:
                days[person] = first, last
        named = select(models.Person.id, models.Person.name).where(models.Person.id.in_(part))
        shown.update((person, name) for person, name in connection.execute(named))
    return shown, outlets, days
