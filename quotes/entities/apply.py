"""Bringing the stored organisations in line with what the machine found and humans decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonTable,
    ArticleTable,
    ContactTable,
    OrganizationAliasTable,
    OrganizationTable,
    PersonAliasTable,
    PersonTable,
)
from quotes.entities.decisions import (
    Decision,
    GivenAlias,
    MentionKey,
    ReplayedDecisions,
    read,
    replay,
)
from quotes.entities.link_organizations import assign_organization
from quotes.names.organization import is_abbreviation
from quotes.names.person import fold_person, surname
from quotes.text.normalize import fold_organization

# Which of several forms of a name is shown.


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


# Bringing the stored people in line with what the machine found and humans decided.


class _SettleRow(NamedTuple):
    id: int
    member: MentionKey
    person: int
    home: int


def apply_to_article(connection: Connection, article: int, before: Collection[int] = ()) -> None:
    """Put the people of an article where they belong, after it was written.

    :param before: the people whom the article named until then.
    """
    rows = _settle_rows(connection, ArticlePersonTable.article_id == article)
    outcome = _replay(read(connection), rows)
    _settle_move(connection, rows, outcome)
    people = {outcome.of(row.member) for row in rows}
    apply_names(connection, people.union(before), outcome)


def apply_all(connection: Connection) -> ReplayedDecisions:
    """Put everyone where they belong whom a decision is about, after decisions have changed."""
    rulings = read(connection)
    about = {ruling.one for ruling in rulings} | {r.other for r in rulings if r.other is not None}
    rows = [
        row
        for part in chunks(about)
        for row in _settle_rows(
            connection,
            or_(
                ArticlePersonTable.machine_person_id.in_(part),
                ArticlePersonTable.person_id.in_(part),
            ),
        )
    ]
    outcome = _replay(rulings, rows)
    _settle_move(connection, rows, outcome)
    _move_contacts(connection, about, outcome)
    _settle_write_aliases(connection, outcome.aliases)
    apply_names(connection, about | {row.person for row in rows}, outcome)
    return outcome


def seats(connection: Connection, article: int) -> dict[int, int]:
    """Whose each appearance of an article is but for merges."""
    rows = _settle_rows(connection, ArticlePersonTable.article_id == article)
    outcome = _replay(read(connection), rows)
    return {row.id: outcome.seats[row.member] for row in rows}


def standing_decisions(connection: Connection) -> ReplayedDecisions:
    """How people stand after all decisions, without their mentions."""
    return replay({}, read(connection))


def apply_names(
    connection: Connection, people: Collection[int], outcome: ReplayedDecisions
) -> None:
    """Show people by the name that a human gave, else by the fullest one of their articles.

    A contact list is a human's word too; a later decision goes before it.
    What articles call someone merged into them counts only where nothing else is left.
    """
    own: dict[int, dict[str, int]] = defaultdict(dict)
    all_names: dict[int, dict[str, int]] = defaultdict(dict)
    shown: dict[int, str] = {}
    for part in chunks(people):
        shown |= {
            row.id: row.name
            for row in connection.execute(
                select(PersonTable.id, PersonTable.name).where(PersonTable.id.in_(part))
            )
        }
        names = (
            select(
                ArticlePersonTable.person_id,
                ArticlePersonTable.machine_person_id,
                ArticlePersonTable.name,
                func.min(ArticlePersonTable.id).label("first"),
            )
            .where(ArticlePersonTable.person_id.in_(part))
            .group_by(
                ArticlePersonTable.person_id,
                ArticlePersonTable.machine_person_id,
                ArticlePersonTable.name,
            )
        )
        for row in connection.execute(names):
            kept = all_names[row.person_id]
            kept[row.name] = min(row.first, kept.get(row.name, row.first))
            if row.person_id == row.machine_person_id:
                own[row.person_id][row.name] = row.first
    listed = _listed_names(connection, people)
    renamed = []
    for person, name in shown.items():
        given = outcome.names.get(person) or listed.get(person)
        best = given or fullest(own[person]) or fullest(all_names[person])
        if best is not None and best != name:
            renamed.append({"at": person, "to": best})
    if renamed:
        connection.execute(
            update(PersonTable)
            .where(PersonTable.id == bindparam("at"))
            .values(name=bindparam("to")),
            renamed,
        )


def _replay(rulings: Iterable[Decision], rows: Iterable[_SettleRow]) -> ReplayedDecisions:
    return replay({row.member: row.home for row in rows}, rulings)


def _settle_rows(connection: Connection, which: ColumnElement[bool]) -> list[_SettleRow]:
    found = connection.execute(
        select(
            ArticlePersonTable.id,
            ArticleTable.public_id,
            ArticlePersonTable.folded,
            ArticlePersonTable.ordinal,
            ArticlePersonTable.person_id,
            ArticlePersonTable.machine_person_id,
        )
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
        .where(which)
    )
    return [
        _SettleRow(row, MentionKey(article, folded, ordinal), person, home)
        for row, article, folded, ordinal, person, home in found
    ]


def _settle_move(
    connection: Connection, rows: Iterable[_SettleRow], outcome: ReplayedDecisions
) -> None:
    moved: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        person = outcome.of(row.member)
        if person != row.person:
            moved[person].append(row.id)
    for person, appearances in moved.items():
        for part in chunks(appearances):
            connection.execute(
                update(ArticlePersonTable)
                .where(ArticlePersonTable.id.in_(part))
                .values(person_id=person)
            )


def _move_contacts(
    connection: Connection, about: Collection[int], outcome: ReplayedDecisions
) -> None:
    """Let the contacts of people on whom there are decisions follow these."""
    for part in chunks(about):
        homes = select(ContactTable.machine_person_id).where(
            ContactTable.machine_person_id.in_(part)
        )
        for home in connection.scalars(homes.distinct()).all():
            moved = update(ContactTable).where(ContactTable.machine_person_id == home)
            connection.execute(moved.values(person_id=outcome.whom(home)))


def _listed_names(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The first name that a contact list gives each of the people themselves."""
    found: dict[int, str] = {}
    for part in chunks(people):
        named = select(ContactTable.machine_person_id, ContactTable.name).where(
            ContactTable.person_id.in_(part),
            ContactTable.machine_person_id == ContactTable.person_id,
        )
        for person, name in connection.execute(named.order_by(ContactTable.id)):
            found.setdefault(person, name)
    return found


def _settle_write_aliases(connection: Connection, aliases: Iterable[GivenAlias]) -> None:
    wanted = set(aliases)
    stored = {
        GivenAlias(row.person_id, row.name, row.decision_id): row.id
        for row in connection.execute(
            select(
                PersonAliasTable.id,
                PersonAliasTable.person_id,
                PersonAliasTable.name,
                PersonAliasTable.decision_id,
            )
        )
    }
    for part in chunks(row for given, row in stored.items() if given not in wanted):
        connection.execute(delete(PersonAliasTable).where(PersonAliasTable.id.in_(part)))
    rows = [
        {
            "person_id": given.person,
            "name": given.name,
            "folded": fold_person(given.name),
            "surname": surname(fold_person(given.name)),
            "decision_id": given.decision,
        }
        for given in sorted(wanted - stored.keys(), key=lambda given: given.decision)
    ]
    if rows:
        connection.execute(insert(PersonAliasTable), rows)


class _SettleOrganizationsRow(NamedTuple):
    id: int
    member: MentionKey
    organization: int
    home: int


def apply_organizations_to_article(connection: Connection, article: int) -> None:
    """Put the bodies of an article where they belong, after they were written."""
    rulings = read(connection, "organization")
    about = _about(rulings)
    rows = _settle_organizations_rows(connection, ArticleOrganizationTable.article_id == article)
    if any(row.home in about for row in rows):
        rows += _decided(connection, about, but=article)
    outcome = replay({row.member: row.home for row in rows}, rulings)
    _settle_organizations_move(connection, rows, outcome)
    apply_organization_names(connection, {outcome.of(row.member) for row in rows}, outcome)


def apply_all_organizations(connection: Connection) -> ReplayedDecisions:
    """Put every body where it belongs on which there is a decision, after these have changed."""
    rulings = read(connection, "organization")
    about = _about(rulings)
    rows = _decided(connection, about)
    outcome = replay({row.member: row.home for row in rows}, rulings)
    _settle_organizations_move(connection, rows, outcome)
    _settle_organizations_write_aliases(connection, outcome.aliases)
    apply_organization_names(connection, about | {row.organization for row in rows}, outcome)
    return outcome


def standing_organization_decisions(connection: Connection) -> ReplayedDecisions:
    """How organisations stand after all decisions, without their bodies."""
    return replay({}, read(connection, "organization"))


def apply_organization_names(
    connection: Connection, organizations: Collection[int], outcome: ReplayedDecisions
) -> None:
    """Show organisations by the name that a human gave, else by the usual one of their articles.

    That is a full name before an abbreviation, one that no article calls a former one, the one
    that most articles use, and the longest of these. What articles call a body merged into
    another counts only where nothing else is left.
    """
    for part in chunks(organizations):
        former = {
            (row.organization_id, row.folded)
            for row in connection.execute(
                select(
                    ArticleOrganizationTable.organization_id, ArticleOrganizationNameTable.folded
                )
                .join(
                    ArticleOrganizationNameTable,
                    ArticleOrganizationNameTable.article_organization_id
                    == ArticleOrganizationTable.id,
                )
                .where(
                    ArticleOrganizationTable.organization_id.in_(part),
                    ArticleOrganizationNameTable.kind == "former",
                )
                .distinct()
            )
        }
        used = (
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
            .where(ArticleOrganizationTable.organization_id.in_(part))
            .group_by(
                ArticleOrganizationTable.organization_id,
                "own",
                ArticleOrganizationTable.name,
                ArticleOrganizationTable.folded,
            )
        )
        best: dict[int, tuple[tuple[bool, bool, bool, int, int, str], str | None]] = {}
        for row in connection.execute(used):
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
        names = {one: (rank[-1], place) for one, (rank, place) in best.items()}
        _show(connection, part, names, outcome)


def _show(
    connection: Connection,
    organizations: Iterable[int],
    names: dict[int, tuple[str, str | None]],
    outcome: ReplayedDecisions,
) -> None:
    shown = select(OrganizationTable.id, OrganizationTable.name, OrganizationTable.place)
    changed = []
    for row in connection.execute(shown.where(OrganizationTable.id.in_(organizations))):
        name, place = names.get(row.id, (row.name, row.place))
        name = outcome.names.get(row.id, name)
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


def _about(rulings: Iterable[Decision]) -> set[int]:
    return {one for r in rulings for one in (r.one, r.other) if one is not None}


def _decided(
    connection: Connection, about: Collection[int], but: int | None = None
) -> list[_SettleOrganizationsRow]:
    return [
        row
        for part in chunks(about)
        for row in _settle_organizations_rows(
            connection,
            or_(
                ArticleOrganizationTable.machine_organization_id.in_(part),
                ArticleOrganizationTable.organization_id.in_(part),
            )
            & ArticleOrganizationTable.article_id.is_distinct_from(but),
        )
    ]


def _settle_organizations_rows(
    connection: Connection, which: ColumnElement[bool]
) -> list[_SettleOrganizationsRow]:
    found = connection.execute(
        select(
            ArticleOrganizationTable.id,
            ArticleTable.public_id,
            ArticleOrganizationTable.folded,
            ArticleOrganizationTable.ordinal,
            ArticleOrganizationTable.organization_id,
            ArticleOrganizationTable.machine_organization_id,
        )
        .join(ArticleTable, ArticleTable.id == ArticleOrganizationTable.article_id)
        .where(which)
    )
    return [
        _SettleOrganizationsRow(row, MentionKey(article, folded, ordinal), organization, home)
        for row, article, folded, ordinal, organization, home in found
    ]


def _settle_organizations_move(
    connection: Connection, rows: Iterable[_SettleOrganizationsRow], outcome: ReplayedDecisions
) -> None:
    moved: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        organization = outcome.of(row.member)
        if organization != row.organization:
            moved[organization].append(row.id)
    for organization, bodies in moved.items():
        assign_organization(connection, bodies, organization, by_machine=False)


def _settle_organizations_write_aliases(
    connection: Connection, aliases: Iterable[GivenAlias]
) -> None:
    wanted = set(aliases)
    stored = {
        GivenAlias(row.organization_id, row.name, row.decision_id): row.id
        for row in connection.execute(
            select(
                OrganizationAliasTable.id,
                OrganizationAliasTable.organization_id,
                OrganizationAliasTable.name,
                OrganizationAliasTable.decision_id,
            )
        )
    }
    for part in chunks(row for given, row in stored.items() if given not in wanted):
        connection.execute(
            delete(OrganizationAliasTable).where(OrganizationAliasTable.id.in_(part))
        )
    rows = [
        {
            "organization_id": given.person,
            "name": given.name,
            "folded": fold_organization(given.name),
            "decision_id": given.decision,
        }
        for given in sorted(wanted - stored.keys(), key=lambda given: given.decision)
    ]
    if rows:
        connection.execute(insert(OrganizationAliasTable), rows)
