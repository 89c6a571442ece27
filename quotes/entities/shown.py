"""Which of several names people and organisations are shown by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonTable,
    ContactTable,
    OrganizationTable,
    PersonTable,
)
from quotes.entities.ledger import EntityKind
from quotes.names.organization import is_abbreviation
from quotes.names.person import fold_person
from quotes.text.normalize import fold_organization


def renamed_by_article(connection: Connection, kind: EntityKind, article: int) -> set[int]:
    """Those whom an article that is new may give another name to be shown.

    That is asked of the article and of the name that is shown alone, since to count all names of
    whoever stands everywhere takes ever longer.
    """
    if kind.subject == "person":
        return {
            row.person_id
            for row in connection.execute(_NAMED_PEOPLE, {"article": article})
            if row.person_id != row.machine_person_id or fullness(row.name) > fullness(row.shown)
        }
    former = set(connection.scalars(_FORMERLY, {"article": article}))
    return former | {
        row.organization_id
        for row in connection.execute(_NAMED_BODIES, {"article": article})
        if row.organization_id != row.machine_organization_id or not _confirms(row)
    }


def renamed_by_names(connection: Connection, gained: Mapping[int, Collection[str]]) -> set[int]:
    """Those of the people of whom one of the names that they got may be shown now."""
    shown = {
        row: name
        for part in chunks(gained)
        for row, name in connection.execute(_SHOWN, {"people": part})
    }
    return {
        person
        for person, names in gained.items()
        for name in names
        if person in shown and name != shown[person] and fullness(name) >= fullness(shown[person])
    }


def _confirms(row: Row[*tuple[Any, ...]]) -> bool:
    """Whether a body of an article leaves the name that is shown as it is."""
    if row.name == row.shown:
        return row.place is None or (row.shown_place is not None and row.place <= row.shown_place)
    return is_abbreviation(row.name) and not is_abbreviation(row.shown)


_NAMED_PEOPLE = (
    select(
        ArticlePersonTable.person_id,
        ArticlePersonTable.machine_person_id,
        ArticlePersonTable.name,
        PersonTable.name.label("shown"),
    )
    .join(PersonTable, PersonTable.id == ArticlePersonTable.person_id)
    .where(ArticlePersonTable.article_id == bindparam("article"))
)
_NAMED_BODIES = (
    select(
        ArticleOrganizationTable.organization_id,
        ArticleOrganizationTable.machine_organization_id,
        ArticleOrganizationTable.name,
        ArticleOrganizationTable.place,
        OrganizationTable.name.label("shown"),
        OrganizationTable.place.label("shown_place"),
    )
    .join(OrganizationTable, OrganizationTable.id == ArticleOrganizationTable.organization_id)
    .where(ArticleOrganizationTable.article_id == bindparam("article"))
)
_FORMERLY = (
    select(ArticleOrganizationTable.organization_id)
    .join(
        ArticleOrganizationNameTable,
        ArticleOrganizationNameTable.article_organization_id == ArticleOrganizationTable.id,
    )
    .where(
        ArticleOrganizationTable.article_id == bindparam("article"),
        ArticleOrganizationNameTable.kind == "former",
    )
)


def apply_names(
    connection: Connection, kind: EntityKind, entities: Collection[int], given: Mapping[int, str]
) -> None:
    """Show these by the name that a human gave, else by the best one of their articles."""
    if kind.subject == "person":
        _name_people(connection, entities, given)
    else:
        _name_organizations(connection, entities, given)


def fullest(names: Mapping[str, int]) -> str | None:
    """The fullest of the names, None where there is none.

    That is the one with the most words that are no initials, then with the most words, then one
    that is not all in capitals, then the one seen first.

    :param names: the names with a number that tells which was seen first.
    """
    return max(names, key=lambda name: (*fullness(name), -names[name]), default=None)


def fullness(name: str) -> tuple[int, int, bool]:
    """How full a name is: words that are no initials, words, and whether it is not in capitals."""
    words = fold_person(name).split()
    return sum(len(word) > 1 for word in words), len(words), not name.isupper()


_SHOWN = select(PersonTable.id, PersonTable.name).where(
    PersonTable.id.in_(bindparam("people", expanding=True))
)
_NAMES = (
    select(
        ArticlePersonTable.person_id,
        ArticlePersonTable.machine_person_id,
        ArticlePersonTable.name,
        func.min(ArticlePersonTable.id).label("first"),
    )
    .where(ArticlePersonTable.person_id.in_(bindparam("people", expanding=True)))
    .group_by(
        ArticlePersonTable.person_id,
        ArticlePersonTable.machine_person_id,
        ArticlePersonTable.name,
    )
)


def _name_people(connection: Connection, people: Collection[int], given: Mapping[int, str]) -> None:
    """Show people by the name that a human gave, else by the fullest one of their articles.

    A contact list is a human's word too; a later decision goes before it.
    What articles call someone merged into them counts only where nothing else is left.
    """
    own: dict[int, dict[str, int]] = defaultdict(dict)
    all_names: dict[int, dict[str, int]] = defaultdict(dict)
    shown: dict[int, str] = {}
    for part in chunks(people):
        shown |= dict(connection.execute(_SHOWN, {"people": part}).all())
        for row in connection.execute(_NAMES, {"people": part}):
            kept = all_names[row.person_id]
            kept[row.name] = min(row.first, kept.get(row.name, row.first))
            if row.person_id == row.machine_person_id:
                own[row.person_id][row.name] = row.first
    listed = _listed_names(connection, people)
    renamed = []
    for person, name in shown.items():
        own_name = given.get(person) or listed.get(person)
        best = own_name or fullest(own[person]) or fullest(all_names[person])
        if best is not None and best != name:
            renamed.append({"at": person, "to": best})
    if renamed:
        connection.execute(
            update(PersonTable)
            .where(PersonTable.id == bindparam("at"))
            .values(name=bindparam("to")),
            renamed,
        )


_LISTED = (
    select(ContactTable.machine_person_id, ContactTable.name)
    .where(
        ContactTable.person_id.in_(bindparam("people", expanding=True)),
        ContactTable.machine_person_id == ContactTable.person_id,
    )
    .order_by(ContactTable.id)
)


def _listed_names(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The first name that a contact list gives each of the people themselves."""
    found: dict[int, str] = {}
    for part in chunks(people):
        for person, name in connection.execute(_LISTED, {"people": part}):
            found.setdefault(person, name)
    return found


_FORMER = (
    select(ArticleOrganizationTable.organization_id, ArticleOrganizationNameTable.folded)
    .join(
        ArticleOrganizationNameTable,
        ArticleOrganizationNameTable.article_organization_id == ArticleOrganizationTable.id,
    )
    .where(
        ArticleOrganizationTable.organization_id.in_(bindparam("organizations", expanding=True)),
        ArticleOrganizationNameTable.kind == "former",
    )
    .distinct()
)
_USED = (
    select(
        ArticleOrganizationTable.organization_id,
        (
            ArticleOrganizationTable.organization_id
            == ArticleOrganizationTable.machine_organization_id
        ).label("own"),
        ArticleOrganizationTable.name,
        ArticleOrganizationTable.folded,
        func.max(ArticleOrganizationTable.place).label("place"),
        func.count().label("often"),
    )
    .where(ArticleOrganizationTable.organization_id.in_(bindparam("organizations", expanding=True)))
    .group_by(
        ArticleOrganizationTable.organization_id,
        "own",
        ArticleOrganizationTable.name,
        ArticleOrganizationTable.folded,
    )
)
_BODIES = select(OrganizationTable.id, OrganizationTable.name, OrganizationTable.place).where(
    OrganizationTable.id.in_(bindparam("organizations", expanding=True))
)


def _name_organizations(
    connection: Connection, organizations: Collection[int], given: Mapping[int, str]
) -> None:
    """Show organisations by the name that a human gave, else by the usual one of their articles.

    That is a full name before an abbreviation, one that no article calls a former one, the one
    that most articles use, and the longest of these. What articles call a body merged into
    another counts only where nothing else is left.
    """
    for part in chunks(organizations):
        former = {
            (row.organization_id, row.folded)
            for row in connection.execute(_FORMER, {"organizations": part})
        }
        best: dict[int, tuple[tuple[bool, bool, bool, int, int, str], str | None]] = {}
        for row in connection.execute(_USED, {"organizations": part}):
            rank = (
                bool(row.own),
                not is_abbreviation(row.name),
                (row.organization_id, row.folded) not in former,
                row.often,
                len(row.name),
                row.name,
            )
            known = best.get(row.organization_id)
            if known is None or rank > known[0]:
                best[row.organization_id] = rank, row.place
        names = {organization: (rank[-1], place) for organization, (rank, place) in best.items()}
        _show(connection, part, names, given)


def _show(
    connection: Connection,
    organizations: Collection[int],
    names: dict[int, tuple[str, str | None]],
    given: Mapping[int, str],
) -> None:
    changed = []
    for row in connection.execute(_BODIES, {"organizations": list(organizations)}):
        name, place = names.get(row.id, (row.name, row.place))
        name = given.get(row.id, name)
        if (name, place) != (row.name, row.place):
            changed.append({"at": row.id, "to": name, "as": fold_organization(name), "in": place})
    if changed:
        values: dict[str, Any] = {
            "name": bindparam("to"),
            "folded": bindparam("as"),
            "place": bindparam("in"),
        }
        connection.execute(
            update(OrganizationTable).where(OrganizationTable.id == bindparam("at")).values(values),
            changed,
        )
