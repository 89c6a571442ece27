"""The people that the database knows, as they are compared, and who of them may be asked about.

What an article tells of its people is kept when it is stored (``article_features`` and the column
``features`` of ``article_people``), and what all articles tell of a person beside the person
(``person_profiles``): no text is read twice.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Text, bindparam, cast, delete, select

from quotes.db.engine import chunks
from quotes.db.inserts import insert_rows
from quotes.db.tables import (
    ArticleFeaturesTable,
    ArticlePersonTable,
    ArticleTable,
    ContactTable,
    OutletTable,
    PersonAliasTable,
    PersonKeyTable,
    PersonMarkTable,
    PersonProfileTable,
)
from quotes.entities.clustering import (
    Cluster,
    Mark,
    PersonAppearance,
    merge,
    read_history,
    read_post,
    stored_history,
    stored_post,
    stored_profile,
)
from quotes.entities.posts import listed_names, listed_posts, listed_under
from quotes.entities.profile import (
    Profile,
    ProfileFeatures,
    is_full,
    is_whole,
    one_object,
    titled_gender,
    without_vague,
)
from quotes.names.person import fold_person, parse, surname
from quotes.names.person_match import index_keys, names_agree, sound_keys

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
        "kin": features.kin,
        "told": sorted(frozenset().union(*profile.told)),
    }
    return {name: value for name, value in kept.items() if value}


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the people of an article have in common, decoded."""

    contexts: frozenset[frozenset[str]]
    places: frozenset[str]
    organizations: frozenset[str]
    people: frozenset[str]
    vectors: frozenset[bytes]


@lru_cache(maxsize=1 << 11)
def _shared(stored: str) -> _Shared:
    shared: Stored = json.loads(stored) or {}
    words = one_object(frozenset(shared.get("words", ())))
    return _Shared(
        contexts=frozenset({words} if words else ()),
        places=frozenset(map(intern, shared.get("places", ()))),
        organizations=frozenset(map(intern, shared.get("organizations", ()))),
        people=frozenset(map(intern, shared.get("people", ()))),
        vectors=frozenset(map(b64decode, shared.get("vectors", ()))),
    )


@lru_cache(maxsize=1 << 12)
def _profile(
    name: str, kept: str | None, common: str | None, outlet: str | None, day: date | None
) -> Profile:
    """The profile of a person of an article from what is kept of both, as JSON."""
    own: Stored = json.loads(kept or "null") or {}
    shared = _shared(common or "null")
    names = frozenset(own.get("names", ())) | {name}
    told = frozenset(map(intern, own.get("told", ())))
    return Profile(
        name=name,
        names=names,
        gender=titled_gender(names),
        posts=frozenset(map(read_post, own.get("posts", ()))),
        companions=shared.people - {fold_person(name)},
        organizations=shared.organizations,
        outlets=frozenset({outlet} if outlet else ()),
        days=(day, day) if day else None,
        contexts=shared.contexts,
        told=frozenset({told} if told else ()),
        features=ProfileFeatures(
            births=frozenset(own.get("births", ())),
            genders=frozenset(own.get("genders", ())),
            callings=frozenset(own.get("callings", ())),
            near=frozenset(own.get("near", ())),
            places=shared.places,
            officials=frozenset(own.get("officials", ())),
            namesake=own.get("namesake", False),
            kin=own.get("kin", False),
        ),
        vectors=shared.vectors,
    )


def appearances(
    connection: Connection, which: ColumnElement[bool], people: Mapping[int, int] | None = None
) -> list[PersonAppearance]:
    """The appearances for which a condition on ``article_people`` holds, in their order.

    :param people: whom rows are taken for, where that is not whom the machine took them for.
    """
    found = [
        _appearance(row, people or {}) for row in connection.execute(_APPEARANCES.where(which))
    ]
    return sorted(found, key=lambda one: one.order)


def appearances_of(connection: Connection, rows: Iterable[int]) -> dict[int, PersonAppearance]:
    """The appearances that have these rows, by these."""
    return {
        row.id: _appearance(row, {})
        for part in chunks(rows)
        for row in connection.execute(_APPEARANCES_OF, {"rows": part})
    }


# What is kept is read as text, so that it is decoded once however often somebody is compared.
_APPEARANCES = (
    select(
        ArticlePersonTable.id,
        ArticlePersonTable.article_id,
        ArticlePersonTable.name,
        ArticlePersonTable.folded,
        ArticlePersonTable.ordinal,
        ArticlePersonTable.machine_person_id,
        cast(ArticlePersonTable.features, Text).label("features"),
        ArticleTable.public_id,
        ArticleTable.published,
        ArticleTable.version,
        cast(ArticleFeaturesTable.features, Text).label("shared"),
        OutletTable.folded.label("outlet"),
    )
    .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
    .outerjoin(ArticleFeaturesTable, ArticleFeaturesTable.article_id == ArticleTable.id)
    .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
)
_APPEARANCES_OF = _APPEARANCES.where(ArticlePersonTable.id.in_(bindparam("rows", expanding=True)))


def _appearance(row: Row[*tuple[Any, ...]], people: Mapping[int, int]) -> PersonAppearance:
    day = row.published
    return PersonAppearance(
        id=row.id,
        article=row.article_id,
        order=(day or date.min, row.version, row.public_id, row.folded, row.ordinal),
        person=people.get(row.id, row.machine_person_id),
        profile=_profile(row.name, row.features, row.shared, row.outlet, day),
    )


def clusters(connection: Connection, people: Collection[int]) -> dict[int, Cluster]:
    """The people as they are compared, with what contact lists tell of them.

    :param people: whom the machine took appearances for, or who stand in a list.
    """
    kept = [row for part in chunks(people) for row in connection.execute(_KEPT, {"people": part})]
    recent = appearances_of(connection, (row for _, _, rows, _ in kept for row in rows))
    made = {
        person: Cluster(
            person,
            read_history(history),
            tuple(sorted((recent[row] for row in rows if row in recent), key=lambda it: it.order)),
            frozenset({person}),
            tuple(tail),
        )
        for person, history, rows, tail in kept
    }
    return made | listed_clusters(connection, people, made)


_KEPT = select(
    PersonProfileTable.person_id,
    PersonProfileTable.history,
    PersonProfileTable.recent,
    PersonProfileTable.tail,
).where(PersonProfileTable.person_id.in_(bindparam("people", expanding=True)))


def listed_clusters(
    connection: Connection, people: Collection[int], known: Mapping[int, Cluster]
) -> dict[int, Cluster]:
    """Those of the people of whom a contact list or a human's alias tells, with what it tells."""
    names = listed_names(connection, people)
    posts = listed_posts(connection, people) if names else {}
    for part in chunks(people):
        for person, name in connection.execute(_ALIASES, {"people": part}):
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


_ALIASES = select(PersonAliasTable.person_id, PersonAliasTable.name).where(
    PersonAliasTable.person_id.in_(bindparam("people", expanding=True))
)


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
    for part in chunks(cluster.label for cluster in changed if cluster.label in known):
        connection.execute(_FORGET_PROFILES, {"people": part})
    for part in chunks(cluster.label for cluster in renamed if cluster.label in known):
        connection.execute(_FORGET_KEYS, {"people": part})
    rows = [
        {
            "person_id": cluster.label,
            "history": stored_history(cluster),
            "recent": [one.id for one in cluster.recent],
            "size": cluster.size,
            "latest": cluster.latest,
            "pending": cluster.label in pending,
            "names": "\n".join(sorted(" ".join(name.split()) for name in cluster.full)),
            "tail": list(cluster.tail),
        }
        for cluster in kept
    ]
    insert_rows(connection, PersonProfileTable, rows)
    _keep_marks(connection, [cluster for cluster in kept if cluster.marks])
    keys = [
        {"person_id": cluster.label, "key": key}
        for cluster in renamed
        for key in frozenset[str]().union(*(sound_keys(name).kept for name in cluster.full))
    ]
    insert_rows(connection, PersonKeyTable, keys)


def _keep_marks(connection: Connection, changed: Collection[Cluster]) -> None:
    """Keep new marks, and those before from which the tail goes on."""
    if not changed:
        return
    passed = PersonMarkTable.size < bindparam("begin")
    connection.execute(
        delete(PersonMarkTable).where(PersonMarkTable.person_id == bindparam("person"), passed),
        [{"person": it.label, "begin": it.size - len(it.tail)} for it in changed],
    )
    rows = [
        {
            "person_id": cluster.label,
            "size": mark.size,
            "latest": mark.latest,
            "history": stored_profile(mark.history),
            "recent": list(mark.recent),
        }
        for cluster in changed
        for mark in cluster.marks
        if mark.size >= cluster.size - len(cluster.tail)
    ]
    insert_rows(connection, PersonMarkTable, rows)


def marks_of(connection: Connection, people: Collection[int]) -> dict[int, list[Mark]]:
    """What is marked of people, the earliest first."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for part in chunks(people):
        stored = select(PersonMarkTable).where(PersonMarkTable.person_id.in_(part))
        for row in connection.execute(stored.order_by(PersonMarkTable.size)):
            mark = Mark(row.size, row.latest, read_history(row.history), tuple(row.recent))
            found[row.person_id].append(mark)
    return found


def forget_marks(connection: Connection, sizes: Mapping[int, int]) -> None:
    """Forget what was marked of people after more appearances than these."""
    beyond = PersonMarkTable.size > bindparam("most")
    if sizes:
        connection.execute(
            delete(PersonMarkTable).where(PersonMarkTable.person_id == bindparam("person"), beyond),
            [{"person": person, "most": size} for person, size in sizes.items()],
        )


def forget_clusters(connection: Connection, people: Collection[int]) -> None:
    """Forget what is known of people."""
    for part in chunks(people):
        connection.execute(_FORGET_PROFILES, {"people": part})
        connection.execute(_FORGET_KEYS, {"people": part})
        connection.execute(_FORGET_MARKS, {"people": part})


_FORGET_PROFILES, _FORGET_KEYS, _FORGET_MARKS = (
    delete(table).where(table.person_id.in_(bindparam("people", expanding=True)))
    for table in (PersonProfileTable, PersonKeyTable, PersonMarkTable)
)


class NameCandidate(NamedTuple):
    """Somebody who may bear a name: in how many articles, the place of the latest, the whole names,
    and whether these have to be gone through again.

    Of whoever only stands in a list, or was called so by a human, nothing is known.
    """

    person: int
    size: int = 0
    latest: str = ""
    names: str = ""
    pending: bool = False


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
    whole = list(filter(is_whole, names))
    wanted = {name: index_keys(parse(name)) | sound_keys(name).asked for name in whole}
    keyed: dict[str, dict[str, set[NameCandidate]]] = defaultdict(lambda: defaultdict(set))
    keys = sorted(set[str]().union(*(index_keys(parse(name)) for name in whole)))
    known: dict[int, NameCandidate] = {}
    for part in chunks(set[str]().union(*(sound_keys(name).asked for name in whole))):
        for row in connection.execute(_UNDER, {"keys": part}):
            key, person, size, latest, called, pending = row
            found = known[person] = NameCandidate(person, size, latest, called, pending)
            for name in called.split("\n"):
                keyed[key][name].add(found)
    for part in chunks({surname(fold_person(name)) for name in wanted}):
        for alias, person in connection.execute(_GIVEN, {"surnames": part}):
            for key in index_keys(parse(alias)):
                keyed[key][alias].add(known.get(person, NameCandidate(person)))
    for key, listed, person in listed_under(connection, keys):
        keyed[key][listed].add(known.get(person, NameCandidate(person)))
    return {
        name: {
            candidate
            for key in keys
            for called, people in keyed[key].items()
            if names_agree(name, called)
            for candidate in people
        }
        for name, keys in wanted.items()
    }


_UNDER = (
    select(
        PersonKeyTable.key,
        PersonKeyTable.person_id,
        PersonProfileTable.size,
        PersonProfileTable.latest,
        PersonProfileTable.names,
        PersonProfileTable.pending,
    )
    .join(PersonProfileTable, PersonProfileTable.person_id == PersonKeyTable.person_id)
    .where(PersonKeyTable.key.in_(bindparam("keys", expanding=True)))
)
_GIVEN = select(PersonAliasTable.name, PersonAliasTable.person_id).where(
    PersonAliasTable.surname.in_(bindparam("surnames", expanding=True))
)


def listed_people(connection: Connection, people: Collection[int]) -> set[int]:
    """Those of the people who stand in a contact list."""
    found: set[int] = set()
    for part in chunks(people):
        found.update(connection.scalars(_LISTED, {"people": part}))
    return found


_LISTED = (
    select(ContactTable.machine_person_id)
    .where(ContactTable.machine_person_id.in_(bindparam("people", expanding=True)))
    .distinct()
)
