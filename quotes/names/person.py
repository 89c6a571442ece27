"""A person's name taken apart, once for everybody who compares, indexes or stores it.

Within an article and across articles the same parts are used: :mod:`quotes.names.person_match`
says how two names go together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quotes.lexicon import (
    ARABIC_ARTICLES,
    FAMILY_FIRST,
    FEMALE_TITLES,
    MALE_TITLES,
    PARTICLES,
    any_of,
    canonical_given,
    gender_of,
    given_roots,
    is_given,
    word_set,
    word_table,
)
from quotes.text.normalize import fold

_TITLES = word_set("titles", "folded")
_MORE_TITLES = word_set("titles", "more")
"""Titles only behind another one, as some of them are given or family names too."""
_PEERS = word_set("titles", "peer")
_DEGREES = word_set("postnominals", "dropped")
_SUFFIXES = word_table("name_suffixes", column=2)
_NAMES_TOO = word_set("name_suffixes", "name")
_SPELLING = word_table("particles", column=2)
_BINDING = word_set("particles", "binding")
_SERVANT = re.compile("abd(?:[aeu][lrnstzd]|ush|esh|ash)?$")
_SERVANT_OF = re.compile("abd(?:ush|esh|ash|[aeu][lrnstzd])(?=...)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_MARKED = re.compile(r"(?<!\S)[\"'‘“„«`(](?P<inside>[^\"”»()]+?)[\"'’”»`)](?![^\s,])")
_HYPHEN = re.compile("[-‐‑–]")
_ARTICLE = re.compile(rf"\b{any_of(ARABIC_ARTICLES)}[-‐‑](?=\w)", re.IGNORECASE)
_INITIALS = re.compile("[A-Z]{2,3}")

Spellings = frozenset[str]
"""A word of a name, folded, in each of its spellings ("Öhe": ohe, oehe)."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name.

    :ivar text: the name as it stands.
    :ivar words: its words folded, particles included, what hyphens tie as one; no titles,
        suffixes and nicknames.
    :ivar parts: the words that two names are compared by, without particles, each with its
        spellings; what hyphens tie apart.
    :ivar particles: the particles in one spelling.
    :ivar joined: the whole name without spaces, in its spellings, with and without particles.
    :ivar bound: places of the parts that a hyphen binds to the one before.
    :ivar halves: the parts of a last word with a hyphen.
    :ivar titles: the titles before the name, folded.
    :ivar seat: the place of a peer's title, folded: "hame" of Lord Vale of Hame.
    :ivar suffix: "jr", "sr" or a number, "" without.
    :ivar nicknames: what stands in marks or brackets, folded.
    :ivar called: the names that the nicknames make with the words behind them: of
        'William "Tank" Vale' it is Tank Vale.
    """

    text: str
    words: tuple[str, ...]
    parts: tuple[Spellings, ...]
    particles: tuple[str, ...] = ()
    joined: Spellings = frozenset()
    bound: frozenset[int] = frozenset()
    halves: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    seat: str = ""
    suffix: str = ""
    nicknames: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

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
    def titled_gender(self) -> Literal["male", "female"] | None:
        """``male`` or ``female`` where the titles show it."""
        male, female = (not shown.isdisjoint(self.titles) for shown in (MALE_TITLES, FEMALE_TITLES))
        if male == female:
            return None
        return "male" if male else "female"

    @property
    def gender(self) -> str | None:
        """``male`` or ``female`` where the given name shows it."""
        return None if self.is_family_first or not self.words else gender_of(self.words[0])

    @property
    def is_husbands(self) -> bool:
        """Whether it is the name of a wife by her husband's: "Mrs Omar Vale"."""
        return "mrs" in self.titles and len(self.parts) > 1 and self.gender == "male"

    @property
    def is_peer(self) -> bool:
        """Whether it is a peer's title with one name, which may be the family name: "Lord Vale"."""
        return len(self.parts) == 1 and not _PEERS.isdisjoint(self.titles)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """A word of a name folded, without the spaces that dots and hyphens leave; "" for marks."""
    folded = fold(word)
    return folded.replace(" ", "") if any(map(str.isalnum, folded)) else ""


@lru_cache(maxsize=1 << 14)
def fold_person(name: str) -> str:
    """A person's name folded, without the titles before it: what names are stored and sought by."""
    words = fold(name).split(" ")
    return " ".join(words[_count_titles(words) :])


def surname(folded: str) -> str:
    """The last word of a folded name, "" for an empty one."""
    return folded.rpartition(" ")[2]


def is_initial(part: Spellings) -> bool:
    """Whether a part of a name is one letter."""
    return bool(part) and all(len(form) == 1 for form in part)


def roots(part: Spellings) -> Spellings:
    """The given names that a part of a name is short for."""
    return frozenset().union(*(given_roots(form) for form in part))


def run_together(parts: Sequence[Spellings]) -> Spellings:
    """Parts without spaces, all in their shortest or all in their longest spelling."""
    ordered = [sorted(part, key=lambda form: (len(form), form)) for part in parts]
    return frozenset({"".join(part[0] for part in ordered), "".join(part[-1] for part in ordered)})


@lru_cache(maxsize=1 << 14)
def parse(text: str, titled: bool = True) -> PersonName:
    """The parts of a name as it is spelled; "Vale, Ann" is turned round.

    :param titled: whether titles may stand before the name; else a first word that could be one
        is a name ("Major" of Grace Major).
    """
    bare, nicknames, called = _without_nicknames(unicodedata.normalize("NFC", text))
    tokens = _in_order(bare).replace(",", " ").split()
    titles, tokens = _titles(tokens) if titled else ((), tokens)
    tokens, seat = _without_seat(titles, tokens)
    shouted = bare == bare.upper()
    words = [word for token in tokens for word in _words(token, shouted)]
    words, suffix = _without_additions(words)
    spelled, bound = _pieces(words)
    pieces, bound = _join_bound(spelled, bound)
    small_first = bool(tokens) and tokens[0][:1].islower()
    parts: list[Spellings] = []
    particles: list[str] = []
    hyphens: set[int] = set()
    for index, piece in enumerate(pieces):
        plain = min(piece)
        if _is_particle(plain, index > 0 or small_first, len(pieces) - index, index + 1 in bound):
            if plain not in ARABIC_ARTICLES:
                particles.append(_SPELLING.get(plain, plain))
            continue
        if index in bound and parts and not _is_behind_particle(pieces, index):
            hyphens.add(len(parts))
        parts.append(piece)
    return PersonName(
        text=text,
        words=tuple(plain for word in words for plain in word.plain),
        parts=tuple(parts),
        particles=tuple(particles),
        joined=run_together(parts) | run_together(pieces),
        bound=frozenset(hyphens),
        halves=words[-1].halves if len(words) > 1 else (),
        titles=titles,
        seat=seat,
        suffix=suffix,
        nicknames=nicknames,
        called=called,
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word between spaces: folded, in its pieces, and which of these a hyphen binds."""

    plain: tuple[str, ...]
    pieces: tuple[Spellings, ...]
    bound: frozenset[int]
    halves: tuple[str, ...]


def _without_nicknames(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The name without what stands in marks or brackets, that, and the names that it makes."""
    marked = list(_MARKED.finditer(text))
    bare = _MARKED.sub(" ", text)
    if not marked or not fold_word(bare):
        return text, (), ()
    behind = ((match["inside"], text[match.end() :].strip(" ,")) for match in marked)
    called = tuple(f"{nickname} {family}" for nickname, family in behind if fold_word(family))
    return bare, tuple(fold_word(match["inside"]) for match in marked), called


def _in_order(text: str) -> str:
    family, comma, given = text.partition(",")
    if comma and any(not _is_addition(fold_word(word)) for word in given.split()):
        return f"{given} {family}"
    return text


def _is_addition(word: str) -> bool:
    return not word or word in _SUFFIXES or word in _DEGREES


def _titles(tokens: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The titles before a name, and the words behind them.

    Behind titles that are names too, two words stay.
    """
    words = fold(" ".join(tokens)).split()
    count = _count_titles(words, _TITLES | _PEERS)
    while len(words) - count > 2 and words[count] in _MORE_TITLES:
        count += 1 + _count_titles(words[count + 1 :])
    titles, left = tuple(words[:count]), count
    for index, token in enumerate(tokens):
        folded = fold(token).split() if fold_word(token) else []
        if len(folded) > left:
            first = " ".join(folded[left:]) if left else token
            return titles, [first, *tokens[index + 1 :]]
        left -= len(folded)
    return titles, []


def _without_seat(titles: Sequence[str], tokens: list[str]) -> tuple[list[str], str]:
    """The words of a peer's name without the place of the title, and that."""
    if _PEERS.isdisjoint(titles) or "of" not in tokens[1:-1]:
        return tokens, ""
    at = tokens.index("of", 1)
    return tokens[:at], fold(" ".join(tokens[at + 1 :]))


def _count_titles(words: Sequence[str], titles: Collection[str] = _TITLES) -> int:
    """How many of the words before the last are titles."""
    count = 0
    while count < len(words) - 1 and words[count] in titles:
        count += 1
    return count


def _words(token: str, shouted: bool) -> Iterator[_Word]:
    plain = tuple(filter(None, map(fold_word, _ARTICLE.sub("al ", token).split())))
    if not plain:
        return
    if not shouted and _INITIALS.fullmatch(token) and plain[0] not in _SUFFIXES:
        if plain[0] not in _DEGREES:
            yield _Word(plain, tuple(map(frozenset, token.lower())), frozenset(), ())
        return
    pieces: list[Spellings] = []
    bound: set[int] = set()
    hyphened = _HYPHEN.split(token)
    for number, piece in enumerate(hyphened):
        spelled = _spellings(piece)
        if number and spelled:
            bound.add(len(pieces))
        pieces += spelled
    halves = tuple(map(fold_word, hyphened)) if len(plain) == 1 < len(hyphened) else ()
    yield _Word(plain, tuple(pieces), frozenset(bound), halves)


def _spellings(piece: str) -> list[Spellings]:
    if not fold_word(piece):
        return []
    words = fold(piece).split(" ")
    if len(words) > 1:
        return [frozenset({canonical_given(word)}) for word in words]
    folded = {words[0], fold(piece.lower().translate(_UMLAUTS))}
    return [frozenset(map(canonical_given, folded))]


def _without_additions(words: list[_Word]) -> tuple[list[_Word], str]:
    """The words without degrees and suffixes behind them, and the first of the suffixes."""
    suffix = ""
    size = sum(len(word.pieces) for word in words)
    while len(words) > 1:
        last = "".join(words[-1].plain)
        if last in _SUFFIXES and (size > 2 or last not in _NAMES_TOO):
            suffix = _SUFFIXES[last]
        elif last not in _DEGREES or size <= 2:
            break
        size -= len(words[-1].pieces)
        words = words[:-1]
    return words, suffix


def _pieces(words: Sequence[_Word]) -> tuple[list[Spellings], set[int]]:
    pieces: list[Spellings] = []
    bound: set[int] = set()
    for word in words:
        bound |= {len(pieces) + index for index in word.bound}
        pieces += word.pieces
    return pieces, bound


def _join_bound(pieces: list[Spellings], bound: set[int]) -> tuple[list[Spellings], set[int]]:
    """Pieces that make one name as one, in one spelling.

    So are names with "Abd" (Abdul Karim, Abd al-Karim, Abdelkarim), and "Abu" and "Saint" with
    the piece after them.
    """
    joined: list[Spellings] = []
    hyphens: set[int] = set()
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        after = index + 1
        if after < len(pieces) and min(pieces[after]) in ARABIC_ARTICLES:
            after += 1
        if _SERVANT.match(min(piece)) and after < len(pieces) and len(pieces) - after + index > 1:
            piece, step = frozenset("abd" + form for form in pieces[after]), after + 1 - index
        elif index and min(piece) in _BINDING and index + 1 < len(pieces):
            prefix = _SPELLING.get(min(piece), min(piece))
            piece, step = frozenset(prefix + form for form in pieces[index + 1]), 2
        else:
            step = 1
            if len(min(piece)) > 6 and min(piece) != "abdullah":
                piece = frozenset(map(_servant, piece))
        if index in bound:
            hyphens.add(len(joined))
        joined.append(piece)
        index += step
    return joined, hyphens


def _servant(word: str) -> str:
    prefix = _SERVANT_OF.match(word)
    return "abd" + canonical_given(word[prefix.end() :]) if prefix else word


def _is_particle(word: str, inside: bool, left: int, bound_to_next: bool) -> bool:
    """Whether a word is a particle: never the last, and the first only in small letters."""
    if left == 1:
        return False
    return (word in ARABIC_ARTICLES and bound_to_next) or (word in PARTICLES and inside)


def _is_behind_particle(pieces: Sequence[Spellings], index: int) -> bool:
    return index > 0 and min(pieces[index - 1]) in PARTICLES | ARABIC_ARTICLES
