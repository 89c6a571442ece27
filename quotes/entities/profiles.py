"""Profiles of people: those of a new article, and those that the database knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Subquery, distinct, func, select, union
from sqlalchemy.orm import Session, aliased

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticleOrganizationKeyTable,
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonKeyTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    ContactKeyTable,
    ContactNameTable,
    ContactPostTable,
    ContactTable,
    OrganizationTable,
    OutletTable,
    PersonAliasTable,
    PersonTable,
    PostTable,
)
from quotes.entities.link_organizations import organizations_of
from quotes.entities.occupancy import PostReport
from quotes.entities.profile import (
    UNKNOWN,
    Profile,
    ProfileFeatures,
    Tenure,
    merged,
    profile_features,
    telling_words,
)
from quotes.entities.score import Commonness
from quotes.names.organization import keys_of
from quotes.names.person import index_keys, likeness
from quotes.text.normalize import fold, fold_organization, fold_person, surname
from quotes.types import Contact, ContactPost, Extraction, Organization, Person, PostStatus

# Posts of contact lists: as they are stored, compared, weighed and shown.


class PostKey(NamedTuple):
    """What makes two posts of lists one post."""

    role: str
    organization: str
    unit: str
    status: PostStatus
    start: date | None
    end: date | None


def status_of(post: ContactPost) -> PostStatus:
    """The status given; without one, what has an end is a former post."""
    return post.status or ("former" if post.end else "current")


def key_of(post: ContactPost) -> PostKey:
    """The key of a post of a list."""
    return PostKey(
        fold(post.role or ""),
        fold_organization(post.organization or ""),
        fold(post.unit or ""),
        status_of(post),
        post.start,
        post.end,
    )


def organization_key(name: str | None) -> str | None:
    """What organisations of this name are known by, None where the name tells too little."""
    keys = keys_of(Organization(name), None) if name else ()
    return next((key.key for key in keys if key.kind == "name"), None)


def tenure_of(post: ContactPost) -> Tenure:
    """The post as it is weighed: held between its days where both are given, else at any time."""
    where = post.role, post.organization, post.unit
    status = status_of(post)
    if post.start and post.end:
        return Tenure(*where, "current" if status == "former" else status, post.start, post.end)
    return Tenure(*where, status, None, None)


def as_listed(post: ContactPostTable) -> ContactPost:
    """A stored post as the list had it."""
    return ContactPost(
        role=post.role,
        organization=post.organization,
        unit=post.unit,
        status=post.status,
        start=post.first_day,
        end=post.last_day,
        organization_qid=post.organization_qid,
        line=post.line,
    )


def reports_of(post: ContactPostTable, body: int | None, name: str | None) -> list[PostReport]:
    """What a stored post tells: that it was held on its days, and had ended on the day after.

    :param body: the organisation across articles, with its ``name``; None where none is known.
    """
    source = post.source
    evidence = f"{source.file}, line {post.line}, imported by {source.by} on {source.at:%Y-%m-%d}"

    def report(status: PostStatus, day: date | None) -> PostReport:
        return PostReport(
            role=post.role,
            organization=name or post.organization,
            body=body or (fold_organization(post.organization) if post.organization else None),
            unit=post.unit,
            status=status,
            party=None,
            country=None,
            day=day,
            evidence=evidence,
            article_id=None,
        )

    held = [day for day in (post.first_day, post.last_day) if day]
    if post.status != "former":
        return [report(post.status, day) for day in held] or [report(post.status, None)]
    ended = post.last_day + timedelta(days=1) if post.last_day else None
    return [*(report("current", day) for day in held), report("former", ended)]


# What the lists say of people across articles: names, posts and QIDs, for who asks by person.


def listed_under(connection: Connection, keys: Iterable[str]) -> list[tuple[str, str, int]]:
    """Key, name and person of everyone whom the lists have under one of the keys."""
    found: list[tuple[str, str, int]] = []
    for part in chunks(keys):
        rows = (
            select(ContactKeyTable.key, ContactNameTable.name, ContactTable.person_id)
            .join(ContactTable, ContactTable.id == ContactKeyTable.contact_id)
            .join(ContactNameTable, ContactNameTable.contact_id == ContactTable.id)
            .where(ContactKeyTable.key.in_(part))
        )
        found += [(key, name, person) for key, name, person in connection.execute(rows)]
    return found


def listed_names(connection: Connection, people: Collection[int]) -> dict[int, set[str]]:
    """The names that the lists give people."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        rows = (
            select(ContactTable.person_id, ContactNameTable.name)
            .join(ContactNameTable, ContactNameTable.contact_id == ContactTable.id)
            .where(ContactTable.person_id.in_(part))
        )
        for person, name in connection.execute(rows):
            found[person].add(name)
    return found


def listed_posts(connection: Connection, people: Collection[int]) -> dict[int, set[Tenure]]:
    """The posts that the lists give people."""
    found: dict[int, set[Tenure]] = defaultdict(set)
    with Session(connection) as session:
        for part in chunks(people):
            rows = (
                select(ContactTable.person_id, ContactPostTable)
                .join(ContactPostTable, ContactPostTable.contact_id == ContactTable.id)
                .where(ContactTable.person_id.in_(part))
            )
            for person, post in session.execute(rows):
                found[person].add(tenure_of(as_listed(post)))
    return found


def qids_of(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The Wikidata identifiers of those of the people who have one."""
    found: dict[int, str] = {}
    for part in chunks(people):
        rows = select(ContactTable.person_id, ContactTable.qid).where(
            ContactTable.person_id.in_(part), ContactTable.qid.is_not(None)
        )
        for person, qid in connection.execute(rows.order_by(ContactTable.id.desc())):
            found[person] = qid or ""
    return found


def organization_qids(connection: Connection, organizations: Collection[int]) -> dict[int, str]:
    """The QIDs that the lists give organisations of articles, which they know by a name."""
    found: dict[int, str] = {}
    for part in chunks(organizations):
        rows = (
            select(ArticleOrganizationTable.organization_id, ContactPostTable.organization_qid)
            .join(
                ArticleOrganizationKeyTable,
                ArticleOrganizationKeyTable.article_organization_id == ArticleOrganizationTable.id,
            )
            .join(
                ContactPostTable,
                ContactPostTable.organization_key == ArticleOrganizationKeyTable.key,
            )
            .where(
                ArticleOrganizationTable.organization_id.in_(part),
                ArticleOrganizationKeyTable.kind == "name",
            )
            .where(ContactPostTable.organization_qid.is_not(None))
            .order_by(ContactPostTable.id.desc())
        )
        for organization, qid in connection.execute(rows):
            found[organization] = qid or ""
    return found


def organizations_under(
    connection: Connection, keys: Collection[str]
) -> dict[str, tuple[int, str]]:
    """The organisations of articles that are known by the keys of posts of lists."""
    found: dict[str, tuple[int, str]] = {}
    for part in chunks(keys):
        rows = (
            select(ArticleOrganizationKeyTable.key, OrganizationTable.id, OrganizationTable.name)
            .join(
                ArticleOrganizationTable,
                ArticleOrganizationTable.id == ArticleOrganizationKeyTable.article_organization_id,
            )
            .join(
                OrganizationTable, OrganizationTable.id == ArticleOrganizationTable.organization_id
            )
            .where(
                ArticleOrganizationKeyTable.kind == "name",
                ArticleOrganizationKeyTable.key.in_(part),
            )
            .order_by(OrganizationTable.id.desc())
        )
        found |= {key: (one, name) for key, one, name in connection.execute(rows.distinct())}
    return found


# What the articles of known people tell of, and what they tell of these.


_SETTINGS_LATEST = 5


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """The telling words of each of a person's latest articles, and what these tell of them."""

    settings: frozenset[frozenset[str]] = frozenset()
    portrait: ProfileFeatures = UNKNOWN


@dataclass(slots=True)
class _Text:
    """An article, with the names of its people by appearance."""

    text: str
    published: date | None
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: list[str] = field(default_factory=list)


def known_contexts(connection: Connection, people: Collection[int]) -> dict[int, ArticleContext]:
    """What the latest articles of each of the people tell, five of a person at most."""
    latest: dict[int, list[tuple[int, int]]] = {person: [] for person in people}
    place = func.row_number().over(
        partition_by=ArticlePersonTable.person_id,
        order_by=(ArticleTable.published.desc().nulls_last(), ArticleTable.id.desc()),
    )
    for part in chunks(people):
        ranked = (
            select(
                ArticlePersonTable.person_id,
                ArticlePersonTable.id.label("article_person_id"),
                ArticleTable.id.label("article_id"),
                place.label("place"),
            )
            .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
            .where(ArticlePersonTable.person_id.in_(part))
            .subquery()
        )
        rows = select(ranked.c.person_id, ranked.c.article_person_id, ranked.c.article_id)
        for person, appearance, article in connection.execute(
            rows.where(ranked.c.place <= _SETTINGS_LATEST)
        ):
            latest[person].append((appearance, article))
    texts = _texts(connection, {article for row in latest.values() for _, article in row})
    words = {article: telling_words(one.text, one.shown) for article, one in texts.items()}
    return {
        person: ArticleContext(
            frozenset(words[article] for _, article in row),
            merged(_portrait(texts[article], appearance) for appearance, article in row),
        )
        for person, row in latest.items()
    }


def _portrait(article: _Text, appearance: int) -> ProfileFeatures:
    others = [
        name for other, names in article.names.items() if other != appearance for name in names
    ]
    return profile_features(article.text, article.names[appearance], others, article.published)


def _texts(connection: Connection, articles: Collection[int]) -> dict[int, _Text]:
    found: dict[int, _Text] = {}
    for part in chunks(articles):
        told = select(ArticleTable.id, ArticleTable.text, ArticleTable.published).where(
            ArticleTable.id.in_(part)
        )
        found |= {row.id: _Text(row.text, row.published) for row in connection.execute(told)}
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


_GENDERS: dict[str, Literal["male", "female"]] = {
    **dict.fromkeys(("mr", "sir", "lord"), "male"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady"), "female"),
}
_AFTER_SPACE = "!"
_PROFILES_LATEST = 100


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
            portrait=profile_features(
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
    scenes = known_contexts(connection, people)
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
        .where(numbered.c.number <= _PROFILES_LATEST)
        .subquery()
    )


def _companions(
    connection: Connection, people: Collection[int], folded: Collection[str]
) -> dict[int, set[str]]:
    """Which of the full names stand in an article together with each of the people."""
    found: dict[int, set[str]] = defaultdict(set)
    others = aliased(ArticlePersonTable)
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
        printed = appearing.join(ArticleTable.outlet).add_columns(OutletTable.folded)
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
