"""Where somebody stands, all in all: on one side, on both, or on one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from quotes.article import Polarity
from quotes.store.standpoints.rows import SIDES, Course, Standpoint


def in_order(standpoints: Iterable[Standpoint]) -> tuple[Standpoint, ...]:
    """The earliest first, those of a day by their place in the article, undated ones last."""
    return tuple(
        sorted(
            standpoints,
            key=lambda one: (
                one.day is None,
                one.day or date.max,
                one.quotation.article.id,
                one.quotation.pieces,
                one.quotation.id,
            ),
        )
    )


def course_of(standpoints: Sequence[Standpoint]) -> Course:
    """Where these standpoints of one speaker come to; neutral ones count if there are no others.

    A change is one step from one side to the other between two days; undated standpoints neither
    make one nor hide one.
    """
    sides = {one.side for one in standpoints} - {"neutral"}
    if len(sides) < 2:
        return Course(next(iter(sides), "neutral"))
    days: dict[date, set[Polarity]] = {}
    for one in in_order(standpoints):
        if one.side != "neutral" and one.day is not None:
            days.setdefault(one.day, set()).add(one.side)
    steps = [(until, since) for until, since in pairwise(days) if days[until] != days[since]]
    if len(steps) != 1 or any(len(taken) > 1 for taken in days.values()):
        return Course("mixed")
    until, since = steps[0]
    (earlier,), (later,) = days[until], days[since]
    return Course("changed", earlier, later, until, since)


def strongest(standpoints: Iterable[Standpoint], most: int | None) -> list[Standpoint]:
    """The surest of each side, at most so many of a side, the earliest first."""
    chosen: set[int] = set()
    listed = list(standpoints)
    for side in SIDES:
        there = [place for place, one in enumerate(listed) if one.side == side]
        there.sort(key=lambda place: (-listed[place].chance, place))
        chosen.update(there[:most])
    return [one for place, one in enumerate(listed) if place in chosen]
