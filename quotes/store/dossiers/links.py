"""How the machine came to take the people of several articles for one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store import find
from quotes.store.dossiers.rows import Link
from quotes.store.matching import CURRENT
from quotes.store.models import Appearance, Article, PersonLink
from quotes.store.rows import Observation


def links_of(session: Session, person: int) -> tuple[Link, ...]:
    """The links of current articles by which people became this one, the least sure first.

    Articles on whose people humans decided are not among them.
    """
    rows = session.execute(
        select(Article.public_id, Appearance.name, PersonLink.score, PersonLink.evidence)
        .join(Appearance, Appearance.id == PersonLink.appearance_id)
        .join(Article, Article.id == Appearance.article_id)
        .where(
            Appearance.person_id == person,
            Appearance.home_id == person,
            PersonLink.person_id == person,
            PersonLink.verdict == "same",
            Article.id.in_(CURRENT),
        )
        .order_by(PersonLink.score, Article.public_id)
    ).all()
    articles = find.articles_of(session, {row.public_id for row in rows})
    return tuple(
        Link(
            articles[article],
            name,
            score,
            tuple(Observation(one["kind"], one["detail"]) for one in evidence),
        )
        for article, name, score, evidence in rows
    )
