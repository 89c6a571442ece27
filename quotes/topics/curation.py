"""Looking after the topics of a database: what the commands ask for, each in one transaction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)

from quotes.db.engine import chunks, for_writing, plain_errors
from quotes.db.matching import SEARCH_TABLE, row_id
from quotes.db.tables import (
    ArticleTable,
    ArticleVectorsTable,
    QuotationTable,
    QuotationTopicTable,
    TopicEditTable,
    TopicTable,
    TopicVerdictTable,
    VocabularyTermTable,
    VocabularyTopicTable,
)
from quotes.entities.ledger import Author
from quotes.errors import QuotesError
from quotes.ingest.lists import shipped_topics
from quotes.lexicon import word_set
from quotes.meaning.vectors import Encoder, similarities
from quotes.meaning.vocabulary import Tests, Vocabulary, key, name, pattern
from quotes.text.normalize import forms_of
from quotes.topics.edit import Change, absorb_alike, add, import_topics, judge, merge, rename
from quotes.topics.likeness import (
    LEAST,
    close_articles,
    complete_vectors,
    forget_vectors,
    meant,
    settle_likeness,
)
from quotes.topics.read import (
    Curated,
    EditResult,
    MatchRow,
    TopicCard,
    VerdictRow,
    card,
    curated,
    is_named,
    name_topics,
)
from quotes.types import CuratedTopic

# Quotations that may have the words of some terms, by the full-text index.


TERMS = 40
"""Terms that one query asks for."""

_COMMON = word_set("grammar", "unasked")
_ENDINGS = word_set("word_endings")
_DOUBLED = re.compile(r"([^aeiou])\1$")
_SHORT_WORD = 5


def candidates(connection: Connection, terms: Iterable[Tests]) -> set[int]:
    """Row ids of quotations in whose text or context all words of one of the terms stand.

    These are all that have the term, and some that have its words apart or in other forms.
    """
    found: set[int] = set()
    rest = list(dict.fromkeys(terms))
    sqlite = connection.dialect.name == "sqlite"
    for begin in range(0, len(rest), TERMS):
        part = rest[begin : begin + TERMS]
        found |= set(_by_fts5(connection, part) if sqlite else _by_tsvector(connection, part))
    return found


def _by_fts5(connection: Connection, terms: Iterable[Tests]) -> Iterator[int]:
    asked = " OR ".join(f"({_fts5(term)})" for term in terms)
    query = text(f"SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH :asked")
    yield from connection.scalars(query, {"asked": asked})


def _fts5(term: Tests) -> str:
    return " AND ".join(
        "(" + " OR ".join(f'"{form}"{"*" if opens else ""}' for form, opens in forms) + ")"
        for forms in _telling(term)
    )


def _by_tsvector(connection: Connection, terms: Iterable[Tests]) -> Iterator[int]:
    english: ColumnElement[str] = literal_column("'english'")
    words = func.to_tsvector(english, QuotationTable.text + " " + QuotationTable.context)
    asked = " | ".join(f"({_tsquery(term)})" for term in terms)
    found = select(QuotationTable.id).where(words.op("@@")(func.to_tsquery(english, asked)))
    yield from connection.scalars(found)


def _tsquery(term: Tests) -> str:
    return " & ".join(
        "(" + " | ".join(f"{form}{':*' if opens else ''}" for form, opens in forms) + ")"
        for forms in _telling(term)
    )


def _telling(term: Tests) -> list[list[tuple[str, bool]]]:
    """For each word that tells something, the forms it may have, and whether they go on."""
    words = [test for test in term if test.lstrip("=^").casefold() not in _COMMON] or list(term)
    return [_forms(test) for test in words]


def _forms(test: str) -> list[tuple[str, bool]]:
    if test.endswith("*"):
        return [(stem(test[:-1]), True)]
    word = test.lstrip("=^").casefold()
    return [(form, False) for form in sorted(forms_of(word))]


def stem(beginning: str) -> str:
    """A beginning so short that the index's stem of every word that begins so begins with it.

    The index keeps stems of words (Porter 1980): "immigration" as "immigr". All that may be the
    first part of an ending is taken off.
    """
    shortest = 2 if len(beginning) <= _SHORT_WORD else 3
    while len(beginning) > shortest:
        cut = next(
            (
                size
                for size in range(min(len(beginning) - shortest, 7), 0, -1)
                if any(ending.startswith(beginning[-size:]) for ending in _ENDINGS)
            ),
            0,
        )
        shorter = _DOUBLED.sub(r"\1", beginning[: len(beginning) - cut])
        if shorter == beginning:
            break
        beginning = shorter
    return beginning


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
        made = settle_likeness(connection, articles, vocabulary, vectors)
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
            QuotationTopicTable.topic_id.in_(part)
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
    denied = _denied(connection, rows)
    links: list[dict[str, object]] = []
    of_changed = 0
    for row, article, said, context in connection.execute(
        stored.where(QuotationTable.id.in_(rows))
    ):
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
        delete(QuotationTopicTable).where(
            QuotationTopicTable.quotation_id.in_(rows),
            QuotationTopicTable.topic_id.in_(select(VocabularyTopicTable.topic_id)),
            QuotationTopicTable.method.in_(("vocabulary", "similarity")),
            QuotationTopicTable.origin == "machine",
        )
    )
    _replace(connection, links)
    return of_changed


def _replace(connection: Connection, links: list[dict[str, object]]) -> None:
    """Write links, in place of what else a machine found for the same quotation and topic."""
    if not links:
        return
    connection.execute(
        delete(QuotationTopicTable).where(
            QuotationTopicTable.quotation_id == bindparam("quotation"),
            QuotationTopicTable.topic_id == bindparam("topic"),
            QuotationTopicTable.origin == "machine",
        ),
        [{"quotation": one["quotation_id"], "topic": one["topic_id"]} for one in links],
    )
    connection.execute(insert(QuotationTopicTable), links)


def _denied(connection: Connection, rows: list[int]) -> dict[int, set[int]]:
    denied: dict[int, set[int]] = defaultdict(set)
    said = select(TopicVerdictTable.quotation_id, TopicVerdictTable.topic_id).where(
        TopicVerdictTable.quotation_id.in_(rows), ~TopicVerdictTable.holds
    )
    for row, topic in connection.execute(said):
        denied[row].add(topic)
    return denied


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
            return card(connection, topic)

    def add(self, topic: CuratedTopic, by: str, why: str | None = None) -> EditResult:
        """Add a topic, or names, patterns, parent and code to one that is there, and apply it.

        :raises UsageError: a name is another topic's, or a name or pattern is none.
        :raises QuotesError: there is no such parent.
        """
        return self._edit(lambda run: add(run, topic, Author(by, why)), topic.label)

    def rename(self, old: str, new: str, by: str, why: str | None = None) -> EditResult:
        """Give a topic another label and apply it; the former label stays as a synonym.

        :raises QuotesError: there is no such topic.
        :raises UsageError: the new label is another topic's name, or none.
        """
        return self._edit(lambda run: rename(run, old, new, Author(by, why)), new)

    def merge(self, gone: str, into: str, by: str, why: str | None = None) -> EditResult:
        """Make one topic part of another and apply it.

        :raises QuotesError: there is no such topic.
        :raises UsageError: both are the same.
        """
        return self._edit(lambda run: merge(run, gone, into, Author(by, why)), into)

    def import_topics(
        self, topics: Sequence[CuratedTopic], file: str, by: str, why: str | None = None
    ) -> EditResult:
        """Add all topics of a list and apply them.

        :raises QuotesError: a line is wrong; the message names it.
        """
        return self._edit(lambda run: import_topics(run, topics, file, Author(by, why)), file)

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
            whole = (
                connection.scalar(select(QuotationTable.public_id).where(QuotationTable.id == row))
                or ""
            )
            return judge(connection, whole, topic, Author(by, why), holds=holds)

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
        complete_vectors(connection, held, self._encoder)
        settle_likeness(connection, articles, held, meant(connection, self._encoder.sha256))

    def _current(self, connection: Connection) -> Curated:
        """The vocabulary, read again only where somebody changed it."""
        version = (
            connection.scalar(select(func.max(TopicEditTable.id))),
            connection.scalar(select(func.count(VocabularyTopicTable.topic_id))),
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
        ids = _write(connection, topics)
        held = curated(connection)
        complete_vectors(connection, held, encoder)
        if connection.scalar(select(QuotationTable.id).limit(1)) is not None:
            change = Change()
            for topic in topics:
                absorb_alike(connection, ids[topic.label], topic.names, change)
            apply_topics(connection, held, encoder, frozenset(ids), change.quotations)
    return True


def _is_planted(connection: Connection) -> bool:
    return connection.scalar(select(VocabularyTopicTable.topic_id).limit(1)) is not None


def _write(connection: Connection, topics: tuple[CuratedTopic, ...]) -> dict[str, int]:
    ids = name_topics(connection, (topic.label for topic in topics))
    connection.execute(
        insert(VocabularyTopicTable),
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
        known = TopicTable.id == ids[topic.label]
        connection.execute(
            update(TopicTable)
            .where(known, TopicTable.label != topic.label)
            .values(label=topic.label)
        )
    connection.execute(
        insert(VocabularyTermTable),
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
