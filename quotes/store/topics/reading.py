"""The curated vocabulary as it is stored."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from quotes.meaning.vocabulary.vocabulary import Vocabulary
from quotes.store.models import Topic, VocabularyTerm, VocabularyTopic
from quotes.vocabulary import CuratedTopic


@dataclass(frozen=True, slots=True)
class Curated:
    """The vocabulary, and the rows of its topics by their labels."""

    vocabulary: Vocabulary
    ids: dict[str, int]


def curated(connection: Connection) -> Curated:
    """The whole vocabulary, ready to find its topics."""
    ids, topics = _read(connection)
    return Curated(Vocabulary(topics), ids)


def curated_topics(connection: Connection) -> tuple[CuratedTopic, ...]:
    """The topics of the vocabulary, in the order in which they were added."""
    return _read(connection)[1]


def _read(connection: Connection) -> tuple[dict[str, int], tuple[CuratedTopic, ...]]:
    terms: dict[tuple[int, str], list[str]] = defaultdict(list)
    stored = select(VocabularyTerm.topic_id, VocabularyTerm.kind, VocabularyTerm.term)
    for topic, kind, term in connection.execute(stored.order_by(VocabularyTerm.id)):
        terms[topic, kind].append(term)
    above = aliased(Topic)
    rows = connection.execute(
        select(Topic.id, Topic.label, above.label.label("parent"), VocabularyTopic.code)
        .join(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
        .outerjoin(above, above.id == VocabularyTopic.parent_id)
        .order_by(Topic.id)
    ).all()
    topics = tuple(
        CuratedTopic(
            label=row.label,
            synonyms=tuple(terms[row.id, "synonym"]),
            patterns=tuple(terms[row.id, "pattern"]),
            parent=row.parent,
            code=row.code,
        )
        for row in rows
    )
    return {row.label: row.id for row in rows}, topics
