"""Bringing the stored organisations in line with what the machine found and humans decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
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

from quotes.attribution.organizations.short_forms import is_abbreviation
from quotes.store.bodies import Body, BodyName, OrganizationAlias
from quotes.store.chunks import chunks
from quotes.store.decisions import ledger
from quotes.store.decisions.replay import Given, Member, Outcome, Ruling, replay
from quotes.store.folding import fold_organization
from quotes.store.models import Article, Organization
from quotes.store.moving import settle_in


class _Row(NamedTuple):
    id: int
    member: Member
    organization: int
    home: int


def settle_article(connection: Connection, article: int) -> None:
    """Put the bodies of an article where they belong, after they were written."""
    rulings = ledger.read(connection, "organization")
    about = _about(rulings)
    rows = _rows(connection, Body.article_id == article)
    if any(row.home in about for row in rows):
        rows += _decided(connection, about, but=article)
    outcome = replay({row.member: row.home for row in rows}, rulings)
    _move(connection, rows, outcome)
    settle_names(connection, {outcome.of(row.member) for row in rows}, outcome)


def settle_all(connection: Connection) -> Outcome:
    """Put every body where it belongs on which there is a decision, after these have changed."""
    rulings = ledger.read(connection, "organization")
    about = _about(rulings)
    rows = _decided(connection, about)
    outcome = replay({row.member: row.home for row in rows}, rulings)
    _move(connection, rows, outcome)
    _write_aliases(connection, outcome.aliases)
    settle_names(connection, about | {row.organization for row in rows}, outcome)
    return outcome


def standing(connection: Connection) -> Outcome:
    """How organisations stand after all decisions, without their bodies."""
    return replay({}, ledger.read(connection, "organization"))


def settle_names(connection: Connection, organizations: Collection[int], outcome: Outcome) -> None:
    """Show organisations by the name that a human gave, else by the usual one of their articles.

    That is a full name before an abbreviation, one that no article calls a former one, the one
    that most articles use, and the longest of these. What articles call a body merged into
    another counts only where nothing else is left.
    """
    for part in chunks(organizations):
        former = {
            (row.organization_id, row.folded)
            for row in connection.execute(
                select(Body.organization_id, BodyName.folded)
                .join(BodyName, BodyName.body_id == Body.id)
                .where(Body.organization_id.in_(part), BodyName.kind == "former")
                .distinct()
            )
        }
        used = (
            select(
                Body.organization_id,
                (Body.organization_id == Body.home_id).label("own"),
                Body.name,
                Body.folded,
                func.max(Body.place).label("place"),
                func.count().label("often"),
            )
            .where(Body.organization_id.in_(part))
            .group_by(Body.organization_id, "own", Body.name, Body.folded)
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
    outcome: Outcome,
) -> None:
    shown = select(Organization.id, Organization.name, Organization.place)
    changed = []
    for row in connection.execute(shown.where(Organization.id.in_(organizations))):
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
            update(Organization).where(Organization.id == bindparam("at")).values(values), changed
        )


def _about(rulings: Iterable[Ruling]) -> set[int]:
    return {one for r in rulings for one in (r.one, r.other) if one is not None}


def _decided(connection: Connection, about: Collection[int], but: int | None = None) -> list[_Row]:
    return [
        row
        for part in chunks(about)
        for row in _rows(
            connection,
            or_(Body.home_id.in_(part), Body.organization_id.in_(part))
            & Body.article_id.is_distinct_from(but),
        )
    ]


def _rows(connection: Connection, which: ColumnElement[bool]) -> list[_Row]:
    found = connection.execute(
        select(
            Body.id,
            Article.public_id,
            Body.folded,
            Body.ordinal,
            Body.organization_id,
            Body.home_id,
        )
        .join(Article, Article.id == Body.article_id)
        .where(which)
    )
    return [
        _Row(row, Member(article, folded, ordinal), organization, home)
        for row, article, folded, ordinal, organization, home in found
    ]


def _move(connection: Connection, rows: Iterable[_Row], outcome: Outcome) -> None:
    moved: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        organization = outcome.of(row.member)
        if organization != row.organization:
            moved[organization].append(row.id)
    for organization, bodies in moved.items():
        settle_in(connection, bodies, organization, home=False)


def _write_aliases(connection: Connection, aliases: Iterable[Given]) -> None:
    wanted = set(aliases)
    stored = {
        Given(row.organization_id, row.name, row.decision_id): row.id
        for row in connection.execute(
            select(
                OrganizationAlias.id,
                OrganizationAlias.organization_id,
                OrganizationAlias.name,
                OrganizationAlias.decision_id,
            )
        )
    }
    for part in chunks(row for given, row in stored.items() if given not in wanted):
        connection.execute(delete(OrganizationAlias).where(OrganizationAlias.id.in_(part)))
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
        connection.execute(insert(OrganizationAlias), rows)
