"""Pull quotes and other passages that only say again what the article says elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from quotes.ingest.passages import OPENING_MARKS, Passage

_WORD = re.compile(r"[^\W_]+")
_ELLIPSIS = re.compile(r"[\[(]?(?:…|\.{3,})[\])]?")
_FEWEST = 4
"""Words that a passage needs to be called a repeat; fewer come again by chance."""

Words = tuple[str, ...]


def without_repeats(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without those that merely repeat words of another.

    A block quote goes, its signature too, if the article has all its words elsewhere, whatever
    an ellipsis leaves out. A quoted paragraph outside of a block quote goes if it is a part of a
    longer one.
    """
    said = [_words(passage.text) for passage in passages]
    groups = _groups(passages)
    segments = {
        place: [words for part in _ELLIPSIS.split(passages[place].text) if (words := _words(part))]
        for group in groups
        for place in group
    }
    holders = _holders(said, {_key(words) for own in segments.values() for words in own})
    dropped: set[int] = set()
    for group in groups:
        others = dropped.union(group)
        weighty = [place for place in group if len(said[place]) >= _FEWEST]
        if weighty and all(
            any(
                _holds(said[other], words)
                and (passages[place].quote or len(words) < len(said[other]))
                for other in holders[_key(words)]
                if other not in others
            )
            for place in weighty
            for words in segments[place]
        ):
            dropped.update(group)
    return [passage for place, passage in enumerate(passages) if place not in dropped]


def _groups(passages: Sequence[Passage]) -> list[list[int]]:
    """The places of the passages of each block quote, and of each quoted paragraph outside."""
    blocks: dict[int, list[int]] = defaultdict(list)
    alone: list[list[int]] = []
    for place, passage in enumerate(passages):
        if passage.quote:
            blocks[passage.quote].append(place)
        elif not passage.heading and passage.text.startswith(OPENING_MARKS):
            alone.append([place])
    return [*blocks.values(), *alone]


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def _key(words: Words) -> Words:
    return words[:_FEWEST]


def _holders(said: Sequence[Words], keys: set[Words]) -> dict[Words, set[int]]:
    """Where the first words of a segment stand, so that few passages need a closer look."""
    holders: dict[Words, set[int]] = defaultdict(set)
    lengths = {len(key) for key in keys}
    for place, words in enumerate(said):
        for length in lengths:
            for start in range(len(words) - length + 1):
                key = words[start : start + length]
                if key in keys:
                    holders[key].add(place)
    return holders


def _holds(words: Words, part: Words) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "
