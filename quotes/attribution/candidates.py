"""Whom a quotation's source may mean: the mentions of an article, and what is known of each pair.

A pair is an asking mention (the source of a quotation, a pronoun, or the words of a quotation that
shows no source) and a candidate mention. What is known of it beside the encoder's states are
features: one index of each group, all below :data:`FEATURES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.coreference import (
    NOWHERE,
    Agreement,
    Form,
    GrammaticalRole,
    Mention,
)

Ints = NDArray[np.int64]


class CandidateKind(IntEnum):
    """What a candidate mention is: a person's name, a description of a person that only fits one,
    a body's name, or the source of another quotation."""

    PERSON = 0
    CALLED = 1
    BODY = 2
    SOURCE = 3


class SourceOverlap(IntEnum):
    """How the words of a candidate and of the asking source relate."""

    NONE = 0
    DESCRIBED = 1
    SHARED = 2
    SAME = 3
    INSIDE = 4
    HEAD = 5


class Standing(IntEnum):
    """Where a candidate stands beside the words of the quotation."""

    INSIDE = 0
    BEHIND_SAME_SENTENCE = 1
    BEHIND_SAME_PARAGRAPH = 2
    BEHIND = 3
    BETWEEN = 4
    SAME_SENTENCE = 5
    SAME_PARAGRAPH = 6
    PARAGRAPH_BEFORE = 7
    BEFORE = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that an asking one may mean; ``number`` is that of the person or the body in the
    cast, or of the quotation whose source it is."""

    mention: Mention
    kind: CandidateKind
    number: int

    @property
    def entity(self) -> tuple[bool, int, bool]:
        """What is the same for all mentions of one person, body or source."""
        return self.kind == CandidateKind.SOURCE, self.number, self.kind == CandidateKind.BODY


class MentionTable:
    """Mentions as columns, so that all pairs of one asking mention are weighed at once."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        def column(name: str) -> Ints:
            return np.array([getattr(one, name) for one in mentions], dtype=np.int64)

        self.mentions = tuple(mentions)
        self.start = np.array([one.tokens.start for one in mentions], dtype=np.int64)
        self.stop = np.array([one.tokens.stop for one in mentions], dtype=np.int64)
        self.head, self.form, self.agreement = column("head"), column("form"), column("agreement")
        self.role, self.possessive = column("role"), column("possessive")
        self.sentence, self.paragraph = column("sentence"), column("paragraph")
        self.content, self.is_source = column("content"), column("is_source")

    def __len__(self) -> int:
        return len(self.mentions)


_WORDS = (4, 8, 14, 22, 32, 48, 70, 110, 170)
_SENTENCES = (1, 2, 3, 4, 6, 9)
_MOST_BETWEEN = 3
_FORMS, _AGREEMENTS, _ROLES = len(Form), len(Agreement), len(GrammaticalRole)

_PAIR_SIZES = (
    len(_WORDS) + 2,
    len(_SENTENCES) + 2,
    3,
    (_AGREEMENTS + 1) * _AGREEMENTS,
    _FORMS * _ROLES,
    4,
    3,
    4,
    _MOST_BETWEEN + 1,
    2 * (_MOST_BETWEEN + 1),
    4,
    _ROLES * 2,
)
_KINDS, _ASKS = len(CandidateKind), 5
_SPEAKER_SIZES = (_KINDS * _ASKS, len(SourceOverlap) * 2, len(Standing), 6, 8, 6, 5, 6, 7, 6)
_OFFSETS = (0, *accumulate((*_PAIR_SIZES, *_SPEAKER_SIZES)))

PAIR_GROUPS = len(_PAIR_SIZES)
STANDING = PAIR_GROUPS + 2
"""The number of the group that holds :class:`Standing`."""
FEATURES = _OFFSETS[-1]
"""How many features there are; a pair has one of each group it knows."""


def _offset(groups: Sequence[Ints], first: int) -> Ints:
    columns = [_OFFSETS[first + number] + group for number, group in enumerate(groups)]
    return np.stack(columns, axis=1) if columns else np.zeros((0, 0), np.int64)


def pair_features(asking: Mention, table: MentionTable) -> Ints:
    """The features (mentions, :data:`PAIR_GROUPS`) of an asking mention with every mention."""
    here = asking.tokens.start
    behind = table.start > here
    near = table.sentence == asking.sentence
    distance = here - table.stop + 1
    sentences = np.abs(asking.sentence - table.sentence)
    names = np.sort(table.start[table.form == Form.NAME])
    sources = np.sort(table.start[table.is_source == 1])
    wanted = asking.agreement if asking.form == Form.PRONOUN else _AGREEMENTS
    groups = [
        np.where(behind, len(_WORDS) + 1, np.searchsorted(_WORDS, distance, "right")),
        np.where(
            behind & near,
            len(_SENTENCES) + 1,
            np.searchsorted(_SENTENCES, sentences, "right"),
        ),
        np.minimum(2, np.abs(asking.paragraph - table.paragraph)),
        wanted * _AGREEMENTS + table.agreement,
        table.form * _ROLES + table.role,
        2 * ((table.role == asking.role) & (table.role != GrammaticalRole.OTHER))
        + int(asking.possessive),
        np.where(table.possessive == 1, 1, np.where(table.is_source == 1, 2, 0)),
        (table.content != NOWHERE) + 2 * int(asking.content != NOWHERE),
        np.minimum(_MOST_BETWEEN, _between(names, table.start, here)),
        2 * np.minimum(_MOST_BETWEEN, _between(sources, table.start, here)) + table.is_source,
        2 * near + (table.role == GrammaticalRole.SUBJECT),
        np.full(len(table), 2 * asking.role + (asking.form == Form.DESCRIPTION)),
    ]
    return _offset([np.asarray(group, dtype=np.int64) for group in groups], 0)


def _between(sorted_starts: Ints, starts: Ints, here: int) -> Ints:
    """How many of the sorted starts lie behind each start and before a place."""
    before = np.searchsorted(sorted_starts, starts, "right")
    count: Ints = np.maximum(0, np.searchsorted(sorted_starts, here) - before)
    return count


def speaker_features(kinds: Ints, ask_kind: int, columns: Sequence[Ints]) -> Ints:
    """The features (candidates, groups) that only a quotation's speaker has.

    ``kinds`` are :class:`CandidateKind`; ``ask_kind`` what asks: 0 pronoun, 1 name, 2 description,
    3 a description with a name in it, 4 no source; ``columns`` the other groups in their order.
    """
    return _offset([kinds * _ASKS + ask_kind, *columns], PAIR_GROUPS)


def group_of(features: Ints, number: int) -> Ints:
    """What the group of a number says of each candidate, by their features."""
    values: Ints = features[:, number] - _OFFSETS[number]
    return values
