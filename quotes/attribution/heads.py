"""Which of the people named in a source mention are its heads.

In "a spokesman for Governor Smith" nobody named speaks; in "Mr Smith's lawyer, Ann Lee" it is
Ann Lee; in "A and B" both.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotes.attribution.bodies import PREPOSITIONS
from quotes.attribution.descriptions import title_start
from quotes.attribution.wordlists import UTTERANCES
from quotes.attribution.words import Words

_LINKS = PREPOSITIONS | {"by", "than", "about", "against", "like", "under"}


def head_people(words: Words, places: range, owners: Mapping[int, int]) -> list[int]:
    """The numbers of the cast's members who head the mention, in the order of the text.

    ``owners`` gives the member of each place that belongs to a name.
    """
    end = _clause_start(words, places)
    heads: list[int] = []
    dependent = False
    at = places.start
    while at < end:
        if at not in owners:
            at += 1
            continue
        stop = at + 1
        while stop < end and owners.get(stop) == owners[at]:
            stop += 1
        number = owners[at]
        possessive = stop < end and words[stop].is_possessive
        if possessive:
            if stop + 1 < end and words.lower(stop + 1) in UTTERANCES and not heads:
                heads.append(number)
            dependent = True
        elif _is_head(words, places.start, at, bool(heads), dependent):
            if number not in heads:
                heads.append(number)
            dependent = False
        else:
            dependent = True
        at = stop
    return heads


def _clause_start(words: Words, places: range) -> int:
    return next(
        (at for at in places if words.lower(at) in ("who", "whose", "which") and at > places.start),
        places.stop,
    )


def _is_head(words: Words, start: int, at: int, has_head: bool, dependent: bool) -> bool:
    title = max(start, title_start(words, at))
    if title == start:
        return True
    before = words.lower(title - 1)
    if before in ("and", "&", "or"):
        return (has_head and not dependent) or (not has_head and not dependent)
    if before in (",", "—", "–", "-", ":", "both", "("):
        return not has_head or _is_listed(words, at)
    if before in _LINKS:
        return before == "to" and has_head and not dependent
    if before in ("including", "with", "told", "said"):
        return not has_head
    return not has_head


def _is_listed(words: Words, at: int) -> bool:
    """Whether a name behind a comma goes on a list: "A, B and C"."""
    stop = at
    while stop < len(words) and words.joined(stop) and words[stop].is_capitalised:
        stop += 1
    return (
        stop < len(words)
        and words.lower(stop) in ("and", ",")
        and (words.lower(at - 1) == "," and words[at].is_capitalised)
    )
