"""The topics of a database, those first that say most of what it is about."""

from __future__ import annotations

from sqlalchemy import Float, case, cast, distinct, func, select
from sqlalchemy.orm import Session, aliased

from quotes.store.folding import fold
from quotes.store.matching import CURRENT, has_words
from quotes.store.models import (
    Address,
    Appearance,
    Quotation,
    QuotationTopic,
    Speaker,
    Topic,
    VocabularyTopic,
)
from quotes.store.rows import TopicRow


def list_topics(
    session: Session, text: str | None, limit: int | None, *, curated: bool = False
) -> list[TopicRow]:
    """Topics of current quotations, those with the most quotations first.

    A phrase counts the less, the more articles have it: what all speak of tells little of any.

    :param text: words that must all stand in the topic.
    :param curated: topics of the vocabulary only, those without quotations too.
    """
    quotations = func.count(distinct(Quotation.id))
    articles = func.count(distinct(Quotation.article_id))
    all_articles = select(func.count(distinct(Address.article_id))).scalar_subquery()
    is_phrase = func.min(case((QuotationTopic.method == "phrase", 1), else_=0)) == 1
    rarity = case((is_phrase, 1 - cast(articles, Float) / (all_articles + 1)), else_=1.0)
    parent = aliased(Topic)
    current = (Quotation.id == QuotationTopic.quotation_id) & Quotation.article_id.in_(CURRENT)
    topics = (
        select(
            Topic.label,
            quotations,
            func.count(distinct(Appearance.person_id)),
            articles,
            VocabularyTopic.topic_id.is_not(None),
            VocabularyTopic.code,
            parent.label,
        )
        .outerjoin(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
        .outerjoin(parent, parent.id == VocabularyTopic.parent_id)
        .join(QuotationTopic, QuotationTopic.topic_id == Topic.id, isouter=curated)
        .join(Quotation, current, isouter=curated)
        .outerjoin(Speaker, Speaker.quotation_id == Quotation.id)
        .outerjoin(Appearance, Appearance.id == Speaker.appearance_id)
        .group_by(
            Topic.id, Topic.label, VocabularyTopic.topic_id, VocabularyTopic.code, parent.label
        )
        .order_by((quotations * rarity).desc(), quotations.desc(), Topic.label)
        .limit(limit)
    )
    if curated:
        topics = topics.where(VocabularyTopic.topic_id.is_not(None))
    if text is not None:
        topics = topics.where(has_words(Topic.folded, fold(text)))
    return [
        TopicRow(label, quoted, people, bodies, bool(is_curated), code, above)
        for label, quoted, people, bodies, is_curated, code, above in session.execute(topics)
    ]
