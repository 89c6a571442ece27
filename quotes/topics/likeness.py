"""Links by meaning: the vectors of curated topics, and the quotations that come close to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticleVectorsTable,
    QuotationTable,
    QuotationTopicTable,
    TopicTable,
    TopicVerdictTable,
    VocabularyTopicTable,
)
from quotes.db.vectors import nearest, unpack
from quotes.meaning.vectors import WIDTH, Encoder
from quotes.meaning.vocabulary import (
    LEAST_ALONE,
    NAMED,
    Meant,
    Said,
    digest_of,
    shipped_vectors,
    similar,
    vector_of,
)
from quotes.topics.read import Curated


def complete_vectors(connection: Connection, vocabulary: Curated, encoder: Encoder) -> None:
    """Make the vectors that topics lack, or that another model made."""
    lacking = select(TopicTable.label).join(
        VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id
    )
    other = or_(VocabularyTopicTable.model.is_(None), VocabularyTopicTable.model != encoder.sha256)
    labels = set(connection.scalars(lacking.where(other)))
    if not labels:
        return
    shipped = shipped_vectors(encoder.sha256)
    rows = []
    for topic in vocabulary.vocabulary.topics:
        if topic.label in labels:
            vector = shipped.get(digest_of(topic))
            made = vector_of(topic, encoder) if vector is None else vector
            rows.append({"at": vocabulary.ids[topic.label], "made": made.tobytes()})
    connection.execute(
        update(VocabularyTopicTable)
        .where(VocabularyTopicTable.topic_id == bindparam("at"))
        .values(vector=bindparam("made"), model=encoder.sha256),
        rows,
    )


def forget_vectors(connection: Connection, topics: Iterable[int]) -> None:
    """Have the vectors of these topics made anew when they are next needed."""
    for part in chunks(topics):
        connection.execute(
            update(VocabularyTopicTable)
            .where(VocabularyTopicTable.topic_id.in_(part))
            .values(vector=None, model=None)
        )


def meant(connection: Connection, model: str) -> Meant:
    """The vectors of the curated topics that this model made."""
    stored = (
        select(TopicTable.label, VocabularyTopicTable.vector)
        .join(VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id)
        .where(VocabularyTopicTable.model == model, VocabularyTopicTable.vector.is_not(None))
        .order_by(TopicTable.id)
    )
    rows = [(label, vector) for label, vector in connection.execute(stored) if vector]
    joined = b"".join(vector for _, vector in rows)
    return Meant(
        tuple(label for label, _ in rows),
        np.frombuffer(joined, np.int8).reshape(-1, WIDTH),
        model,
    )


def settle_likeness(
    connection: Connection, articles: Collection[int], vocabulary: Curated, topics: Meant
) -> Counter[str]:
    """Make the links by meaning of these articles anew; how many each topic has then, by label.

    Articles without vectors of the model keep none.
    """
    made: Counter[str] = Counter()
    labels = {row: label for label, row in vocabulary.ids.items()}
    for part in chunks(sorted(articles)):
        quoted = select(QuotationTable.id).where(QuotationTable.article_id.in_(part))
        connection.execute(
            delete(QuotationTopicTable).where(
                QuotationTopicTable.quotation_id.in_(quoted),
                QuotationTopicTable.method == "similarity",
            )
        )
        rows = _links(connection, part, vocabulary, topics)
        if rows:
            connection.execute(insert(QuotationTopicTable), rows)
        made.update(labels[row["topic_id"]] for row in rows)
    return made


def close_articles(connection: Connection, topics: Meant, labels: Collection[str]) -> set[int]:
    """Articles with a quotation so close to one of the topics that its words do not matter."""
    found: set[int] = set()
    everywhere = select(ArticleVectorsTable.article_id)
    with Session(connection) as session:
        for label, vector in zip(topics.labels, topics.vectors, strict=True):
            if label not in labels:
                continue
            near = nearest(session, vector, topics.model, everywhere, least=LEAST_ALONE)
            for part in chunks(near.ids.tolist()):
                of = select(QuotationTable.article_id).where(QuotationTable.id.in_(part))
                found.update(session.scalars(of))
    return found


def _links(
    connection: Connection, articles: list[int], vocabulary: Curated, topics: Meant
) -> list[dict[str, Any]]:
    stored = select(
        ArticleVectorsTable.article_id, ArticleVectorsTable.quotations, ArticleVectorsTable.vectors
    ).where(ArticleVectorsTable.article_id.in_(articles), ArticleVectorsTable.model == topics.model)
    packed = connection.execute(stored).all()
    if not packed:
        return []
    words = _words(connection, articles)
    linked = _linked(connection, articles)
    labels = {row: label for label, row in vocabulary.ids.items()}
    rows: list[dict[str, Any]] = []
    for _, ids, vectors in packed:
        quotations, each = unpack([(ids, vectors)])
        there = [
            (row, vector)
            for row, vector in zip(quotations.tolist(), each, strict=True)
            if row in words
        ]
        said = [
            Said(
                vector,
                words[row],
                frozenset(
                    labels[topic]
                    for topic, score in linked[row].items()
                    if score >= NAMED and topic in labels
                ),
            )
            for row, vector in there
        ]
        for (row, _), links in zip(
            there, similar(said, vocabulary.vocabulary, topics), strict=True
        ):
            rows += (
                {
                    "quotation_id": row,
                    "topic_id": vocabulary.ids[link.topic],
                    "origin": "machine",
                    "score": link.score,
                    "method": "similarity",
                }
                for link in links
                if vocabulary.ids[link.topic] not in linked[row]
            )
    return rows


def _words(connection: Connection, articles: list[int]) -> dict[int, int]:
    """How many words the quotations of the articles have, by their rows."""
    blanks = func.length(QuotationTable.text) - func.length(
        func.replace(QuotationTable.text, " ", "")
    )
    rows = select(QuotationTable.id, blanks + 1).where(QuotationTable.article_id.in_(articles))
    return dict(connection.execute(rows).all())


def _linked(connection: Connection, articles: list[int]) -> dict[int, dict[int, float]]:
    """The topics that the quotations have or that a human denied them, with the scores."""
    quoted = select(QuotationTable.id).where(QuotationTable.article_id.in_(articles))
    links = select(
        QuotationTopicTable.quotation_id, QuotationTopicTable.topic_id, QuotationTopicTable.score
    )
    denied = select(TopicVerdictTable.quotation_id, TopicVerdictTable.topic_id).where(
        TopicVerdictTable.quotation_id.in_(quoted), ~TopicVerdictTable.holds
    )
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for row, topic, score in connection.execute(
        links.where(QuotationTopicTable.quotation_id.in_(quoted))
    ):
        found[row][topic] = max(score, found[row].get(topic, 0.0))
    for row, topic in connection.execute(denied):
        found[row].setdefault(topic, 0.0)
    return found
