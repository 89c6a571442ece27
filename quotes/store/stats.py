"""Who is heard: how much outlets lean on unnamed sources, and how concentrated the voices are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Column, CompoundSelect, Connection, Select, distinct, func, select, union

from quotes.db.matching import APPEARING, COUNTED, CURRENT, unnamed
from quotes.db.rows import Concentration, SourceUse, Stats, concentration
from quotes.db.tables import (
    ArticlePersonTable,
    ArticleTable,
    OutletTable,
    PersonTable,
    PostTable,
    QuotationTable,
    SpeakerTable,
)

GRADES = 4


def unnamed_by_outlet(connection: Connection) -> dict[str | None, SourceUse]:
    """How many quotations of current articles have an unnamed source, by outlet.

    Those with the greatest share come first. A quotation counts once, with the best grade of its
    unnamed sources. None stands for articles without an outlet.
    """
    quoted = (
        select(OutletTable.name, func.count(QuotationTable.id))
        .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
        .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
        .where(*COUNTED)
        .group_by(OutletTable.id, OutletTable.name)
    )
    best = (
        select(SpeakerTable.quotation_id, func.max(SpeakerTable.unnamed_grade).label("grade"))
        .where(unnamed())
        .group_by(SpeakerTable.quotation_id)
        .subquery()
    )
    graded = (
        select(OutletTable.name, best.c.grade, func.count(QuotationTable.id))
        .join(best, best.c.quotation_id == QuotationTable.id)
        .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
        .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
        .where(*COUNTED)
        .group_by(OutletTable.id, OutletTable.name, best.c.grade)
    )
    grades = {(outlet, grade): count for outlet, grade, count in connection.execute(graded)}
    uses = {
        outlet: SourceUse(count, tuple(grades.get((outlet, grade), 0) for grade in range(GRADES)))
        for outlet, count in connection.execute(quoted)
    }

    def leaning(item: tuple[str | None, SourceUse]) -> tuple[float, int, str]:
        return -item[1].share, -item[1].unnamed, item[0] or ""

    return dict(sorted(uses.items(), key=leaning))


def in_all(uses: Iterable[SourceUse]) -> SourceUse:
    """The uses of several outlets taken together."""
    listed = tuple(uses)
    by_grade = tuple(sum(use.by_grade[grade] for use in listed) for grade in range(GRADES))
    return SourceUse(sum(use.quotations for use in listed), by_grade)


def voices_by_outlet(
    connection: Connection,
) -> tuple[Concentration | None, dict[str, Concentration]]:
    """How concentrated the voices of current articles are, in all and by outlet.

    A voice is a person across articles, or an organisation that speaks; unnamed sources and groups
    are none. A quotation counts for each voice that says it. The outlets with most voices come
    first.
    """
    rows = [
        (outlet, (kind, voice), count)
        for kind, query in (("person", _voices_people()), ("organization", _voices_organizations()))
        for outlet, voice, count in connection.execute(query)
        if voice is not None
    ]
    everywhere: Counter[tuple[str, int]] = Counter()
    for _, voice, count in rows:
        everywhere[voice] += count
    rows.sort(key=lambda row: row[0] or "")
    by_outlet = {
        outlet: found
        for outlet, group in groupby(rows, key=lambda row: row[0])
        if outlet and (found := concentration(count for _, _, count in group))
    }
    ordered = sorted(by_outlet.items(), key=lambda entry: (-entry[1].voices, entry[0]))
    return concentration(everywhere.values()), dict(ordered)


def _voices_people() -> Select[str | None, int, int]:
    return (
        select(
            OutletTable.name, ArticlePersonTable.person_id, func.count(distinct(QuotationTable.id))
        )
        .join(SpeakerTable, SpeakerTable.quotation_id == QuotationTable.id)
        .join(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
        .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
        .where(*COUNTED)
        .group_by(OutletTable.id, OutletTable.name, ArticlePersonTable.person_id)
    )


def _voices_organizations() -> Select[str | None, int | None, int]:
    return (
        select(
            OutletTable.name, SpeakerTable.organization_id, func.count(distinct(QuotationTable.id))
        )
        .join(SpeakerTable, SpeakerTable.quotation_id == QuotationTable.id)
        .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
        .outerjoin(OutletTable, OutletTable.id == ArticleTable.outlet_id)
        .where(
            *COUNTED,
            SpeakerTable.type == "organization",
            SpeakerTable.organization_id.is_not(None),
        )
        .group_by(OutletTable.id, OutletTable.name, SpeakerTable.organization_id)
    )


# Counts over the whole store.


MOST_QUOTED = 10


def count_all(connection: Connection) -> Stats:
    """Counts over current articles; ``by_outlet`` has the quotations of articles with an outlet."""
    every = select(func.count(distinct(QuotationTable.id)))
    quotations = every.where(*COUNTED)
    spoken = quotations.join(SpeakerTable, SpeakerTable.quotation_id == QuotationTable.id)
    articles, outlets, first, last = connection.execute(
        select(
            func.count(ArticleTable.id),
            func.count(distinct(ArticleTable.outlet_id)),
            func.min(ArticleTable.published),
            func.max(ArticleTable.published),
        ).where(ArticleTable.id.in_(CURRENT))
    ).one()
    most_quoted = (
        spoken.join(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .join(PersonTable, PersonTable.id == ArticlePersonTable.person_id)
        .add_columns(PersonTable.name)
    )
    uses = unnamed_by_outlet(connection)
    voices, voices_there = voices_by_outlet(connection)
    return Stats(
        articles=articles,
        outlets=outlets,
        people=_summary_people(connection),
        organizations=_summary_organizations(connection),
        quotations=connection.scalar(quotations) or 0,
        by_status=_by(
            connection, every.where(QuotationTable.article_id.in_(CURRENT)), QuotationTable.status
        ),
        by_kind=_by(connection, quotations, QuotationTable.kind),
        by_speaker_type=_by(connection, spoken, SpeakerTable.type),
        by_outlet=_by(
            connection,
            quotations.join(ArticleTable, ArticleTable.id == QuotationTable.article_id).join(
                OutletTable, OutletTable.id == ArticleTable.outlet_id
            ),
            OutletTable.name,
        ),
        most_quoted=tuple(
            (name, count)
            for count, name in connection.execute(
                most_quoted.group_by(PersonTable.id, PersonTable.name)
                .order_by(func.count(distinct(QuotationTable.id)).desc(), PersonTable.name)
                .limit(MOST_QUOTED)
            )
        ),
        first=first,
        last=last,
        unnamed=in_all(uses.values()),
        unnamed_by_outlet={outlet: use for outlet, use in uses.items() if outlet},
        voices=voices,
        voices_by_outlet=voices_there,
    )


def _by(connection: Connection, counts: Select[int], column: Column[Any]) -> dict[str, int]:
    """The counts parted by a column, the highest first."""
    parted = counts.add_columns(column).group_by(column)
    rows = connection.execute(
        parted.order_by(func.count(distinct(QuotationTable.id)).desc(), column)
    )
    return {value: count for count, value in rows}


def _summary_people(connection: Connection) -> int:
    """How many people speak or hold a post in current articles."""
    acting: CompoundSelect[int | None] = union(
        select(SpeakerTable.article_person_id).where(SpeakerTable.article_person_id.in_(APPEARING)),
        select(PostTable.article_person_id).where(PostTable.article_person_id.in_(APPEARING)),
    )
    people = select(func.count(distinct(ArticlePersonTable.person_id))).where(
        ArticlePersonTable.id.in_(acting)
    )
    return connection.scalar(people) or 0


def _summary_organizations(connection: Connection) -> int:
    """How many organisations speak, are spoken for or have posts in current articles."""
    ids = union(
        select(SpeakerTable.organization_id.label("id"))
        .join(QuotationTable, QuotationTable.id == SpeakerTable.quotation_id)
        .where(SpeakerTable.organization_id.is_not(None), QuotationTable.article_id.in_(CURRENT)),
        select(PostTable.organization_id.label("id")).where(
            PostTable.organization_id.is_not(None), PostTable.article_person_id.in_(APPEARING)
        ),
    ).subquery()
    return connection.scalar(select(func.count(ids.c.id))) or 0
