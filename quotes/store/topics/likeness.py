"""Links by meaning: the vectors of curated topics, and the quotations that come close to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from quotes.meaning.vectors import WIDTH, Encoder
from quotes.meaning.vocabulary.likeness import LEAST_ALONE, Meant, Said, similar, vector_of
from quotes.meaning.vocabulary.shipped import digest_of, shipped_vectors
from quotes.meaning.vocabulary.vocabulary import NAMED
from quotes.store.chunks import chunks
from quotes.store.models import (
    ArticleVectors,
    Quotation,
    QuotationTopic,
    Topic,
    TopicVerdict,
    VocabularyTopic,
)
from quotes.store.nearest import nearest
from quotes.store.packed import unpack
from quotes.store.topics.reading import Curated


def complete_vectors(connection: Connection, vocabulary: Curated, encoder: Encoder) -> None:
    """Make the vectors that topics lack, or that another model made."""
    lacking = select(Topic.label).join(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
    other = or_(VocabularyTopic.model.is_(None), VocabularyTopic.model != encoder.sha256)
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
        update(VocabularyTopic)
        .where(VocabularyTopic.topic_id == bindparam("at"))
        .values(vector=bindparam("made"), model=encoder.sha256),
        rows,
    )


def forget_vectors(connection: Connection, topics: Iterable[int]) -> None:
    """Have the vectors of these topics made anew when they are next needed."""
    for part in chunks(topics):
        connection.execute(
            update(VocabularyTopic)
            .where(VocabularyTopic.topic_id.in_(part))
            .values(vector=None, model=None)
        )


def meant(connection: Connection, model: str) -> Meant:
    """The vectors of the curated topics that this model made."""
    stored = (
        select(Topic.label, VocabularyTopic.vector)
        .join(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
        .where(VocabularyTopic.model == model, VocabularyTopic.vector.is_not(None))
        .order_by(Topic.id)
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
        quoted = select(Quotation.id).where(Quotation.article_id.in_(part))
        connection.execute(
            delete(QuotationTopic).where(
                QuotationTopic.quotation_id.in_(quoted), QuotationTopic.method == "similarity"
            )
        )
        rows = _links(connection, part, vocabulary, topics)
        if rows:
            connection.execute(insert(QuotationTopic), rows)
        made.update(labels[row["topic_id"]] for row in rows)
    return made


def close_articles(connection: Connection, topics: Meant, labels: Collection[str]) -> set[int]:
    """Articles with a quotation so close to one of the topics that its words do not matter."""
    found: set[int] = set()
    everywhere = select(ArticleVectors.article_id)
    with Session(connection) as session:
        for label, vector in zip(topics.labels, topics.vectors, strict=True):
            if label not in labels:
                continue
            near = nearest(session, vector, topics.model, everywhere, least=LEAST_ALONE)
            for part in chunks(near.ids.tolist()):
                of = select(Quotation.article_id).where(Quotation.id.in_(part))
                found.update(session.scalars(of))
    return found


def _links(
    connection: Connection, articles: list[int], vocabulary: Curated, topics: Meant
) -> list[dict[str, Any]]:
    stored = select(
        ArticleVectors.article_id, ArticleVectors.quotations, ArticleVectors.vectors
    ).where(ArticleVectors.article_id.in_(articles), ArticleVectors.model == topics.model)
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
    blanks = func.length(Quotation.text) - func.length(func.replace(Quotation.text, " ", ""))
    rows = select(Quotation.id, blanks + 1).where(Quotation.article_id.in_(articles))
    return dict(connection.execute(rows).all())


def _linked(connection: Connection, articles: list[int]) -> dict[int, dict[int, float]]:
    """The topics that the quotations have or that a human denied them, with the scores."""
    quoted = select(Quotation.id).where(Quotation.article_id.in_(articles))
    links = select(QuotationTopic.quotation_id, QuotationTopic.topic_id, QuotationTopic.score)
    denied = select(TopicVerdict.quotation_id, TopicVerdict.topic_id).where(
        TopicVerdict.quotation_id.in_(quoted), ~TopicVerdict.holds
    )
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for row, topic, score in connection.execute(
        links.where(QuotationTopic.quotation_id.in_(quoted))
    ):
        found[row][topic] = max(score, found[row].get(topic, 0.0))
    for row, topic in connection.execute(denied):
        found[row].setdefault(topic, 0.0)
    return found
