"""From labels to the rows of topics: a name of a curated topic is that topic."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, insert, select, union_all

from quotes.meaning.vocabulary.words import key
from quotes.store.chunks import chunks
from quotes.store.folding import fold
from quotes.store.models import Topic, VocabularyTerm, VocabularyTopic


def name_topics(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    """The rows of the topics of these labels; new ones are made.

    A label that is a name of a curated topic means this one; else one that is written alike, or,
    in lower case, one whose lemmas are the same: "sports club", "sport clubs".
    """
    wanted = dict.fromkeys(labels)
    ids = curated_named(connection, wanted)
    ids |= _written_alike(connection, [label for label in wanted if label not in ids])
    ids |= _of_the_same_lemmas(connection, [label for label in wanted if label not in ids])
    return ids | _made(connection, [label for label in wanted if label not in ids])


def curated_named(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    """The curated topics that have these labels as a name, whatever their number; no others."""
    keys = {label: key(label) for label in labels}
    found: dict[str, int] = {}
    for part in chunks(set(keys.values())):
        names = union_all(
            select(VocabularyTerm.key, VocabularyTerm.topic_id).where(
                VocabularyTerm.kind == "synonym", VocabularyTerm.key.in_(part)
            ),
            select(Topic.key, Topic.id)
            .join(VocabularyTopic, VocabularyTopic.topic_id == Topic.id)
            .where(Topic.key.in_(part)),
        )
        found.update((name, topic) for name, topic in connection.execute(names))
    return {label: found[name] for label, name in keys.items() if name in found}


def _written_alike(connection: Connection, labels: Collection[str]) -> dict[str, int]:
    folded = {label: fold(label) for label in labels}
    known: dict[str, int] = {}
    for part in chunks(set(folded.values())):
        stored = select(Topic.folded, Topic.id).where(Topic.folded.in_(part))
        known.update((form, topic) for form, topic in connection.execute(stored))
    return {label: known[form] for label, form in folded.items() if form in known}


def _of_the_same_lemmas(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    keys = {label: key(label) for label in labels if label == label.lower()}
    known: dict[str, int] = {}
    for part in chunks(set(keys.values())):
        stored = select(Topic.key, Topic.id, Topic.label).where(Topic.key.in_(part))
        for lemmas, topic, label in connection.execute(stored.order_by(Topic.id.desc())):
            if label == label.lower():
                known[lemmas] = topic
    return {label: known[lemmas] for label, lemmas in keys.items() if lemmas in known}


def _made(connection: Connection, labels: Collection[str]) -> dict[str, int]:
    """New topics, one for all labels that are written alike or have the same lemmas."""
    first: dict[str, str] = {}
    same: dict[str, str] = {}
    for label in labels:
        lemmas = key(label) if label == label.lower() else fold(label)
        same[label] = first.setdefault(fold(label), first.setdefault(lemmas, label))
    made: dict[str, int] = {}
    rows = [
        {"label": label, "folded": fold(label), "key": key(label)}
        for label in dict.fromkeys(same.values())
    ]
    if rows:
        found = connection.execute(insert(Topic).returning(Topic.label, Topic.id), rows)
        made = dict(found.all())
    return {label: made[one] for label, one in same.items()}
