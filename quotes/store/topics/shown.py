"""What is shown of a topic: its place in the vocabulary, its names, its quotations, its history."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, distinct, func, select
from sqlalchemy.orm import aliased

from quotes.store.curated import TermKind
from quotes.store.matching import CURRENT
from quotes.store.models import (
    Appearance,
    Quotation,
    QuotationTopic,
    Speaker,
    Topic,
    TopicEdit,
    TopicVerdict,
    VocabularyTerm,
    VocabularyTopic,
)
from quotes.store.topics.finding import the_topic
from quotes.store.topics.rows import TermRow, TopicCard, TopicEditRow


def card(connection: Connection, text: str) -> TopicCard:
    """All that is known of the topic of this label or name.

    :raises QuotesError: there is none.
    """
    row, label = the_topic(connection, text)
    above = aliased(Topic)
    entry = connection.execute(
        select(VocabularyTopic.code, above.label)
        .outerjoin(above, above.id == VocabularyTopic.parent_id)
        .where(VocabularyTopic.topic_id == row)
    ).first()
    below = (
        select(Topic.label)
        .join(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
        .where(VocabularyTopic.parent_id == row)
        .order_by(Topic.label)
    )
    current = Quotation.article_id.in_(CURRENT)
    linked = (
        select(QuotationTopic.method, func.count(distinct(Quotation.id)))
        .join(Quotation, Quotation.id == QuotationTopic.quotation_id)
        .where(QuotationTopic.topic_id == row, current)
        .group_by(QuotationTopic.method)
        .order_by(QuotationTopic.method)
    )
    counts = (
        select(func.count(distinct(Quotation.id)), func.count(distinct(Appearance.person_id)))
        .join(QuotationTopic, QuotationTopic.quotation_id == Quotation.id)
        .outerjoin(Speaker, Speaker.quotation_id == Quotation.id)
        .outerjoin(Appearance, Appearance.id == Speaker.appearance_id)
        .where(QuotationTopic.topic_id == row, current)
    )
    denied = select(func.count()).where(TopicVerdict.topic_id == row, ~TopicVerdict.holds)
    quotations, people = connection.execute(counts).one()
    return TopicCard(
        topic=label,
        curated=entry is not None,
        code=entry[0] if entry else None,
        parent=entry[1] if entry else None,
        children=tuple(connection.scalars(below)),
        synonyms=_terms(connection, row, "synonym"),
        patterns=_terms(connection, row, "pattern"),
        quotations=quotations,
        people=people,
        links=dict(connection.execute(linked).all()),
        denied=connection.scalar(denied) or 0,
        edits=_edits(connection, label),
    )


def _terms(connection: Connection, topic: int, kind: TermKind) -> tuple[TermRow, ...]:
    stored = (
        select(VocabularyTerm.term, TopicEdit.by, TopicEdit.at)
        .outerjoin(TopicEdit, TopicEdit.id == VocabularyTerm.edit_id)
        .where(VocabularyTerm.topic_id == topic, VocabularyTerm.kind == kind)
        .order_by(VocabularyTerm.id)
    )
    return tuple(
        TermRow(term, by, _utc(at) if at else None) for term, by, at in connection.execute(stored)
    )


def _edits(connection: Connection, label: str) -> tuple[TopicEditRow, ...]:
    stored = select(TopicEdit.kind, TopicEdit.other, TopicEdit.by, TopicEdit.at, TopicEdit.why)
    rows = connection.execute(stored.where(TopicEdit.topic == label).order_by(TopicEdit.id))
    return tuple(TopicEditRow(kind, other, by, _utc(at), why) for kind, other, by, at, why in rows)


def _utc(stored: datetime) -> datetime:
    """SQLite forgets the time zone; all times are written in UTC."""
    return stored.astimezone(UTC) if stored.tzinfo else stored.replace(tzinfo=UTC)
