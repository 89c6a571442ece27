"""Who is heard: how much outlets lean on unnamed sources, and how concentrated the voices are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from quotes.store.concentration import Concentration, concentration
from quotes.store.matching import CURRENT, unnamed
from quotes.store.models import Appearance, Article, Outlet, Quotation, Speaker
from quotes.store.rows import SourceUse

GRADES = 4


def unnamed_by_outlet(session: Session) -> dict[str | None, SourceUse]:
    """How many quotations of current articles have an unnamed source, by outlet.

    Those with the greatest share come first. A quotation counts once, with the best grade of its
    unnamed sources. None stands for articles without an outlet.
    """
    quoted = (
        select(Outlet.name, func.count(Quotation.id))
        .join(Article, Article.id == Quotation.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Quotation.article_id.in_(CURRENT))
        .group_by(Outlet.id, Outlet.name)
    )
    best = (
        select(Speaker.quotation_id, func.max(Speaker.unnamed_grade).label("grade"))
        .where(unnamed())
        .group_by(Speaker.quotation_id)
        .subquery()
    )
    graded = (
        select(Outlet.name, best.c.grade, func.count(Quotation.id))
        .join(best, best.c.quotation_id == Quotation.id)
        .join(Article, Article.id == Quotation.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Quotation.article_id.in_(CURRENT))
        .group_by(Outlet.id, Outlet.name, best.c.grade)
    )
    grades = {(outlet, grade): count for outlet, grade, count in session.execute(graded)}
    uses = {
        outlet: SourceUse(count, tuple(grades.get((outlet, grade), 0) for grade in range(GRADES)))
        for outlet, count in session.execute(quoted)
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
    session: Session,
) -> tuple[Concentration | None, dict[str, Concentration]]:
    """How concentrated the voices of current articles are, in all and by outlet.

    A voice is a person across articles, or an organisation that speaks; unnamed sources and groups
    are none. A quotation counts for each voice that says it. The outlets with most voices come
    first.
    """
    rows = [
        (outlet, (kind, voice), count)
        for kind, query in (("person", _people()), ("organization", _organizations()))
        for outlet, voice, count in session.execute(query)
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
    ordered = sorted(by_outlet.items(), key=lambda one: (-one[1].voices, one[0]))
    return concentration(everywhere.values()), dict(ordered)


def _people() -> Select[str | None, int, int]:
    return (
        select(Outlet.name, Appearance.person_id, func.count(distinct(Quotation.id)))
        .join(Speaker, Speaker.quotation_id == Quotation.id)
        .join(Appearance, Appearance.id == Speaker.appearance_id)
        .join(Article, Article.id == Quotation.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Quotation.article_id.in_(CURRENT))
        .group_by(Outlet.id, Outlet.name, Appearance.person_id)
    )


def _organizations() -> Select[str | None, int | None, int]:
    return (
        select(Outlet.name, Speaker.organization_id, func.count(distinct(Quotation.id)))
        .join(Speaker, Speaker.quotation_id == Quotation.id)
        .join(Article, Article.id == Quotation.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(
            Quotation.article_id.in_(CURRENT),
            Speaker.type == "organization",
            Speaker.organization_id.is_not(None),
        )
        .group_by(Outlet.id, Outlet.name, Speaker.organization_id)
    )
