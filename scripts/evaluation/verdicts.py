"""Which of the attributions that were found are right, one by one.

The criterion is that of the joint figure: the content covers more than 0.3 of a marked content,
one to one, and the sources overlap. What covers a marked attribution without source or cue is
neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]

COVERED = 0.3
"""Share of a marked content that one found must cover to be its answer, and more."""


def verdicts(gold: Sequence[Json], found: Sequence[Json]) -> list[bool | None]:
    """For each found attribution of an article whether it is right; None if that is not judged.

    Both are attributions with the spans of their ``source``, ``cue`` and ``content``.
    """
    wanted = [one for one in gold if one["source"] and one["cue"]]
    aside = [one for one in gold if not (one["source"] and one["cue"])]
    answers = _answers(wanted, found, range(len(found)))
    rest = [number for number in range(len(found)) if number not in answers]
    unjudged = _answers(aside, found, rest)
    return [
        None
        if number in unjudged
        else number in answers and bool(_common(wanted[answers[number]]["source"], one["source"]))
        for number, one in enumerate(found)
    ]


def _answers(
    wanted: Sequence[Json], found: Sequence[Json], numbers: Sequence[int]
) -> dict[int, int]:
    """Which wanted attribution each found one answers: the best covered first, then the tersest."""
    claims = []
    for place, want in enumerate(wanted):
        length = _length(want["content"])
        for number in numbers:
            covered = _common(want["content"], found[number]["content"])
            if covered > COVERED * length:
                size = _length(found[number]["content"])
                claims.append((covered / length, -size, place, number))
    answers: dict[int, int] = {}
    for _, _, place, number in sorted(claims, reverse=True):
        if number not in answers and place not in answers.values():
            answers[number] = place
    return answers


def _length(spans: Sequence[Sequence[int]]) -> int:
    return sum(end - start for start, end in spans)


def _common(some: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> int:
    """How many characters two lists of spans share; the spans of a list do not overlap."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in some for b in others)
