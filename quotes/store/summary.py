"""Counts over the whole store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, Select, distinct, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from quotes.store.matching import APPEARING, CURRENT
from quotes.store.models import (
    Appearance,
    Article,
    Outlet,
    Person,
    Post,
    Quotation,
    Speaker,
)
from quotes.store.rows import Stats
from quotes.store.voices import in_all, unnamed_by_outlet, voices_by_outlet

MOST_QUOTED = 10


def count_all(session: Session) -> Stats:
    """Counts over current articles; ``by_outlet`` has the quotations of articles with an outlet."""
    quotations = select(func.count(distinct(Quotation.id))).where(Quotation.article_id.in_(CURRENT))
    spoken = quotations.join(Speaker, Speaker.quotation_id == Quotation.id)
    articles, outlets, first, last = session.execute(
        select(
            func.count(Article.id),
            func.count(distinct(Article.outlet_id)),
            func.min(Article.published),
            func.max(Article.published),
        ).where(Article.id.in_(CURRENT))
    ).one()
    most_quoted = (
        spoken.join(Appearance, Appearance.id == Speaker.appearance_id)
        .join(Person, Person.id == Appearance.person_id)
        .add_columns(Person.name)
    )
    uses = unnamed_by_outlet(session)
    voices, voices_there = voices_by_outlet(session)
    return Stats(
        articles=articles,
        outlets=outlets,
        people=_people(session),
        organizations=_organizations(session),
        quotations=session.scalar(quotations) or 0,
        by_kind=_by(session, quotations, Quotation.kind),
        by_speaker_type=_by(session, spoken, Speaker.type),
        by_outlet=_by(
            session,
            quotations.join(Article, Article.id == Quotation.article_id).join(Article.outlet),
            Outlet.name,
        ),
        most_quoted=tuple(
            (name, count)
            for count, name in session.execute(
                most_quoted.group_by(Person.id, Person.name)
                .order_by(func.count(distinct(Quotation.id)).desc(), Person.name)
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


def _by(
    session: Session, counts: Select[int], column: InstrumentedAttribute[Any]
) -> dict[str, int]:
    """The counts parted by a column, the highest first."""
    parted = counts.add_columns(column).group_by(column)
    rows = session.execute(parted.order_by(func.count(distinct(Quotation.id)).desc(), column))
    return {value: count for count, value in rows}


def _people(session: Session) -> int:
    """How many people speak or hold a post in current articles."""
    acting: CompoundSelect[int | None] = union(
        select(Speaker.appearance_id).where(Speaker.appearance_id.in_(APPEARING)),
        select(Post.appearance_id).where(Post.appearance_id.in_(APPEARING)),
    )
    people = select(func.count(distinct(Appearance.person_id))).where(Appearance.id.in_(acting))
    return session.scalar(people) or 0


def _organizations(session: Session) -> int:
    """How many organisations speak, are spoken for or have posts in current articles."""
    ids = union(
        select(Speaker.organization_id.label("id"))
        .join(Quotation, Quotation.id == Speaker.quotation_id)
        .where(Speaker.organization_id.is_not(None), Quotation.article_id.in_(CURRENT)),
        select(Post.organization_id.label("id")).where(
            Post.organization_id.is_not(None), Post.appearance_id.in_(APPEARING)
        ),
    ).subquery()
    return session.scalar(select(func.count(ids.c.id))) or 0
