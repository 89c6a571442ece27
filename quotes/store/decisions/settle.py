"""Bringing the stored people in line with what the machine found and humans decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

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

from quotes.store.chunks import chunks
from quotes.store.decisions import ledger
from quotes.store.decisions.naming import fullest
from quotes.store.decisions.replay import Given, Member, Outcome, Ruling, replay
from quotes.store.folding import fold_person, surname
from quotes.store.models import Alias, Appearance, Article, Contact, Person


class _Row(NamedTuple):
    id: int
    member: Member
    person: int
    home: int


def settle_article(connection: Connection, article: int, before: Collection[int] = ()) -> None:
    """Put the people of an article where they belong, after it was written.

    :param before: the people whom the article named until then.
    """
    rows = _rows(connection, Appearance.article_id == article)
    outcome = _replay(ledger.read(connection), rows)
    _move(connection, rows, outcome)
    people = {outcome.of(row.member) for row in rows}
    settle_names(connection, people.union(before), outcome)


def settle_all(connection: Connection) -> Outcome:
    """Put everyone where they belong whom a decision is about, after decisions have changed."""
    rulings = ledger.read(connection)
    about = {ruling.one for ruling in rulings} | {r.other for r in rulings if r.other is not None}
    rows = [
        row
        for part in chunks(about)
        for row in _rows(
            connection, or_(Appearance.home_id.in_(part), Appearance.person_id.in_(part))
        )
    ]
    outcome = _replay(rulings, rows)
    _move(connection, rows, outcome)
    _move_contacts(connection, about, outcome)
    _write_aliases(connection, outcome.aliases)
    settle_names(connection, about | {row.person for row in rows}, outcome)
    return outcome


def seats(connection: Connection, article: int) -> dict[int, int]:
    """Whose each appearance of an article is but for merges."""
    rows = _rows(connection, Appearance.article_id == article)
    outcome = _replay(ledger.read(connection), rows)
    return {row.id: outcome.seats[row.member] for row in rows}


def standing(connection: Connection) -> Outcome:
    """How people stand after all decisions, without their mentions."""
    return replay({}, ledger.read(connection))


def settle_names(connection: Connection, people: Collection[int], outcome: Outcome) -> None:
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
            for row in connection.execute(select(Person.id, Person.name).where(Person.id.in_(part)))
        }
        names = (
            select(
                Appearance.person_id,
                Appearance.home_id,
                Appearance.name,
                func.min(Appearance.id).label("first"),
            )
            .where(Appearance.person_id.in_(part))
            .group_by(Appearance.person_id, Appearance.home_id, Appearance.name)
        )
        for row in connection.execute(names):
            kept = all_names[row.person_id]
            kept[row.name] = min(row.first, kept.get(row.name, row.first))
            if row.person_id == row.home_id:
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
            update(Person).where(Person.id == bindparam("at")).values(name=bindparam("to")),
            renamed,
        )


def _replay(rulings: Iterable[Ruling], rows: Iterable[_Row]) -> Outcome:
    return replay({row.member: row.home for row in rows}, rulings)


def _rows(connection: Connection, which: ColumnElement[bool]) -> list[_Row]:
    found = connection.execute(
        select(
            Appearance.id,
            Article.public_id,
            Appearance.folded,
            Appearance.ordinal,
            Appearance.person_id,
            Appearance.home_id,
        )
        .join(Article, Article.id == Appearance.article_id)
        .where(which)
    )
    return [
        _Row(row, Member(article, folded, ordinal), person, home)
        for row, article, folded, ordinal, person, home in found
    ]


def _move(connection: Connection, rows: Iterable[_Row], outcome: Outcome) -> None:
    moved: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        person = outcome.of(row.member)
        if person != row.person:
            moved[person].append(row.id)
    for person, appearances in moved.items():
        for part in chunks(appearances):
            connection.execute(
                update(Appearance).where(Appearance.id.in_(part)).values(person_id=person)
            )


def _move_contacts(connection: Connection, about: Collection[int], outcome: Outcome) -> None:
    """Let the contacts of people on whom there are decisions follow these."""
    for part in chunks(about):
        homes = select(Contact.home_id).where(Contact.home_id.in_(part))
        for home in connection.scalars(homes.distinct()).all():
            moved = update(Contact).where(Contact.home_id == home)
            connection.execute(moved.values(person_id=outcome.whom(home)))


def _listed_names(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The first name that a contact list gives each of the people themselves."""
    found: dict[int, str] = {}
    for part in chunks(people):
        named = select(Contact.home_id, Contact.name).where(
            Contact.person_id.in_(part), Contact.home_id == Contact.person_id
        )
        for person, name in connection.execute(named.order_by(Contact.id)):
            found.setdefault(person, name)
    return found


def _write_aliases(connection: Connection, aliases: Iterable[Given]) -> None:
    wanted = set(aliases)
    stored = {
        Given(row.person_id, row.name, row.decision_id): row.id
        for row in connection.execute(
            select(Alias.id, Alias.person_id, Alias.name, Alias.decision_id)
        )
    }
    for part in chunks(row for given, row in stored.items() if given not in wanted):
        connection.execute(delete(Alias).where(Alias.id.in_(part)))
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
        connection.execute(insert(Alias), rows)
