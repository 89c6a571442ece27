"""The people that the database knows, as they are compared, and who of them may be asked about.

What an article tells of its people is kept when it is stored (``article_features`` and the column
``features`` of ``article_people``), and what all articles tell of a person beside the person
(``person_profiles``): no text is read twice.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticleFeaturesTable,
    ArticlePersonTable,
    ArticleTable,
    ContactTable,
    OutletTable,
    PersonAliasTable,
    PersonKeyTable,
    PersonProfileTable,
)
from quotes.entities.clustering import (
    Cluster,
    PersonAppearance,
    merge,
    read_history,
    read_post,
    stored_history,
    stored_post,
)
from quotes.entities.posts import listed_names, listed_posts, listed_under
from quotes.entities.profile import (
    Profile,
    ProfileFeatures,
    is_full,
    titled_gender,
    without_vague,
)
from quotes.names.person import fold_person, parse, surname
from quotes.names.person_match import index_keys, names_agree

Stored = dict[str, Any]
"""What is kept as JSON."""


def article_features(profiles: Sequence[Profile]) -> Stored:
    """What the people of one article have in common, as it is kept.

    :param profiles: those of all people of the article.
    """
    if not profiles:
        return {}
    full = {fold_person(profile.name) for profile in profiles}
    one = profiles[0]
    kept = {
        "words": sorted(frozenset().union(*one.contexts)),
        "places": sorted(one.features.places),
        "organizations": sorted(one.organizations),
        "people": sorted(filter(is_full, full)),
        "vectors": sorted(b64encode(vector).decode() for vector in one.vectors),
    }
    return {name: value for name, value in kept.items() if value}


def person_features(profile: Profile) -> Stored:
    """What an article tells of one of its people alone, as it is kept."""
    features = profile.features
    kept: Stored = {
        "names": sorted(profile.names),
        "posts": [stored_post(post) for post in sorted(profile.posts, key=str)],
        "births": sorted(features.births),
        "genders": sorted(features.genders),
        "callings": sorted(features.callings),
        "near": sorted(features.near),
        "officials": sorted(features.officials),
        "namesake": features.namesake,
    }
    return {name: value for name, value in kept.items() if value}


def _profile(
    name: str, own: Stored, shared: Stored, outlet: str | None, day: date | None
) -> Profile:
    """The profile of a person of an article from what is kept of both."""
    names = frozenset(own.get("names", ())) | {name}
    words = frozenset(shared.get("words", ()))
    return Profile(
        name=name,
        names=names,
        gender=titled_gender(names),
        posts=frozenset(map(read_post, own.get("posts", ()))),
        companions=frozenset(shared.get("people", ())) - {fold_person(name)},
        organizations=frozenset(shared.get("organizations", ())),
        outlets=frozenset({outlet} if outlet else ()),
        days=(day, day) if day else None,
        contexts=frozenset({words} if words else ()),
        features=ProfileFeatures(
            births=frozenset(own.get("births", ())),
            genders=frozenset(own.get("genders", ())),
            callings=frozenset(own.get("callings", ())),
            near=frozenset(own.get("near", ())),
            places=frozenset(shared.get("places", ())),
            officials=frozenset(own.get("officials", ())),
            namesake=own.get("namesake", False),
        ),
        vectors=frozenset(map(b64decode, shared.get("vectors", ()))),
    )


def appearances(
    connection: Connection, which: ColumnElement[bool], people: Mapping[int, int] | None = None
) -> list[PersonAppearance]:
    """The appearances for which a condition on ``article_people`` holds, in their order.

    :param people: whom rows are taken for, where that is not whom the machine took them for.
    """
    rows = connection.execute(
        select(
            ArticlePersonTable.id,
            ArticlePersonTable.article_id,
            ArticlePersonTable.name,
            ArticlePersonTable.folded,
            ArticlePersonTable.ordinal,
            ArticlePersonTable.machine_person_id,
            ArticlePersonTable.features,
            ArticleTable.public_id,
            ArticleTable.published,
            ArticleTable.version,
            ArticleFeaturesTable.features.label("shared"),
            OutletTable.folded.label("outlet"),
        )
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
        .outerjoin(ArticleFeaturesTable, ArticleFeaturesTable.article_id == ArticleTable.id)
        .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
        .where(which)
    )
    found = [_appearance(row, people or {}) for row in rows]
    return sorted(found, key=lambda one: one.order)


def _appearance(row: Row[*tuple[Any, ...]], people: Mapping[int, int]) -> PersonAppearance:
    day = row.published
    return PersonAppearance(
        id=row.id,
        article=row.article_id,
        order=(day or date.min, row.version, row.public_id, row.folded, row.ordinal),
        person=people.get(row.id, row.machine_person_id),
        profile=_profile(row.name, row.features or {}, row.shared or {}, row.outlet, day),
    )


def clusters(connection: Connection, people: Collection[int]) -> dict[int, Cluster]:
    """The people as they are compared, with what contact lists tell of them.

    :param people: whom the machine took appearances for, or who stand in a list.
    """
    kept: dict[int, tuple[Stored, list[int]]] = {}
    recent: dict[int, PersonAppearance] = {}
    for part in chunks(people):
        stored = select(PersonProfileTable).where(PersonProfileTable.person_id.in_(part))
        kept |= {row.person_id: (row.history, row.recent) for row in connection.execute(stored)}
    for part in chunks(row for _, rows in kept.values() for row in rows):
        found = appearances(connection, ArticlePersonTable.id.in_(part))
        recent |= {one.id: one for one in found}
    made = {
        person: Cluster(
            person,
            read_history(history),
            tuple(sorted((recent[row] for row in rows if row in recent), key=lambda it: it.order)),
            frozenset({person}),
        )
        for person, (history, rows) in kept.items()
    }
    return made | listed_clusters(connection, people, made)


def listed_clusters(
    connection: Connection, people: Collection[int], known: Mapping[int, Cluster]
) -> dict[int, Cluster]:
    """Those of the people of whom a contact list or a human's alias tells, with what it tells."""
    names, posts = listed_names(connection, people), listed_posts(connection, people)
    for part in chunks(people):
        given = select(PersonAliasTable.person_id, PersonAliasTable.name).where(
            PersonAliasTable.person_id.in_(part)
        )
        for person, name in connection.execute(given):
            if person in known or person in names:
                names[person].add(name)
    found: dict[int, Cluster] = {}
    for person, called in names.items():
        told = Profile(
            name=max(called, key=lambda name: (len(name.split()), name)),
            names=frozenset(called),
            gender=titled_gender(called),
            posts=without_vague(posts.get(person, ())),
            companions=frozenset(),
            organizations=frozenset(),
            outlets=frozenset(),
            days=None,
            size=0,
        )
        before = known.get(person, Cluster(person, None, (), frozenset({person})))
        history = told if before.history is None else merge([before.history, told])
        found[person] = Cluster(person, history, before.recent, before.people)
    return found


def keep_clusters(
    connection: Connection,
    changed: Collection[Cluster],
    known: Mapping[int, Cluster],
    pending: Collection[int] = (),
) -> None:
    """Keep what is known of people, in place of what was.

    :param known: those of them who were kept already, as they were.
    :param pending: those whose names have to be gone through again.
    """
    kept = [cluster for cluster in changed if cluster.recent]
    renamed = [
        cluster
        for cluster in kept
        if cluster.label not in known or known[cluster.label].full != cluster.full
    ]
    for part in chunks(cluster.label for cluster in changed):
        connection.execute(delete(PersonProfileTable).where(PersonProfileTable.person_id.in_(part)))
    for part in chunks(cluster.label for cluster in renamed if cluster.label in known):
        connection.execute(delete(PersonKeyTable).where(PersonKeyTable.person_id.in_(part)))
    rows = [
        {
            "person_id": cluster.label,
            "history": stored_history(cluster),
            "recent": [one.id for one in cluster.recent],
            "size": cluster.size,
            "latest": cluster.latest,
            "pending": cluster.label in pending,
        }
        for cluster in kept
    ]
    if rows:
        connection.execute(insert(PersonProfileTable), rows)
    keys = [
        {"person_id": cluster.label, "key": key}
        for cluster in renamed
        for key in frozenset[str]().union(*(index_keys(parse(name)) for name in cluster.full))
    ]
    if keys:
        connection.execute(insert(PersonKeyTable), keys)


def forget_clusters(connection: Connection, people: Collection[int]) -> None:
    """Forget what is known of people."""
    for part in chunks(people):
        connection.execute(delete(PersonProfileTable).where(PersonProfileTable.person_id.in_(part)))
        connection.execute(delete(PersonKeyTable).where(PersonKeyTable.person_id.in_(part)))


class NameCandidate(NamedTuple):
    """Somebody who may bear a name: in how many articles, the place of the latest.

    Of whoever only stands in a list, or was called so by a human, nothing is known.
    """

    person: int
    size: int = 0
    latest: str = ""


def foremost(found: Collection[NameCandidate], most: int) -> set[int]:
    """With whom of one name an appearance is compared: of most articles, the latest.

    Those of whom no article tells are always among them.
    """
    known = sorted((it.size, it.latest, it.person) for it in found if it.size)
    unknown = {it.person for it in found if not it.size}
    return unknown | {person for _, _, person in known[-most:]}


def candidates(connection: Connection, names: Iterable[str]) -> dict[str, set[NameCandidate]]:
    """People with a name that can be another form of one of the names, by that name.

    They are those whom the machine put together, and those of contact lists.
    """
    wanted = {name: index_keys(parse(name)) for name in names if is_full(fold_person(name))}
    keyed: dict[str, set[tuple[str, int]]] = defaultdict(set)
    keys = sorted(set[str]().union(*wanted.values()))
    meeting: dict[int, set[str]] = defaultdict(set)
    for part in chunks(keys):
        rows = select(PersonKeyTable.person_id, PersonKeyTable.key).where(
            PersonKeyTable.key.in_(part)
        )
        for person, key in connection.execute(rows):
            meeting[person].add(key)
    ranks: dict[int, tuple[int, str]] = {}
    for people in chunks(meeting):
        stored = select(
            PersonProfileTable.person_id,
            PersonProfileTable.size,
            PersonProfileTable.latest,
            PersonProfileTable.history["names"].label("names"),
        ).where(PersonProfileTable.person_id.in_(people))
        for person, size, latest, called in connection.execute(stored):
            ranks[person] = size, latest
            for name in (name for name in called if is_full(fold_person(name))):
                for key in meeting[person]:
                    keyed[key].add((name, person))
    for part in chunks({surname(fold_person(name)) for name in wanted}):
        given = select(PersonAliasTable.name, PersonAliasTable.person_id).where(
            PersonAliasTable.surname.in_(part)
        )
        for alias, person in connection.execute(given):
            for key in index_keys(parse(alias)):
                keyed[key].add((alias, person))
    for key, listed, person in listed_under(connection, keys):
        keyed[key].add((listed, person))
    return {
        name: {
            NameCandidate(person, *ranks.get(person, (0, "")))
            for key in keys
            for known, person in keyed[key]
            if names_agree(name, known)
        }
        for name, keys in wanted.items()
    }


def listed_people(connection: Connection, people: Collection[int]) -> set[int]:
    """Those of the people who stand in a contact list."""
    found: set[int] = set()
    for part in chunks(people):
        listed = select(ContactTable.machine_person_id).where(
            ContactTable.machine_person_id.in_(part)
        )
        found.update(connection.scalars(listed.distinct()))
    return found
