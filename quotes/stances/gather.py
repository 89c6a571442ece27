"""Reading stances out of the store: those towards what was asked for, one a quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from quotes.db.engine import chunks
from quotes.db.load import content_of, counts, stance_of, words_of
from quotes.db.matching import CURRENT
from quotes.db.rows import Query, QuotationRow
from quotes.db.tables import (
    ArticlePersonTable,
    ArticleVectorsTable,
    QuotationTable,
    SpeakerTable,
    StanceTable,
)
from quotes.db.vectors import nearest
from quotes.meaning.vectors import Encoder, similarities
from quotes.meaning.vocabulary import Vocabulary
from quotes.search.query import in_scope, rows_of
from quotes.stances.rows import (
    BREAKING,
    LED,
    TURNING,
    Match,
    Named,
    SearchedStances,
    StanceQuery,
    Standpoint,
    subject_in,
    subject_of,
    turn_of,
)
from quotes.topics.read import curated
from quotes.types import Polarity, Span
from quotes.types import Stance as FoundStance

# Which targets of stances belong to what somebody asked for, and whether the side turns.


Places = Callable[[str], Iterable[Span]]
"""Where in a target the names of the topic stand that was asked for."""

OPPOSITE: dict[Polarity, Polarity] = {
    "support": "oppose",
    "oppose": "support",
    "neutral": "neutral",
}


@dataclass(frozen=True, slots=True)
class TargetMatch:
    """How a target belongs to what was asked for; ``turned``: the side is the opposite one."""

    match: Match
    turned: bool = False

    def side(self, polarity: Polarity) -> Polarity:
        """The side towards what was asked for, of a stance towards the target."""
        return OPPOSITE[polarity] if self.turned else polarity


class TargetQuery:
    """What sides are wanted towards; holds the words asked for and the names of their topic."""

    def __init__(
        self, target: str, places: Places | None = None, similar: Collection[str] = ()
    ) -> None:
        """Take the words asked for.

        :param places: where the names of their topic stand in a target, if they name one.
        :param similar: the targets that are known to be close in meaning.
        """
        self._words = content_of(target)
        self._subject = subject_of(target)
        self._places = places
        self._similar = frozenset(similar)

    def belonging(self, target: str) -> TargetMatch | None:
        """How a target belongs to what was asked for.

        None if it does not, or if nothing can be said of the side: "cuts to the tax".
        """
        words = words_of(target)
        forms = [word.form for word in words]
        if self._words and self._words <= set(forms):
            named = [place for place, form in enumerate(forms) if form in self._words]
            same = subject_of(target).key == self._subject.key
            return _carried(forms, named, "same" if same else "part")
        for span in self._places(target) if self._places else ():
            named = [i for i, word in enumerate(words) if span.meets(Span(word.start, word.end))]
            if named and (found := _carried(forms, named, "topic")):
                return found
        return TargetMatch("similar") if target in self._similar else None


def _carried(forms: list[str], named: list[int], match: Match) -> TargetMatch | None:
    turn = turn_of(forms, named)
    return None if turn == "unknown" else TargetMatch(match, turn == "opposite")


def names_of(vocabulary: Vocabulary, topic: str) -> Places:
    """Where the label and the synonyms of a topic stand; a pattern may mean something beside it."""

    def places(target: str) -> Iterator[Span]:
        for hit in vocabulary.hits(target):
            if hit.term.topic == topic and hit.term.kind != "pattern":
                yield hit.place

    return places


# Targets of stances that mean much the same as what was asked for, in other words.


LEAST_COSINE = 0.75
"""The least cosine of what was asked for and a target of similar meaning."""

_NEAR_QUOTATIONS = 200
_NEAR_COSINE = 0.3
_MOST_TARGETS = 200


def has_vectors(session: Session, encoder: Encoder) -> bool:
    """Whether any quotation has a vector that the encoder's model made."""
    made = select(ArticleVectorsTable.article_id).where(ArticleVectorsTable.model == encoder.sha256)
    return session.scalar(made.limit(1)) is not None


def similar_targets(
    session: Session, asked: str, scope: Select[int], encoder: Encoder
) -> frozenset[str]:
    """The targets in scope that are close in meaning, looked for in quotations that are so too.

    Vectors hardly tell "private schools" from "public schools", or one country from another;
    therefore names, and targets that share a word with what was asked for, are passed over.
    """
    if not _is_plain(asked):
        return frozenset()
    (vector,) = encoder.encode([asked])
    near = nearest(session, vector, encoder.sha256, CURRENT, least=_NEAR_COSINE)
    targets = list(_comparable(_targets(session, near.best(_NEAR_QUOTATIONS), scope), asked))
    if not targets:
        return frozenset()
    cosines = similarities(vector, encoder.encode(targets))
    return frozenset(
        target for target, cosine in zip(targets, cosines, strict=True) if cosine >= LEAST_COSINE
    )


def _targets(session: Session, quotations: Collection[int], scope: Select[int]) -> list[str]:
    found: dict[str, None] = {}
    for part in chunks(quotations):
        rows = select(StanceTable.target).where(
            StanceTable.quotation_id.in_(part), StanceTable.quotation_id.in_(scope)
        )
        found.update(dict.fromkeys(session.scalars(rows)))
    return list(found)[:_MOST_TARGETS]


def _comparable(targets: Iterable[str], asked: str) -> Iterable[str]:
    words = content_of(asked)
    return (one for one in targets if _is_plain(one) and not words & content_of(one))


def _is_plain(target: str) -> bool:
    """Whether the target is no name and has no word that turns a side."""
    words = words_of(target)
    starts = [target[word.start] for word in words]
    is_name = any(map(str.isupper, starts[1:])) or (len(starts) == 1 and starts[0].isupper())
    return (
        bool(words)
        and not is_name
        and not ({word.form for word in words} & (TURNING | BREAKING | LED))
    )


_CLOSENESS: dict[Match, int] = {"same": 3, "topic": 2, "part": 1, "similar": 0}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Standpoints by the row ids of their quotations, and what was searched for them."""

    standpoints: dict[int, tuple[Standpoint, ...]]
    searched: SearchedStances


def gather(session: Session, query: StanceQuery, encoder: Encoder) -> Gathered:
    """The standpoints that the query wants.

    A quotation has one towards a target that was asked for: a human's before a machine's, that
    with the closest target before others. Where none was asked for it has all of them.
    """
    scope = _scope(query)
    vocabulary = curated(session.connection()).vocabulary
    stances, targets = session.execute(
        select(func.count(StanceTable.id), func.count(distinct(StanceTable.target))).where(
            StanceTable.quotation_id.in_(scope)
        )
    ).one()
    searched = SearchedStances(stances, targets)
    belonging = None
    if query.target is not None:
        topic = vocabulary.named(query.target)
        by_meaning = has_vectors(session, encoder)
        searched = SearchedStances(stances, targets, topic, by_meaning)
        asked = TargetQuery(
            query.target,
            names_of(vocabulary, topic) if topic else None,
            similar_targets(session, query.target, scope, encoder) if by_meaning else (),
        )
        known = select(StanceTable.target).distinct().where(StanceTable.quotation_id.in_(scope))
        belonging = {
            target: found for target in session.scalars(known) if (found := asked.belonging(target))
        }
    rows = _rows(session, scope, belonging, query.min_score)
    return Gathered(_of_quotations(session, rows, belonging, vocabulary.named), searched)


def _scope(query: StanceQuery) -> Select[int]:
    scope = in_scope(
        Query(
            person=query.person,
            org=query.org,
            outlet=query.outlet,
            since=query.since,
            until=query.until,
        )
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
    session: Session, scope: Select[int], targets: Iterable[str] | None, least: float
) -> list[StanceTable]:
    """The stances in scope, of humans or not overruled by them, towards these targets or any."""
    wanted = select(StanceTable).where(
        StanceTable.quotation_id.in_(scope), StanceTable.score >= least, counts()
    )
    if targets is None:
        return list(session.scalars(wanted))
    return [
        row
        for part in chunks(targets)
        for row in session.scalars(wanted.where(StanceTable.target.in_(part)))
    ]


def _of_quotations(
    session: Session,
    rows: Iterable[StanceTable],
    belonging: Mapping[str, TargetMatch] | None,
    named: Named,
) -> dict[int, tuple[Standpoint, ...]]:
    by_quotation: dict[int, list[StanceTable]] = defaultdict(list)
    for row in rows:
        by_quotation[row.quotation_id].append(row)
    if belonging is not None:
        by_quotation = {one: _closest(there, belonging) for one, there in by_quotation.items()}
    quotations = rows_of(session, by_quotation)
    found = {
        one: tuple(
            _standpoint(quotations[one], stance, belonging, named)
            for row in there
            if (stance := stance_of(row))
        )
        for one, there in by_quotation.items()
    }
    return {one: standpoints for one, standpoints in found.items() if standpoints}


def _standpoint(
    quotation: QuotationRow,
    stance: FoundStance,
    belonging: Mapping[str, TargetMatch] | None,
    named: Named,
) -> Standpoint:
    how = TargetMatch("same") if belonging is None else belonging[stance.target]
    subject = subject_in(stance.target, quotation.article.id, named)
    return Standpoint(quotation, stance, how.side(stance.polarity), how.match, subject)


def _closest(
    rows: Sequence[StanceTable], belonging: Mapping[str, TargetMatch]
) -> list[StanceTable]:
    """The one stance of a quotation that tells its side, or that it takes none."""

    def weight(row: StanceTable) -> tuple[bool, int, bool, float]:
        closeness = _CLOSENESS[belonging[row.target].match]
        human = row.origin == "human"
        return human and _decides(row, belonging), closeness, human, row.score

    there = [row for row in rows if _decides(row, belonging)]
    return [max(there, key=weight)] if there else []


def _decides(row: StanceTable, belonging: Mapping[str, TargetMatch]) -> bool:
    """Whether it tells a side, or that none is taken on just what was asked for."""
    return row.polarity is not None or belonging[row.target].match == "same"
