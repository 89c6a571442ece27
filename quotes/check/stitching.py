"""Claims that are put together from several quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.article import Span
from quotes.check.match import Match
from quotes.check.words.differences import compare
from quotes.check.words.tokens import tokens

LEAST_WORDS = 4
"""Words that a part of a stitched claim has at least."""
CLOSE = 0.85
"""How much of a part must stand in its quotation."""
LEFT = 0.25
"""The share of the claim's words that may stand in none of the quotations."""
MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a claim with the quotation that it comes from."""

    place: Span
    match: Match


def stitched(words: str, matches: Sequence[Match]) -> tuple[Part, ...]:
    """The parts of a claim that come from different quotations, empty if it is not such a one.

    The longest part that stands in one quotation is taken first, then the longest of what is left.
    """
    open_places = [Span(0, len(words))] if words else []
    parts: list[Part] = []
    while open_places and len(parts) < MOST_PARTS:
        found = _longest(words, open_places, matches, parts)
        if found is None:
            break
        parts.append(found)
        open_places = [left for place in open_places for left in _without(place, found.place)]
    left = sum(_count(place.of(words)) for place in open_places)
    sources = {part.match.row.id for part in parts}
    if len(sources) < 2 or left > LEFT * _count(words):
        return ()
    return tuple(sorted(parts, key=lambda part: part.place))


def _longest(
    words: str, places: Sequence[Span], matches: Sequence[Match], parts: Sequence[Part]
) -> Part | None:
    used = {part.match.row.id for part in parts}
    found: list[tuple[int, float, Part]] = []
    for one in matches:
        if not one.said.text or one.level == "reported":
            continue
        for place in places:
            comparison = compare(place.of(words), one.said.text)
            for stretch in comparison.covered:
                there = Span(place.start + stretch.start, place.start + stretch.end)
                size = _count(there.of(words))
                if size < LEAST_WORDS or (one.row.id in used and len(matches) > 1):
                    continue
                again = compare(there.of(words), one.said.text)
                if again.similarity >= CLOSE:
                    part = Part(there, replace(one, comparison=again))
                    found.append((size, one.row.confidence, part))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _without(place: Span, taken: Span) -> list[Span]:
    if not place.meets(taken):
        return [place]
    left = []
    if place.start < taken.start:
        left.append(Span(place.start, taken.start))
    if taken.end < place.end:
        left.append(Span(taken.end, place.end))
    return left


def _count(text: str) -> int:
    return len(tokens(text))
