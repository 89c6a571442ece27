"""Where a text calls somebody of its cast by a description: "the minister", "the club's owner"."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.cast import Cast
from quotes.attribution.speakers.phrases import is_human
from quotes.lexicon import ABBREVIATED

_LONGEST = 6


def callings(cast: Cast, owners: frozenset[int]) -> Iterator[tuple[int, range]]:
    """The number of the member and the places, for each "the ..." that fits one member alone.

    ``owners`` are the places that belong to names: what runs into one is a title.
    """
    words = cast.words
    for start in range(len(words)):
        if words.lower(start) != "the":
            continue
        head = start
        while head - start < _LONGEST and head + 1 < len(words) and words.joined(head):
            head += 1
            if words[head].pos not in ("ADJ", "NOUN", "PROPN") or head in owners:
                head -= 1
                break
        if head == start or head + 1 in owners or not is_human(words.lower(head)):
            continue
        wanted = {
            ABBREVIATED.get(plain, plain).lower()
            for at in range(start + 1, head + 1)
            if (plain := words.lower(at).rstrip("."))
        }
        fitting = [n for n, member in enumerate(cast.members) if wanted <= member.described]
        if len(fitting) == 1:
            yield fitting[0], range(start, head + 1)
