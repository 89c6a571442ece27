"""What is known of a pair of mentions beside their words: distance, agreement, how both stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from quotes.attribution.speakers.coreference.mentions import NOWHERE, Agreement, Form, Mention, Role

_WORDS = (4, 8, 14, 22, 32, 48, 70, 110, 170)
_SENTENCES = (1, 2, 3, 4, 6, 9)
_MOST_BETWEEN = 3
_FORMS, _AGREEMENTS, _ROLES = len(Form), len(Agreement), len(Role)
_SIZES = (
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
_OFFSETS = (0, *accumulate(_SIZES))

FEATURES = _OFFSETS[-1]
"""How many features there are; a pair has one of each group."""


@dataclass(frozen=True, slots=True)
class Between:
    """How many other names, and how many other sources of quotations, stand between a candidate
    and the anaphor."""

    names: int
    sources: int


def between(anaphor: Mention, candidates: Sequence[Mention]) -> list[Between]:
    """What stands between each of the candidates and the anaphor."""
    here = anaphor.places.start
    names = sorted(one.places.start for one in candidates if one.form == Form.NAME)
    sources = sorted(one.places.start for one in candidates if one.is_source)

    def count(places: Sequence[int], start: int) -> int:
        return max(0, bisect_left(places, here) - bisect_right(places, start))

    return [
        Between(count(names, one.places.start), count(sources, one.places.start))
        for one in candidates
    ]


def features(anaphor: Mention, candidate: Mention, others: Between) -> tuple[int, ...]:
    """The features of a pair, as indices below :data:`FEATURES`, one a group."""
    behind = candidate.places.start > anaphor.places.start
    near = candidate.sentence == anaphor.sentence
    words = anaphor.places.start - candidate.places.stop + 1
    sentences = abs(anaphor.sentence - candidate.sentence)
    groups = (
        len(_WORDS) + 1 if behind else bisect_right(_WORDS, words),
        len(_SENTENCES) + 1 if behind and near else bisect_right(_SENTENCES, sentences),
        min(2, abs(anaphor.paragraph - candidate.paragraph)),
        _agreement(anaphor, candidate),
        candidate.form * _ROLES + candidate.role,
        2 * (candidate.role == anaphor.role != Role.OTHER) + anaphor.possessive,
        1 if candidate.possessive else 2 if candidate.is_source else 0,
        _contents(anaphor, candidate),
        min(_MOST_BETWEEN, others.names),
        2 * min(_MOST_BETWEEN, others.sources) + candidate.is_source,
        2 * near + (candidate.role == Role.SUBJECT),
        2 * anaphor.role + (anaphor.form == Form.DESCRIPTION),
    )
    return tuple(offset + group for offset, group in zip(_OFFSETS, groups, strict=False))


def _agreement(anaphor: Mention, candidate: Mention) -> int:
    wanted = anaphor.agreement if anaphor.form == Form.PRONOUN else _AGREEMENTS
    return wanted * _AGREEMENTS + candidate.agreement


def _contents(anaphor: Mention, candidate: Mention) -> int:
    """0 both outside of quotations, 1 only the candidate inside, 2 only the anaphor, 3 both."""
    return (candidate.content != NOWHERE) + 2 * (anaphor.content != NOWHERE)
