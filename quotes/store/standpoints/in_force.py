"""Which of a quotation's stored stances count: a human's goes before the machine's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import aliased

from quotes.article import Span
from quotes.article import Stance as FoundStance
from quotes.store.sided import Stance
from quotes.store.standpoints.targets import fold_target


def in_force(stances: Iterable[Stance]) -> tuple[FoundStance, ...]:
    """One stance a target, the surest first; none where a human says that no side is taken."""
    ranked = sorted(stances, key=lambda stance: (stance.origin == "human", stance.score))
    chosen = {fold_target(stance.target): stance for stance in ranked}.values()
    ordered = sorted(chosen, key=lambda stance: (-stance.score, stance.target))
    return tuple(found for stance in ordered if (found := stance_of(stance)))


def stance_of(row: Stance) -> FoundStance | None:
    """The stance of a row, None if it says that no side is taken."""
    if row.polarity is None:
        return None
    start, end = row.words_start, row.words_end
    words = None if start is None or end is None else Span(start, end)
    return FoundStance(row.target, row.polarity, row.score, words, row.origin)


def counts() -> ColumnElement[bool]:
    """Whether a row of ``stances`` is a human's, or one on whose target no human decided."""
    human = aliased(Stance)
    decided = exists().where(
        human.quotation_id == Stance.quotation_id,
        human.folded == Stance.folded,
        human.origin == "human",
    )
    return or_(Stance.origin == "human", ~decided)
