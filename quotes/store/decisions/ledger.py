"""The log of decisions in the database: reading, adding to it, marking one as undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from quotes.store.decided import Decision, DecisionMember, DecisionSubject
from quotes.store.decisions.replay import Member, Ruling

_Operand = InstrumentedAttribute[int | None]


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides something, and why."""

    name: str
    why: str | None = None


def read(connection: Connection, subject: DecisionSubject = "person") -> list[Ruling]:
    """All decisions on people, or on organisations, in their order."""
    one, other = _operands(subject)
    stored = (
        select(
            Decision.id,
            Decision.kind,
            one.label("one"),
            other.label("other"),
            Decision.name,
            Decision.undone_at.is_not(None).label("undone"),
        )
        .where(Decision.subject == subject)
        .order_by(Decision.id)
    )
    rows = connection.execute(stored).all()
    members = _members(connection) if any(row.kind == "split" for row in rows) else {}
    return [
        Ruling(
            row.id,
            row.kind,
            row.one,
            row.other,
            row.name,
            frozenset(members.get(row.id, ())),
            row.undone,
        )
        for row in rows
    ]


def next_id(connection: Connection) -> int:
    """The id that the next decision gets."""
    return 1 + (connection.scalar(select(func.max(Decision.id))) or 0)


def append(
    connection: Connection,
    ruling: Ruling,
    author: Author,
    subject: DecisionSubject = "person",
) -> None:
    """Write a decision of a human with the time of now."""
    one, other = _operands(subject)
    connection.execute(
        insert(Decision).values(
            {
                "id": ruling.id,
                "subject": subject,
                "kind": ruling.kind,
                "origin": "human",
                "by": author.name,
                "at": datetime.now(UTC),
                "why": author.why,
                one.key: ruling.one,
                other.key: ruling.other,
                "name": ruling.name,
            }
        )
    )
    members: Sequence[Member] = sorted(ruling.members)
    if members:
        connection.execute(
            insert(DecisionMember),
            [
                {
                    "decision_id": ruling.id,
                    "article": member.article,
                    "folded": member.folded,
                    "ordinal": member.ordinal,
                }
                for member in members
            ],
        )


def mark_undone(connection: Connection, decision: int, author: Author) -> None:
    """Mark a decision as undone now."""
    connection.execute(
        update(Decision)
        .where(Decision.id == decision)
        .values(undone_at=datetime.now(UTC), undone_by=author.name, undone_why=author.why)
    )


def _members(connection: Connection) -> dict[int, set[Member]]:
    members: dict[int, set[Member]] = defaultdict(set)
    stored = select(
        DecisionMember.decision_id,
        DecisionMember.article,
        DecisionMember.folded,
        DecisionMember.ordinal,
    )
    for row in connection.execute(stored):
        members[row.decision_id].add(Member(row.article, row.folded, row.ordinal))
    return members


def _operands(subject: DecisionSubject) -> tuple[_Operand, _Operand]:
    if subject == "person":
        return Decision.person_id, Decision.other_person_id
    return Decision.organization_id, Decision.other_organization_id
