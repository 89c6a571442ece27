"""Beside whom somebody is quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from quotes.store.chunks import chunks
from quotes.store.dossiers.rows import Companion
from quotes.store.models import Appearance, Article, Person, Quotation, Speaker


def companions(session: Session, articles: Iterable[str], person: int) -> tuple[Companion, ...]:
    """Other people quoted in these articles, those of most articles first.

    :param articles: their public ids.
    """
    wanted = (
        select(
            Appearance.person_id,
            Person.name,
            Article.public_id,
            func.count(distinct(Quotation.id)),
        )
        .select_from(Quotation)
        .join(Article, Article.id == Quotation.article_id)
        .join(Speaker, Speaker.quotation_id == Quotation.id)
        .join(Appearance, Appearance.id == Speaker.appearance_id)
        .join(Person, Person.id == Appearance.person_id)
        .where(Appearance.person_id != person)
        .group_by(Appearance.person_id, Person.name, Article.public_id)
    )
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for part in chunks(sorted(articles)):
        rows = session.execute(wanted.where(Article.public_id.in_(part)))
        for other, name, article, quotations in rows:
            found[other, name][article] = quotations
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), -sum(item[1].values()), item))
    return tuple(
        Companion(other, name, tuple(articles), sum(articles.values()))
        for (other, name), articles in ranked
    )
