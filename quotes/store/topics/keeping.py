"""The rows of the vocabulary: topics made, joined, named and placed; nothing is applied here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select, update

from quotes.errors import QuotesError, UsageError
from quotes.meaning.vocabulary import terms
from quotes.meaning.vocabulary.words import key
from quotes.store.chunks import chunks
from quotes.store.curated import TermKind
from quotes.store.folding import fold
from quotes.store.models import (
    QuotationTopic,
    Topic,
    TopicVerdict,
    VocabularyTerm,
    VocabularyTopic,
)
from quotes.store.topics.naming import curated_named


@dataclass(slots=True)
class Change:
    """What has to be applied after edits: rows of the topics that changed, and of the quotations
    that had a topic which is no more."""

    topics: set[int] = field(default_factory=set)
    quotations: set[int] = field(default_factory=set)


def row_of(connection: Connection, label: str) -> int | None:
    """The topic that is written like the label, or a curated one whose label has its lemmas."""
    alike = connection.scalar(select(Topic.id).where(Topic.folded == fold(label)))
    if alike is not None:
        return alike
    lemmas = select(Topic.id).join(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
    return connection.scalar(lemmas.where(Topic.key == key(label)).limit(1))


def new_topic(connection: Connection, label: str) -> int:
    """Make a topic; its row."""
    row = {"label": label, "folded": fold(label), "key": key(label)}
    return connection.execute(insert(Topic).values(row).returning(Topic.id)).scalar_one()


def set_label(connection: Connection, topic: int, label: str) -> None:
    """Show the topic under this label."""
    row = {"label": label, "folded": fold(label), "key": key(label)}
    connection.execute(update(Topic).where(Topic.id == topic).values(row))


def curate(connection: Connection, topic: int, edit: int | None) -> bool:
    """Make the topic a curated one; whether it was none."""
    known = select(VocabularyTopic.topic_id).where(VocabularyTopic.topic_id == topic)
    if connection.scalar(known) is not None:
        return False
    connection.execute(insert(VocabularyTopic).values(topic_id=topic, edit_id=edit))
    return True


def require_free(connection: Connection, names: Iterable[str], topic: int | None) -> None:
    """:raises UsageError: one of the names is a name of another curated topic."""
    for name, owner in curated_named(connection, names).items():
        if owner != topic:
            label = connection.scalar(select(Topic.label).where(Topic.id == owner))
            raise UsageError(
                f"{name} is a name of the topic {label} already; give another, or join the two "
                "with `quotes topics merge`."
            )


def add_terms(
    connection: Connection, topic: int, kind: TermKind, listed: Iterable[str], edit: int | None
) -> None:
    """Add names or patterns to a topic; those that it has stay as they are.

    :raises UsageError: one is no name or pattern.
    """
    check = terms.name if kind == "synonym" else terms.pattern
    stored = select(VocabularyTerm.term, VocabularyTerm.key).where(
        VocabularyTerm.topic_id == topic, VocabularyTerm.kind == kind
    )
    known = {part for row in connection.execute(stored) for part in row}
    if kind == "synonym":
        known.update(connection.scalars(select(Topic.key).where(Topic.id == topic)))
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
        connection.execute(insert(VocabularyTerm), rows)


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
        update(VocabularyTopic).where(VocabularyTopic.topic_id == topic).values(parent_id=above)
    )


def ancestors(connection: Connection, topic: int) -> list[int]:
    """The topic and all above it, from below."""
    found: list[int] = []
    above: int | None = topic
    while above is not None and above not in found:
        found.append(above)
        parent = select(VocabularyTopic.parent_id).where(VocabularyTopic.topic_id == above)
        above = connection.scalar(parent)
    return found


def absorb_alike(connection: Connection, topic: int, names: Iterable[str], change: Change) -> None:
    """Make those topics part of this one that only articles use and that are variants of names."""
    keys = {key(name) for name in names}
    curated = select(VocabularyTopic.topic_id)
    for part in chunks(keys):
        alike = select(Topic.id).where(
            Topic.key.in_(part), Topic.id != topic, Topic.id.not_in(curated)
        )
        for gone in connection.scalars(alike).all():
            absorb(connection, gone, topic, change)


def absorb(connection: Connection, gone: int, into: int, change: Change) -> None:
    """Give all that hangs on one topic to another, and delete the first."""
    linked = select(QuotationTopic.quotation_id).where(QuotationTopic.topic_id == gone)
    change.quotations.update(connection.scalars(linked))
    for origin in ("human", "machine"):
        has = select(QuotationTopic.quotation_id).where(
            QuotationTopic.topic_id == into, QuotationTopic.origin == origin
        )
        connection.execute(
            update(QuotationTopic)
            .where(
                QuotationTopic.topic_id == gone,
                QuotationTopic.origin == origin,
                QuotationTopic.quotation_id.not_in(has),
            )
            .values(topic_id=into)
        )
    judged = select(TopicVerdict.quotation_id).where(TopicVerdict.topic_id == into)
    connection.execute(
        update(TopicVerdict)
        .where(TopicVerdict.topic_id == gone, TopicVerdict.quotation_id.not_in(judged))
        .values(topic_id=into)
    )
    connection.execute(delete(TopicVerdict).where(TopicVerdict.topic_id == gone))
    connection.execute(delete(Topic).where(Topic.id == gone))
    _drop_denied(connection, into)


def _drop_denied(connection: Connection, topic: int) -> None:
    """Take the machine's links to a topic out of those quotations of which a human denied it."""
    denied = select(TopicVerdict.quotation_id).where(
        TopicVerdict.topic_id == topic, ~TopicVerdict.holds
    )
    connection.execute(
        delete(QuotationTopic).where(
            QuotationTopic.topic_id == topic, QuotationTopic.quotation_id.in_(denied)
        )
    )
