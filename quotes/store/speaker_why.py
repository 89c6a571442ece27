"""Why a quotation's speakers are who they are: the post, the links of the machine, the decisions.

What was weighed inside the article stands with the quotation (:class:`quotes.types.Why`).
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.db.matching import row_id
from quotes.db.rows import DecisionRow, LinkRow, Observation, SpeakerWhy
from quotes.db.tables import (
    ArticlePersonTable,
    PersonLinkTable,
    PersonTable,
    PostTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.entities.decide import list_decisions


def explain(session: Session, quotation_id: str) -> tuple[SpeakerWhy, ...]:
    """What stands behind each speaker of a quotation, in their order.

    :param quotation_id: the whole id.
    """
    rows = session.execute(
        select(SpeakerTable.name, PostTable.evidence, ArticlePersonTable, PersonTable.name)
        .join(QuotationTable, QuotationTable.id == SpeakerTable.quotation_id)
        .outerjoin(PostTable, PostTable.id == SpeakerTable.post_id)
        .outerjoin(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .outerjoin(PersonTable, PersonTable.id == ArticlePersonTable.person_id)
        .where(QuotationTable.id == row_id(session, quotation_id))
        .order_by(SpeakerTable.ordinal)
    )
    return tuple(
        SpeakerWhy(
            name=name,
            evidence=evidence,
            person_id=appearance.person_id if appearance else None,
            person=person,
            links=_links(session, appearance.id) if appearance else (),
            decisions=_decisions(session, {appearance.person_id, appearance.machine_person_id})
            if appearance
            else (),
        )
        for name, evidence, appearance, person in rows.all()
    )


def _links(session: Session, appearance: int) -> tuple[LinkRow, ...]:
    """The links of a person of an article, the likeliest first."""
    rows = session.execute(
        select(PersonLinkTable, PersonTable.name)
        .join(PersonTable, PersonTable.id == PersonLinkTable.person_id)
        .where(PersonLinkTable.article_person_id == appearance)
        .order_by(PersonLinkTable.score.desc(), PersonTable.id)
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
        for row in reversed(list_decisions(session, "person"))
        if {row.person, row.other} & set(people) and not row.inapplicable and row.undone_at is None
    )
