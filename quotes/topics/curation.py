"""Looking after the topics of a database: what the commands ask for, each in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Engine, delete, func, insert, or_, select

from quotes.db.engine import chunks, for_writing, plain_errors
from quotes.db.matching import candidates
from quotes.db.tables import (
    ArticleTable,
    ArticleVectorsTable,
    DecisionTable,
    QuotationTable,
    QuotationTopicTable,
    VocabularyTopicTable,
)
from quotes.entities.anchor import let_go
from quotes.entities.ledger import Author, Decision, read
from quotes.entities.requests import SetTopic, VocabularyRequest
from quotes.ingest.lists import shipped_topics
from quotes.meaning.vectors import Encoder, similarities
from quotes.meaning.vocabulary import Tests, Vocabulary, name, pattern
from quotes.topics.curated import replay_topics
from quotes.topics.edit import (
    Change,
    apply_verdicts,
    choose_links,
    decide_on_vocabulary,
    denied,
    plant_vocabulary,
    set_topic,
    write_vocabulary,
)
from quotes.topics.likeness import (
    LEAST,
    Meant,
    apply_likeness,
    close_articles,
    complete_vectors,
    forget_vectors,
    meant,
)
from quotes.topics.read import Curated, EditResult, MatchRow, TopicCard, card, curated, is_named
from quotes.types import CuratedTopic

# Applying the vocabulary to what is stored: no article is read again by the model.


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
    there = select(ArticleVectorsTable.article_id).where(
        ArticleVectorsTable.model == encoder.sha256
    )
    if connection.scalar(there.limit(1)) is not None:
        vectors = meant(connection, encoder.sha256)
        articles |= close_articles(connection, vectors, changed)
        made = apply_likeness(connection, articles, vocabulary, vectors)
        by_meaning = sum(made[label] for label in changed)
    return Applied(len(rows), by_words, by_meaning)


def word_tests(topic: CuratedTopic) -> Iterable[Tests]:
    """The tests of all names and patterns of the topic."""
    yield from map(name, topic.names)
    yield from map(pattern, topic.patterns)


def _linked_to(connection: Connection, topics: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for part in chunks(topics):
        rows = select(QuotationTopicTable.quotation_id).where(
            or_(QuotationTopicTable.topic_id.in_(part), QuotationTopicTable.label_id.in_(part))
        )
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
    stored = select(
        QuotationTable.id, QuotationTable.article_id, QuotationTable.text, QuotationTable.context
    )
    refused = denied(connection, rows)
    links: list[dict[str, object]] = []
    of_changed = 0
    for row, article, said, context in connection.execute(
        stored.where(QuotationTable.id.in_(rows))
    ):
        articles.add(article)
        for link in vocabulary.vocabulary.links(said, context):
            topic = vocabulary.ids[link.topic]
            of_changed += link.topic in changed and (row, topic) not in refused
            links.append(
                {
                    "quotation_id": row,
                    "label_id": topic,
                    "origin": "machine",
                    "score": link.score,
                    "method": "vocabulary",
                }
            )
    connection.execute(
        delete(QuotationTopicTable).where(
            QuotationTopicTable.quotation_id.in_(rows),
            QuotationTopicTable.method.in_(("vocabulary", "similarity")),
        )
    )
    if links:
        connection.execute(insert(QuotationTopicTable), links)
    choose_links(connection, rows)
    return of_changed


CLOSEST = 3
"""Topics that stand in for a text that names none, at most."""


class Curation:
    """The topics of an open database; every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, encoder: Encoder) -> None:
        self._engine = engine
        self._encoder = encoder
        self._meant: tuple[Curated, Meant] | None = None
        self._held: tuple[object, Curated] | None = None

    def vocabulary(self) -> Vocabulary:
        """The curated topics, ready to be found in texts."""
        with self._reading() as connection:
            return curated(connection).vocabulary

    def card(self, topic: str) -> TopicCard:
        """All that is known of the topic of this label or name.

        :raises QuotesError: there is none.
        """
        with self._reading() as connection:
            return card(connection, topic)

    def edit(self, request: VocabularyRequest, by: str, why: str | None = None) -> EditResult:
        """Write a decision on the vocabulary, and apply it to all that is stored.

        :raises UsageError: a name is another topic's, a name or pattern is none, or both of two
            topics are the same.
        :raises QuotesError: there is no such topic or parent, or a line of a list is wrong.
        """
        with self._writing() as connection:
            return self.edit_with(connection, request, Author(by, why))

    def edit_with(
        self, connection: Connection, request: VocabularyRequest, author: Author
    ) -> EditResult:
        """The same as :meth:`edit`, in the connection's own transaction."""
        number, change = decide_on_vocabulary(connection, request, author)
        made = self._apply(connection, change)
        return EditResult(
            number, len(change.topics), made.quotations, made.by_words, made.by_meaning
        )

    def judge(self, connection: Connection, request: SetTopic, author: Author) -> int:
        """Write down that a quotation is about a topic, or is not; the number of the decision.

        :raises QuotesError: there is no such quotation, or a topic is denied that there is not.
        """
        number, quotations = set_topic(connection, request, author)
        self._settle_around(connection, quotations)
        return number

    def undo(self, connection: Connection, decision: Decision) -> None:
        """Act on what is left of the decisions on topics, of which this one is marked as undone."""
        if decision.selector is None:
            state = replay_topics(read(connection, "topic"))
            self._apply(connection, write_vocabulary(connection, state))
        else:
            quotations = let_go(connection, decision.id)
            apply_verdicts(connection, quotations)
            self._settle_around(connection, quotations)

    def match(self, text: str) -> list[MatchRow]:
        """The topics that a quotation of this text would get, and why; the best first.

        :returns: what its words name, then at most two topics close in meaning, which it would get
            in an article that names them.
        """
        with self._reading() as connection:
            held = curated(connection)
            found = {
                (hit.term.topic, hit.span): MatchRow(
                    hit.term.topic, "vocabulary", hit.score, hit.term.text, hit.span.of(text)
                )
                for hit in reversed(held.vocabulary.hits(text))
            }
            rows = list(reversed(found.values()))
            known = {label for row in rows for label in held.vocabulary.kin(row.topic)}
            near = self._near(connection, text)
        close = [(label, cosine) for label, cosine in near if label not in known]
        rows.sort(key=lambda row: -row.score)
        rows += (MatchRow(label, "similarity", cosine, None, None) for label, cosine in close[:2])
        return rows

    def closest(self, text: str) -> tuple[str, ...]:
        """The curated topics closest in meaning to a text that names no topic; none otherwise."""
        with self._reading() as connection:
            if is_named(connection, text):
                return ()
            near = self._near(connection, text)
        return tuple(label for label, _ in near[:CLOSEST])

    def settle(self, connection: Connection, article: str) -> None:
        """Make the links by meaning of an article that has vectors, in the connection's own
        transaction.

        :param article: its public id.
        """
        row = select(ArticleTable.id).where(ArticleTable.public_id == article)
        self._settle(connection, connection.scalars(row).all())

    def settle_all(self) -> None:
        """Make the links by meaning of all articles that have vectors."""
        stored = select(ArticleVectorsTable.article_id)
        with self._writing() as connection:
            self._settle(connection, connection.scalars(stored).all())

    def _settle(self, connection: Connection, articles: Sequence[int]) -> None:
        held = self._current(connection)
        if self._meant is None or self._meant[0] is not held:
            complete_vectors(connection, held, self._encoder)
            self._meant = held, meant(connection, self._encoder.sha256)
        apply_likeness(connection, articles, held, self._meant[1])

    def _settle_around(self, connection: Connection, quotations: Collection[int]) -> None:
        """Make the links by meaning of the articles of these quotations anew."""
        articles = select(QuotationTable.article_id).where(QuotationTable.id.in_(quotations))
        self._settle(connection, connection.scalars(articles.distinct()).all())

    def _current(self, connection: Connection) -> Curated:
        """The vocabulary, read again only where somebody changed it."""
        decided = func.max(DecisionTable.id), func.count(DecisionTable.undone_at)
        version = (
            *connection.execute(select(*decided).where(DecisionTable.subject == "topic")).one(),
            connection.scalar(select(func.count(VocabularyTopicTable.topic_id))),
        )
        if self._held is None or self._held[0] != version:
            self._held = (version, curated(connection))
        return self._held[1]

    def _near(self, connection: Connection, text: str) -> list[tuple[str, float]]:
        topics = meant(connection, self._encoder.sha256)
        (asked,) = self._encoder.encode([text])
        cosines = similarities(asked, topics.vectors)
        best = [index for index in np.argsort(-cosines) if cosines[index] >= LEAST]
        return [(topics.labels[index], round(float(cosines[index]), 3)) for index in best]

    def _apply(self, connection: Connection, change: Change) -> Applied:
        forget_vectors(connection, change.topics)
        held = curated(connection)
        changed = frozenset(label for label, row in held.ids.items() if row in change.topics)
        return apply_topics(connection, held, self._encoder, changed, change.quotations)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with plain_errors(self._engine.url), for_writing(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            yield connection


# Giving a database without vocabulary the one that comes with quotes.


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
        change = plant_vocabulary(connection, topics)
        held = curated(connection)
        complete_vectors(connection, held, encoder)
        if connection.scalar(select(QuotationTable.id).limit(1)) is not None:
            apply_topics(connection, held, encoder, frozenset(held.ids), change.quotations)
    return True


def _is_planted(connection: Connection) -> bool:
    return connection.scalar(select(VocabularyTopicTable.topic_id).limit(1)) is not None
