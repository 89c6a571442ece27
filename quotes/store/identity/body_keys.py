"""What tells organisations of different articles to be one: the keys of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.article import Organization
from quotes.attribution.organizations.short_forms import SMALL, body_words, is_abbreviation
from quotes.lexicon import (
    COUNTRY_OF,
    INSTITUTION_NOUNS,
    ORGANIZATION_NOUNS,
    PORTFOLIOS,
    UNIT_NOUNS,
    word_set,
)
from quotes.store.folding import fold

KeyKind = Literal["name", "told", "bare", "initials"]
FormKind = Literal["full", "abbreviation", "former", "alias"]

_SHORTEST = 3
_UNITS = word_set("organization_nouns", "section")
_FIELD_UNITS = frozenset("department school faculty division section".split())
_KINDS = ORGANIZATION_NOUNS | INSTITUTION_NOUNS | UNIT_NOUNS | PORTFOLIOS
_COMMON = _KINDS | word_set("organization_nouns", "common_word")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One thing by which a body is looked up.

    - name: its name, or a former one; whoever shares it is the same body.
    - told: the letters of an abbreviation that the article gives for its full name.
    - bare: the letters that are all that the article calls it by.
    - initials: the initials of its full name.
    """

    kind: KeyKind
    key: str


def keys_of(body: Organization, outlet: int | None) -> frozenset[Key]:
    """The keys of a body of an article.

    :param outlet: the outlet of the article; a name that says nothing but the kind of body
        ("the council", "Health Ministry"), or a unit's whose whole is not told ("School of
        Law"), is a key within one outlet only.
    """
    if is_abbreviation(body.name):
        return frozenset({Key("bare", letters(body.name))})
    return frozenset(_keys(body, outlet))


def kind_of(form: str, body: Organization) -> FormKind:
    """What a form of a body's name is to it."""
    if form == body.name:
        return "full"
    if form in body.former_names:
        return "former"
    return "abbreviation" if is_abbreviation(form) else "alias"


def letters(abbreviation: str) -> str:
    """The letters of an abbreviation, without dots and case."""
    return fold(abbreviation.replace(".", "").replace("&", "")).replace(" ", "")


def _keys(body: Organization, outlet: int | None) -> Iterator[Key]:
    for name in (body.name, *body.former_names):
        if is_abbreviation(name):
            continue
        words = _words(name, body.place)
        if body.place:
            yield Key("name", f"{fold(body.place)}: {words}")
        elif _is_unit(name) and body.parent:
            yield Key("name", f"{' '.join(body_words(body.parent))}: {words}")
        elif not _is_unit(name) and not is_common(words):
            yield Key("name", words)
        elif outlet is not None:
            yield Key("name", f"{words} @{outlet}")
    for alias in body.aliases:
        if is_abbreviation(alias):
            yield Key("told", letters(alias))
    initials = "".join(word[0] for word in body.name.split() if word.lower() not in SMALL)
    if len(letters(initials)) >= _SHORTEST:
        yield Key("initials", letters(initials))


def is_common(words: str) -> bool:
    """Whether a name tells only what kind of body it is, so that there are many of that name."""
    return all(word in _COMMON for word in words.split())


def _is_unit(name: str) -> bool:
    """Whether a name is that of one of the units that every such whole has: "School of Law"."""
    words = name.lower().split()
    return words[0] in _UNITS or (len(words) == 2 and words[1] in _FIELD_UNITS)


def _words(name: str, place: str | None) -> str:
    """The words of a name that tell it apart, the place of the body left out."""
    words = list(body_words(name))
    if place is None:
        return " ".join(words) or fold(name)
    theirs = fold(place).split()
    if set(theirs) <= set(words):
        words = [word for word in words if word not in theirs]
    rest = [word for word in words if COUNTRY_OF.get(word, "").casefold() != place.casefold()]
    return " ".join(rest) or fold(name)
