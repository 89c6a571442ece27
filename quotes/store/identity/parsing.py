"""The parts of a person's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotes.lexicon import ARABIC_ARTICLES, canonical_given, word_set
from quotes.store.folding import fold, fold_person

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
class Name:
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
def parse(name: str) -> Name:
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
    return Name(tuple(core), tuple(particles), joined, frozenset(hyphens), suffix)


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
