"""What is shown of a topic: its place in the vocabulary, its names, its quotations, its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Select,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    exists,
    func,
    insert,
    or_,
    select,
    union,
    union_all,
)

from quotes.db.engine import chunks
from quotes.db.matching import COUNTED, has_words
from quotes.db.rows import DecisionKind, TopicRow
from quotes.db.tables import (
    AddressTable,
    ArticlePersonTable,
    DecisionTable,
    QuotationTable,
    QuotationTopicTable,
    SpeakerTable,
    TermKind,
    TopicTable,
    TopicVerdictTable,
    VocabularyTermTable,
    VocabularyTopicTable,
)
from quotes.entities.ledger import read, utc
from quotes.errors import QuotesError
from quotes.meaning.vocabulary import Vocabulary, key
from quotes.text.normalize import fold
from quotes.topics.curated import replay_topics
from quotes.types import CuratedTopic, TopicOrigin

# From labels to the rows of topics: a name of a curated topic is that topic.


def name_topics(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    """The rows of the topics of these labels; new ones are made.

    A label means one that is written alike, or, in lower case, one whose lemmas are the same:
    "sports club", "sport clubs". What it counts as is not asked here.
    """
    wanted = dict.fromkeys(labels)
    ids = _written_alike(connection, wanted)
    ids |= _of_the_same_lemmas(connection, [label for label in wanted if label not in ids])
    return ids | _made(connection, [label for label in wanted if label not in ids])


def curated_named(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    """The curated topics that have these labels as a name, whatever their number; no others."""
    keys = {label: key(label) for label in labels}
    found = curated_keys(connection, keys.values())
    return {label: found[name] for label, name in keys.items() if name in found}


def curated_keys(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The curated topics that have these names, given in lemmas."""
    found: dict[str, int] = {}
    for part in chunks(set(keys)):
        names = connection.execute(_CURATED, {"keys": part})
        found.update((name, topic) for name, topic in names)
    return found


_CURATED = union_all(
    select(VocabularyTermTable.key, VocabularyTermTable.topic_id).where(
        VocabularyTermTable.kind == "synonym",
        VocabularyTermTable.key.in_(bindparam("keys", expanding=True)),
    ),
    select(TopicTable.key, TopicTable.id)
    .join(VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id)
    .where(TopicTable.key.in_(bindparam("keys", expanding=True))),
)


_ALIKE = select(TopicTable.folded, TopicTable.id).where(
    TopicTable.folded.in_(bindparam("folded", expanding=True))
)


def _written_alike(connection: Connection, labels: Collection[str]) -> dict[str, int]:
    folded = {label: fold(label) for label in labels}
    known: dict[str, int] = {}
    for part in chunks(set(folded.values())):
        stored = connection.execute(_ALIKE, {"folded": part})
        known.update((form, topic) for form, topic in stored)
    return {label: known[form] for label, form in folded.items() if form in known}


def _of_the_same_lemmas(connection: Connection, labels: Iterable[str]) -> dict[str, int]:
    keys = {label: key(label) for label in labels if label == label.lower()}
    known: dict[str, int] = {}
    for part in chunks(set(keys.values())):
        stored = select(TopicTable.key, TopicTable.id, TopicTable.label).where(
            TopicTable.key.in_(part)
        )
        for lemmas, topic, label in connection.execute(stored.order_by(TopicTable.id.desc())):
            if label == label.lower():
                known[lemmas] = topic
    return {label: known[lemmas] for label, lemmas in keys.items() if lemmas in known}


def _made(connection: Connection, labels: Collection[str]) -> dict[str, int]:
    """New topics, one for all labels that are written alike or have the same lemmas."""
    first: dict[str, str] = {}
    same: dict[str, str] = {}
    for label in labels:
        lemmas = key(label) if label == label.lower() else fold(label)
        chosen = first.get(fold(label)) or first.get(lemmas) or label
        first.setdefault(fold(label), chosen)
        first.setdefault(lemmas, chosen)
        same[label] = chosen
    made: dict[str, int] = {}
    rows = [
        {"label": label, "folded": fold(label), "key": key(label)}
        for label in dict.fromkeys(same.values())
    ]
    if rows:
        found = connection.execute(
            insert(TopicTable).returning(TopicTable.label, TopicTable.id), rows
        )
        made = dict(found.all())
    return {label: made[chosen] for label, chosen in same.items()}


# The topics that a user means by what they typed.


_COUNTS = or_(
    exists().where(VocabularyTopicTable.topic_id == TopicTable.id),
    exists().where(QuotationTopicTable.topic_id == TopicTable.id),
    exists().where(TopicVerdictTable.topic_id == TopicTable.id),
)
"""Of labels, those that are topics of their own, and not only what others are called."""


def the_topic(connection: Connection, text: str) -> tuple[int, str]:
    """The row and label of the one topic of this label or name.

    :raises QuotesError: there is none.
    """
    row = known_topic(connection, text)
    if row is None:
        raise QuotesError(
            f"There is no topic {text}; `quotes topics list TEXT` finds topics by their words."
        )
    return row


def known_topic(connection: Connection, text: str) -> tuple[int, str] | None:
    """The row and label of the topic with this label, else with this name, if there is one."""
    columns = select(TopicTable.id, TopicTable.label).order_by(TopicTable.id).limit(1)
    named = curated_named(connection, [text]).get(text)
    conditions: list[ColumnElement[bool]] = [] if named is None else [TopicTable.id == named]
    alike = TopicTable.folded == fold(text), TopicTable.key == key(text)
    for condition in (*conditions, *(_COUNTS & same for same in alike)):
        found = connection.execute(columns.where(condition)).first()
        if found is not None:
            return found.id, found.label
    return None


def asked_for(text: str) -> Select[int]:
    """Rows of the topics that a text names, and of all topics below them.

    A topic is named by a label with all words of the text, and by a synonym that is the text.
    """
    folded, lemmas = fold(text), key(text)
    alike = or_(VocabularyTermTable.key == lemmas, VocabularyTermTable.term == text)
    named = union(
        select(TopicTable.id).where(
            or_(has_words(TopicTable.folded, folded), TopicTable.key == lemmas)
        ),
        select(VocabularyTermTable.topic_id).where(VocabularyTermTable.kind == "synonym", alike),
        select(VocabularyTermTable.topic_id).where(
            VocabularyTermTable.kind == "synonym", VocabularyTermTable.key == text.strip().upper()
        ),
    )
    return with_below(select(named.subquery().c.id))


def with_below(topics: Select[int]) -> Select[int]:
    """Rows of these topics and of all below them."""
    family = topics.cte("family", recursive=True)
    below = select(VocabularyTopicTable.topic_id).join(
        family, VocabularyTopicTable.parent_id == family.c[0]
    )
    return select(family.union(below).c[0])


def is_named(connection: Connection, text: str) -> bool:
    """Whether the text names a topic at all."""
    topics = select(TopicTable.id).where(TopicTable.id.in_(asked_for(text)), _COUNTS)
    return connection.scalar(topics.limit(1)) is not None


# The topics of a database, those first that say most of what it is about.


def list_topics(
    connection: Connection, text: str | None, limit: int | None, *, curated: bool = False
) -> list[TopicRow]:
    """Topics of what was said in current articles, those with the most quotations first.

    A phrase counts the less, the more articles have it: what all speak of tells little of any.

    :param text: words that must all stand in the topic.
    :param curated: topics of the vocabulary only, those without quotations too.
    """
    quotations = func.count(distinct(QuotationTable.id))
    articles = func.count(distinct(QuotationTable.article_id))
    all_articles = select(func.count(distinct(AddressTable.article_id))).scalar_subquery()
    is_phrase = func.min(case((QuotationTopicTable.method == "phrase", 1), else_=0)) == 1
    rarity = case((is_phrase, 1 - cast(articles, Float) / (all_articles + 1)), else_=1.0)
    parent = TopicTable.aliased()
    counted = and_(QuotationTable.id == QuotationTopicTable.quotation_id, *COUNTED)
    topics = (
        select(
            TopicTable.label,
            quotations,
            func.count(distinct(ArticlePersonTable.person_id)),
            articles,
            VocabularyTopicTable.topic_id.is_not(None),
            VocabularyTopicTable.code,
            parent.label,
        )
        .outerjoin(VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id)
        .outerjoin(parent, parent.id == VocabularyTopicTable.parent_id)
        .join(QuotationTopicTable, QuotationTopicTable.topic_id == TopicTable.id, isouter=curated)
        .join(QuotationTable, counted, isouter=curated)
        .outerjoin(SpeakerTable, SpeakerTable.quotation_id == QuotationTable.id)
        .outerjoin(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .group_by(
            TopicTable.id,
            TopicTable.label,
            VocabularyTopicTable.topic_id,
            VocabularyTopicTable.code,
            parent.label,
        )
        .order_by((quotations * rarity).desc(), quotations.desc(), TopicTable.label)
        .limit(limit)
    )
    if curated:
        topics = topics.where(VocabularyTopicTable.topic_id.is_not(None))
    if text is not None:
        topics = topics.where(has_words(TopicTable.folded, fold(text)))
    return [
        TopicRow(label, quoted, people, bodies, bool(is_curated), code, above)
        for label, quoted, people, bodies, is_curated, code, above in connection.execute(topics)
    ]


# The curated vocabulary as it is stored.


@dataclass(frozen=True, slots=True)
class Curated:
    """The vocabulary, and the rows of its topics by their labels."""

    vocabulary: Vocabulary
    ids: dict[str, int]


def curated(connection: Connection) -> Curated:
    """The whole vocabulary, ready to find its topics."""
    ids, topics = _read(connection)
    return Curated(Vocabulary(topics), ids)


def curated_topics(connection: Connection) -> tuple[CuratedTopic, ...]:
    """The topics of the vocabulary, in the order in which they were added."""
    return _read(connection)[1]


def _read(connection: Connection) -> tuple[dict[str, int], tuple[CuratedTopic, ...]]:
    terms: dict[tuple[int, str], list[str]] = defaultdict(list)
    stored = select(
        VocabularyTermTable.topic_id, VocabularyTermTable.kind, VocabularyTermTable.term
    )
    for topic, kind, term in connection.execute(stored.order_by(VocabularyTermTable.id)):
        terms[topic, kind].append(term)
    above = TopicTable.aliased()
    rows = connection.execute(
        select(
            TopicTable.id, TopicTable.label, above.label.label("parent"), VocabularyTopicTable.code
        )
        .join(VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id)
        .outerjoin(above, above.id == VocabularyTopicTable.parent_id)
        .order_by(TopicTable.id)
    ).all()
    topics = tuple(
        CuratedTopic(
            label=row.label,
            synonyms=tuple(terms[row.id, "synonym"]),
            patterns=tuple(terms[row.id, "pattern"]),
            parent=row.parent,
            code=row.code,
        )
        for row in rows
    )
    return {row.label: row.id for row in rows}, topics


# What is answered about curated topics: frozen, detached from any connection.


@dataclass(frozen=True, slots=True)
class TermRow:
    """A name or pattern of a topic; ``by`` and ``at`` are None where quotes came with it."""

    term: str
    by: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TopicEditRow:
    """What somebody did to a topic by a decision; ``other`` is the former label, the topic merged
    into it, or the file."""

    decision: int
    kind: DecisionKind
    other: str | None
    by: str
    at: datetime
    why: str | None


@dataclass(frozen=True, slots=True)
class TopicCard:
    """All that is known of a topic.

    ``links`` counts what was said on it in current articles, by what found it; ``denied`` those of
    which a human said that they are not about it. ``curated`` is False for a name or phrase that
    only articles use.
    """

    topic: str
    curated: bool
    code: str | None
    parent: str | None
    children: tuple[str, ...]
    synonyms: tuple[TermRow, ...]
    patterns: tuple[TermRow, ...]
    quotations: int
    people: int
    links: dict[TopicOrigin, int]
    denied: int
    edits: tuple[TopicEditRow, ...]


@dataclass(frozen=True, slots=True)
class EditResult:
    """What came of a ``decision`` on the vocabulary.

    ``topics`` counts those that are new or changed, ``quotations`` those that were looked at,
    ``by_words`` and ``by_meaning`` the links that these topics have now.
    """

    decision: int
    topics: int
    quotations: int
    by_words: int
    by_meaning: int


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A topic that a text would get, and why: the term, and the words that it fits.

    For a topic close in meaning both are None.
    """

    topic: str
    origin: TopicOrigin
    score: float
    term: str | None
    words: str | None


def card(connection: Connection, text: str) -> TopicCard:
    """All that is known of the topic of this label or name.

    :raises QuotesError: there is none.
    """
    row, label = the_topic(connection, text)
    above = TopicTable.aliased()
    entry = connection.execute(
        select(VocabularyTopicTable.code, above.label)
        .outerjoin(above, above.id == VocabularyTopicTable.parent_id)
        .where(VocabularyTopicTable.topic_id == row)
    ).first()
    below = (
        select(TopicTable.label)
        .join(VocabularyTopicTable, VocabularyTopicTable.topic_id == TopicTable.id)
        .where(VocabularyTopicTable.parent_id == row)
        .order_by(TopicTable.label)
    )
    linked = (
        select(QuotationTopicTable.method, func.count(distinct(QuotationTable.id)))
        .join(QuotationTable, QuotationTable.id == QuotationTopicTable.quotation_id)
        .where(QuotationTopicTable.topic_id == row, *COUNTED)
        .group_by(QuotationTopicTable.method)
        .order_by(QuotationTopicTable.method)
    )
    counts = (
        select(
            func.count(distinct(QuotationTable.id)),
            func.count(distinct(ArticlePersonTable.person_id)),
        )
        .join(QuotationTopicTable, QuotationTopicTable.quotation_id == QuotationTable.id)
        .outerjoin(SpeakerTable, SpeakerTable.quotation_id == QuotationTable.id)
        .outerjoin(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .where(QuotationTopicTable.topic_id == row, *COUNTED)
    )
    denied = select(func.count()).where(TopicVerdictTable.topic_id == row, ~TopicVerdictTable.holds)
    quotations, people = connection.execute(counts).one()
    return TopicCard(
        topic=label,
        curated=entry is not None,
        code=entry[0] if entry else None,
        parent=entry[1] if entry else None,
        children=tuple(connection.scalars(below)),
        synonyms=_terms(connection, row, "synonym"),
        patterns=_terms(connection, row, "pattern"),
        quotations=quotations,
        people=people,
        links=dict(connection.execute(linked).all()),
        denied=connection.scalar(denied) or 0,
        edits=_edits(connection, label),
    )


def _terms(connection: Connection, topic: int, kind: TermKind) -> tuple[TermRow, ...]:
    added = (DecisionTable.id == VocabularyTermTable.decision_id) & (
        DecisionTable.origin == "human"
    )
    stored = (
        select(VocabularyTermTable.term, DecisionTable.by, DecisionTable.at)
        .outerjoin(DecisionTable, added)
        .where(VocabularyTermTable.topic_id == topic, VocabularyTermTable.kind == kind)
        .order_by(VocabularyTermTable.id)
    )
    return tuple(
        TermRow(term, by, utc(at) if at else None) for term, by, at in connection.execute(stored)
    )


def _edits(connection: Connection, label: str) -> tuple[TopicEditRow, ...]:
    decisions = read(connection, "topic")
    topic = replay_topics(decisions).topics.get(label)
    about = topic.decisions if topic else ()
    rows = []
    for decision in decisions:
        other: str | None = None
        if decision.id not in about or decision.origin == "machine":
            continue
        if decision.kind == "import":
            other = decision.details["file"]
        elif decision.kind == "rename":
            other = decision.details["topic"]["label"]
        elif decision.kind == "merge":
            other = decision.details["gone"]["label"]
        rows.append(
            TopicEditRow(decision.id, decision.kind, other, decision.by, decision.at, decision.why)
        )
    return tuple(rows)
