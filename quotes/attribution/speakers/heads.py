"""Which of the people named in a source mention are its heads.

In "a spokesman for Governor Smith" nobody named speaks; in "Mr Smith's lawyer, Ann Lee" it is
Ann Lee; in "A and B" both.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotes.attribution.bodies import PREPOSITIONS
from quotes.attribution.people.bounds import is_title
from quotes.attribution.posts.titles import title_start
from quotes.attribution.speakers.phrases import is_human, is_plural
from quotes.attribution.words import Words
from quotes.lexicon import DOCUMENT_NOUNS, ORGANIZATION_NOUNS, POSTNOMINALS, UTTERANCES

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
            alone = stop + 1 == end
            if not heads and (alone or words.lower(stop + 1) in UTTERANCES):
                heads.append(number)
            dependent = True
        elif _is_modifier(words, stop, end):
            dependent = False
        elif _is_head(words, places.start, at, bool(heads), dependent):
            if number not in heads:
                heads.append(number)
            dependent = False
        else:
            dependent = True
        at = stop
    return heads


def person_behind(words: Words, places: range, owners: Mapping[int, int]) -> int | None:
    """The person whose name, between commas, follows a mention: "One early donor, Ann Lee, ..."."""
    comma = places.stop
    if comma + 1 >= len(words) or words[comma].text != ",":
        return None
    name = comma + 1
    while words.joined(name) and name not in owners and is_title(words.lower(name)):
        name += 1
    owner = owners.get(name)
    stop = name
    while owner is not None and owners.get(stop) == owner:
        stop += 1
    return owner if stop < len(words) and words[stop].text in (",", ".", "(") else None


def _is_modifier(words: Words, stop: int, end: int) -> bool:
    """Whether a name only says whose the noun behind it is: "a Quist supporter"."""
    for at in range(stop, min(stop + 3, end)):
        word = words[at]
        if not words.joined(at - 1) or word.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        lower = word.lower
        if lower in POSTNOMINALS or lower in UTTERANCES:
            return False
        if is_human(lower) or is_plural(lower) or lower in ORGANIZATION_NOUNS | DOCUMENT_NOUNS:
            return True
    return False


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
