"""Reading stances out of the store: those towards what was asked for, one a quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from quotes.article import Stance as FoundStance
from quotes.meaning.vectors import Encoder
from quotes.store import find
from quotes.store.chunks import chunks
from quotes.store.models import Appearance, Quotation, Speaker
from quotes.store.rows import Query, QuotationRow
from quotes.store.sided import Stance
from quotes.store.standpoints.belonging import Asked, Belonging, names_of
from quotes.store.standpoints.in_force import counts, stance_of
from quotes.store.standpoints.rows import Match, Searched, StanceQuery, Standpoint
from quotes.store.standpoints.similar import has_vectors, similar_targets
from quotes.store.standpoints.subjects import Named, subject_in
from quotes.store.topics.reading import curated

_CLOSENESS: dict[Match, int] = {"same": 3, "topic": 2, "part": 1, "similar": 0}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Standpoints by the row ids of their quotations, and what was searched for them."""

    standpoints: dict[int, tuple[Standpoint, ...]]
    searched: Searched


def gather(session: Session, query: StanceQuery, encoder: Encoder) -> Gathered:
    """The standpoints that the query wants.

    A quotation has one towards a target that was asked for: a human's before a machine's, that
    with the closest target before others. Where none was asked for it has all of them.
    """
    scope = _scope(query)
    vocabulary = curated(session.connection()).vocabulary
    stances, targets = session.execute(
        select(func.count(Stance.id), func.count(distinct(Stance.target))).where(
            Stance.quotation_id.in_(scope)
        )
    ).one()
    searched = Searched(stances, targets)
    belonging = None
    if query.target is not None:
        topic = vocabulary.named(query.target)
        by_meaning = has_vectors(session, encoder)
        searched = Searched(stances, targets, topic, by_meaning)
        asked = Asked(
            query.target,
            names_of(vocabulary, topic) if topic else None,
            similar_targets(session, query.target, scope, encoder) if by_meaning else (),
        )
        known = select(Stance.target).distinct().where(Stance.quotation_id.in_(scope))
        belonging = {
            target: found for target in session.scalars(known) if (found := asked.belonging(target))
        }
    rows = _rows(session, scope, belonging, query.min_score)
    return Gathered(_of_quotations(session, rows, belonging, vocabulary.named), searched)


def _scope(query: StanceQuery) -> Select[int]:
    scope = find.in_scope(
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
    spoken = select(Speaker.quotation_id).join(Appearance, Appearance.id == Speaker.appearance_id)
    return scope.where(Quotation.id.in_(spoken.where(Appearance.person_id == query.person_id)))


def _rows(
    session: Session, scope: Select[int], targets: Iterable[str] | None, least: float
) -> list[Stance]:
    """The stances in scope, of humans or not overruled by them, towards these targets or any."""
    wanted = select(Stance).where(Stance.quotation_id.in_(scope), Stance.score >= least, counts())
    if targets is None:
        return list(session.scalars(wanted))
    return [
        row
        for part in chunks(targets)
        for row in session.scalars(wanted.where(Stance.target.in_(part)))
    ]


def _of_quotations(
    session: Session,
    rows: Iterable[Stance],
    belonging: Mapping[str, Belonging] | None,
    named: Named,
) -> dict[int, tuple[Standpoint, ...]]:
    by_quotation: dict[int, list[Stance]] = defaultdict(list)
    for row in rows:
        by_quotation[row.quotation_id].append(row)
    if belonging is not None:
        by_quotation = {one: _closest(there, belonging) for one, there in by_quotation.items()}
    quotations = find.rows_of(session, by_quotation)
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
    belonging: Mapping[str, Belonging] | None,
    named: Named,
) -> Standpoint:
    how = Belonging("same") if belonging is None else belonging[stance.target]
    subject = subject_in(stance.target, quotation.article.id, named)
    return Standpoint(quotation, stance, how.side(stance.polarity), how.match, subject)


def _closest(rows: Sequence[Stance], belonging: Mapping[str, Belonging]) -> list[Stance]:
    """The one stance of a quotation that tells its side, or that it takes none."""

    def weight(row: Stance) -> tuple[bool, int, bool, float]:
        closeness = _CLOSENESS[belonging[row.target].match]
        human = row.origin == "human"
        return human and _decides(row, belonging), closeness, human, row.score

    there = [row for row in rows if _decides(row, belonging)]
    return [max(there, key=weight)] if there else []


def _decides(row: Stance, belonging: Mapping[str, Belonging]) -> bool:
    """Whether it tells a side, or that none is taken on just what was asked for."""
    return row.polarity is not None or belonging[row.target].match == "same"
