"""Standpoints of one person by month or year, and the reversals among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from quotes.meaning.vectors import Encoder
from quotes.store.rows import PersonRow
from quotes.store.standpoints.course import in_order
from quotes.store.standpoints.gather import gather
from quotes.store.standpoints.reversals import reversals_of
from quotes.store.standpoints.rows import Period, StanceQuery, Standpoint, Step, Timeline


def timeline(
    session: Session,
    person: PersonRow,
    query: StanceQuery,
    step: Step,
    sure: float,
    encoder: Encoder,
) -> Timeline:
    """What one person said, by month or year.

    :param query: its target is the topic that is wanted; whose stances, is ``person``'s.
    :param sure: the chance of being right that both quotations of a reversal must have.
    """
    gathered = gather(session, replace(query, person_id=person.id), encoder)
    standpoints = in_order(one for there in gathered.standpoints.values() for one in there)
    return Timeline(
        person=person,
        topic=query.target,
        step=step,
        periods=periods_of(standpoints, step),
        undated=tuple(one for one in standpoints if one.day is None),
        reversals=reversals_of(standpoints, sure),
        searched=gathered.searched,
    )


def periods_of(standpoints: Iterable[Standpoint], step: Step) -> tuple[Period, ...]:
    """The dated standpoints by month or year, the earliest first; none without a standpoint."""
    found: dict[date, list[Standpoint]] = defaultdict(list)
    for one in standpoints:
        if one.day is not None:
            found[one.day.replace(day=1, month=1 if step == "year" else one.day.month)].append(one)
    return tuple(Period(first, in_order(found[first])) for first in sorted(found))
