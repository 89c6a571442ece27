"""The standpoints that a query wants: stances towards what was asked for, one a quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from sqlalchemy import Connection, Row, Select, distinct, func, select

from quotes.db.engine import chunks
from quotes.db.matching import CURRENT, counts, stance_of
from quotes.db.nearest import nearest
from quotes.db.rows import Query, QuotationRow
from quotes.db.tables import (
    ArticlePersonTable,
    ArticleVectorsTable,
    QuotationTable,
    SpeakerTable,
    StanceTable,
)
from quotes.meaning.vectors import Encoder, similarities
from quotes.search.query import in_scope, rows_of
from quotes.stances.standpoints import (
    SearchedStances,
    StanceQuery,
    Standpoint,
    TargetRelation,
)
from quotes.stances.targets import (
    BLOCKERS,
    DIRECTED,
    SHIFTERS,
    TargetMatch,
    TargetQuery,
    TopicOf,
    subject_in,
    topic_names,
)
from quotes.text.normalize import content_of, words_of
from quotes.topics.read import curated
from quotes.types import Stance as FoundStance

LEAST_COSINE = 0.75
"""The least cosine of what was asked for and a target of similar meaning."""

_NEAR_QUOTATIONS = 200
_NEAR_COSINE = 0.3
_MOST_TARGETS = 200


def has_vectors(connection: Connection, encoder: Encoder) -> bool:
    """Whether any quotation has a vector that the encoder's model made."""
    made = select(ArticleVectorsTable.article_id).where(ArticleVectorsTable.model == encoder.sha256)
    return connection.scalar(made.limit(1)) is not None


def similar_targets(
    connection: Connection, asked: str, scope: Select[int], encoder: Encoder
) -> frozenset[str]:
    """The targets in scope that are close in meaning, looked for in quotations that are so too.

    Vectors hardly tell "private schools" from "public schools", or one country from another;
    therefore names, and targets that share a word with what was asked for, are passed over.
    """
    if not _is_plain(asked):
        return frozenset()
    (vector,) = encoder.encode([asked])
    near = nearest(connection, vector, encoder.sha256, CURRENT, least=_NEAR_COSINE)
    targets = list(_comparable(_targets(connection, near.best(_NEAR_QUOTATIONS), scope), asked))
    if not targets:
        return frozenset()
    cosines = similarities(vector, encoder.encode(targets))
    return frozenset(
        target for target, cosine in zip(targets, cosines, strict=True) if cosine >= LEAST_COSINE
    )


def _targets(connection: Connection, quotations: Collection[int], scope: Select[int]) -> list[str]:
    found: dict[str, None] = {}
    for part in chunks(quotations):
        rows = select(StanceTable.target).where(
            StanceTable.quotation_id.in_(part), StanceTable.quotation_id.in_(scope)
        )
        found.update(dict.fromkeys(connection.scalars(rows)))
    return list(found)[:_MOST_TARGETS]


def _comparable(targets: Iterable[str], asked: str) -> Iterable[str]:
    words = content_of(asked)
    return (target for target in targets if _is_plain(target) and not words & content_of(target))


def _is_plain(target: str) -> bool:
    """Whether the target is no name and has no word that turns a side."""
    words = words_of(target)
    starts = [target[word.start] for word in words]
    is_name = any(map(str.isupper, starts[1:])) or (len(starts) == 1 and starts[0].isupper())
    return (
        bool(words)
        and not is_name
        and not ({word.form for word in words} & (SHIFTERS | BLOCKERS | DIRECTED))
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """Standpoints by the row ids of their quotations, and what was searched for them."""

    standpoints: dict[int, tuple[Standpoint, ...]]
    searched: SearchedStances


def gather(connection: Connection, query: StanceQuery, encoder: Encoder) -> Gathered:
    """The standpoints that the query wants.

    A quotation has one towards a target that was asked for: a human's before a machine's, that
    with the closest target before others. Where none was asked for it has all of them.
    """
    scope = _scope(connection, query)
    vocabulary = curated(connection).vocabulary
    stances, targets = connection.execute(
        select(func.count(StanceTable.id), func.count(distinct(StanceTable.target))).where(
            StanceTable.quotation_id.in_(scope)
        )
    ).one()
    searched = SearchedStances(stances, targets)
    relations = None
    if query.target is not None:
        topic = vocabulary.named(query.target)
        by_meaning = has_vectors(connection, encoder)
        searched = SearchedStances(stances, targets, topic, by_meaning)
        asked = TargetQuery(
            query.target,
            topic_names(vocabulary, topic) if topic else None,
            similar_targets(connection, query.target, scope, encoder) if by_meaning else (),
        )
        known = select(StanceTable.target).distinct().where(StanceTable.quotation_id.in_(scope))
        relations = {
            target: found
            for target in connection.scalars(known)
            if (found := asked.relation(target))
        }
    rows = _rows(connection, scope, relations, query.min_confidence)
    return Gathered(_of_quotations(connection, rows, relations, vocabulary.named), searched)


def _scope(connection: Connection, query: StanceQuery) -> Select[int]:
    """Row ids of what was said of that which the query wants: other words take no side."""
    scope = in_scope(
        connection,
        Query(
            person=query.person,
            org=query.org,
            outlet=query.outlet,
            since=query.since,
            until=query.until,
            status="said",
        ),
    )
    if query.person_id is None:
        return scope
    spoken = select(SpeakerTable.quotation_id).join(
        ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id
    )
    return scope.where(
        QuotationTable.id.in_(spoken.where(ArticlePersonTable.person_id == query.person_id))
    )


def _rows(
    connection: Connection, scope: Select[int], targets: Iterable[str] | None, least: float
) -> list[Row[Any]]:
    """The stances in scope, of humans or not overruled by them, towards these targets or any."""
    wanted = select(StanceTable).where(
        StanceTable.quotation_id.in_(scope), StanceTable.score >= least, counts()
    )
    if targets is None:
        return list(connection.execute(wanted))
    return [
        row
        for part in chunks(targets)
        for row in connection.execute(wanted.where(StanceTable.target.in_(part)))
    ]


def _of_quotations(
    connection: Connection,
    rows: Iterable[Row[Any]],
    relations: Mapping[str, TargetMatch] | None,
    topic_of: TopicOf,
) -> dict[int, tuple[Standpoint, ...]]:
    by_quotation: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_quotation[row.quotation_id].append(row)
    if relations is not None:
        by_quotation = {id: _closest(taken, relations) for id, taken in by_quotation.items()}
    quotations = rows_of(connection, by_quotation)
    found = {
        id: tuple(
            _standpoint(quotations[id], stance, relations, topic_of)
            for row in taken
            if (stance := stance_of(row))
        )
        for id, taken in by_quotation.items()
    }
    return {id: standpoints for id, standpoints in found.items() if standpoints}


def _standpoint(
    quotation: QuotationRow,
    stance: FoundStance,
    relations: Mapping[str, TargetMatch] | None,
    topic_of: TopicOf,
) -> Standpoint:
    match = TargetMatch("same") if relations is None else relations[stance.target]
    subject = subject_in(stance.target, quotation.article.id, topic_of)
    return Standpoint(quotation, stance, match.side(stance.polarity), match.relation, subject)


def _closest(rows: Sequence[Row[Any]], relations: Mapping[str, TargetMatch]) -> list[Row[Any]]:
    """The one stance of a quotation that tells its side, or that it takes none."""

    def weight(row: Row[Any]) -> tuple[bool, int, bool, float]:
        closeness = _closeness(relations[row.target].relation)
        human = row.origin == "human"
        return human and _decides(row, relations), closeness, human, row.score

    deciding = [row for row in rows if _decides(row, relations)]
    return [max(deciding, key=weight)] if deciding else []


def _closeness(relation: TargetRelation) -> int:
    """The higher, the closer a target is to what was asked for."""
    match relation:
        case "same":
            return 3
        case "topic":
            return 2
        case "part":
            return 1
        case "similar":
            return 0
        case _:
            assert_never(relation)


def _decides(row: Row[Any], relations: Mapping[str, TargetMatch]) -> bool:
    """Whether it tells a side, or that none is taken on just what was asked for."""
    return row.polarity is not None or relations[row.target].relation == "same"
