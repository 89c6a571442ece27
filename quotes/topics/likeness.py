"""Links by meaning: the vectors of curated topics, and the quotations that come close to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from quotes.db.engine import chunks
from quotes.db.nearest import nearest, unpack
from quotes.db.tables import (
    ArticleVectorsTable,
    QuotationTable,
    QuotationTopicTable,
    TopicTable,
    TopicVerdictTable,
    VocabularyTopicTable,
)
from quotes.lexicon import seed
from quotes.meaning.vectors import WIDTH, Encoder, Vectors, as_bytes, directions
from quotes.meaning.vocabulary import NAMED, Vocabulary
from quotes.topics.read import Curated
from quotes.types import CuratedTopic, TopicLink, digest

# Topics that a quotation does not name but means, by the vectors of both.


MOST = 2
"""Topics that a quotation gets by its meaning, at most."""
LEAST = 0.4
"""The least cosine of a quotation with a topic that its article names elsewhere."""
LEAST_ALONE = 0.65
"""The least cosine with a topic that its article names nowhere else."""
FEWEST_WORDS = 5
"""Shorter quotations mean too many things."""

_MOST_PATTERNS = 12


@dataclass(frozen=True, slots=True)
class Meant:
    """The vectors (n, 384) of topics, in the order of their labels, made by ``model``."""

    labels: tuple[str, ...]
    vectors: Vectors
    model: str


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of an article: its vector (384,), its words, the topics that it names itself."""

    vector: Vectors
    words: int
    names: frozenset[str]


def vector_of(topic: CuratedTopic, encoder: Encoder) -> Vectors:
    """The vector (384,) of a topic: the mean direction of its names and first patterns."""
    bare = (
        pattern.replace("*", "").replace("=", "") for pattern in topic.patterns[:_MOST_PATTERNS]
    )
    texts = list(dict.fromkeys((topic.label, ", ".join(topic.names), *topic.synonyms, *bare)))
    vector: Vectors = as_bytes(directions(encoder.encode(texts)).mean(axis=0, keepdims=True))[0]
    return vector


def similar(
    article: Sequence[Said], vocabulary: Vocabulary, meant: Meant
) -> list[tuple[TopicLink, ...]]:
    """The topics that each quotation of an article means, with the cosine as score, best first.

    Neither a topic that it names, nor one above or below that, is among them.
    """
    if not article or not meant.labels:
        return [() for _ in article]
    cosines = directions(np.stack([said.vector for said in article])) @ directions(meant.vectors).T
    named = Counter(label for said in article for label in said.names)
    return [
        _meant_by(said, row, vocabulary, meant, named - Counter(said.names))
        for said, row in zip(article, cosines, strict=True)
    ]


def _meant_by(
    said: Said,
    cosines: NDArray[np.float32],
    vocabulary: Vocabulary,
    meant: Meant,
    elsewhere: Counter[str],
) -> tuple[TopicLink, ...]:
    if said.words < FEWEST_WORDS:
        return ()
    known = {label for name in said.names for label in vocabulary.kin(name)}
    links: list[TopicLink] = []
    for index in np.flatnonzero(cosines >= LEAST)[np.argsort(-cosines[cosines >= LEAST])]:
        label, cosine = meant.labels[index], min(float(cosines[index]), 1.0)
        if label not in known and (label in elsewhere or cosine >= LEAST_ALONE):
            links.append(TopicLink(label, round(cosine, 3), "similarity"))
    return tuple(links[:MOST])


# The vectors of the topics that come with quotes.


def digest_of(topic: CuratedTopic) -> str:
    """What is the same for topics of the same names and patterns, and so of the same vector."""
    return digest(*topic.names, "", *topic.patterns)


def shipped_vectors(model: str) -> dict[str, Vectors]:
    """The vectors (384,) that this model made of the shipped topics, by their digests.

    There are none for another model.

    :raises QuotesError: they are missing from the installation.
    """
    with np.load(seed("topics.npz"), allow_pickle=False) as file:
        if str(file["model"]) != model:
            return {}
        return dict(zip(file["digests"].tolist(), file["vectors"], strict=True))


# The links of what is stored.


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


def apply_likeness(
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
    for label, vector in zip(topics.labels, topics.vectors, strict=True):
        if label not in labels:
            continue
        near = nearest(connection, vector, topics.model, everywhere, least=LEAST_ALONE)
        for part in chunks(near.ids.tolist()):
            of = select(QuotationTable.article_id).where(QuotationTable.id.in_(part))
            found.update(connection.scalars(of))
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
                    "label_id": vocabulary.ids[link.topic],
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
        if topic is not None:
            found[row][topic] = max(score, found[row].get(topic, 0.0))
    for row, topic in connection.execute(denied):
        found[row].setdefault(topic, 0.0)
    return found
