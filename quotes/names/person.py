"""How two names can be those of one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import Literal, get_args

from rapidfuzz.fuzz import ratio

from quotes.lexicon import (
    ARABIC_ARTICLES,
    COMMON_GIVEN,
    FAMILY_FIRST,
    PARTICLES,
    SUFFIXES,
    any_of,
    canonical_given,
    gender_of,
    given_roots,
    is_given,
    is_nickname,
    is_short_form,
    word_set,
)
from quotes.text.normalize import fold, fold_person

# People's names: their parts, and whether two of them can name one person.


_MARKED = re.compile(r"(?<!\S)[\"'‘“„«`(](?P<inside>[^\"”»()]+?)[\"'’”»`)](?![^\s,])")
_ARTICLE = re.compile(rf"\b{any_of(ARABIC_ARTICLES)}[-‐‑](?=\w)", re.IGNORECASE)
_HYPHEN = re.compile(r"[-‐‑]")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word of a name for comparing: no case, accents, quotation marks, dots or hyphens."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    return "".join(c for c in plain if c.isalnum())


class Fit(IntEnum):
    """What a shorter name is of a full one; the higher, the surer it stands for the person."""

    NONE = 0
    GIVEN = 1
    """The given name, a short form of it, or a nickname."""
    PART = 2
    """One of two family names: "Ortiz" of "Gabriela Ortiz Luna", "Weber" of "Weber-Lang"."""
    FAMILY = 3
    """The whole family name, with or without its particles."""


@dataclass(frozen=True, slots=True)
class MentionName:
    """A name as it stands, with its words folded for comparing.

    ``suffix`` ("jr") and ``nicknames`` (in marks or brackets) are no words of it; ``halves`` are
    the parts of a family name with a hyphen.
    """

    text: str
    words: tuple[str, ...]
    suffix: str = ""
    nicknames: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> MentionName:
        """The name in a text without titles."""
        nicknames = tuple(folded(match["inside"]) for match in _MARKED.finditer(text))
        bare = _MARKED.sub(" ", text)
        if not folded(bare):
            bare, nicknames = text, ()
        words: list[str] = []
        halves: tuple[str, ...] = ()
        suffix = ""
        for word in _ARTICLE.sub("al ", bare.replace(",", " ")).split():
            plain = folded(word)
            if not plain:
                continue
            if plain in SUFFIXES and words:
                suffix = plain
                continue
            halves = tuple(folded(half) for half in _HYPHEN.split(word)) if words else ()
            words.append(plain)
        return cls(text, tuple(words), suffix, nicknames, halves if len(halves) > 1 else ())

    @property
    def is_full(self) -> bool:
        """Whether it has more than a family name, its particles left aside."""
        if len(self.words) > 1 and is_given(self.words[0]):
            return True
        return len([word for word in self.words if word not in PARTICLES]) > 1

    @property
    def family(self) -> str:
        """The family name: the last word, or the first in an East Asian name."""
        return self.words[0] if self.is_family_first else self.words[-1]

    @property
    def is_family_first(self) -> bool:
        """Whether the family name seems to stand first, as in Chinese and Korean names."""
        return (
            1 < len(self.words) <= 4
            and self.words[0] in FAMILY_FIRST
            and gender_of(self.words[0]) is None
            and self.words[-1] not in FAMILY_FIRST
        )

    @property
    def gender(self) -> str | None:
        """``male`` or ``female`` where the given name shows it."""
        return None if self.is_family_first or not self.words else gender_of(self.words[0])


def same_name(one: MentionName, other: MentionName) -> bool:
    """Whether two full names can name one person: the words of the shorter stand in the longer.

    Initials, nicknames and short forms of given names stand for the given name; suffixes may be
    missing, but may not differ.
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    short, long = sorted((one, other), key=lambda name: (len(name.words), name.words))
    if not short.words:
        return False
    if "".join(short.words) == "".join(long.words) or _is_turned(short, long):
        return True
    if len(short.words) < 2 or short.words[-1] not in long.words[1:]:
        return False
    return _stands_in(short, long)


def fit(short: MentionName, full: MentionName) -> Fit:
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


def _is_one_of_two(bare: Sequence[str], full: MentionName) -> bool:
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


def _is_turned(one: MentionName, other: MentionName) -> bool:
    """Whether one is the other with the family name at the other end: "Min-seo Park"."""
    turned = one.is_family_first or other.is_family_first
    return turned and len(one.words) == len(other.words) == 2 and one.words == other.words[::-1]


def _stands_in(short: MentionName, long: MentionName) -> bool:
    """Whether the words of the short name stand in the long one in order, first with first."""
    if not _is_given_of(short, long):
        return False
    at = 1
    for word in short.words[1:]:
        while at < len(long.words) and not _matches(word, long.words[at]):
            at += 1
        if at == len(long.words):
            return False
        at += 1
    return True


def _is_given_of(short: MentionName, long: MentionName) -> bool:
    one, other = short.words[0], long.words[0]
    return (
        _matches(one, other)
        or one in long.nicknames
        or other in short.nicknames
        or is_nickname(one, other)
    )


def _matches(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


# The parts of a person's name.


_HYPHENS = re.compile("[-‐‑–]")
_QUOTES = "\"'‘’“”„«»`"
_NICKNAME = re.compile(rf"\w.* [{_QUOTES}](?P<nickname>\w[\w ]*)[{_QUOTES}] (?P<family>\w.*)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"} | {
    number: number for number in ("ii", "iii", "iv", "v")
}
_DEGREES = word_set("postnominals", "dropped")
_PARTICLES = word_set("particles")
_BRACKETS = re.compile(r"\([^()]*\)")
_SAME_PARTICLE = {"ibn": "bin", "ben": "bin", "el": "al", "ul": "al", "des": "de", "dos": "do"}
_BINDING = {"st": "st", "saint": "st", "abu": "abu"}
_MORE_TITLES = word_set("titles", "more")
_SERVANT = re.compile("abd(?:[aeu][lrnstzd]|ush|esh|ash)?$")
_SERVANT_OF = re.compile("abd(?:ush|esh|ash|[aeu][lrnstzd])(?=...)")


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The parts of a name: its words without titles and particles, each with its spellings.

    ``joined`` is the whole name without spaces, in its spellings, with and without particles;
    ``bound`` are the places of words that a hyphen binds to the one before; ``suffix`` is "jr",
    "sr" or a number, "" without.
    """

    words: tuple[frozenset[str], ...]
    particles: tuple[str, ...] = ()
    joined: frozenset[str] = frozenset()
    bound: frozenset[int] = frozenset()
    suffix: str = ""


@lru_cache(maxsize=1 << 14)
def parse(name: str) -> ParsedName:
    """The parts of a name as it is spelled; "Vale, Ann" is turned round."""
    text = _BRACKETS.sub(" ", unicodedata.normalize("NFC", name))
    family, comma, given = text.partition(",")
    if comma and given.strip() and not _is_addition(given):
        text = f"{given} {family}"
    words, bound = _words(text)
    titles = _titles(text)
    words, bound = words[titles:], [place - titles for place in bound if place >= titles]
    words, bound, suffix = _without_additions(words, bound)
    words, bound = _join_bound(words, bound)
    first_is_particle = "".join(text.split()[titles : titles + 1])[:1].islower()
    core: list[frozenset[str]] = []
    particles: list[str] = []
    hyphens: set[int] = set()
    for place, word in enumerate(words):
        plain = min(word)
        if _is_particle(
            plain, place > 0 or first_is_particle, len(words) - place, place + 1 in bound
        ):
            if plain not in ARABIC_ARTICLES:
                particles.append(_SAME_PARTICLE.get(plain, plain))
            continue
        if place in bound and core and not particles_before(words, place):
            hyphens.add(len(core))
        core.append(word)
    joined = run_together(core) | run_together(words)
    return ParsedName(tuple(core), tuple(particles), joined, frozenset(hyphens), suffix)


def called(name: str) -> tuple[str, ...]:
    """A name as spelled and, with a nickname in quotes, the one that it makes with the family name.

    'William "Tank" Vale' is also called Tank Vale.
    """
    found = _NICKNAME.search(name)
    return (name, f"{found['nickname']} {found['family']}") if found else (name,)


def particles_before(words: Sequence[frozenset[str]], place: int) -> bool:
    """Whether the word before is a particle ("al-Sayed")."""
    return place > 0 and min(words[place - 1]) in _PARTICLES | ARABIC_ARTICLES


def run_together(words: Sequence[frozenset[str]]) -> frozenset[str]:
    """Words without spaces, all in their shortest or all in their longest spelling."""
    ordered = [sorted(word, key=lambda form: (len(form), form)) for word in words]
    return frozenset({"".join(word[0] for word in ordered), "".join(word[-1] for word in ordered)})


def _titles(text: str) -> int:
    """How many words before the name are titles; at least two words stay."""
    words = fold(text).split()
    count = len(words) - len(fold_person(text).split())
    while len(words) - count > 2 and words[count] in _MORE_TITLES:
        rest = " ".join(words[count + 1 :])
        count = len(words) - len(fold_person(rest).split())
    return count


def _is_addition(text: str) -> bool:
    return all(word in _SUFFIXES or word in _DEGREES for word in fold(text).split())


def _words(text: str) -> tuple[list[frozenset[str]], list[int]]:
    """The words of a name with their spellings, and the places of those bound by a hyphen."""
    words: list[frozenset[str]] = []
    bound: list[int] = []
    shouted = text == text.upper()
    for token in text.replace(",", " ").split():
        if len(token) > 2 and token[0] in _QUOTES and token[-1] in _QUOTES:
            continue
        if not shouted and re.fullmatch("[A-Z]{2,3}", token) and fold(token) not in _SUFFIXES:
            if fold(token) not in _DEGREES:
                words.extend(frozenset(letter) for letter in token.lower())
            continue
        for number, piece in enumerate(_HYPHENS.split(token)):
            for word in _spellings(piece):
                if number and word is not None:
                    bound.append(len(words))
                    number = 0
                words.append(word)
    return words, bound


def _spellings(piece: str) -> list[frozenset[str]]:
    plain = fold(piece)
    if not any(character.isalnum() for character in plain):
        return []
    if " " in plain:
        return [frozenset({canonical_given(word)}) for word in plain.split()]
    return [
        frozenset(
            {canonical_given(plain), canonical_given(fold(piece.lower().translate(_UMLAUTS)))}
        )
    ]


def _without_additions(
    words: list[frozenset[str]], bound: list[int]
) -> tuple[list[frozenset[str]], list[int], str]:
    suffix = ""
    while len(words) > 1:
        last = min(words[-1])
        if last in _SUFFIXES and (len(words) > 2 or last not in ("senior", "junior", "v")):
            suffix = _SUFFIXES[last]
        elif last not in _DEGREES or len(words) <= 2:
            break
        words = words[:-1]
    return words, [place for place in bound if place < len(words)], suffix


def _join_bound(
    words: list[frozenset[str]], bound: list[int]
) -> tuple[list[frozenset[str]], list[int]]:
    """Words that make one name as one word, in one spelling.

    So are names with "Abd" (Abdul Karim, Abd al-Karim, Abdelkarim), and "Abu" and "Saint" with
    the word after them.
    """
    joined: list[frozenset[str]] = []
    hyphens: list[int] = []
    place = 0
    while place < len(words):
        word = words[place]
        after = place + 1
        if after < len(words) and min(words[after]) in ARABIC_ARTICLES:
            after += 1
        if _SERVANT.match(min(word)) and after < len(words) and len(words) - after + place > 1:
            word, step = frozenset("abd" + form for form in words[after]), after + 1 - place
        elif place and min(word) in _BINDING and place + 1 < len(words):
            prefix = _BINDING[min(word)]
            word, step = frozenset(prefix + form for form in words[place + 1]), 2
        else:
            step = 1
            if len(min(word)) > 6 and min(word) != "abdullah":
                word = frozenset(_servant(form) for form in word)
        if place in bound:
            hyphens.append(len(joined))
        joined.append(word)
        place += step
    return joined, hyphens


def _servant(word: str) -> str:
    prefix = _SERVANT_OF.match(word)
    return "abd" + canonical_given(word[prefix.end() :]) if prefix else word


def _is_particle(word: str, inside: bool, left: int, bound_to_next: bool) -> bool:
    """Whether a word is a particle: never the last, and the first only in small letters."""
    if left == 1:
        return False
    return (word in ARABIC_ARTICLES and bound_to_next) or (word in _PARTICLES and inside)


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


def _rank(name: ParsedName) -> tuple[int, tuple[tuple[str, ...], ...], str]:
    return len(name.words), tuple(tuple(sorted(word)) for word in name.words), name.suffix


def _single(ours: ParsedName, theirs: ParsedName) -> Likeness:
    if len(theirs.words) == 1 and ours.words[0] & theirs.words[0]:
        return Likeness("near", "both names are one word")
    return Likeness("none", "one name is a single word")


def _likeness(ours: ParsedName, theirs: ParsedName) -> Likeness:
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


def _turned(ours: ParsedName, theirs: ParsedName) -> bool:
    """Whether one name has the family name first: as is known of it, or as its words allow."""
    for one, other in ((ours, theirs), (theirs, ours)):
        if any(map(is_initial, one.words)) or not one.words[0] & other.words[-1]:
            continue
        if any(run_together(turned) & other.joined for turned in turned_round(one)):
            ends = one.words[0] | one.words[-1]
            return bool(ends & FAMILY_FIRST or one.bound or other.bound or not ends & COMMON_GIVEN)
    return False


def turned_round(name: ParsedName) -> list[tuple[frozenset[str], ...]]:
    """The words of a name with the first at the end, also without a Vietnamese middle name."""
    family, given = name.words[0], name.words[1:]
    found = [(*given, family)]
    if len(given) > 1 and given[0] & _MIDDLE:
        found.append((*given[1:], family))
    return found


def _by_family(ours: ParsedName, theirs: ParsedName) -> Likeness:
    """Two names of at least two words whose words are not all the same."""
    family, other_family = ours.words[-1], theirs.words[-1]
    if family & other_family:
        return _by_given(ours, theirs, Likeness("whole", ""))
    if _are_near(family, other_family):
        return _by_given(ours, theirs, Likeness("spelling", "the family names are spelled alike"))
    for one, other in ((ours, theirs), (theirs, ours)):
        for place in range(1, len(one.words) - 1):
            if one.words[place] & other.words[-1]:
                kept = ParsedName(one.words[: place + 1])
                reason = "one family name is part of the other"
                return _by_given(kept, other, Likeness("near", reason))
    return Likeness("none", "the family names differ")


def _by_given(ours: ParsedName, theirs: ParsedName, so_far: Likeness) -> Likeness:
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


def _middle(ours: ParsedName, theirs: ParsedName) -> Likeness:
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


# Keys under which a name is found again in any form that can be the same person's.


def index_keys(name: str) -> frozenset[str]:
    """The keys of a name as it is spelled; the keys of two names that agree meet.

    A key is the sound of a family name with the first letter of a given name ("kvlsk a"), or the
    words of the whole name run together ("=annvale").
    """
    return frozenset().union(*(_keys(parse(form)) for form in called(name)))


def _keys(parsed: ParsedName) -> set[str]:
    words = parsed.words
    keys = {f"={joined}" for joined in parsed.joined if joined}
    for place, family in enumerate(words[1:], start=1):
        for given in words[:place]:
            keys |= {f"{sound} {letter}" for sound in _sounds(family) for letter in _letters(given)}
    if len(words) > 1:
        for turned in turned_round(parsed):
            keys |= {f"={joined}" for joined in run_together(turned)}
    return keys


def _sounds(word: frozenset[str]) -> set[str]:
    return {skeleton(form) for form in word}


def _letters(word: frozenset[str]) -> set[str]:
    """The first letters of a given name and of what it is short for, as letter and as sound."""
    names = set(word).union(*(given_roots(form) for form in word))
    return {first for name in names for first in (name[0], skeleton(name)[0])}
