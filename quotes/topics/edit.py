"""Decisions on topics: their line in the ledger, and the rows that follow from all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, assert_never

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from quotes.db.engine import chunks
from quotes.db.rows import DecisionKind
from quotes.db.tables import (
    DecisionTable,
    DecisionTargetTable,
    QuotationTopicTable,
    TopicTable,
    TopicVerdictTable,
    VocabularyTermTable,
    VocabularyTopicTable,
)
from quotes.entities.anchor import decide_on_quotation, decided_on
from quotes.entities.ledger import Author, Decision, append, next_id, read
from quotes.entities.requests import (
    AddTopic,
    ImportTopics,
    MergeTopics,
    RenameTopic,
    SetTopic,
    VocabularyRequest,
)
from quotes.errors import QuotesError
from quotes.meaning.vocabulary import key
from quotes.text.normalize import fold
from quotes.topics.curated import CuratedState, TopicState, details_of, replay_topics
from quotes.topics.read import curated_keys, known_topic, name_topics, the_topic
from quotes.types import CuratedTopic

SHIPPED = 0
"""The number under which the shipped vocabulary stands in the ledger; no human decided it."""


@dataclass(slots=True)
class Change:
    """What has to be applied after decisions: rows of the topics that changed, and of the
    quotations whose topics may have."""

    topics: set[int] = field(default_factory=set)
    quotations: set[int] = field(default_factory=set)


def decide_on_vocabulary(
    connection: Connection, request: VocabularyRequest, author: Author
) -> tuple[int, Change]:
    """Write a decision on the vocabulary, and the vocabulary anew; its number, and what changed.

    :raises QuotesError: a topic that it names is not there, or a name is another topic's.
    """
    state = replay_topics(read(connection, "topic"))
    kind, details = _meaning(connection, request, state)
    number = next_id(connection)
    state.apply(number, kind, details)
    _append(connection, number, kind, details, author)
    return number, write_vocabulary(connection, state, number)


def set_topic(connection: Connection, request: SetTopic, author: Author) -> tuple[int, list[int]]:
    """Write down that a quotation is about a topic, or is not; the last word on both counts.

    :return: the number of the decision, and the rows of the quotation.
    :raises QuotesError: there is no such quotation, or a topic is denied that there is not.
    """
    known = known_topic(connection, request.topic)
    if known is None and not request.holds:
        raise QuotesError(f"There is no topic {request.topic}, so nothing is about it.")
    state = replay_topics(read(connection, "topic"))
    topic = state.ref(known[1] if known else request.topic)
    details = {"topic": asdict(topic), "holds": request.holds}
    decision, rows = decide_on_quotation(connection, "topic", request.quotation, details, author)
    apply_verdicts(connection, rows)
    return decision, rows


def plant_vocabulary(connection: Connection, topics: Iterable[CuratedTopic]) -> Change:
    """Write the vocabulary that comes with quotes, which all decisions begin from."""
    connection.execute(delete(DecisionTable).where(DecisionTable.id == SHIPPED))
    details = details_of(topics, CuratedState(), "quotes")
    _append(connection, SHIPPED, "import", details, Author("quotes"))
    return write_vocabulary(connection, replay_topics(read(connection, "topic")), SHIPPED)


def _append(
    connection: Connection,
    number: int,
    kind: DecisionKind,
    details: Mapping[str, Any],
    author: Author,
) -> None:
    decision = Decision(
        number,
        kind,
        subject="topic",
        details=details,
        origin="machine" if number == SHIPPED else "human",
        by=author.name,
        at=datetime.now(UTC),
        why=author.why,
    )
    append(connection, decision)


def _meaning(
    connection: Connection, request: VocabularyRequest, state: CuratedState
) -> tuple[DecisionKind, dict[str, Any]]:
    def topic(text: str) -> dict[str, Any]:
        _, label = the_topic(connection, text)
        return asdict(state.ref(label))

    match request:
        case AddTopic(added):
            return "add", details_of([added], state)
        case ImportTopics(topics, file):
            return "import", details_of(topics, state, file)
        case RenameTopic(old, new):
            return "rename", {"topic": topic(old), "name": new}
        case MergeTopics(gone, into):
            return "merge", {"topic": topic(into), "gone": topic(gone)}
        case _:
            assert_never(request)


# The rows of the vocabulary.


@dataclass(slots=True)
class _StoredTopic:
    """A curated topic as it is stored; ``terms`` are kinds, terms and decisions."""

    row: int
    label: str
    parent: int | None
    code: str | None
    decision: int | None
    terms: list[tuple[str, str, int | None]]
    keys: set[str]

    def is_like(self, topic: TopicState) -> bool:
        """Whether all but its parent is what the decisions make of the topic."""
        wanted = [(term.kind, term.term, term.decision) for term in topic.terms]
        stands = self.label, self.code, self.decision, self.terms
        return stands == (topic.label, topic.code, topic.decision, wanted)


def write_vocabulary(
    connection: Connection, state: CuratedState, decision: int | None = None
) -> Change:
    """Bring the stored vocabulary in line with what the decisions make of it.

    :param decision: the topics that it is about count as changed in any case.
    """
    stored = _stored(connection)
    rows = _rows_of(connection, state.topics)
    wanted = {rows[label]: topic for label, topic in state.topics.items()}
    gone = stored.keys() - wanted.keys()
    changed = {
        row
        for row, topic in wanted.items()
        if decision in topic.decisions or row not in stored or not stored[row].is_like(topic)
    }
    keys = {lemmas for row in gone for lemmas in stored[row].keys}
    for row in changed:
        keys |= wanted[row].keys | (stored[row].keys if row in stored else set())
    quotations = _forget_links(connection, gone)
    _remove(connection, gone)
    for row in sorted(changed):
        _write_topic(connection, row, wanted[row], stored.get(row))
    _write_parents(connection, state, rows, stored)
    quotations |= _named_so(connection, keys)
    apply_verdicts(connection, _judged(connection))
    return Change(changed, quotations)


def _stored(connection: Connection) -> dict[int, _StoredTopic]:
    entry = VocabularyTopicTable
    spelled = TopicTable.id, TopicTable.label, TopicTable.key
    topics = select(*spelled, entry.parent_id, entry.code, entry.decision_id).join(
        entry, entry.topic_id == TopicTable.id
    )
    found = {
        row: _StoredTopic(row, label, parent, code, decision, [], {lemmas})
        for row, label, lemmas, parent, code, decision in connection.execute(topics)
    }
    terms = select(VocabularyTermTable).order_by(VocabularyTermTable.id)
    for term in connection.execute(terms):
        topic = found[term.topic_id]
        topic.terms.append((term.kind, term.term, term.decision_id))
        if term.kind == "synonym":
            topic.keys.add(term.key)
    return found


def _rows_of(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    """The rows of topics that are written like these labels, made where there are none."""
    folded = {fold(label): label for label in labels}
    rows: dict[str, int] = {}
    for part in chunks(folded):
        known = select(TopicTable.folded, TopicTable.id).where(TopicTable.folded.in_(part))
        rows.update((folded[form], row) for form, row in connection.execute(known))
    new = [_spelled(label) for label in folded.values() if label not in rows]
    if new:
        made = insert(TopicTable).returning(TopicTable.label, TopicTable.id)
        rows.update((label, row) for label, row in connection.execute(made, new))
    return rows


def _spelled(label: str) -> dict[str, str]:
    return {"label": label, "folded": fold(label), "key": key(label)}


def _set_label(connection: Connection, row: int, label: str) -> None:
    here = update(TopicTable).where(TopicTable.id == row)
    connection.execute(here.values(_spelled(label)))


def _remove(connection: Connection, topics: Collection[int]) -> None:
    """Take topics out of the vocabulary; what articles call so is called as it was before."""
    for part in chunks(topics):
        here = VocabularyTopicTable.topic_id.in_(part)
        before = select(VocabularyTopicTable.topic_id, VocabularyTopicTable.found_label)
        for row, label in connection.execute(before.where(here)).all():
            if label is not None:
                _set_label(connection, row, label)
        connection.execute(delete(VocabularyTopicTable).where(here))


def _write_topic(
    connection: Connection, row: int, topic: TopicState, stored: _StoredTopic | None
) -> None:
    values = {"code": topic.code, "decision_id": topic.decision}
    if stored is None:
        label = connection.scalars(select(TopicTable.label).where(TopicTable.id == row)).one()
        found = {"found_label": label if label != topic.label else None}
        connection.execute(insert(VocabularyTopicTable).values(topic_id=row, **values, **found))
    else:
        here = VocabularyTopicTable.topic_id == row
        connection.execute(update(VocabularyTopicTable).where(here).values(values))
        connection.execute(delete(VocabularyTermTable).where(VocabularyTermTable.topic_id == row))
    _set_label(connection, row, topic.label)
    terms = [
        {
            "topic_id": row,
            "kind": term.kind,
            "term": term.term,
            "key": term.key,
            "decision_id": term.decision,
        }
        for term in topic.terms
    ]
    if terms:
        connection.execute(insert(VocabularyTermTable), terms)


def _write_parents(
    connection: Connection,
    state: CuratedState,
    rows: Mapping[str, int],
    stored: Mapping[int, _StoredTopic],
) -> None:
    parents = {
        rows[label]: rows[topic.parent] if topic.parent else None
        for label, topic in state.topics.items()
    }
    moved = [
        {"at": row, "above": above}
        for row, above in parents.items()
        if above != (stored[row].parent if row in stored else None)
    ]
    if moved:
        connection.execute(
            update(VocabularyTopicTable)
            .where(VocabularyTopicTable.topic_id == bindparam("at"))
            .values(parent_id=bindparam("above")),
            moved,
        )


def _named_so(connection: Connection, keys: Collection[str]) -> set[int]:
    """The quotations with a topic that is called so, whatever it counts as."""
    found: set[int] = set()
    for part in chunks(keys):
        rows = (
            select(QuotationTopicTable.quotation_id)
            .join(TopicTable, TopicTable.id == QuotationTopicTable.label_id)
            .where(TopicTable.key.in_(part))
        )
        found |= set(connection.scalars(rows))
    return found


def _forget_links(connection: Connection, topics: Iterable[int]) -> set[int]:
    """Delete the links that topics had by their words or meaning; the quotations."""
    found: set[int] = set()
    for part in chunks(topics):
        here = QuotationTopicTable.label_id.in_(part) & QuotationTopicTable.method.in_(
            ("vocabulary", "similarity")
        )
        found |= set(connection.scalars(select(QuotationTopicTable.quotation_id).where(here)))
        connection.execute(delete(QuotationTopicTable).where(here))
    return found


# What a topic of a quotation counts as: a name of a curated topic is that one; of several links to
# one topic the best is shown, and none where a human says that the quotation is not about it.


def _judged(connection: Connection) -> set[int]:
    """The quotations of whose topics a human said something."""
    rows = (
        select(DecisionTargetTable.quotation_id)
        .join(DecisionTable, DecisionTable.id == DecisionTargetTable.decision_id)
        .where(DecisionTable.subject == "topic")
    )
    return set(connection.scalars(rows))


def apply_verdicts(connection: Connection, quotations: Collection[int]) -> None:
    """Make the rows of humans on these quotations anew: the last decision on a topic counts."""
    for part in chunks(quotations):
        connection.execute(
            delete(TopicVerdictTable).where(TopicVerdictTable.quotation_id.in_(part))
        )
        connection.execute(
            delete(QuotationTopicTable).where(
                QuotationTopicTable.quotation_id.in_(part), QuotationTopicTable.origin == "human"
            )
        )
    decided = decided_on(connection, "topic", quotations)
    labels = name_topics(connection, (details["topic"]["first"] for _, _, details in decided))
    counting = _counting(connection, labels.values())
    verdicts: dict[tuple[int, int], dict[str, Any]] = {}
    links: dict[tuple[int, int], dict[str, Any]] = {}
    for quotation, decision, details in decided:
        label, holds = labels[details["topic"]["first"]], details["holds"]
        link = {"quotation_id": quotation, "topic_id": counting[label]}
        about = quotation, counting[label]
        verdicts[about] = {**link, "holds": holds, "decision_id": decision}
        links.pop(about, None)
        if holds:
            human = {"label_id": label, "origin": "human", "method": "human", "score": 1.0}
            links[about] = {**link, **human}
    if verdicts:
        connection.execute(insert(TopicVerdictTable), list(verdicts.values()))
    if links:
        connection.execute(insert(QuotationTopicTable), list(links.values()))
    choose_links(connection, quotations)


_LINKS = select(QuotationTopicTable).where(
    QuotationTopicTable.quotation_id.in_(bindparam("quotations", expanding=True)),
    QuotationTopicTable.origin == "machine",
)
_COUNT = (
    update(QuotationTopicTable)
    .where(
        QuotationTopicTable.quotation_id == bindparam("quotation"),
        QuotationTopicTable.label_id == bindparam("label"),
        QuotationTopicTable.method == bindparam("by"),
    )
    .values(topic_id=bindparam("topic"))
)
_LEMMAS = select(TopicTable.id, TopicTable.key).where(
    TopicTable.id.in_(bindparam("labels", expanding=True))
)
_DENIED = select(TopicVerdictTable.quotation_id, TopicVerdictTable.topic_id).where(
    TopicVerdictTable.quotation_id.in_(bindparam("quotations", expanding=True)),
    ~TopicVerdictTable.holds,
)


def choose_links(connection: Connection, quotations: Collection[int]) -> None:
    """Let each link of the machine count for its topic, or not at all."""
    for part in chunks(quotations):
        rows = connection.execute(_LINKS, {"quotations": part}).all()
        refused = denied(connection, part)
        counting = _counting(connection, {row.label_id for row in rows})
        best = {(row.quotation_id, counting[row.label_id]): row for row in sorted(rows, key=_rank)}
        shown = {row: topic for (said, topic), row in best.items() if (said, topic) not in refused}
        changed = [
            {
                "quotation": row.quotation_id,
                "label": row.label_id,
                "by": row.method,
                "topic": shown.get(row),
            }
            for row in rows
            if row.topic_id != shown.get(row)
        ]
        if changed:
            connection.execute(_COUNT, changed)


def _rank(row: Row[Any]) -> tuple[bool, bool, float, int]:
    """The best link last: by the words of the vocabulary, and by meaning only where no other is."""
    return row.method == "vocabulary", row.method != "similarity", row.score, -row.label_id


def _counting(connection: Connection, labels: Iterable[int]) -> dict[int, int]:
    """The topics that these labels count as."""
    keys: dict[int, str] = {}
    for part in chunks(labels):
        rows = connection.execute(_LEMMAS, {"labels": part})
        keys.update((row, lemmas) for row, lemmas in rows)
    curated = curated_keys(connection, keys.values())
    return {label: curated.get(lemmas, label) for label, lemmas in keys.items()}


def denied(connection: Connection, quotations: Iterable[int]) -> set[tuple[int, int]]:
    """Those of the quotations with the topics that a human denied them, as rows."""
    found: set[tuple[int, int]] = set()
    for part in chunks(quotations):
        said = connection.execute(_DENIED, {"quotations": part})
        found |= {(quotation, topic) for quotation, topic in said}
    return found
