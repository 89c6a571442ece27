"""The ledger of decisions: reading it, adding to it, marking one as undone.

Every decision of a human stands here once, whatever it is about; nothing else that humans decided
is stored but what follows from it. How things stand is a replay of the decisions that are not
undone, in the order of their numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Select, func, insert, select, update

from quotes.db.rows import DecisionKind, DecisionSubject, EntitySubject
from quotes.db.tables import (
    ArticleOrganizationTable,
    ArticlePersonTable,
    DecisionMemberTable,
    DecisionSelectorTable,
    DecisionTable,
    OrganizationAliasTable,
    OrganizationTable,
    Origin,
    PersonAliasTable,
    PersonTable,
)
from quotes.names.person import fold_person
from quotes.text.normalize import fold_organization


@dataclass(frozen=True, slots=True, order=True)
class MentionKey:
    """A mention of somebody in one article, named by what stays when the article is read again.

    ``article`` is the id of the article's text, ``folded`` the fullest name there without case
    and titles, ``ordinal`` tells those of one name apart.
    """

    article: str
    folded: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class QuotationSelector:
    """A quotation by its words, as the TextQuoteSelector of W3C Web Annotation has it.

    ``address`` is where the article stands; ``exact`` are the words, ``prefix`` and ``suffix``
    those around them. ``quotation`` is the id that it had; ``repeated`` whether the article had
    the words more than once.
    """

    address: str
    exact: str
    prefix: str
    suffix: str
    quotation: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides something, and why."""

    name: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision. What ``kind`` means is told where its subject is replayed.

    Of people and organisations: ``entity`` is the one that it is about, ``other`` the one merged
    into it, split off or told apart from it, ``name`` the name given, ``members`` who is split
    off. Others have what they say in ``details``; those on a quotation have it in ``selector``.
    """

    id: int
    kind: DecisionKind
    entity: int = 0
    other: int | None = None
    name: str | None = None
    members: frozenset[MentionKey] = frozenset()
    undone: bool = False
    subject: DecisionSubject = "person"
    details: Mapping[str, Any] = field(default_factory=dict)
    selector: QuotationSelector | None = None
    origin: Origin = "human"
    by: str = ""
    at: datetime = datetime.min
    why: str | None = None
    undone_at: datetime | None = None
    undone_by: str | None = None
    undone_why: str | None = None


@dataclass(frozen=True, slots=True)
class EntityKind:
    """What deciding on people and on organisations differs in: tables and words."""

    subject: EntitySubject
    noun: str
    command: str
    table: type[PersonTable | OrganizationTable]
    mentions: type[ArticlePersonTable | ArticleOrganizationTable]
    entity_id: Column[int]
    machine_id: Column[int]
    aliases: type[PersonAliasTable | OrganizationAliasTable]
    alias_of: Column[int]
    operands: tuple[Column[int | None], Column[int | None]]
    fold: Callable[[str], str]


PEOPLE = EntityKind(
    "person",
    "person",
    "people",
    PersonTable,
    ArticlePersonTable,
    ArticlePersonTable.person_id,
    ArticlePersonTable.machine_person_id,
    PersonAliasTable,
    PersonAliasTable.person_id,
    (DecisionTable.person_id, DecisionTable.other_person_id),
    fold_person,
)
ORGANIZATIONS = EntityKind(
    "organization",
    "organisation",
    "organizations",
    OrganizationTable,
    ArticleOrganizationTable,
    ArticleOrganizationTable.organization_id,
    ArticleOrganizationTable.machine_organization_id,
    OrganizationAliasTable,
    OrganizationAliasTable.organization_id,
    (DecisionTable.organization_id, DecisionTable.other_organization_id),
    fold_organization,
)
KINDS: Mapping[EntitySubject, EntityKind] = {
    "person": PEOPLE,
    "organization": ORGANIZATIONS,
}


@cache
def _stored(subjects: tuple[DecisionSubject, ...]) -> Select[Any]:
    stored = select(DecisionTable).order_by(DecisionTable.id)
    return stored.where(DecisionTable.subject.in_(subjects)) if subjects else stored


def read(connection: Connection, *subjects: DecisionSubject) -> list[Decision]:
    """All decisions on these subjects, or on any without one, in their order."""
    rows = connection.execute(_stored(subjects)).all()
    kinds = {row.kind for row in rows}
    members = _members(connection) if "split" in kinds else {}
    selectors = _selectors(connection) if "set" in kinds else {}
    return [
        Decision(
            id=row.id,
            kind=row.kind,
            entity=row.person_id or row.organization_id or 0,
            other=row.other_person_id or row.other_organization_id,
            name=row.name,
            members=frozenset(members.get(row.id, ())),
            undone=row.undone_at is not None,
            subject=row.subject,
            details=row.details,
            selector=selectors.get(row.id),
            origin=row.origin,
            by=row.by,
            at=utc(row.at),
            why=row.why,
            undone_at=utc(row.undone_at) if row.undone_at else None,
            undone_by=row.undone_by,
            undone_why=row.undone_why,
        )
        for row in rows
    ]


def subject_of(connection: Connection, decision: int) -> DecisionSubject:
    """What a decision is on."""
    subject = select(DecisionTable.subject).where(DecisionTable.id == decision)
    return connection.scalars(subject).one()


def next_id(connection: Connection) -> int:
    """The number that the next decision gets."""
    return 1 + (connection.scalar(select(func.max(DecisionTable.id))) or 0)


def append(connection: Connection, decision: Decision) -> None:
    """Write a decision."""
    operands: dict[str, int | None] = {}
    if decision.subject in ("person", "organization"):
        entity, other = KINDS[decision.subject].operands
        operands = {entity.key: decision.entity, other.key: decision.other}
    connection.execute(
        insert(DecisionTable).values(
            {
                "id": decision.id,
                "subject": decision.subject,
                "kind": decision.kind,
                "origin": decision.origin,
                "by": decision.by,
                "at": decision.at,
                "why": decision.why,
                "name": decision.name,
                "details": dict(decision.details),
                **operands,
            }
        )
    )
    if decision.members:
        connection.execute(
            insert(DecisionMemberTable),
            [
                {
                    "decision_id": decision.id,
                    "article": member.article,
                    "folded": member.folded,
                    "ordinal": member.ordinal,
                }
                for member in sorted(decision.members)
            ],
        )
    if (selector := decision.selector) is not None:
        connection.execute(
            insert(DecisionSelectorTable).values(
                decision_id=decision.id,
                address=selector.address,
                exact=selector.exact,
                prefix=selector.prefix,
                suffix=selector.suffix,
                quotation=selector.quotation,
                repeated=selector.repeated,
            )
        )


def mark_undone(connection: Connection, decision: int, author: Author) -> None:
    """Mark a decision as undone now."""
    connection.execute(
        update(DecisionTable)
        .where(DecisionTable.id == decision)
        .values(undone_at=datetime.now(UTC), undone_by=author.name, undone_why=author.why)
    )


def utc(stored: datetime) -> datetime:
    """SQLite forgets the time zone; all times are written in UTC."""
    return stored.astimezone(UTC) if stored.tzinfo else stored.replace(tzinfo=UTC)


def _members(connection: Connection) -> dict[int, set[MentionKey]]:
    members: dict[int, set[MentionKey]] = defaultdict(set)
    for row in connection.execute(select(DecisionMemberTable)):
        members[row.decision_id].add(MentionKey(row.article, row.folded, row.ordinal))
    return members


def _selectors(connection: Connection) -> dict[int, QuotationSelector]:
    return {
        row.decision_id: QuotationSelector(
            row.address, row.exact, row.prefix, row.suffix, row.quotation, row.repeated
        )
        for row in connection.execute(select(DecisionSelectorTable))
    }


def about(decisions: Iterable[Decision]) -> set[int]:
    """Those whom decisions of one kind are about."""
    return {entity for d in decisions for entity in (d.entity, d.other) if entity is not None}
