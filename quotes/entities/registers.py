"""Official registers: written as a whole, taken back as a whole, and asked for offices.

What a register says is kept in tables of its own, apart from what machines found in articles. A
person of a register is the person of articles who alone bears one of the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from quotes.db.engine import chunks
from quotes.db.rows import HolderRow, OfficeRow, PostRow, RegisterRow
from quotes.db.tables import (
    ArticlePersonNameTable,
    ArticlePersonTable,
    RegisterNameTable,
    RegisterOfficeTable,
    RegisterRenamingTable,
    RegisterTable,
    RegisterTermTable,
)
from quotes.entities.ledger import Author
from quotes.entities.roles import office_of
from quotes.errors import QuotesError, UsageError
from quotes.names.person import fold_person
from quotes.types import Register

_FIELD = frozenset({"secretary", "minister", "affair"})
"""Words of an office that tell no field: "Foreign Secretary" is of the group "Foreign Affairs"."""


def import_register(connection: Connection, register: Register, author: Author) -> RegisterRow:
    """Write a register down, in the transaction of the connection.

    The same files that are there already change nothing; other files under the same name take the
    place of the earlier ones.
    """
    known = connection.execute(
        select(RegisterTable.id, RegisterTable.digest).where(
            RegisterTable.source == register.source, RegisterTable.undone_at.is_(None)
        )
    ).all()
    for row in known:
        if row.digest == register.digest:
            return _row(connection, row.id, unchanged=True)
    now = datetime.now(UTC)
    made: int = connection.execute(
        insert(RegisterTable)
        .values(
            source=register.source,
            digest=register.digest,
            by=author.name,
            at=now,
            why=author.why,
        )
        .returning(RegisterTable.id)
    ).scalar_one()
    for row in known:
        _undo(connection, row.id, Author(author.name, f"replaced by import {made}"), now)
    _write(connection, register, made)
    return _row(connection, made)


def _write(connection: Connection, register: Register, made: int) -> None:
    def write(table: Any, rows: Iterable[dict[str, Any]]) -> None:
        listed = [{"register_id": made, **row} for row in rows]
        if listed:
            connection.execute(insert(table), listed)

    write(
        RegisterNameTable,
        (
            {
                "person": it.person,
                "name": it.name,
                "folded": fold_person(it.name),
                "first_day": it.start,
                "last_day": it.end,
            }
            for it in register.names
        ),
    )
    write(
        RegisterOfficeTable,
        (
            {
                "key": it.key,
                "name": it.name,
                "body": it.body,
                "rank": it.rank,
                "groups": list(it.groups),
            }
            for it in register.offices
        ),
    )
    offices = {
        row.key: row.id
        for row in connection.execute(
            select(RegisterOfficeTable.key, RegisterOfficeTable.id).where(
                RegisterOfficeTable.register_id == made
            )
        )
    }
    write(
        RegisterTermTable,
        (
            {
                "office_id": offices[it.office],
                "person": it.person,
                "first_day": it.start,
                "last_day": it.end,
                "acting": it.acting,
            }
            for it in register.terms
        ),
    )
    write(
        RegisterRenamingTable,
        ({"old": old, "new": new, "day": day} for old, new, day in register.renamings),
    )


def undo_import(connection: Connection, number: int, author: Author) -> RegisterRow:
    """Take a register back as a whole; that it was there stays known.

    :raises QuotesError: there is no such import.
    :raises UsageError: it is undone already.
    """
    found = connection.execute(
        select(RegisterTable.undone_at).where(RegisterTable.id == number)
    ).first()
    if found is None:
        raise QuotesError(f"There is no import {number} of a register.")
    if found.undone_at is not None:
        raise UsageError(f"Import {number} is undone already.")
    _undo(connection, number, author, datetime.now(UTC))
    return _row(connection, number)


def _undo(connection: Connection, number: int, author: Author, now: datetime) -> None:
    connection.execute(
        update(RegisterTable)
        .where(RegisterTable.id == number)
        .values(undone_at=now, undone_by=author.name, undone_why=author.why)
    )


def list_registers(connection: Connection) -> list[RegisterRow]:
    """All imports of registers, the latest first, the undone ones too."""
    ids = connection.scalars(select(RegisterTable.id).order_by(RegisterTable.id.desc()))
    return [_row(connection, number) for number in list(ids)]


def _row(connection: Connection, number: int, *, unchanged: bool = False) -> RegisterRow:
    found = connection.execute(select(RegisterTable).where(RegisterTable.id == number)).one()

    def many(counted: Any, table: Any) -> int:
        query = select(func.count(counted)).where(table.register_id == number)
        return connection.scalar(query) or 0

    return RegisterRow(
        id=found.id,
        source=found.source,
        by=found.by,
        at=found.at,
        why=found.why,
        people=many(RegisterNameTable.person.distinct(), RegisterNameTable),
        appointments=many(RegisterTermTable.id, RegisterTermTable),
        organizations=many(RegisterOfficeTable.body.distinct(), RegisterOfficeTable),
        unchanged=unchanged,
        undone_at=found.undone_at,
        undone_by=found.undone_by,
    )


# What the registers in force say.


_IN_FORCE = select(RegisterTable.id).where(RegisterTable.undone_at.is_(None))


def renamings(connection: Connection) -> Iterator[tuple[str, str, date | None]]:
    """How bodies were renamed, by the registers."""
    rows = connection.execute(
        select(RegisterRenamingTable.old, RegisterRenamingTable.new, RegisterRenamingTable.day)
        .where(RegisterRenamingTable.register_id.in_(_IN_FORCE))
        .order_by(RegisterRenamingTable.day)
    )
    yield from ((old, new, day) for old, new, day in rows)


def bodies_called(connection: Connection, name: str) -> bool:
    """Whether a register knows a body of this very name."""
    query = select(RegisterOfficeTable.id).where(
        RegisterOfficeTable.body == name, RegisterOfficeTable.register_id.in_(_IN_FORCE)
    )
    return connection.scalar(query.limit(1)) is not None


def listed_offices(connection: Connection, name: str, on: date | None) -> list[OfficeRow]:
    """The offices of the registers that a name may mean, each with its holders.

    By the name itself in other words ("Home Secretary", "Secretary of State for the Home
    Department"), else by the field of a group ("Foreign Secretary").
    """
    offices = connection.execute(
        select(RegisterOfficeTable).where(RegisterOfficeTable.register_id.in_(_IN_FORCE))
    ).all()
    wanted = _matching(name, offices)
    if not wanted:
        return []
    terms = _terms(connection, {office.id for office in wanted}, on)
    names = _names(connection, {term.person for term in terms})
    people = _people(connection, names)
    titles = {office.id: office for office in wanted}
    holders = [
        HolderRow(
            _name_on(names[term.person], on or term.first_day),
            people.get(term.person),
            _post(titles[term.office_id], term),
        )
        for term in terms
    ]
    if on is not None:
        held = [holder for holder in holders if holder.post.status == "current"]
        holders = held or holders
    holders.sort(key=lambda it: (it.post.since or date.min, it.name))
    bodies = list(dict.fromkeys(office.body for office in wanted if office.body))
    return [OfficeRow(name, bodies[-1] if len(bodies) == 1 else None, tuple(holders))]


def _matching(name: str, offices: Collection[Row[*tuple[Any, ...]]]) -> list[Row[*tuple[Any, ...]]]:
    exact = [office for office in offices if office.name.casefold() == name.strip().casefold()]
    if exact:
        return exact
    words = office_of(name).words
    alike = [office for office in offices if office_of(office.name).words == words]
    if not words & {"secretary", "minister"}:
        return alike
    field = words - _FIELD
    group = [office for office in offices if field in map(_field_of, office.groups)]
    return group or alike


def _field_of(group: str) -> frozenset[str] | None:
    """The field of a group of offices at the head of departments."""
    name = group.removesuffix(" (SoS)")
    return office_of(name).words - _FIELD if name != group else None


def _terms(
    connection: Connection, offices: Collection[int], on: date | None
) -> list[Row[*tuple[Any, ...]]]:
    found: list[Row[*tuple[Any, ...]]] = []
    for part in chunks(offices):
        query = (
            select(RegisterTermTable, RegisterTable.source, RegisterTable.by, RegisterTable.at)
            .join(RegisterTable, RegisterTable.id == RegisterTermTable.register_id)
            .where(RegisterTermTable.office_id.in_(part))
        )
        if on is not None:
            query = query.where(RegisterTermTable.first_day <= on)
        found += [
            term
            for term in connection.execute(query)
            if on is None or term.last_day is None or on < term.last_day
        ]
    return found


def _names(
    connection: Connection, people: Collection[str]
) -> dict[str, list[Row[*tuple[Any, ...]]]]:
    found: dict[str, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for part in chunks(people):
        rows = connection.execute(
            select(RegisterNameTable)
            .where(
                RegisterNameTable.person.in_(part),
                RegisterNameTable.register_id.in_(_IN_FORCE),
            )
            .order_by(RegisterNameTable.id)
        )
        for row in rows:
            found[row.person].append(row)
    return found


def _name_on(names: Collection[Row[*tuple[Any, ...]]], day: date) -> str:
    """The name that somebody bore on a day."""
    borne = [
        row.name
        for row in names
        if (row.first_day is None or row.first_day <= day)
        and (row.last_day is None or day < row.last_day)
    ]
    return str(borne[0] if borne else next(iter(names)).name)


def _people(
    connection: Connection, names: dict[str, list[Row[*tuple[Any, ...]]]]
) -> dict[str, int]:
    """The person of articles who alone bears one of the full names of a person of the register."""
    folded = {row.folded: person for person, rows in names.items() for row in rows}
    shared = {
        form
        for form in folded
        if len({row.person for rows in names.values() for row in rows if row.folded == form}) > 1
    }
    found: dict[str, set[int]] = defaultdict(set)
    for part in chunks(form for form in folded if " " in form and form not in shared):
        rows = connection.execute(
            select(ArticlePersonNameTable.folded, ArticlePersonTable.person_id)
            .join(
                ArticlePersonTable,
                ArticlePersonTable.id == ArticlePersonNameTable.article_person_id,
            )
            .where(ArticlePersonNameTable.folded.in_(part))
        )
        for form, person in rows:
            found[folded[form]].add(person)
    return {person: next(iter(ids)) for person, ids in found.items() if len(ids) == 1}


def _post(office: Row[*tuple[Any, ...]], term: Row[*tuple[Any, ...]]) -> PostRow:
    return PostRow(
        role=office.name,
        organization=office.body,
        unit=None,
        first_seen=term.first_day,
        last_seen=term.last_day or term.at.date(),
        evidence=f"{term.source}, imported by {term.by} on {term.at:%Y-%m-%d}",
        article_id=None,
        status="acting" if term.acting else "current",
        ended=term.last_day,
        since=term.first_day,
    )
