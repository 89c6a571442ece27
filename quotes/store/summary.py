"""Topics and counts over the whole store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, distinct, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from quotes.store.folding import fold
from quotes.store.matching import CURRENT, has_words
from quotes.store.models import Article, Outlet, Person, Post, Quotation, QuotationTopic, Speaker
from quotes.store.models import Topic as StoredTopic
from quotes.store.rows import Stats, TopicRow

MOST_QUOTED = 10


def list_topics(session: Session, text: str | None, limit: int | None) -> list[TopicRow]:
    """Topics of current quotations, those with the most quotations first.

    :param text: words that must all stand in the topic.
    """
    quotations = func.count(distinct(Quotation.id))
    topics = (
        select(StoredTopic.label, quotations, func.count(distinct(Speaker.person_id)))
        .join(QuotationTopic, QuotationTopic.topic_id == StoredTopic.id)
        .join(Quotation, Quotation.id == QuotationTopic.quotation_id)
        .outerjoin(Speaker, Speaker.quotation_id == Quotation.id)
        .where(Quotation.article_id.in_(CURRENT))
        .group_by(StoredTopic.id, StoredTopic.label)
        .order_by(quotations.desc(), StoredTopic.label)
        .limit(limit)
    )
    if text is not None:
        topics = topics.where(has_words(StoredTopic.folded, fold(text)))
    return [TopicRow(label, quoted, people) for label, quoted, people in session.execute(topics)]


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
    most_quoted = spoken.join(Person, Person.id == Speaker.person_id).add_columns(Person.name)
    return Stats(
        articles=articles,
        outlets=outlets,
        people=_referred(session, Speaker.person_id, Post.person_id),
        organizations=_referred(session, Speaker.organization_id, Post.organization_id),
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
    )


def _by(
    session: Session, counts: Select[int], column: InstrumentedAttribute[Any]
) -> dict[str, int]:
    """The counts parted by a column, the highest first."""
    parted = counts.add_columns(column).group_by(column)
    rows = session.execute(parted.order_by(func.count(distinct(Quotation.id)).desc(), column))
    return {value: count for count, value in rows}


def _referred(
    session: Session,
    spoken: InstrumentedAttribute[int | None],
    posted: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> int:
    """How many ids stand in a column of the speakers or of the posts of current articles."""
    ids = union(
        select(spoken.label("id"))
        .join(Quotation, Quotation.id == Speaker.quotation_id)
        .where(spoken.is_not(None), Quotation.article_id.in_(CURRENT)),
        select(posted.label("id")).where(posted.is_not(None), Post.article_id.in_(CURRENT)),
    ).subquery()
    return session.scalar(select(func.count(ids.c.id))) or 0
