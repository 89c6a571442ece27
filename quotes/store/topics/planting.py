"""Giving a database without vocabulary the one that comes with quotes."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, insert, select, update

from quotes.ingest.topics import shipped_topics
from quotes.meaning.vectors import Encoder
from quotes.meaning.vocabulary.words import key
from quotes.store.engine import for_writing
from quotes.store.models import Quotation, Topic, VocabularyTerm, VocabularyTopic
from quotes.store.topics.applying import apply_topics
from quotes.store.topics.keeping import Change, absorb_alike
from quotes.store.topics.likeness import complete_vectors
from quotes.store.topics.naming import name_topics
from quotes.store.topics.reading import curated
from quotes.vocabulary import CuratedTopic


def plant(engine: Engine) -> bool:
    """Write the shipped vocabulary and apply it to what is stored; whether there was none.

    :raises QuotesError: it is missing from the installation.
    """
    with engine.connect() as connection:
        if _is_planted(connection):
            return False
    topics, encoder = shipped_topics(), Encoder.shipped()
    with for_writing(engine).begin() as connection:
        if _is_planted(connection):
            return False
        ids = _write(connection, topics)
        held = curated(connection)
        complete_vectors(connection, held, encoder)
        if connection.scalar(select(Quotation.id).limit(1)) is not None:
            change = Change()
            for topic in topics:
                absorb_alike(connection, ids[topic.label], topic.names, change)
            apply_topics(connection, held, encoder, frozenset(ids), change.quotations)
    return True


def _is_planted(connection: Connection) -> bool:
    return connection.scalar(select(VocabularyTopic.topic_id).limit(1)) is not None


def _write(connection: Connection, topics: tuple[CuratedTopic, ...]) -> dict[str, int]:
    ids = name_topics(connection, (topic.label for topic in topics))
    connection.execute(
        insert(VocabularyTopic),
        [
            {
                "topic_id": ids[topic.label],
                "parent_id": ids[topic.parent] if topic.parent else None,
                "code": topic.code,
            }
            for topic in topics
        ],
    )
    for topic in topics:
        known = Topic.id == ids[topic.label]
        connection.execute(
            update(Topic).where(known, Topic.label != topic.label).values(label=topic.label)
        )
    connection.execute(
        insert(VocabularyTerm),
        [
            {"topic_id": ids[topic.label], "kind": kind, "term": term, "key": lemmas}
            for topic in topics
            for kind, term, lemmas in (
                *(("synonym", name, key(name)) for name in topic.synonyms),
                *(("pattern", written, written) for written in topic.patterns),
            )
        ],
    )
    return ids
