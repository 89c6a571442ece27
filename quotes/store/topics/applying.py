"""Applying the vocabulary to what is stored: no article is read again by the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from quotes.meaning.vectors import Encoder
from quotes.meaning.vocabulary import terms
from quotes.meaning.vocabulary.terms import Tests
from quotes.store.chunks import chunks
from quotes.store.models import (
    ArticleVectors,
    Quotation,
    QuotationTopic,
    TopicVerdict,
    VocabularyTopic,
)
from quotes.store.topics.candidates import candidates
from quotes.store.topics.likeness import close_articles, complete_vectors, meant, settle_likeness
from quotes.store.topics.reading import Curated
from quotes.vocabulary import CuratedTopic


@dataclass(frozen=True, slots=True)
class Applied:
    """How many quotations were looked at, and the links by words and by meaning that the changed
    topics have now."""

    quotations: int
    by_words: int
    by_meaning: int


def apply_topics(
    connection: Connection,
    vocabulary: Curated,
    encoder: Encoder,
    changed: Collection[str],
    touched: Collection[int] = (),
) -> Applied:
    """Make the links of the vocabulary anew, wherever topics of these labels may matter.

    :param changed: labels of topics whose names or patterns are new.
    :param touched: quotations that have to be looked at whatever their words.
    """
    topics = [topic for topic in vocabulary.vocabulary.topics if topic.label in changed]
    rows = set(touched)
    rows |= candidates(connection, (tests for topic in topics for tests in word_tests(topic)))
    rows |= _linked_to(connection, (vocabulary.ids[topic.label] for topic in topics))
    by_words = 0
    articles: set[int] = set()
    for part in chunks(sorted(rows)):
        by_words += _apply_words(connection, vocabulary, part, changed, articles)
    complete_vectors(connection, vocabulary, encoder)
    by_meaning = 0
    there = select(ArticleVectors.article_id).where(ArticleVectors.model == encoder.sha256)
    if connection.scalar(there.limit(1)) is not None:
        vectors = meant(connection, encoder.sha256)
        articles |= close_articles(connection, vectors, changed)
        made = settle_likeness(connection, articles, vocabulary, vectors)
        by_meaning = sum(made[label] for label in changed)
    return Applied(len(rows), by_words, by_meaning)


def word_tests(topic: CuratedTopic) -> Iterable[Tests]:
    """The tests of all names and patterns of the topic."""
    yield from map(terms.name, topic.names)
    yield from map(terms.pattern, topic.patterns)


def _linked_to(connection: Connection, topics: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for part in chunks(topics):
        rows = select(QuotationTopic.quotation_id).where(QuotationTopic.topic_id.in_(part))
        found.update(connection.scalars(rows))
    return found


def _apply_words(
    connection: Connection,
    vocabulary: Curated,
    rows: list[int],
    changed: Collection[str],
    articles: set[int],
) -> int:
    """Make the links by words of these quotations anew; how many the changed topics have then.

    Their articles are put among ``articles``.
    """
    stored = select(Quotation.id, Quotation.article_id, Quotation.text, Quotation.context)
    denied = _denied(connection, rows)
    links: list[dict[str, object]] = []
    of_changed = 0
    for row, article, said, context in connection.execute(stored.where(Quotation.id.in_(rows))):
        articles.add(article)
        for link in vocabulary.vocabulary.links(said, context):
            topic = vocabulary.ids[link.topic]
            if topic not in denied[row]:
                of_changed += link.topic in changed
                links.append(
                    {
                        "quotation_id": row,
                        "topic_id": topic,
                        "origin": "machine",
                        "score": link.score,
                        "method": "vocabulary",
                    }
                )
    connection.execute(
        delete(QuotationTopic).where(
            QuotationTopic.quotation_id.in_(rows),
            QuotationTopic.topic_id.in_(select(VocabularyTopic.topic_id)),
            QuotationTopic.method.in_(("vocabulary", "similarity")),
            QuotationTopic.origin == "machine",
        )
    )
    _replace(connection, links)
    return of_changed


def _replace(connection: Connection, links: list[dict[str, object]]) -> None:
    """Write links, in place of what else a machine found for the same quotation and topic."""
    if not links:
        return
    connection.execute(
        delete(QuotationTopic).where(
            QuotationTopic.quotation_id == bindparam("quotation"),
            QuotationTopic.topic_id == bindparam("topic"),
            QuotationTopic.origin == "machine",
        ),
        [{"quotation": one["quotation_id"], "topic": one["topic_id"]} for one in links],
    )
    connection.execute(insert(QuotationTopic), links)


def _denied(connection: Connection, rows: list[int]) -> dict[int, set[int]]:
    denied: dict[int, set[int]] = defaultdict(set)
    said = select(TopicVerdict.quotation_id, TopicVerdict.topic_id).where(
        TopicVerdict.quotation_id.in_(rows), ~TopicVerdict.holds
    )
    for row, topic in connection.execute(said):
        denied[row].add(topic)
    return denied
