"""Writing the organisations of one article, and finding again those that were written before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from quotes.article import Extraction, Organization, Person
from quotes.store.bodies import Body, BodyKey, BodyName
from quotes.store.folding import fold_organization
from quotes.store.homes import Homes
from quotes.store.identity.body_keys import keys_of, kind_of

Form = tuple[str, str | None]
"""A folded name of a body, and its place."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The row of a body of an article, and of the organisation that it is."""

    body: int
    organization: int


@dataclass(frozen=True, slots=True)
class Roster:
    """The organisations of an article, to be looked up by what the article calls them."""

    seats: Mapping[Form, Seat]

    def of(self, name: str | None, place: str | None = None) -> Seat | None:
        """The organisation that a name means; of two with that name, the one of the place."""
        if not name:
            return None
        folded = fold_organization(name)
        return self.seats.get((folded, place)) or self.seats.get((folded, None))


def seat_columns(seat: Seat | None) -> dict[str, int | None]:
    """The columns of a post or a speaker that say which organisation it is of."""
    return {
        "body_id": seat.body if seat else None,
        "organization_id": seat.organization if seat else None,
    }


def organizations_of(extraction: Extraction, people: Iterable[Person]) -> list[Organization]:
    """The organisations of an extraction, and those that only speak or have people in post."""
    bodies = list(extraction.organizations)
    named = {form for body in bodies for form in map(fold_organization, body.forms)}
    names = [post.organization for person in people for post in person.affiliations]
    for quotation in extraction.quotations:
        for speaker in quotation.speakers:
            if speaker.type == "organization":
                names.append(speaker.name)
            elif speaker.affiliation:
                names.append(speaker.affiliation.organization)
    for name in names:
        if name and fold_organization(name) not in named:
            bodies.append(Organization(name))
            named.add(fold_organization(name))
    return bodies


def remembered(connection: Connection, article: int | None) -> dict[Form, int]:
    """The homes of the bodies that are stored of an article, by all forms of their names."""
    if article is None:
        return {}
    forms = (
        select(BodyName.folded, Body.place, Body.home_id, BodyName.kind)
        .join(Body, Body.id == BodyName.body_id)
        .where(Body.article_id == article)
        .order_by(BodyName.kind == "full", Body.id.desc())
    )
    return {(folded, place): home for folded, place, home, _ in connection.execute(forms)}


def write_roster(
    connection: Connection,
    article: int,
    outlet: int | None,
    bodies: Sequence[Organization],
    known: Mapping[Form, int],
) -> Roster:
    """Write the bodies of an article, each with its home among all organisations.

    :param outlet: the row of the article's outlet.
    :param known: what :func:`remembered` gave of the article and of its earlier version.
    """
    homes = Homes(connection)
    rows: list[dict[str, Any]] = []
    count: dict[str, int] = defaultdict(int)
    for body in bodies:
        folded = fold_organization(body.name)
        keys, present = keys_of(body, outlet), keys_of(replace(body, former_names=()), outlet)
        home = homes.of(body, keys, keys - present, known.get((folded, body.place)))
        rows.append(
            {
                "article_id": article,
                "organization_id": home,
                "home_id": home,
                "name": body.name,
                "folded": folded,
                "ordinal": count[folded],
                "place": body.place,
            }
        )
        count[folded] += 1
    if not rows:
        return Roster({})
    ids = connection.scalars(
        insert(Body).returning(Body.id, sort_by_parameter_order=True), rows
    ).all()
    _write_names(connection, outlet, bodies, ids)
    seats = _seats(bodies, ids, [row["home_id"] for row in rows])
    _write_parents(connection, bodies, ids, seats)
    return Roster(seats)


def _write_names(
    connection: Connection, outlet: int | None, bodies: Sequence[Organization], ids: Sequence[int]
) -> None:
    names = [
        {
            "body_id": row,
            "name": form,
            "folded": fold_organization(form),
            "kind": kind_of(form, body),
        }
        for body, row in zip(bodies, ids, strict=True)
        for form in dict.fromkeys(body.forms)
    ]
    connection.execute(insert(BodyName), names)
    keys = [
        {"body_id": row, "kind": key.kind, "key": key.key}
        for body, row in zip(bodies, ids, strict=True)
        for key in sorted(keys_of(body, outlet))
    ]
    if keys:
        connection.execute(insert(BodyKey), keys)


def _seats(
    bodies: Sequence[Organization], ids: Sequence[int], homes: Sequence[int]
) -> dict[Form, Seat]:
    """Who is meant by each form: whose full name it is, else the first whose short form it is."""
    seats: dict[Form, Seat] = {}
    rows = [(body, Seat(row, home)) for body, row, home in zip(bodies, ids, homes, strict=True)]
    for full in (True, False):
        for body, seat in rows:
            for form in (body.name,) if full else body.forms:
                for place in {body.place, None}:
                    seats.setdefault((fold_organization(form), place), seat)
    return seats


def _write_parents(
    connection: Connection,
    bodies: Sequence[Organization],
    ids: Sequence[int],
    seats: Mapping[Form, Seat],
) -> None:
    wholes = [
        {"at": row, "whole": seats[fold_organization(body.parent), None].body}
        for body, row in zip(bodies, ids, strict=True)
        if body.parent and (fold_organization(body.parent), None) in seats
    ]
    wholes = [one for one in wholes if one["at"] != one["whole"]]
    if wholes:
        connection.execute(
            update(Body).where(Body.id == bindparam("at")).values(parent_id=bindparam("whole")),
            wholes,
        )
