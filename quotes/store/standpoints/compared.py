"""Two people side by side: what both speak on, and where they agree and differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from quotes.meaning.vectors import Encoder
from quotes.store.rows import PersonRow
from quotes.store.standpoints.course import course_of, in_order
from quotes.store.standpoints.gather import gather
from quotes.store.standpoints.reversals import core_side, label_of
from quotes.store.standpoints.rows import (
    Comparison,
    Course,
    Shared,
    StanceQuery,
    Standpoint,
    Verdict,
)

By = Mapping[str, tuple[Standpoint, ...]]


def compare(
    session: Session, one: PersonRow, other: PersonRow, query: StanceQuery, encoder: Encoder
) -> Comparison:
    """The subjects on which two people both took a side or stayed neutral, most quoted first.

    :param query: its target is the only topic that counts; without one each subject counts.
    """
    ones, others = (
        _by_subject(session, replace(query, person_id=person.id), encoder)
        for person in (one, other)
    )
    shared = [
        _shared(ones[subject], others[subject], query) for subject in ones if subject in others
    ]
    return Comparison(
        one=one,
        other=other,
        topic=query.target,
        shared=tuple(sorted(shared, key=lambda it: (-len(it.one) - len(it.other), it.subject))),
        alone=(len(ones.keys() - others.keys()), len(others.keys() - ones.keys())),
    )


def _by_subject(session: Session, query: StanceQuery, encoder: Encoder) -> By:
    found: dict[str, list[Standpoint]] = defaultdict(list)
    for there in gather(session, query, encoder).standpoints.values():
        for one in there:
            if query.target is not None:
                found[query.target].append(one)
            else:
                found[one.subject.key].append(replace(one, side=core_side(one)))
    return {subject: in_order(there) for subject, there in found.items()}


def _shared(
    one: tuple[Standpoint, ...], other: tuple[Standpoint, ...], query: StanceQuery
) -> Shared:
    courses = course_of(one), course_of(other)
    return Shared(query.target or label_of((*one, *other)), one, other, *courses, verdict(*courses))


def verdict(one: Course, other: Course) -> Verdict:
    """Whether two people agree, by the side that each holds, or came to hold."""
    last = [course.later if course.held == "changed" else course.held for course in (one, other)]
    if "mixed" in last or "neutral" in last:
        return "unclear"
    return "agree" if last[0] == last[1] else "differ"
