"""Why a quotation's speakers are who they are: the post, the links of the machine, the decisions.

What was weighed inside the article stands with the quotation (:class:`quotes.types.Why`).
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

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


def explain(connection: Connection, quotation_id: str) -> tuple[SpeakerWhy, ...]:
    """What stands behind each speaker of a quotation, in their order.

    :param quotation_id: the whole id.
    """
    rows = connection.execute(
        select(
            SpeakerTable.name,
            PostTable.evidence,
            ArticlePersonTable.id,
            ArticlePersonTable.person_id,
            ArticlePersonTable.machine_person_id,
            PersonTable.name,
        )
        .join(QuotationTable, QuotationTable.id == SpeakerTable.quotation_id)
        .outerjoin(PostTable, PostTable.id == SpeakerTable.post_id)
        .outerjoin(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .outerjoin(PersonTable, PersonTable.id == ArticlePersonTable.person_id)
        .where(QuotationTable.id == row_id(connection, quotation_id))
        .order_by(SpeakerTable.ordinal)
    )
    return tuple(
        SpeakerWhy(
            name=name,
            evidence=evidence,
            person_id=person_id,
            person=person,
            links=_links(connection, appearance) if appearance else (),
            decisions=_decisions(connection, {person_id, machine_id}) if appearance else (),
        )
        for name, evidence, appearance, person_id, machine_id, person in rows.all()
    )


def _links(connection: Connection, appearance: int) -> tuple[LinkRow, ...]:
    """The links of a person of an article, the likeliest first."""
    rows = connection.execute(
        select(PersonLinkTable, PersonTable.name)
        .join(PersonTable, PersonTable.id == PersonLinkTable.person_id)
        .where(PersonLinkTable.article_person_id == appearance)
        .order_by(PersonLinkTable.score.desc(), PersonTable.id)
    )
    return tuple(
        LinkRow(
            link.person_id,
            link.name,
            link.verdict,
            link.score,
            tuple(Observation(observed["kind"], observed["detail"]) for observed in link.evidence),
        )
        for link in rows
    )


def _decisions(connection: Connection, people: Collection[int]) -> tuple[DecisionRow, ...]:
    """The decisions in force on these people, the earliest first."""
    return tuple(
        row
        for row in reversed(list_decisions(connection, "person"))
        if {row.person, row.other} & set(people) and not row.inapplicable and row.undone_at is None
    )
