"""How two names can be those of one person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Literal, get_args

from rapidfuzz.fuzz import ratio

from quotes.lexicon import COMMON_GIVEN, FAMILY_FIRST, given_roots
from quotes.store.identity.parsing import Name, called, parse, run_together

Degree = Literal["whole", "form", "initials", "suffix", "spelling", "near", "none"]
"""How well two names agree: ``whole`` in all their words; ``form``: one is a usual form of the
other; ``initials``: given names only by their letters; ``suffix``: "Jr." in one of them only;
``spelling``: they sound alike; ``near``: too little to tell; ``none``: the names of two people."""

DEGREES: tuple[Degree, ...] = get_args(Degree)
"""All degrees, the best first."""
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


def names_agree(one: str, other: str) -> bool:
    """Whether two names can be those of one person, be it only perhaps."""
    return likeness(one, other).degree != "none"


@lru_cache(maxsize=1 << 14)
def likeness(one: str, other: str) -> Likeness:
    """How two names, as they are spelled, agree; the same both ways round.

    A name of one word agrees with nothing but itself, and with that only nearly: a bare family
    name is no evidence of who bears it. Of a name with a nickname in quotes, either form counts.
    """
    plain, *nicknamed = (_alike(*pair) for pair in product(called(one), called(other)))
    found = [plain, *(_worse(alike, _NICKNAMED) for alike in nicknamed)]
    return min(found, key=lambda alike: (DEGREES.index(alike.degree), alike.reason))


def _alike(one: str, other: str) -> Likeness:
    ours, theirs = sorted((parse(one), parse(other)), key=_rank)
    if ours.suffix and theirs.suffix and ours.suffix != theirs.suffix:
        return Likeness("none", f"{ours.suffix} and {theirs.suffix} are two generations", True)
    if not ours.words:
        return Likeness("none", "a name without words")
    if len(ours.words) == 1 or len(theirs.words) == 1:
        return _single(ours, theirs)
    found = _likeness(ours, theirs)
    if found.degree in ("whole", "form") and ours.suffix != theirs.suffix:
        return Likeness("suffix", f"only one name has the suffix {ours.suffix or theirs.suffix}")
    return found


def is_initial(word: frozenset[str]) -> bool:
    """Whether a word is one letter."""
    return bool(word) and all(len(form) == 1 for form in word)


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


def _rank(name: Name) -> tuple[int, tuple[tuple[str, ...], ...], str]:
    return len(name.words), tuple(tuple(sorted(word)) for word in name.words), name.suffix


def _single(ours: Name, theirs: Name) -> Likeness:
    if len(theirs.words) == 1 and ours.words[0] & theirs.words[0]:
        return Likeness("near", "both names are one word")
    return Likeness("none", "one name is a single word")


def _likeness(ours: Name, theirs: Name) -> Likeness:
    if _equal(ours.words, theirs.words) or ours.joined & theirs.joined:
        if all(map(is_initial, ours.words[:-1])):
            return Likeness("initials", "the names agree, with initials only")
        if ours.particles == theirs.particles:
            return Likeness("whole", "the full names agree")
        if ours.particles and theirs.particles:
            return Likeness("near", "the names differ in their particles")
        return Likeness("form", "the names differ in a particle only")
    if _turned(ours, theirs):
        return Likeness("form", "the names agree, the family name first in one")
    return _by_family(ours, theirs)


def _equal(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> bool:
    return len(ours) == len(theirs) and all(
        one & other for one, other in zip(ours, theirs, strict=True)
    )


def _turned(ours: Name, theirs: Name) -> bool:
    """Whether one name has the family name first: as is known of it, or as its words allow."""
    for one, other in ((ours, theirs), (theirs, ours)):
        if any(map(is_initial, one.words)) or not one.words[0] & other.words[-1]:
            continue
        if any(run_together(turned) & other.joined for turned in turned_round(one)):
            ends = one.words[0] | one.words[-1]
            return bool(ends & FAMILY_FIRST or one.bound or other.bound or not ends & COMMON_GIVEN)
    return False


def turned_round(name: Name) -> list[tuple[frozenset[str], ...]]:
    """The words of a name with the first at the end, also without a Vietnamese middle name."""
    family, given = name.words[0], name.words[1:]
    found = [(*given, family)]
    if len(given) > 1 and given[0] & _MIDDLE:
        found.append((*given[1:], family))
    return found


def _by_family(ours: Name, theirs: Name) -> Likeness:
    """Two names of at least two words whose words are not all the same."""
    family, other_family = ours.words[-1], theirs.words[-1]
    if family & other_family:
        return _by_given(ours, theirs, Likeness("whole", ""))
    if _are_near(family, other_family):
        return _by_given(ours, theirs, Likeness("spelling", "the family names are spelled alike"))
    for one, other in ((ours, theirs), (theirs, ours)):
        for place in range(1, len(one.words) - 1):
            if one.words[place] & other.words[-1]:
                kept = Name(one.words[: place + 1])
                reason = "one family name is part of the other"
                return _by_given(kept, other, Likeness("near", reason))
    return Likeness("none", "the family names differ")


def _by_given(ours: Name, theirs: Name, so_far: Likeness) -> Likeness:
    our_given, their_given = ours.words[:-1], theirs.words[:-1]
    first = _given(our_given[0], their_given[0])
    if first.degree == "none" and so_far.degree == "whole":
        for one, other in ((our_given, their_given), (their_given, our_given)):
            if len(one) > 1 and not is_initial(one[1]) and one[1] & other[0]:
                degree: Degree = "form" if is_initial(one[0]) else "near"
                return Likeness(degree, "one name leaves the first name out")
    if first.degree == "none":
        return replace(first, contradicts=so_far.degree == "whole")
    return _worse(_worse(so_far, first), _middle(ours, theirs))


def _middle(ours: Name, theirs: Name) -> Likeness:
    short, long = sorted((ours, theirs), key=lambda name: len(name.words))
    few, many = short.words[1:-1], long.words[1:-1]
    at = 0
    found = Likeness("whole", "")
    for word in few:
        fits = [(place, _given(word, many[place])) for place in range(at, len(many))]
        fit = next(((place, how) for place, how in fits if how.degree != "none"), None)
        if fit is None:
            return Likeness("none", "the middle names differ", True)
        at = fit[0] + 1
        how = fit[1]
        if how.degree == "initials":
            how = Likeness("form", "a middle name stands as an initial in one")
        found = _worse(found, how)
    if len(few) == len(many):
        return found
    if long.bound:
        return _worse(found, Likeness("near", "one name leaves part of a double name out"))
    return _worse(found, Likeness("form", "one name leaves a middle name out"))


def _given(one: frozenset[str], other: frozenset[str]) -> Likeness:
    if one & other:
        degree: Degree = "initials" if is_initial(one) else "whole"
        return Likeness(degree, "the given names agree")
    if is_initial(one) or is_initial(other):
        if {form[0] for form in one} & {form[0] for form in other}:
            return Likeness("initials", "the initials agree")
        return Likeness("none", "the initials differ")
    our_roots, their_roots = _roots(one), _roots(other)
    if our_roots & other or their_roots & one:
        return Likeness("form", "one given name is short for the other")
    if our_roots & their_roots:
        return Likeness("near", "both are short for one given name")
    if _are_near(one, other) and not _differ_in_gender(one, other):
        return Likeness("spelling", "the given names are spelled alike")
    return Likeness("none", "the given names differ")


def _roots(word: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(given_roots(form) for form in word))


def _are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(
        min(len(ours), len(theirs)) > 2
        and skeleton(ours) == skeleton(theirs)
        and ratio(ours, theirs) >= _NEAR
        for ours in one
        for theirs in other
    )


def _differ_in_gender(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether given names differ in their end as Paul and Paula, Daniel and Danielle do.

    A mute "e" at the end is a matter of spelling (Ann, Anne).
    """
    return any(
        ours not in (theirs, f"{theirs}e")
        and theirs != f"{ours}e"
        and _without_ending(ours) == _without_ending(theirs)
        for ours in one
        for theirs in other
    )


def _without_ending(given: str) -> str:
    return re.sub(r"(.)\1+", r"\1", given.rstrip("aeio"))


def _worse(one: Likeness, other: Likeness) -> Likeness:
    worse = max(one, other, key=lambda found: DEGREES.index(found.degree))
    if {one.degree, other.degree} == {"initials", "spelling"}:
        return replace(worse, degree="near")
    return worse
