"""How much a look-up goes through: exact counts over the current articles."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import distinct, exists, func, select
from sqlalchemy.orm import Session

from quotes.store.lookup.naming import spoken_by
from quotes.store.lookup.rows import Searched
from quotes.store.models import Address, Article, Outlet, Quotation

_STANDS = exists().where(Address.article_id == Article.id)


def searched(session: Session, people: Collection[int] | None) -> Searched:
    """What there is to be searched; ``people`` are those whose quotations are counted apart.

    Every count goes through as little of an index as it can: quotations are all less those of
    older versions, and the first and last day are looked for from either end of all days.
    """
    articles = session.scalar(select(func.count(distinct(Address.article_id))))
    printed = exists().where(Article.outlet_id == Outlet.id, _STANDS)
    outlets = session.scalar(select(func.count(Outlet.id)).where(printed))
    older = select(func.count(Quotation.id)).where(
        Quotation.article_id.in_(select(Article.id).where(~_STANDS))
    )
    every = session.scalar(select(func.count()).select_from(Quotation)) or 0
    days = select(Article.published).where(Article.published.is_not(None), _STANDS).limit(1)
    by_person = None
    if people is not None:
        said = spoken_by(people).subquery()
        by_person = session.scalar(select(func.count()).select_from(said)) or 0
    return Searched(
        articles=articles or 0,
        outlets=outlets or 0,
        quotations=every - (session.scalar(older) or 0),
        by_person=by_person,
        first=session.scalar(days.order_by(Article.published)),
        last=session.scalar(days.order_by(Article.published.desc())),
    )
