"""Why a quotation's speakers are who they are: the post, the links of the machine, the decisions.

What was weighed inside the article stands with the quotation (:class:`quotes.article.Why`).
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.decisions.log import list_decisions
from quotes.store.models import Appearance, Person, PersonLink, Post, Quotation, Speaker
from quotes.store.rows import DecisionRow, LinkRow, Observation, SpeakerWhy


def explain(session: Session, quotation_id: str) -> tuple[SpeakerWhy, ...]:
    """What stands behind each speaker of a quotation, in their order.

    :param quotation_id: the whole id.
    """
    rows = session.execute(
        select(Speaker.name, Post.evidence, Appearance, Person.name)
        .join(Quotation, Quotation.id == Speaker.quotation_id)
        .outerjoin(Post, Post.id == Speaker.post_id)
        .outerjoin(Appearance, Appearance.id == Speaker.appearance_id)
        .outerjoin(Person, Person.id == Appearance.person_id)
        .where(Quotation.public_id == quotation_id)
        .order_by(Speaker.ordinal)
    )
    return tuple(
        SpeakerWhy(
            name=name,
            evidence=evidence,
            person_id=appearance.person_id if appearance else None,
            person=person,
            links=_links(session, appearance.id) if appearance else (),
            decisions=_decisions(session, {appearance.person_id, appearance.home_id})
            if appearance
            else (),
        )
        for name, evidence, appearance, person in rows.all()
    )


def _links(session: Session, appearance: int) -> tuple[LinkRow, ...]:
    """The links of a person of an article, the likeliest first."""
    rows = session.execute(
        select(PersonLink, Person.name)
        .join(Person, Person.id == PersonLink.person_id)
        .where(PersonLink.appearance_id == appearance)
        .order_by(PersonLink.score.desc(), Person.id)
    )
    return tuple(
        LinkRow(
            link.person_id,
            name,
            link.verdict,
            link.score,
            tuple(Observation(one["kind"], one["detail"]) for one in link.evidence),
        )
        for link, name in rows
    )


def _decisions(session: Session, people: Collection[int]) -> tuple[DecisionRow, ...]:
    """The decisions in force on these people, the earliest first."""
    return tuple(
        row
        for row in reversed(list_decisions(session))
        if {row.person, row.other} & set(people) and not row.asleep and row.undone_at is None
    )
