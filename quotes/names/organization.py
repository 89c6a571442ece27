"""Names of organisations: their words, short forms within an article, keys and matches across.

Everything compares :func:`core_words`, the words of a name that tell organisations apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quotes.lexicon import (
    COUNTRIES,
    COUNTRY_OF,
    INSTITUTION_NOUNS,
    ORGANIZATION_NOUNS,
    PORTFOLIOS,
    UNIT_NOUNS,
    is_demonym,
    is_post,
    word_set,
    word_table,
)
from quotes.names.person import fold_word
from quotes.text.normalize import fold, fold_organization
from quotes.types import Organization

SMALL = word_set("grammar", "unlettered")
"""Words that do not count when names are compared."""

LEGAL_FORMS = word_set("legal_forms") | {"group", "holding", "holdings"}
"""What stands behind a firm's name and is left out of its short form."""

_NAMED_BY_FIRST = LEGAL_FORMS | word_set("organization_nouns", "named_by_first")
_NAMED_BY_LAST = frozenset({"church", "order", "movement", "cult", "brotherhood"})
_LINKS = frozenset({"of", "for", "on", "at", "in"})
_BRACKETS = re.compile(r"\(.*?\)")
_TURNED = frozenset({"ministry", "department"})
_NOUNS = ORGANIZATION_NOUNS | INSTITUTION_NOUNS | UNIT_NOUNS
_LONGEST_ABBREVIATION = 10
_SHORTEST_INITIALS = 3
"""Initials of fewer words are those of too many names to be a key."""
_ALIKE = 90.0
"""The similarity in percent from which on what two names do not share is one spelling."""
_SECTIONS = word_set("organization_nouns", "section")
_FIELD_UNITS = frozenset("department school faculty division section".split())
_COMMON = _NOUNS | PORTFOLIOS | word_set("organization_nouns", "common_word")
_KINDS = word_set("organization_nouns", "kind")
_OWN_PARTS = word_set("organization_nouns", "own_part")
_SPELLINGS = word_table("organization_spellings")

KeyKind = Literal["name", "abbreviation", "bare", "initials"]
FormKind = Literal["full", "abbreviation", "former", "alias"]
OrganizationMatch = Literal["same", "like", "part", "other"]
"""``same``: one organisation in two spellings; ``like``: one name can be the other's short form;
``part``: one seems to be a unit, a branch or a parent of the other; ``other``: two of them."""


@lru_cache(maxsize=1 << 14)
def key_words(phrase: str) -> tuple[str, ...]:
    """The words of a name for comparing: folded, without small words and possessives."""
    plain = phrase.replace("’", "'").replace("'s ", " ").removesuffix("'s")
    return tuple(
        word for part in plain.split() if part.lower() not in SMALL and (word := fold_word(part))
    )


def is_abbreviation(form: str) -> bool:
    """Whether a name looks like letters taken from a longer one: "CDS", "U.N.", "BoE"."""
    letters = form.replace(".", "").replace("&", "")
    if not letters.isalnum() or not 2 <= len(letters) <= _LONGEST_ABBREVIATION:
        return False
    capitals = sum(letter.isupper() for letter in letters)
    return letters[0].isupper() and capitals >= 2 and 2 * capitals >= len(letters)


@lru_cache(maxsize=1 << 14)
def spells(abbreviation: str, name: str) -> bool:
    """Whether the letters are the initials of the name's words.

    Small words and legal forms may be passed over; a word that is itself an abbreviation may
    give all its letters ("UNHCR": UN High Commissioner for Refugees).
    """
    letters = fold_word(abbreviation)
    parts = [part for word in name.split() for part in word.replace("‑", "-").split("-")]
    parts = [part for part in parts if fold_word(part)]
    return len(parts) > 1 and len(letters) > 1 and _spelled(letters, tuple(parts))


def _spelled(letters: str, parts: tuple[str, ...]) -> bool:
    if not parts:
        return not letters
    part, rest = fold_word(parts[0]), parts[1:]
    optional = part in SMALL or parts[0] == "&" or part in LEGAL_FORMS
    if optional and _spelled(letters, rest):
        return True
    whole = is_abbreviation(parts[0]) and letters.startswith(part)
    if whole and _spelled(letters[len(part) :], rest):
        return True
    return letters.startswith(part[0]) and _spelled(letters[1:], rest)


def same_organization(left: str, right: str) -> bool:
    """Whether two names differ only in small words, spelling marks, legal form or word order.

    "Ministry of Health" is the "Health Ministry"; "Delta Freight Ltd" is "Delta Freight".
    """
    return core_words(left) == core_words(right)


def is_short_form(form: str, full: str) -> bool:
    """Whether the first name can be short for the second one, in one article.

    The initials; the distinctive first word of a firm or a university; the last words without a
    country or other words before them; the words before "of" with a country. A unit's name never
    is short for its whole, nor the whole's name for its unit.
    """
    if same_organization(form, full):
        return True
    if is_abbreviation(form):
        return spells(form, full)
    short, long = core_words(form), core_words(full)
    if not short or len(short) >= len(long):
        return False
    if len(short) == 1 and short[0] in _NOUNS:
        return False
    if any(is_post(word) for word in long[len(short) :]):
        return False
    if long[: len(short)] == short:
        return _is_first_part(short, long[len(short) :], full)
    return long[-len(short) :] == short and _is_last_part(short, full)


def is_kind_of(form: str, full: str) -> bool:
    """Whether a lone noun is the kind that a name tells: "Council" of "Skarholm Council"."""
    short, long = key_words(form), key_words(full)
    if len(short) != 1 or len(long) < 2 or short[0] not in _NOUNS:
        return False
    if long[-1] == short[0]:
        return True
    words = full.split()
    return fold_word(words[0]) == short[0] and words[1].lower() in _LINKS


@lru_cache(maxsize=1 << 14)
def core_words(name: str) -> tuple[str, ...]:
    """What of a name tells organisations apart: its key words without legal form, in one order.

    "Ministry of X" and "X Ministry" have the same.
    """
    key = key_words(name)
    while len(key) > 1 and key[-1] in LEGAL_FORMS:
        key = key[:-1]
    words = name.lower().split()
    for index, word in enumerate(words[:-2]):
        if word not in _TURNED or words[index + 1] not in _LINKS:
            continue
        before = key_words(" ".join(words[:index]))
        field, _, place = " ".join(words[index + 2 :]).partition(" of ")
        if all(is_demonym(part) for part in before):
            subject = key_words(field.removesuffix(" affairs"))
            return (*before, *subject, word, *key_words(place))
    return key


def _is_first_part(short: tuple[str, ...], rest: tuple[str, ...], full: str) -> bool:
    """Whether a name is called by its first words: "Northfield" for "Northfield University"."""
    name = " ".join(short)
    if name in COUNTRIES or is_demonym(name):
        return False
    if rest[-1] in COUNTRIES and short[-1] in _NOUNS and len(short) > 1:
        return True
    if any(word.lower() in _LINKS for word in full.split()):
        return False
    if short[-1] in _NOUNS:
        return False
    if all(word in _NAMED_BY_FIRST for word in rest):
        return True
    joined = any(word.lower() in SMALL for word in full.split())
    return len(short) == len(rest) == 1 and rest[0] not in _NOUNS and not joined


def _is_last_part(short: tuple[str, ...], full: str) -> bool:
    """Whether a name is called by its last words: "Space Center" for "Kennedy Space Center".

    A party is not: that of a state is another one than that of the country.
    """
    if short[-1] == "party":
        return False
    words = full.split()
    if key_words(full)[-len(short) :] != short:
        return len(short) > 1
    at = max(n for n in range(len(words)) if key_words(" ".join(words[n:])) == short)
    before = [word.lower() for word in words[:at] if word.lower() not in ("the", "a")]
    if before and before[-1] in _LINKS:
        return fold_word(words[0]) in _NAMED_BY_LAST and len(before) == 2
    return len(short) > 1


@dataclass(frozen=True, slots=True, order=True)
class OrganizationKey:
    """One thing by which an organisation is looked up.

    - name: its name, or a former one; whoever shares it is the same organisation.
    - abbreviation: the letters of an abbreviation that the article gives for its full name.
    - bare: the letters that are all that the article calls it by.
    - initials: the initials of its full name.

    ``local`` tells a name that is a key within one outlet only: it says nothing but the kind ("the
    council", "Health Ministry"), or is a unit's whose whole is not given ("School of Law").
    """

    kind: KeyKind
    key: str
    local: bool = False


def keys_of(organization: Organization) -> frozenset[OrganizationKey]:
    """The keys of an organisation of an article."""
    if is_abbreviation(organization.name):
        return frozenset({OrganizationKey("bare", letters(organization.name))})
    return frozenset(_keys(organization))


def keys_within(keys: Iterable[OrganizationKey], outlet: int | None) -> frozenset[OrganizationKey]:
    """The keys as they are looked up for an article of an outlet; without one, no local ones."""
    return frozenset(
        OrganizationKey(key.kind, f"{key.key} @{outlet}") if key.local else key
        for key in keys
        if outlet is not None or not key.local
    )


def form_kind(form: str, organization: Organization) -> FormKind:
    """What a form of an organisation's name is to it."""
    if form == organization.name:
        return "full"
    if form in organization.former_names:
        return "former"
    return "abbreviation" if is_abbreviation(form) else "alias"


def letters(abbreviation: str) -> str:
    """The letters of an abbreviation, without dots and case."""
    return fold(abbreviation.replace(".", "").replace("&", "")).replace(" ", "")


def _keys(organization: Organization) -> Iterator[OrganizationKey]:
    for name in (organization.name, *organization.former_names):
        if is_abbreviation(name):
            continue
        words = _key_name(name, organization.place)
        if organization.place:
            yield OrganizationKey("name", f"{fold(organization.place)}: {words}")
        elif _is_unit(name) and organization.parent:
            yield OrganizationKey("name", f"{' '.join(core_words(organization.parent))}: {words}")
        elif not _is_unit(name) and not is_common(words):
            yield OrganizationKey("name", words)
        else:
            yield OrganizationKey("name", words, local=True)
    for alias in organization.aliases:
        if is_abbreviation(alias):
            yield OrganizationKey("abbreviation", letters(alias))
    initials = "".join(word[0] for word in organization.name.split() if word.lower() not in SMALL)
    if len(letters(initials)) >= _SHORTEST_INITIALS:
        yield OrganizationKey("initials", letters(initials))


def is_common(words: str) -> bool:
    """Whether a name tells only what kind of organisation it is, so that many have it."""
    return all(word in _COMMON for word in words.split())


def _is_unit(name: str) -> bool:
    """Whether a name is that of one of the units that every such whole has: "School of Law"."""
    words = name.lower().split()
    return words[0] in _SECTIONS or (len(words) == 2 and words[1] in _FIELD_UNITS)


def _key_name(name: str, place: str | None) -> str:
    """The words of a name that tell it apart, the place of the organisation left out."""
    words = list(core_words(name))
    if place is None:
        return " ".join(words) or fold(name)
    theirs = fold(place).split()
    if set(theirs) <= set(words):
        words = [word for word in words if word not in theirs]
    rest = [word for word in words if COUNTRY_OF.get(word, "").casefold() != place.casefold()]
    return " ".join(rest) or fold(name)


@lru_cache(maxsize=4096)
def match_organizations(left: str, right: str) -> OrganizationMatch:
    """How two names of organisations, as spelled, go together; the same both ways round."""
    if fold_organization(left) == fold_organization(right):
        return "same"
    if _abbreviates(left, right) or _abbreviates(right, left):
        return "same" if min(len(left), len(right)) > 2 else "like"
    ours, theirs = _match_words(left), _match_words(right)
    if not ours or not theirs:
        return "other"
    if ours == theirs:
        return "same"
    if ours <= theirs or theirs <= ours:
        is_part = ours & theirs <= _KINDS or not (ours ^ theirs).isdisjoint(_OWN_PARTS)
        return "part" if is_part else "like"
    from rapidfuzz.fuzz import ratio

    surplus, other_surplus = (" ".join(sorted(words)) for words in (ours - theirs, theirs - ours))
    return "like" if ratio(surplus, other_surplus) >= _ALIKE else "other"


def is_generic(name: str) -> bool:
    """Whether so many people belong to an organisation, or its name says so little, that to share
    it tells little: names of nothing but kinds ("the government", "City Council").
    """
    return _match_words(name) <= _KINDS


def _match_words(name: str) -> frozenset[str]:
    """The core words without what stands in brackets, in one spelling, hyphens apart."""
    apart = re.sub("[-‐‑]", " ", name)
    words = core_words(_BRACKETS.sub(" ", apart)) or core_words(apart)
    return frozenset(_SPELLINGS.get(word, word) for word in words)


def _abbreviates(short: str, long: str) -> bool:
    """Whether a name is the initials of another one's words, or stands in its brackets."""
    form = short.strip().removeprefix("the ")
    if not is_abbreviation(form):
        return False
    return f"({form})" in long or spells(form, _BRACKETS.sub(" ", long))
