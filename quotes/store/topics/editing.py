"""Changing the vocabulary: topics added, renamed, merged, imported, each change with its author."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from quotes.errors import QuotesError, UsageError
from quotes.meaning.vocabulary import terms
from quotes.meaning.vocabulary.words import key
from quotes.store.curated import EditKind
from quotes.store.decisions.ledger import Author
from quotes.store.models import Topic, TopicEdit, VocabularyTerm, VocabularyTopic
from quotes.store.topics.finding import the_topic
from quotes.store.topics.keeping import (
    Change,
    absorb,
    absorb_alike,
    add_terms,
    ancestors,
    curate,
    new_topic,
    place,
    require_free,
    row_of,
    set_label,
)
from quotes.vocabulary import CuratedTopic


def add(connection: Connection, topic: CuratedTopic, author: Author) -> Change:
    """Add a topic, or names, patterns, parent and code to one that is there.

    :raises UsageError: a name is another topic's, or a name or pattern is none.
    :raises QuotesError: there is no such parent.
    """
    change = Change()
    edit = _log(connection, "add", _label(connection, topic), None, author)
    row = _put(connection, topic, edit, change)
    if topic.parent:
        place(connection, row, topic.parent)
    return change


def import_topics(
    connection: Connection, topics: Sequence[CuratedTopic], file: str, author: Author
) -> Change:
    """Add all topics of a list, which may name parents that come later.

    :raises QuotesError: a line is wrong; the message names it.
    """
    change = Change()
    rows: list[int] = []
    line = 0
    try:
        for topic in topics:
            line = topic.line
            edit = _log(connection, "import", _label(connection, topic), file, author)
            rows.append(_put(connection, topic, edit, change))
        for topic, row in zip(topics, rows, strict=True):
            line = topic.line
            if topic.parent:
                place(connection, row, topic.parent)
    except QuotesError as error:
        raise QuotesError(f"{file}: line {line}: {error}") from error
    return change


def rename(connection: Connection, old: str, new: str, author: Author) -> Change:
    """Give a topic another label; the former one stays as a synonym.

    :raises QuotesError: there is no such topic.
    :raises UsageError: the new label is another topic's name, or none.
    """
    terms.name(new)
    row, label = the_topic(connection, old)
    change = Change({row})
    require_free(connection, (new,), row)
    connection.execute(update(TopicEdit).where(TopicEdit.topic == label).values(topic=new))
    edit = _log(connection, "rename", new, label, author)
    curate(connection, row, edit)
    absorb_alike(connection, row, (new,), change)
    set_label(connection, row, new)
    connection.execute(
        delete(VocabularyTerm).where(
            VocabularyTerm.topic_id == row,
            VocabularyTerm.kind == "synonym",
            VocabularyTerm.key == key(new),
        )
    )
    add_terms(connection, row, "synonym", [label], edit)
    return change


def merge(connection: Connection, gone: str, into: str, author: Author) -> Change:
    """Make one topic part of another, which gets its names, patterns, children and quotations.

    :raises QuotesError: there is no such topic.
    :raises UsageError: both are the same.
    """
    (one, label), (other, kept) = the_topic(connection, gone), the_topic(connection, into)
    if one == other:
        raise UsageError(f"{gone} and {into} are the same topic, {kept}.")
    change = Change({other})
    connection.execute(update(TopicEdit).where(TopicEdit.topic == label).values(topic=kept))
    edit = _log(connection, "merge", kept, label, author)
    curate(connection, other, edit)
    stored = select(VocabularyTerm.kind, VocabularyTerm.term).where(VocabularyTerm.topic_id == one)
    listed = connection.execute(stored.order_by(VocabularyTerm.id)).all()
    _hand_over_children(connection, one, other)
    absorb(connection, one, other, change)
    add_terms(connection, other, "synonym", [label], edit)
    for kind, term in listed:
        add_terms(connection, other, kind, [term], edit)
    absorb_alike(connection, other, [label, *(term for kind, term in listed)], change)
    return change


def _log(
    connection: Connection, kind: EditKind, topic: str, other: str | None, author: Author
) -> int:
    """Write down what somebody does to a topic; the row."""
    row = {
        "kind": kind,
        "topic": topic,
        "other": other,
        "by": author.name,
        "at": datetime.now(UTC),
        "why": author.why,
    }
    return connection.execute(insert(TopicEdit).values(row).returning(TopicEdit.id)).scalar_one()


def _label(connection: Connection, topic: CuratedTopic) -> str:
    """The label of the topic as it is stored, or will be."""
    row = row_of(connection, topic.label)
    known = select(Topic.label).join(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
    return connection.scalar(known.where(Topic.id == row)) or topic.label


def _put(connection: Connection, topic: CuratedTopic, edit: int, change: Change) -> int:
    """Write a topic with its names and patterns, without its parent; its row."""
    for name in topic.names:
        terms.name(name)
    row = row_of(connection, topic.label)
    require_free(connection, topic.names, row)
    if row is None:
        row = new_topic(connection, topic.label)
    if curate(connection, row, edit):
        set_label(connection, row, topic.label)
    absorb_alike(connection, row, topic.names, change)
    add_terms(connection, row, "synonym", topic.synonyms, edit)
    add_terms(connection, row, "pattern", topic.patterns, edit)
    if topic.code:
        connection.execute(
            update(VocabularyTopic).where(VocabularyTopic.topic_id == row).values(code=topic.code)
        )
    change.topics.add(row)
    return row


def _hand_over_children(connection: Connection, one: int, other: int) -> None:
    """Put what is below one topic below the other, which takes its place where it is below it."""
    if one in ancestors(connection, other):
        parent = select(VocabularyTopic.parent_id).where(VocabularyTopic.topic_id == one)
        connection.execute(
            update(VocabularyTopic)
            .where(VocabularyTopic.topic_id == other)
            .values(parent_id=connection.scalar(parent))
        )
    connection.execute(
        update(VocabularyTopic).where(VocabularyTopic.parent_id == one).values(parent_id=other)
    )
