"""What is shown of decisions and of pairs left to a human."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from quotes.store.chunks import chunks
from quotes.store.decided import Decision, DecisionSubject, PersonLink
from quotes.store.decisions import ledger
from quotes.store.decisions.replay import replay
from quotes.store.decisions.settle import standing
from quotes.store.matching import APPEARING
from quotes.store.models import Appearance, Contact, ContactLink, Organization, Person
from quotes.store.rows import DecisionRow, MaybeRow, Observation


def list_decisions(
    session: Session, only: int | None = None, subject: DecisionSubject = "person"
) -> list[DecisionRow]:
    """All decisions on people or on organisations, the latest first, or only one of them."""
    asleep = replay({}, ledger.read(session.connection(), subject)).asleep
    wanted = (
        select(Decision)
        .where(Decision.subject == subject)
        .order_by(Decision.id.desc())
        .options(selectinload(Decision.members))
    )
    if only is not None:
        wanted = wanted.where(Decision.id == only)
    decisions = session.scalars(wanted).all()
    operands = {d.id: _operands(d, subject) for d in decisions}
    about = {one for pair in operands.values() for one in pair if one is not None}
    names = _names(session, about, Person if subject == "person" else Organization)
    return [
        DecisionRow(
            id=one.id,
            kind=one.kind,
            origin=one.origin,
            person=operands[one.id][0] or 0,
            person_name=names.get(operands[one.id][0] or 0, ""),
            other=operands[one.id][1],
            other_name=names.get(operands[one.id][1] or 0),
            name=one.name,
            articles=tuple(sorted({member.article for member in one.members})),
            by=one.by,
            at=_utc(one.at),
            why=one.why,
            asleep=one.id in asleep,
            undone_at=_utc(one.undone_at) if one.undone_at else None,
            undone_by=one.undone_by,
            undone_why=one.undone_why,
            subject=subject,
        )
        for one in decisions
    ]


def one_decision(session: Session, decision: int) -> DecisionRow:
    """The decision of this id, which is there, on people or on organisations."""
    subject = session.scalars(select(Decision.subject).where(Decision.id == decision)).one()
    (row,) = list_decisions(session, decision, subject)
    return row


def list_maybe(session: Session, limit: int | None) -> list[MaybeRow]:
    """Pairs of people of current articles or lists who may be one, the likeliest first.

    Those on whom humans decided are not among them.
    """
    outcome = standing(session.connection())
    linked = (
        select(Appearance.person_id, PersonLink.person_id, PersonLink.score, PersonLink.evidence)
        .join(PersonLink, PersonLink.appearance_id == Appearance.id)
        .where(PersonLink.verdict == "maybe", Appearance.id.in_(APPEARING))
    )
    listed = (
        select(Contact.person_id, ContactLink.person_id, ContactLink.score, ContactLink.evidence)
        .join(ContactLink, ContactLink.contact_id == Contact.id)
        .where(ContactLink.verdict == "maybe")
    )
    links = [
        *session.execute(linked.order_by(PersonLink.score.desc(), PersonLink.appearance_id)),
        *session.execute(listed.order_by(ContactLink.score.desc(), ContactLink.contact_id)),
    ]
    best: dict[frozenset[int], tuple[float, tuple[Observation, ...]]] = {}
    for person, other, score, evidence in sorted(links, key=lambda link: -link[2]):
        pair = frozenset({person, outcome.whom(other)})
        if len(pair) == 2 and pair not in outcome.apart and pair not in best:
            best[pair] = score, tuple(Observation(e["kind"], e["detail"]) for e in evidence)
    there = _appearing(session, {person for pair in best for person in pair})
    rows = [
        MaybeRow(one, there[one], other, there[other], score, evidence)
        for (one, other), (score, evidence) in ((sorted(p), found) for p, found in best.items())
        if one in there and other in there
    ]
    return rows[:limit]


def _utc(stored: datetime) -> datetime:
    """SQLite forgets the time zone; all times are written in UTC."""
    return stored.astimezone(UTC) if stored.tzinfo else stored.replace(tzinfo=UTC)


def _operands(decision: Decision, subject: DecisionSubject) -> tuple[int | None, int | None]:
    if subject == "person":
        return decision.person_id, decision.other_person_id
    return decision.organization_id, decision.other_organization_id


def _names(
    session: Session, ids: Iterable[int], of: type[Person] | type[Organization] = Person
) -> dict[int, str]:
    named: dict[int, str] = {}
    for part in chunks(ids):
        for row in session.execute(select(of.id, of.name).where(of.id.in_(part))):
            named[row.id] = row.name
    return named


def _appearing(session: Session, people: Iterable[int]) -> dict[int, str]:
    """Those of the people whom current articles or lists name, with the name shown."""
    there: set[int] = set()
    for part in chunks(people):
        named = select(Appearance.person_id).where(
            Appearance.person_id.in_(part), Appearance.id.in_(APPEARING)
        )
        there.update(session.scalars(named.distinct()))
        listed = select(Contact.person_id).where(Contact.person_id.in_(part))
        there.update(session.scalars(listed.distinct()))
    return _names(session, there)
