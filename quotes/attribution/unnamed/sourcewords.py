"""The closed lists of words that tell of unnamed sources; all written for `quotes`."""

from __future__ import annotations

from quotes.lexicon import (
    CONSTITUENCY_OFFICES,
    PARTIES,
    PUBLIC_OFFICES,
    SHARED_POSTS,
    TENS_AND_UNITS,
    word_set,
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS = {word: value for word, value in TENS_AND_UNITS.items() if 1 <= value <= 12} | {
    "both": 2,
    "couple": 2,
    "pair": 2,
    "duo": 2,
    "trio": 3,
    "dozen": 12,
    "half-dozen": 6,
}
DOZENS = _set("dozen half-dozen")
COUNTING_NOUNS = _set("couple pair duo trio dozen half-dozen")
"""Numbers that are nouns, and count what stands behind them with "of"."""

FEW = _set("several few handful")
MASSES = word_set("grammar", "mass")
"""Quantities of people at large."""

BEFORE_NUMBERS = word_set("grammar", "before_number")

SOURCES = _set("source sources person people individual individuals")
SILENT = SOURCES | word_set("people_nouns", "silent")
"""Nouns that tell nothing of who somebody is."""

INSIDERS = word_set("people_nouns", "insider")
"""Plural nouns for people to whom reporters speak one by one."""

ONE_OF_MANY = word_set("people_nouns", "one_of_many")
"""Singular nouns that name nobody in particular, even with "the" before them."""

MORE_PEOPLE = word_set("people_nouns", "more")
"""Nouns for one person beside those of :mod:`quotes.attribution.wordlists`."""

EVERYBODY = _set("everyone everybody anyone anybody public crowd family")

PEOPLE_ENDINGS = ("ers", "ors", "ists", "ants", "ans", "ees", "men", "women", "folk", "people")
"""How plural nouns for people end that no list has."""

UNIQUE_OFFICES = (
    PUBLIC_OFFICES | SHARED_POSTS | CONSTITUENCY_OFFICES | PARTIES | _set("nominee candidate mogul")
) - ONE_OF_MANY
"""With "the" before them they mean one person whom the reader knows, or can look up."""

NO_MEMBERS = word_set("people_nouns", "no_member")
"""People "of" a body who do not belong to it."""

KNOWING = word_set("source_words", "knowing")
"""Words behind a noun that say how its people come to know."""
KNOWLEDGE = _set("knowledge insight access involvement experience ties links")

RELATIVE = _set("who whom")
CLAUSE_STARTS = word_set("grammar", "clause_start")
BEING = _set("was were is are has had have")
PLACED = word_set("grammar", "placed")
"""What stands behind "who was" where a clause tells of somebody's place."""
PLACING = word_set("verbs", "source")
"""Verbs behind "who" that tell of somebody's place."""

EMPTY = word_set("source_words", "empty")
"""Words before a noun that tell nothing of its people."""
RANKS = word_set("source_words", "rank")
NO_BODIES = word_set("organization_nouns", "no_body")
"""Nouns for bodies that before another noun rather tell of its kind."""
