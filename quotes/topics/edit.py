"""The rows of the vocabulary: topics made, joined, named and placed; nothing is applied here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from quotes.db.engine import chunks
from quotes.db.tables import (
    EditKind,
    QuotationTable,
    QuotationTopicTable,
    TermKind,
    TopicEditTable,
    TopicTable,
    TopicVerdictTable,
    VocabularyTermTable,
    VocabularyTopicTable,
)
from quotes.entities.ledger import Author
from quotes.errors import QuotesError, UsageError
from quotes.meaning import vocabulary as terms
from quotes.meaning.vocabulary import key, name, pattern
from quotes.text.normalize import fold
from quotes.topics.read import VerdictRow, curated_named, known_topic, the_topic
from quotes.types import CuratedTopic


@dataclass(slots=True)
class Change:
    """What has to be applied after edits: rows of the topics that changed, and of the quotations
    that had a topic which is no more."""

    topics: set[int] = field(default_factory=set)
    quotations: set[int] = field(default_factory=set)


def row_of(connection: Connection, label: str) -> int | None:
    """The topic that is written like the label, or a curated one whose label has its lemmas."""
    alike = connection.scalar(select(TopicTable.id).where(TopicTable.folded == fold(label)))
    if alike is not None:
        return alike
    lemmas = select(TopicTable.id).join(
        VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id
    )
    return connection.scalar(lemmas.where(TopicTable.key == key(label)).limit(1))


def new_topic(connection: Connection, label: str) -> int:
    """Make a topic; its row."""
    row = {"label": label, "folded": fold(label), "key": key(label)}
    return connection.execute(insert(TopicTable).values(row).returning(TopicTable.id)).scalar_one()


def set_label(connection: Connection, topic: int, label: str) -> None:
    """Show the topic under this label."""
    row = {"label": label, "folded": fold(label), "key": key(label)}
    connection.execute(update(TopicTable).where(TopicTable.id == topic).values(row))


def curate(connection: Connection, topic: int, edit: int | None) -> bool:
    """Make the topic a curated one; whether it was none."""
    known = select(VocabularyTopicTable.topic_id).where(VocabularyTopicTable.topic_id == topic)
    if connection.scalar(known) is not None:
        return False
    connection.execute(insert(VocabularyTopicTable).values(topic_id=topic, edit_id=edit))
    return True


def require_free(connection: Connection, names: Iterable[str], topic: int | None) -> None:
    """:raises UsageError: one of the names is a name of another curated topic."""
    for taken, owner in curated_named(connection, names).items():
        if owner != topic:
            label = connection.scalar(select(TopicTable.label).where(TopicTable.id == owner))
            raise UsageError(
                f"{taken} is a name of the topic {label} already; give another, or join the two "
                "with `quotes topics merge`."
            )


def add_terms(
    connection: Connection, topic: int, kind: TermKind, listed: Iterable[str], edit: int | None
) -> None:
    """Add names or patterns to a topic; those that it has stay as they are.

    :raises UsageError: one is no name or pattern.
    """
    check = name if kind == "synonym" else pattern
    stored = select(VocabularyTermTable.term, VocabularyTermTable.key).where(
        VocabularyTermTable.topic_id == topic, VocabularyTermTable.kind == kind
    )
    known = {part for row in connection.execute(stored) for part in row}
    if kind == "synonym":
        known.update(connection.scalars(select(TopicTable.key).where(TopicTable.id == topic)))
    rows = []
    for term in listed:
        check(term)
        lemmas = key(term) if kind == "synonym" else term
        if lemmas not in known:
            known.add(lemmas)
            rows.append(
                {"topic_id": topic, "kind": kind, "term": term, "key": lemmas, "edit_id": edit}
            )
    if rows:
        connection.execute(insert(VocabularyTermTable), rows)


def place(connection: Connection, topic: int, parent: str) -> None:
    """Put the topic below the curated one of this label or name.

    :raises QuotesError: there is none.
    :raises UsageError: the parent is the topic itself, or below it.
    """
    above = curated_named(connection, [parent]).get(parent)
    if above is None:
        raise QuotesError(f"There is no curated topic {parent} to be the parent; add it first.")
    if topic in ancestors(connection, above):
        raise UsageError(f"{parent} cannot be the parent: it is the topic itself or below it.")
    connection.execute(
        update(VocabularyTopicTable)
        .where(VocabularyTopicTable.topic_id == topic)
        .values(parent_id=above)
    )


def ancestors(connection: Connection, topic: int) -> list[int]:
    """The topic and all above it, from below."""
    found: list[int] = []
    above: int | None = topic
    while above is not None and above not in found:
        found.append(above)
        parent = select(VocabularyTopicTable.parent_id).where(
            VocabularyTopicTable.topic_id == above
        )
        above = connection.scalar(parent)
    return found


def absorb_alike(connection: Connection, topic: int, names: Iterable[str], change: Change) -> None:
    """Make those topics part of this one that only articles use and that are variants of names."""
    keys = {key(name) for name in names}
    curated = select(VocabularyTopicTable.topic_id)
    for part in chunks(keys):
        alike = select(TopicTable.id).where(
            TopicTable.key.in_(part), TopicTable.id != topic, TopicTable.id.not_in(curated)
        )
        for gone in connection.scalars(alike).all():
            absorb(connection, gone, topic, change)


def absorb(connection: Connection, gone: int, into: int, change: Change) -> None:
    """Give all that hangs on one topic to another, and delete the first."""
    linked = select(QuotationTopicTable.quotation_id).where(QuotationTopicTable.topic_id == gone)
    change.quotations.update(connection.scalars(linked))
    for origin in ("human", "machine"):
        has = select(QuotationTopicTable.quotation_id).where(
            QuotationTopicTable.topic_id == into, QuotationTopicTable.origin == origin
        )
        connection.execute(
            update(QuotationTopicTable)
            .where(
                QuotationTopicTable.topic_id == gone,
                QuotationTopicTable.origin == origin,
                QuotationTopicTable.quotation_id.not_in(has),
            )
            .values(topic_id=into)
        )
    judged = select(TopicVerdictTable.quotation_id).where(TopicVerdictTable.topic_id == into)
    connection.execute(
        update(TopicVerdictTable)
        .where(TopicVerdictTable.topic_id == gone, TopicVerdictTable.quotation_id.not_in(judged))
        .values(topic_id=into)
    )
    connection.execute(delete(TopicVerdictTable).where(TopicVerdictTable.topic_id == gone))
    connection.execute(delete(TopicTable).where(TopicTable.id == gone))
    _drop_denied(connection, into)


def _drop_denied(connection: Connection, topic: int) -> None:
    """Take the machine's links to a topic out of those quotations of which a human denied it."""
    denied = select(TopicVerdictTable.quotation_id).where(
        TopicVerdictTable.topic_id == topic, ~TopicVerdictTable.holds
    )
    connection.execute(
        delete(QuotationTopicTable).where(
            QuotationTopicTable.topic_id == topic, QuotationTopicTable.quotation_id.in_(denied)
        )
    )


# Changing the vocabulary: topics added, renamed, merged, imported, each change with its author.


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
    connection.execute(
        update(TopicEditTable).where(TopicEditTable.topic == label).values(topic=new)
    )
    edit = _log(connection, "rename", new, label, author)
    curate(connection, row, edit)
    absorb_alike(connection, row, (new,), change)
    set_label(connection, row, new)
    connection.execute(
        delete(VocabularyTermTable).where(
            VocabularyTermTable.topic_id == row,
            VocabularyTermTable.kind == "synonym",
            VocabularyTermTable.key == key(new),
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
    connection.execute(
        update(TopicEditTable).where(TopicEditTable.topic == label).values(topic=kept)
    )
    edit = _log(connection, "merge", kept, label, author)
    curate(connection, other, edit)
    stored = select(VocabularyTermTable.kind, VocabularyTermTable.term).where(
        VocabularyTermTable.topic_id == one
    )
    listed = connection.execute(stored.order_by(VocabularyTermTable.id)).all()
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
    return connection.execute(
        insert(TopicEditTable).values(row).returning(TopicEditTable.id)
    ).scalar_one()


def _label(connection: Connection, topic: CuratedTopic) -> str:
    """The label of the topic as it is stored, or will be."""
    row = row_of(connection, topic.label)
    known = select(TopicTable.label).join(
        VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id
    )
    return connection.scalar(known.where(TopicTable.id == row)) or topic.label


def _put(connection: Connection, topic: CuratedTopic, edit: int, change: Change) -> int:
    """Write a topic with its names and patterns, without its parent; its row."""
    for term in topic.names:
        name(term)
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
            update(VocabularyTopicTable)
            .where(VocabularyTopicTable.topic_id == row)
            .values(code=topic.code)
        )
    change.topics.add(row)
    return row


def _hand_over_children(connection: Connection, one: int, other: int) -> None:
    """Put what is below one topic below the other, which takes its place where it is below it."""
    if one in ancestors(connection, other):
        parent = select(VocabularyTopicTable.parent_id).where(VocabularyTopicTable.topic_id == one)
        connection.execute(
            update(VocabularyTopicTable)
            .where(VocabularyTopicTable.topic_id == other)
            .values(parent_id=connection.scalar(parent))
        )
    connection.execute(
        update(VocabularyTopicTable)
        .where(VocabularyTopicTable.parent_id == one)
        .values(parent_id=other)
    )


# A human says whether a quotation is about a topic.


def judge(
    connection: Connection, quotation: str, topic: str, author: Author, *, holds: bool
) -> VerdictRow:
    """Write down that the quotation of this whole id is about a topic, or is not.

    It takes the place of what was said of the two before. A topic that is new is made, unless it
    is denied.

    :raises QuotesError: there is no such quotation, or a topic is denied that there is not.
    """
    row = connection.scalar(select(QuotationTable.id).where(QuotationTable.public_id == quotation))
    if row is None:
        raise QuotesError(f"There is no quotation {quotation}.")
    known = known_topic(connection, topic)
    if known is None and not holds:
        raise QuotesError(f"There is no topic {topic}, so nothing is about it.")
    of, label = known or (new_topic(connection, topic), topic)
    here = (QuotationTopicTable.quotation_id == row) & (QuotationTopicTable.topic_id == of)
    made_by = QuotationTopicTable.origin == "human"
    connection.execute(delete(QuotationTopicTable).where(here, made_by if holds else here))
    connection.execute(
        delete(TopicVerdictTable).where(
            TopicVerdictTable.quotation_id == row, TopicVerdictTable.topic_id == of
        )
    )
    at = datetime.now(UTC)
    verdict = {"quotation_id": row, "topic_id": of, "holds": holds}
    connection.execute(
        insert(TopicVerdictTable).values(**verdict, by=author.name, at=at, why=author.why)
    )
    if holds:
        link = {"quotation_id": row, "topic_id": of, "origin": "human", "score": 1.0}
        connection.execute(insert(QuotationTopicTable).values(**link, method="human"))
    return VerdictRow(quotation, label, holds, author.name, at, author.why)


def denied(connection: Connection, article: int) -> set[tuple[int, int]]:
    """Quotations of an article with the topics that a human denied them, as rows."""
    said = (
        select(TopicVerdictTable.quotation_id, TopicVerdictTable.topic_id)
        .join(QuotationTable, QuotationTable.id == TopicVerdictTable.quotation_id)
        .where(QuotationTable.article_id == article, ~TopicVerdictTable.holds)
    )
    return {(quotation, topic) for quotation, topic in connection.execute(said)}
