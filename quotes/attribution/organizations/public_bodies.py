"""Whose a public body is: the country, region or town that the words around its name tell."""

from __future__ import annotations

import re

from quotes.attribution.words import Words
from quotes.lexicon import COUNTRIES, COUNTRY_OF, word_set

_PUBLIC = word_set("organization_nouns", "public")
_OWNER = re.compile(r"(?P<place>[\w. -]+?)['’]s? ")
_BEHIND = re.compile(r" (?:of|in) (?:the )?(?P<place>[A-Z][\w .-]+)$")


def is_public(name: str) -> bool:
    """Whether a name tells a body of a state or a town: a ministry, a council, a police force."""
    return not _PUBLIC.isdisjoint(name.lower().split())


def place_of(words: Words, places: range) -> str | None:
    """The place whose body stands at these places: "Kenya" for "Kenya's health ministry".

    Told by a possessive, by an adjective before or at the start of the name, or by "of" and a
    country at its end; None for a body that is no public one, or where nothing is told.
    """
    if not is_public(words.phrase(places)):
        return None
    before = places.start - 1
    if before > 0 and words[before].is_possessive and words.joined(before):
        owner = words[before - 1]
        if owner.label == "LOC" or owner.lower in COUNTRIES:
            return owner.text
    for at in (before, places.start):
        if words.lower(at) in COUNTRY_OF and (at != before or words.joined(before)):
            return COUNTRY_OF[words.lower(at)]
    return place_in(words.phrase(places))


def place_in(name: str) -> str | None:
    """The country that the name of a public body holds, None where it holds none."""
    if not is_public(name):
        return None
    parts = name.split()
    owner = _OWNER.match(name)
    if owner and owner["place"].lower() in COUNTRIES:
        return owner["place"]
    if parts[0].lower() in COUNTRY_OF:
        return COUNTRY_OF[parts[0].lower()]
    found = _BEHIND.search(name)
    return found["place"] if found and found["place"].lower() in COUNTRIES else None


def without_place(name: str) -> tuple[str, ...]:
    """The name without the country that owns the body, where one stands before it."""
    owner = _OWNER.match(name)
    return (name[owner.end() :],) if owner and owner["place"].lower() in COUNTRIES else ()
