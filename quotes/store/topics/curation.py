"""Looking after the topics of a database: what the commands ask for, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from sqlalchemy import Connection, Engine, func, select

from quotes.article import Article
from quotes.errors import QuotesError
from quotes.meaning.vectors import Encoder, similarities
from quotes.meaning.vocabulary.likeness import LEAST
from quotes.meaning.vocabulary.vocabulary import Vocabulary
from quotes.store import models
from quotes.store.decisions.ledger import Author
from quotes.store.engine import for_writing, plain_errors
from quotes.store.find import row_id
from quotes.store.models import Quotation, TopicEdit, VocabularyTopic
from quotes.store.topics import editing, shown, verdicts
from quotes.store.topics.applying import Applied, apply_topics
from quotes.store.topics.finding import is_named
from quotes.store.topics.keeping import Change
from quotes.store.topics.likeness import complete_vectors, forget_vectors, meant, settle_likeness
from quotes.store.topics.reading import Curated, curated
from quotes.store.topics.rows import EditResult, MatchRow, TopicCard, VerdictRow
from quotes.vocabulary import CuratedTopic

CLOSEST = 3
"""Topics that stand in for a text that names none, at most."""


class Curation:
    """The topics of an open database; every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, encoder: Encoder) -> None:
        self._engine = engine
        self._encoder = encoder
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
            return shown.card(connection, topic)

    def add(self, topic: CuratedTopic, by: str, why: str | None = None) -> EditResult:
        """Add a topic, or names, patterns, parent and code to one that is there, and apply it.

        :raises UsageError: a name is another topic's, or a name or pattern is none.
        :raises QuotesError: there is no such parent.
        """
        return self._edit(lambda run: editing.add(run, topic, Author(by, why)), topic.label)

    def rename(self, old: str, new: str, by: str, why: str | None = None) -> EditResult:
        """Give a topic another label and apply it; the former label stays as a synonym.

        :raises QuotesError: there is no such topic.
        :raises UsageError: the new label is another topic's name, or none.
        """
        return self._edit(lambda run: editing.rename(run, old, new, Author(by, why)), new)

    def merge(self, gone: str, into: str, by: str, why: str | None = None) -> EditResult:
        """Make one topic part of another and apply it.

        :raises QuotesError: there is no such topic.
        :raises UsageError: both are the same.
        """
        return self._edit(lambda run: editing.merge(run, gone, into, Author(by, why)), into)

    def import_topics(
        self, topics: Sequence[CuratedTopic], file: str, by: str, why: str | None = None
    ) -> EditResult:
        """Add all topics of a list and apply them.

        :raises QuotesError: a line is wrong; the message names it.
        """
        return self._edit(
            lambda run: editing.import_topics(run, topics, file, Author(by, why)), file
        )

    def match(self, text: str) -> list[MatchRow]:
        """The topics that a quotation of this text would get, and why; the best first.

        :returns: what its words name, then at most two topics close in meaning, which it would get
            in an article that names them.
        """
        with self._reading() as connection:
            held = curated(connection)
            found = {
                (hit.term.topic, hit.place): MatchRow(
                    hit.term.topic, "vocabulary", hit.score, hit.term.text, hit.place.of(text)
                )
                for hit in reversed(held.vocabulary.hits(text))
            }
            rows = list(reversed(found.values()))
            known = {one for row in rows for one in held.vocabulary.kin(row.topic)}
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

    def judge(
        self, quotation: str, topic: str, by: str, why: str | None = None, *, holds: bool = True
    ) -> VerdictRow:
        """Write down that a quotation is about a topic, or is not.

        :param quotation: its id, or 6 digits or more that it begins with.
        :raises QuotesError: there is no such quotation, or a topic is denied that there is not.
        """
        with self._writing() as connection:
            row = row_id(connection, quotation)
            if row is None:
                raise QuotesError(f"There is no quotation {quotation}.")
            whole = connection.scalar(select(Quotation.public_id).where(Quotation.id == row)) or ""
            return verdicts.judge(connection, whole, topic, Author(by, why), holds=holds)

    def settle(self, connection: Connection, article: Article) -> None:
        """Make the links by meaning of an article that has vectors, in the connection's own
        transaction."""
        row = select(models.Article.id).where(models.Article.public_id == article.id)
        self._settle(connection, connection.scalars(row).all())

    def settle_all(self) -> None:
        """Make the links by meaning of all articles that have vectors."""
        stored = select(models.ArticleVectors.article_id)
        with self._writing() as connection:
            self._settle(connection, connection.scalars(stored).all())

    def _settle(self, connection: Connection, articles: Sequence[int]) -> None:
        held = self._current(connection)
        complete_vectors(connection, held, self._encoder)
        settle_likeness(connection, articles, held, meant(connection, self._encoder.sha256))

    def _current(self, connection: Connection) -> Curated:
        """The vocabulary, read again only where somebody changed it."""
        version = (
            connection.scalar(select(func.max(TopicEdit.id))),
            connection.scalar(select(func.count(VocabularyTopic.topic_id))),
        )
        if self._held is None or self._held[0] != version:
            self._held = (version, curated(connection))
        return self._held[1]

    def _near(self, connection: Connection, text: str) -> list[tuple[str, float]]:
        topics = meant(connection, self._encoder.sha256)
        (asked,) = self._encoder.encode([text])
        cosines = similarities(asked, topics.vectors)
        best = [place for place in np.argsort(-cosines) if cosines[place] >= LEAST]
        return [(topics.labels[place], round(float(cosines[place]), 3)) for place in best]

    def _edit(self, edit: Callable[[Connection], Change], name: str) -> EditResult:
        with self._writing() as connection:
            change = edit(connection)
            applied = self._apply(connection, change)
        return EditResult(
            name, len(change.topics), applied.quotations, applied.by_words, applied.by_meaning
        )

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
