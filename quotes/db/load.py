"""The words of a target as they are compared: folded, in the singular, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import aliased

from quotes.db.tables import StanceTable
from quotes.lexicon import DETERMINING, word_set
from quotes.text.normalize import fold, singular_of
from quotes.types import Span
from quotes.types import Stance as FoundStance

KNOWN_TARGETS = 50_000
"""Targets whose words are kept from one question to the next."""

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W_]+)*")
EMPTY_OF_TARGETS = DETERMINING | word_set("grammar", "target")
"""Words that tell nothing of what a target is."""


@dataclass(frozen=True, slots=True)
class TargetWord:
    """A word of a target: as it is compared, and where it stands, end exclusive."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=KNOWN_TARGETS)
def words_of(target: str) -> tuple[TargetWord, ...]:
    """The words of a target in their order; both parts of a hyphenated word count."""
    return tuple(
        TargetWord(singular_of(fold(found[0])), found.start(), found.end())
        for found in _WORD.finditer(target)
    )


def content_of(target: str) -> frozenset[str]:
    """The words that tell what the target is; all of them if there are no others."""
    forms = frozenset(word.form for word in words_of(target))
    return forms - EMPTY_OF_TARGETS or forms


@lru_cache(maxsize=KNOWN_TARGETS)
def fold_target(target: str) -> str:
    """What is the same for a target in singular and plural, with and without "the"."""
    forms = [word.form for word in words_of(target)]
    while len(forms) > 1 and forms[0] in DETERMINING:
        forms.pop(0)
    return " ".join(forms) or fold(target)


# Which of a quotation's stored stances count: a human's goes before the machine's.


def in_force(stances: Iterable[StanceTable]) -> tuple[FoundStance, ...]:
    """One stance a target, the surest first; none where a human says that no side is taken."""
    ranked = sorted(stances, key=lambda stance: (stance.origin == "human", stance.score))
    chosen = {fold_target(stance.target): stance for stance in ranked}.values()
    ordered = sorted(chosen, key=lambda stance: (-stance.score, stance.target))
    return tuple(found for stance in ordered if (found := stance_of(stance)))


def stance_of(row: StanceTable) -> FoundStance | None:
    """The stance of a row, None if it says that no side is taken."""
    if row.polarity is None:
        return None
    start, end = row.words_start, row.words_end
    words = None if start is None or end is None else Span(start, end)
    return FoundStance(row.target, row.polarity, row.score, words, row.origin)


def counts() -> ColumnElement[bool]:
    """Whether a row of ``stances`` is a human's, or one on whose target no human decided."""
    human = aliased(StanceTable)
    decided = exists().where(
        human.quotation_id == StanceTable.quotation_id,
        human.folded == StanceTable.folded,
        human.origin == "human",
    )
    return or_(StanceTable.origin == "human", ~decided)
