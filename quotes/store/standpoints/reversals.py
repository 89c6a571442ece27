"""Reversals: two quotations of one person with opposite sides on one subject, a pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from quotes.article import Polarity
from quotes.store.standpoints.belonging import OPPOSITE
from quotes.store.standpoints.rows import SURE, Reversal, Standpoint


def reversals_of(standpoints: Iterable[Standpoint], least: float = SURE) -> tuple[Reversal, ...]:
    """The pairs of quotations between which a person changed sides, the earliest first.

    Each pair is the last quotation before the change and the first one after it, the surest of
    their days. Days with both sides, undated quotations and neutral ones count for nothing.

    :param least: the chance of being right that each quotation must have.
    """
    days: dict[str, dict[date, list[tuple[Polarity, Standpoint]]]] = defaultdict(dict)
    for one in standpoints:
        side = core_side(one)
        if one.day is not None and side != "neutral" and one.chance >= least:
            days[one.subject.key].setdefault(one.day, []).append((side, one))
    found = []
    for taken in days.values():
        clear = [
            max((one for _, one in taken[day]), key=lambda one: one.chance)
            for day in sorted(taken)
            if len({side for side, _ in taken[day]}) == 1
        ]
        for earlier, later in pairwise(clear):
            if core_side(earlier) != core_side(later):
                found.append(Reversal(later.subject.label, earlier, later))
    return tuple(sorted(found, key=lambda pair: (_day(pair.earlier), _day(pair.later))))


def core_side(one: Standpoint) -> Polarity:
    """The side towards the subject, which is not turned as the target may be."""
    return OPPOSITE[one.stance.polarity] if one.subject.turned else one.stance.polarity


def label_of(standpoints: Iterable[Standpoint]) -> str:
    """What the subject of these is called: its core as most of the targets have it."""
    labels = Counter(one.subject.label for one in standpoints)
    return max(labels, key=lambda label: (labels[label], -len(label), label))


def _day(one: Standpoint) -> date:
    return one.day or date.max
