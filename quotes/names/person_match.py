"""How two names of people go together, within an article and across articles.

:func:`compare` weighs two names; :func:`same_name` asks it about two full names of one article,
:func:`fit` what a shorter name is of a full one, and :func:`index_keys` finds names that agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import product
from string import ascii_lowercase
from typing import Literal, get_args

from quotes.lexicon import (
    COMMON_GIVEN,
    FAMILY_FIRST,
    PARTICLES,
    VIETNAMESE,
    is_given,
    is_nickname,
    is_short_form,
)
from quotes.names.person import PersonName, Spellings, is_initial, parse, roots, run_together

Degree = Literal["whole", "form", "initials", "suffix", "spelling", "near", "none"]
"""How well two names agree: ``whole`` in all their words; ``form``: one is a usual form of the
other; ``initials``: given names only by their letters; ``suffix``: "Jr." in one of them only;
``spelling``: they sound alike; ``near``: too little to tell; ``none``: the names of two people."""

DEGREES: tuple[Degree, ...] = get_args(Degree)
"""All degrees, the best first."""
_ASCII = frozenset(ascii_lowercase)
_NEAR = 75.0
_MIDDLE = frozenset({"thi", "van"})
_SOUNDS = tuple(
    pair.split("=")
    for pair in "sch=s tch=c sh=s ch=c kh=k gh=g ph=f th=t ck=k ce=se ci=si cy=si ts=s x=ks".split()
)
_LETTERS = str.maketrans("cqzvwyj", "kksffii")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names agree, and the phrase that says how.

    ``contradicts`` marks names with one family name that are those of two people by the rest of
    it, so that another form that both may have ("J. Vale", "Pat Vale") makes them no more one.
    """

    degree: Degree
    reason: str
    contradicts: bool = False


_NICKNAMED = Likeness("form", "one name gives the nickname of the other")
_FAMILY_PART = Likeness("near", "one family name is part of the other")
_BOTH_SHORT = Likeness("near", "both are short for one given name")
_SAME_IN_ARTICLE = frozenset({"whole", "form", "initials", "suffix"})


def names_agree(left: str, right: str) -> bool:
    """Whether two names can be those of one person, be it only perhaps."""
    return likeness(left, right).degree != "none"


@lru_cache(maxsize=1 << 14)
def likeness(left: str, right: str) -> Likeness:
    """How two names, as they are spelled, agree; the same both ways round.

    A name of one word agrees with nothing but itself, and with that only nearly: a bare family
    name is no evidence of who bears it. Of a name with a nickname in quotes, either form counts.
    """
    return compare(parse(left), parse(right))


def compare(left: PersonName, right: PersonName) -> Likeness:
    """The :func:`likeness` of two names that are parsed."""
    plain, *nicknamed = (_alike(*pair) for pair in product(_forms(left), _forms(right)))
    found = [plain, *(_worse(alike, _NICKNAMED) for alike in nicknamed)]
    return min(found, key=lambda alike: (DEGREES.index(alike.degree), alike.reason))


def _forms(name: PersonName) -> tuple[PersonName, ...]:
    return (name, *(parse(form, titled=False) for form in name.called))


def _alike(left: PersonName, right: PersonName) -> Likeness:
    ours, theirs = sorted((left, right), key=_rank)
    if ours.suffix and theirs.suffix and ours.suffix != theirs.suffix:
        return Likeness("none", f"{ours.suffix} and {theirs.suffix} are two generations", True)
    if not ours.parts:
        return Likeness("none", "a name without words")
    if ours.is_peer or theirs.is_peer:
        return _peers(ours, theirs)
    if len(ours.parts) == 1 or len(theirs.parts) == 1:
        return _single(ours, theirs)
    found = _by_titles(ours, theirs, _likeness(ours, theirs))
    if found.degree in ("whole", "form") and ours.suffix != theirs.suffix:
        return Likeness("suffix", f"only one name has the suffix {ours.suffix or theirs.suffix}")
    return found


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """What stays of a word through its spellings: consonants by their sound, no vowels."""
    plain = word
    for spelled, sound in _SOUNDS:
        plain = plain.replace(spelled, sound)
    plain = plain.translate(_LETTERS)
    head = "a" if plain[:1] in "aeiouh" else plain[:1]
    rest = re.sub("[aeiouh]", "", plain[1:])
    return re.sub(r"(.)\1+", r"\1", head + rest)


def _rank(name: PersonName) -> tuple[int, tuple[tuple[str, ...], ...], str]:
    return len(name.parts), tuple(tuple(sorted(word)) for word in name.parts), name.suffix


def _single(ours: PersonName, theirs: PersonName) -> Likeness:
    if len(theirs.parts) == 1 and ours.parts[0] & theirs.parts[0]:
        return Likeness("near", "both names are one word")
    return Likeness("none", "one name is a single word")


def _peers(ours: PersonName, theirs: PersonName) -> Likeness:
    """Two names of which one at least is a peer's title with the family name, or with another
    name: "Lord Vale" can be Peter Vale, but never Helen Vale."""
    if not ours.parts[-1] & theirs.parts[-1]:
        return Likeness("none", "one name is a single word")
    if ours.seat and theirs.seat and ours.seat != theirs.seat:
        return Likeness("none", "the titles are those of two places", True)
    genders = {name.titled_gender or name.gender for name in (ours, theirs)}
    if genders == {"male", "female"}:
        return Likeness("none", "one name is a man's, one a woman's")
    if ours.seat and theirs.seat:
        return Likeness("whole", "the titles agree")
    if len(theirs.parts) == 1:
        return Likeness("near", "both names are one word")
    if _ASCII.isdisjoint(_letters(theirs.parts[0])):
        return Likeness("none", "one name is a single word")
    return Likeness("near", "one name is a peer's title with the family name of the other")


def _by_titles(ours: PersonName, theirs: PersonName, found: Likeness) -> Likeness:
    """What two names are by their titles too, of which one may be a wife's by her husband's."""
    if found.degree == "none":
        by_husband = ours.is_husbands != theirs.is_husbands
        return replace(found, contradicts=found.contradicts and not by_husband)
    if {ours.titled_gender, theirs.titled_gender} == {"male", "female"}:
        return Likeness("none", "the titles are a man's and a woman's", True)
    for wife, other in ((ours, theirs), (theirs, ours)):
        if wife.is_husbands and not other.is_husbands and other.titled_gender != "female":
            return Likeness("none", "one name is a wife's by her husband's name", True)
    return found


def _likeness(ours: PersonName, theirs: PersonName) -> Likeness:
    if _equal(ours.parts, theirs.parts) or ours.joined & theirs.joined:
        if all(map(is_initial, ours.parts[:-1])):
            return Likeness("initials", "the names agree, with initials only")
        if ours.particles == theirs.particles:
            return Likeness("whole", "the full names agree")
        if ours.particles and theirs.particles:
            return Likeness("near", "the names differ in their particles")
        return Likeness("form", "the names differ in a particle only")
    if _turned(ours, theirs):
        return Likeness("form", "the names agree, the family name first in one")
    return _by_family(ours, theirs)


def _equal(ours: Sequence[Spellings], theirs: Sequence[Spellings]) -> bool:
    return len(ours) == len(theirs) and all(
        left & right for left, right in zip(ours, theirs, strict=True)
    )


def _turned(ours: PersonName, theirs: PersonName) -> bool:
    """Whether one name has the family name first: as is known of it, or as its words allow."""
    for left, right in ((ours, theirs), (theirs, ours)):
        if any(map(is_initial, left.parts)) or not left.parts[0] & right.parts[-1]:
            continue
        if any(run_together(turned) & right.joined for turned in turned_round(left)):
            ends = left.parts[0] | left.parts[-1]
            return bool(ends & FAMILY_FIRST or left.bound or right.bound or not ends & COMMON_GIVEN)
    return False


def turned_round(name: PersonName) -> list[tuple[Spellings, ...]]:
    """The words of a name with the first at the end; of a Vietnamese one also with the middle name
    behind the given one, and without it."""
    family, given = name.parts[0], name.parts[1:]
    found = [(*given, family)]
    if len(given) > 1 and given[0] & _MIDDLE:
        found.append((*given[1:], family))
    if len(given) > 1 and family & VIETNAMESE:
        found += [(given[-1], *given[:-1], family), (given[-1], family)]
    return found


def _by_family(ours: PersonName, theirs: PersonName) -> Likeness:
    """Two names of at least two words whose words are not all the same."""
    family, other_family = ours.parts[-1], theirs.parts[-1]
    if family & other_family:
        return _by_given(ours, theirs, Likeness("whole", ""))
    if _are_near(family, other_family):
        return _by_given(ours, theirs, Likeness("spelling", "the family names are spelled alike"))
    for left, right in ((ours, theirs), (theirs, ours)):
        for index in range(1, len(left.parts) - 1):
            if left.parts[index] & right.parts[-1]:
                kept = replace(left, parts=left.parts[: index + 1], bound=frozenset())
                return _by_given(kept, right, _FAMILY_PART)
    return Likeness("none", "the family names differ")


def _by_given(ours: PersonName, theirs: PersonName, so_far: Likeness) -> Likeness:
    our_given, their_given = ours.parts[:-1], theirs.parts[:-1]
    first = _given(our_given[0], their_given[0])
    if first.degree == "none" and so_far.degree in ("whole", "near"):
        for left, right in ((our_given, their_given), (their_given, our_given)):
            if so_far.degree == "near" and not any(map(is_given, left[0])):
                continue
            if len(left) > 1 and not is_initial(left[1]) and left[1] & right[0]:
                degree: Degree = "form" if is_initial(left[0]) else "near"
                return _worse(so_far, Likeness(degree, "one name leaves the first name out"))
    if first.degree == "none":
        return replace(first, contradicts=so_far.degree == "whole")
    return _worse(_worse(so_far, first), _middle(ours, theirs))


def _middle(ours: PersonName, theirs: PersonName) -> Likeness:
    """How the middle names agree: those of one begin those of the other, word by word.

    Who leaves one of two out leaves the second out: George H. W. Vale is not George W. Vale. A
    whole word that stands further behind may be a second family name (Ana Lucia Ruiz Ortega).
    """
    short, long = sorted((ours, theirs), key=lambda name: len(name.parts))
    few, many = _middle_names(short), _middle_names(long)
    found = Likeness("whole", "")
    for word, other in zip(few, many, strict=False):
        how = _given(word, other)
        if how.degree == "none":
            if len(few) < len(many) and not is_initial(few[-1]) and few[-1] & many[-1]:
                return Likeness("near", "one name leaves a middle name out before another")
            return Likeness("none", "the middle names differ", True)
        if how.degree == "initials":
            how = Likeness("form", "a middle name stands as an initial in one")
        found = _worse(found, how)
    if len(short.parts) == len(long.parts):
        return found
    if long.bound:
        return _worse(found, Likeness("near", "one name leaves part of a double name out"))
    return _worse(found, Likeness("form", "one name leaves a middle name out"))


def _middle_names(name: PersonName) -> tuple[Spellings, ...]:
    """The middle names, without the Vietnamese ones that say no more than man or woman."""
    plain = bool(name.parts[0] & VIETNAMESE)
    return tuple(word for word in name.parts[1:-1] if not (plain and word & _MIDDLE))


def _given(left: Spellings, right: Spellings) -> Likeness:
    if left & right:
        degree: Degree = "initials" if is_initial(left) else "whole"
        return Likeness(degree, "the given names agree")
    if is_initial(left) or is_initial(right):
        if {form[0] for form in left} & {form[0] for form in right}:
            return Likeness("initials", "the initials agree")
        return Likeness("none", "the initials differ")
    our_roots, their_roots = roots(left), roots(right)
    if our_roots & right or their_roots & left:
        return Likeness("form", "one given name is short for the other")
    if our_roots & their_roots:
        return _BOTH_SHORT
    if _are_near(left, right) and not _differ_in_gender(left, right):
        return Likeness("spelling", "the given names are spelled alike")
    return Likeness("none", "the given names differ")


def _are_near(left: Spellings, right: Spellings) -> bool:
    from rapidfuzz.fuzz import ratio

    return any(
        min(len(ours), len(theirs)) > 2
        and skeleton(ours) == skeleton(theirs)
        and ratio(ours, theirs) >= _NEAR
        for ours in left
        for theirs in right
    )


def _differ_in_gender(left: Spellings, right: Spellings) -> bool:
    """Whether given names differ in their end as Paul and Paula, Daniel and Danielle do.

    A mute "e" at the end is a matter of spelling (Ann, Anne).
    """
    return any(
        ours not in (theirs, f"{theirs}e")
        and theirs != f"{ours}e"
        and our_stem == their_stem
        and our_ending != their_ending
        for ours in left
        for theirs in right
        for our_stem, our_ending in [_stem_and_ending(ours)]
        for their_stem, their_ending in [_stem_and_ending(theirs)]
    )


def _stem_and_ending(given: str) -> tuple[str, str]:
    """A given name without the vowels at its end and without double letters, and those vowels."""
    stem = given.rstrip("aeio")
    return re.sub(r"(.)\1+", r"\1", stem), given[len(stem) :]


def _worse(left: Likeness, right: Likeness) -> Likeness:
    worse = max(left, right, key=lambda found: DEGREES.index(found.degree))
    if {left.degree, right.degree} == {"initials", "spelling"}:
        return replace(worse, degree="near")
    return worse


def same_name(left: PersonName, right: PersonName) -> bool:
    """Whether two full names of one article can name one person.

    Within an article, "Gabriela Ortiz" is Gabriela Ortiz Luna and Bill Danton is Will Danton;
    other spellings are two people.
    """
    if left.suffix and right.suffix and left.suffix != right.suffix:
        return False
    if left.words and "".join(left.words) == "".join(right.words):
        return True
    short, long = sorted((left.words, right.words), key=len)
    if len(short) > 1 and long[: len(short)] == short:
        return True
    found = compare(left, right)
    return found.degree in _SAME_IN_ARTICLE or found in (_FAMILY_PART, _BOTH_SHORT)


class Fit(IntEnum):
    """What a shorter name is of a full one; the higher, the surer it stands for the person."""

    NONE = 0
    GIVEN = 1
    """The given name, a short form of it, or a nickname."""
    PART = 2
    """One of two family names: "Ortiz" of "Gabriela Ortiz Luna", "Weber" of "Weber-Lang"."""
    FAMILY = 3
    """The whole family name, with or without its particles."""


def fit(short: PersonName, full: PersonName) -> Fit:
    """What a name without given name, or a lone given name, is of a full one."""
    if not short.words or not full.words or (short.suffix and short.suffix != full.suffix):
        return Fit.NONE
    bare = short.words
    while (
        not short.is_full and len(bare) > 1 and bare[0] in PARTICLES and bare[0] not in full.words
    ):
        bare = bare[1:]
    size = len(bare)
    if bare == (full.family,) or (size < len(full.words) and bare == full.words[-size:]):
        return Fit.FAMILY
    if _is_one_of_two(bare, full):
        return Fit.PART
    if bare == full.words[:1] or "".join(bare) in full.nicknames:
        return Fit.GIVEN
    if size == 1 and is_short_form(bare[0]) and is_nickname(bare[0], full.words[0]):
        return Fit.GIVEN
    return Fit.NONE


def _is_one_of_two(bare: Sequence[str], full: PersonName) -> bool:
    """Whether the words are the first of two family names, or half of one with a hyphen."""
    size = len(bare)
    if size == 1 and len(bare[0]) > 2 and bare[0] in full.halves:
        return True
    if any(len(word) == 1 or is_given(word) for word in bare) or bare[-1] in PARTICLES:
        return False
    rest = [word for word in full.words if word not in PARTICLES]
    middle = full.words[1:-1]
    return (
        len(rest) > 2
        and bare[-1] == rest[-2]
        and any(tuple(bare) == middle[at : at + size] for at in range(len(middle)))
    )


def index_keys(name: PersonName) -> frozenset[str]:
    """The keys of a name; the keys of two names that agree meet.

    A key is the sound of a family name with the first letter of a given name ("kvlsk a"), or the
    words of the whole name run together ("=annvale"). A peer without a given name has the keys of
    every letter.
    """
    return frozenset().union(*map(_keys, _forms(name)))


@dataclass(frozen=True, slots=True)
class SoundKeys:
    """The keys of a name by the sound of the given name too, of which fewer names share one.

    Two names agree only where the keys that one is ``kept`` under and those that the other is
    ``asked`` by meet: who has a given name is kept under its sound, and under its first letter for
    whoever has the initial alone ("kvlsk an:", "kvlsk a."); who has an initial under that
    ("kvlsk a!").
    """

    kept: frozenset[str]
    asked: frozenset[str]


@lru_cache(maxsize=1 << 13)
def sound_keys(name: str) -> SoundKeys:
    """The keys of a name as it is spelled."""
    kept: set[str] = set()
    asked: set[str] = set()
    for form in _forms(parse(name)):
        whole = _whole_keys(form)
        kept |= whole
        asked |= whole
        pairs = [
            (family, given)
            for index, family in enumerate(form.parts[1:], start=1)
            for given in form.parts[:index]
        ]
        for family, given in pairs:
            for sound in _sounds(family):
                letters = {f"{sound} {letter}" for letter in _letters(given)}
                initials = {f"{letter}!" for letter in letters}
                asked |= initials
                if is_initial(given):
                    kept |= initials
                    asked |= {f"{letter}." for letter in letters}
                else:
                    sounds = {f"{sound} {heard}:" for heard in _sounds(given | roots(given))}
                    kept |= sounds | {f"{letter}." for letter in letters}
                    asked |= sounds
        if form.is_peer:
            letters = {f"{sound} {it}" for sound in _sounds(form.parts[0]) for it in _ASCII}
            kept |= {f"{letter}!" for letter in letters}
            asked |= {f"{letter}{end}" for letter in letters for end in "!."}
    return SoundKeys(frozenset(kept), frozenset(asked))


def _keys(name: PersonName) -> set[str]:
    parts = name.parts
    keys = _whole_keys(name)
    for index, family in enumerate(parts[1:], start=1):
        for given in parts[:index]:
            keys |= {f"{sound} {letter}" for sound in _sounds(family) for letter in _letters(given)}
    if name.is_peer:
        keys |= {f"{sound} {letter}" for sound in _sounds(parts[0]) for letter in _ASCII}
    return keys


def _whole_keys(name: PersonName) -> set[str]:
    keys = {f"={joined}" for joined in name.joined if joined}
    if len(name.parts) > 1:
        for turned in turned_round(name):
            keys |= {f"={joined}" for joined in run_together(turned)}
    return keys


def _sounds(part: Spellings) -> set[str]:
    return {skeleton(form) for form in part}


def _letters(part: Spellings) -> set[str]:
    """The first letters of a given name and of what it is short for, as letter and as sound."""
    return {first for name in part | roots(part) for first in (name[0], skeleton(name)[0])}
