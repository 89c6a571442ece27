"""Reads one mention of an unnamed source: how many, of which group and body, in which place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.attribution.bodies import ANAPHORIC, DETERMINERS, PERSONAL, PREPOSITIONS
from quotes.attribution.organizations.lookup import Organization
from quotes.attribution.speakers.phrases import is_human, is_plural
from quotes.attribution.unnamed.placing import place_before, place_behind, tells_how
from quotes.attribution.unnamed.sourcewords import (
    BEFORE_NUMBERS,
    CLAUSE_STARTS,
    COUNTING_NOUNS,
    DOZENS,
    EVERYBODY,
    FEW,
    INSIDERS,
    KNOWING,
    MASSES,
    MORE_PEOPLE,
    NUMBERS,
    ONE_OF_MANY,
    PEOPLE_ENDINGS,
    RELATIVE,
    SILENT,
    SOURCES,
    UNIQUE_OFFICES,
)
from quotes.attribution.words import Words
from quotes.lexicon import DOCUMENT_NOUNS, KIN, ORGANIZATION_NOUNS, PARTIES, is_demonym

Number = int | Literal["several"]

_MOST_COUNTED = 24
"""So many people at most can have been spoken to one by one."""
_YEAR = 4
"""Digits of a year, which counts nobody."""
_FORWARD = frozenset({"the", "this", "that", "these", "those", "both"})
_OWNERS = PERSONAL | ANAPHORIC | {"whose"}
_FREE = frozenset({"such", "other", "certain", "various", "own", "of", "them"})


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What one mention tells of an unnamed source.

    ``head`` is the noun in lower case; ``points_back`` says that the mention may mean one spoken
    of before ("the officials"), ``bare`` that it adds no word of its own to the noun. ``crowd``
    says that it stands for people at large; ``known`` that readers know, or can look up, who is
    meant ("the mayor"), unless it is a source that the article brought in without a name.
    """

    number: Number
    group: str | None
    organization: str | None
    position: str | None
    head: str
    points_back: bool
    bare: bool
    crowd: bool
    known: bool

    @property
    def tells_who(self) -> bool:
        """Whether the words say what sort of people they are, or in which place."""
        if self.position is not None:
            return True
        return self.group is not None and self.head not in SILENT


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands before the noun: where it ends, how many it counts, whether it points back.

    ``owned`` says that a pronoun tells whose the people are ("his lawyer").
    """

    end: int
    number: Number | None
    definite: bool
    owned: bool
    mass: bool
    few: bool


def sourcing_of(
    words: Words,
    places: range,
    stop: int,
    organizations: Sequence[Organization],
    *,
    plural: bool,
) -> Sourcing | None:
    """What the phrase at these places tells, None where it is no human source.

    :param stop: the place before which the description ends at the latest, as the quotation or
        its cue begins there; it may lie behind the phrase.
    :param plural: whether the phrase is known to stand for several.
    """
    opening = _opening(words, places)
    core = _core(words, range(opening.end, places.stop))
    head = words.lower(core[-1]) if core else words.lower(opening.end - 1)
    if "@" in words.phrase(places) or not _is_human(words, core, head, plural=plural):
        return None
    several = _is_several(head) or (plural and head not in PARTIES)
    start = _group_start(words, core)
    body, before = place_before(words, range(core.start, start), organizations)
    behind_body, behind = place_behind(words, core.stop, stop, organizations)
    knows = behind is not None and tells_how(behind)
    counted = isinstance(opening.number, int) and opening.number <= _MOST_COUNTED
    bodies = head.removesuffix("s") in ORGANIZATION_NOUNS
    spoken_to = (counted and not opening.mass) or opening.few
    singly = knows or head in INSIDERS or (spoken_to and not bodies)
    return Sourcing(
        number=opening.number or ("several" if several else 1),
        group=_group(words, range(start, core.stop)),
        organization=body or behind_body,
        position=", ".join(part for part in (before, behind) if part) or None,
        head=head,
        points_back=opening.definite or opening.owned,
        bare=len(core) == 1 and behind_body is None and behind is None,
        crowd=head in EVERYBODY or (not singly and (several or opening.mass)),
        known=not several and _is_known(words, core, head, opening),
    )


def _opening(words: Words, places: range) -> _Opening:
    """Reads "at least three of the", "a couple of", "many of his", "both"."""
    at = places.start
    while at < places.stop - 1 and words.lower(at) in BEFORE_NUMBERS | {","}:
        at += 1
    number: Number | None = None
    definite = owned = mass = few = False
    while at < places.stop:
        word, ahead = words.lower(at), words.lower(at - 1)
        counted = number is not None and "of" in (ahead, words.lower(at - 2))
        if word in NUMBERS or (word.isdigit() and len(word) < _YEAR):
            if word in COUNTING_NOUNS and not _counts(words, at, places):
                break
            count = int(word) if word.isdigit() else NUMBERS[word]
            dozens = number if word in DOZENS and isinstance(number, int) else 1
            pair = word == "both" and "and" in words.phrase(places).split()
            if not counted and not pair:
                number = count * dozens
        elif word in FEW and (word != "few" or ahead in ("a", "the", "last")):
            number, few = number or "several", True
        elif word in MASSES and (word not in ("group", "crowd") or words.lower(at + 1) == "of"):
            number, mass = "several", True
        elif word in _FORWARD:
            definite = True
        elif word in _OWNERS:
            owned = True
        elif word not in DETERMINERS and word not in _FREE:
            break
        at += 1
    return _Opening(at, number, definite, owned, mass, few)


def _counts(words: Words, place: int, places: range) -> bool:
    """Whether a counting noun counts a noun behind it: "a couple of residents", "a dozen men"."""
    behind = words.lower(place + 1)
    return place + 1 < places.stop and (behind == "of" or words.lower(place) in DOZENS)


def _core(words: Words, places: range) -> range:
    """The noun with what stands before it, up to a preposition or a clause."""
    stop = places.start
    while stop < places.stop and not _ends_core(words, stop, places.start):
        stop += 1
    while stop > places.start and (words[stop - 1].is_possessive or words[stop - 1].pos == "ADV"):
        stop -= 1
    return range(places.start, stop)


def _ends_core(words: Words, place: int, start: int) -> bool:
    word = words[place]
    if place > start and word.label == "ORG" and words[place - 1].entity == word.entity:
        return False
    if word.lower in RELATIVE | CLAUSE_STARTS or word.lower in PREPOSITIONS or word.pos == "AUX":
        return True
    if not (word.text[0].isalnum() or word.is_possessive):
        return True
    behind_noun = place > start and words[place - 1].pos in ("NOUN", "PROPN", "NUM", "PRON")
    shaped = word.pos == "VERB" and word.lower.endswith(("ed", "ing"))
    return behind_noun and (word.lower in KNOWING or shaped)


def _is_several(noun: str) -> bool:
    if is_plural(noun) or noun in INSIDERS:
        return True
    return noun.endswith("s") and (noun[:-1] in MORE_PEOPLE or noun in PARTIES)


def _is_human(words: Words, core: range, head: str, *, plural: bool) -> bool:
    """Whether the head stands for people, or for several bodies."""
    if not core:
        return plural or head in NUMBERS
    if words[core[-1]].label == "LOC" or words.lower(core.start) == "no":
        return False
    if head in SOURCES or _is_several(head):
        return True
    singular = head.removesuffix("s")
    if head in DOCUMENT_NOUNS or singular in DOCUMENT_NOUNS:
        return False
    if is_human(head) or head in MORE_PEOPLE | EVERYBODY | PARTIES or is_demonym(head):
        return True
    if words.lower(core.stop + (words.lower(core.stop) == ",")) == "who":
        return True
    if not plural:
        return False
    nation = words[core[-1]].label == "NORP"
    return nation or singular in ORGANIZATION_NOUNS or head.endswith(PEOPLE_ENDINGS)


def _group_start(words: Words, core: range) -> int:
    """Where the group begins: at the head, or at the first of several joined by "and"."""
    if not core:
        return core.start
    if any(words.lower(at) in ("and", "or") for at in core[1:-1]):
        for at in core:
            if _is_several(words.lower(at)) or words.lower(at).endswith(PEOPLE_ENDINGS):
                return at
    return core[-1]


def _group(words: Words, places: range) -> str | None:
    """The group as it stands, without a capital letter of the sentence."""
    if not places:
        return None
    text, first = words.phrase(places), words[places.start]
    name = first.label == "NORP" or first.lower in PARTIES or is_demonym(first.lower)
    return text if name or first.text.isupper() else text[0].lower() + text[1:]


def _is_known(words: Words, core: range, head: str, opening: _Opening) -> bool:
    """Whether one person is meant whom readers know: "the mayor", "Connecticut's governor".

    It is not where the noun means nobody in particular ("the official"), or the text spoke of "a
    woman" before.
    """
    owned = opening.owned or any(words[at].is_possessive for at in core)
    if head in UNIQUE_OFFICES:
        return opening.definite or owned
    if owned or not opening.definite or head in ONE_OF_MANY or head in KIN:
        return False
    return not any(
        words.lower(at) == head
        and any(
            words.lower(p) in ("a", "an", "one", "another")
            for p in range(max(words.sentence_of(at).start, at - 5), at)
        )
        for at in range(core.start)
    )
