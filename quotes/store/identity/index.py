"""Keys under which a name is found again in any form that can be the same person's."""

from __future__ import annotations

from quotes.lexicon import given_roots
from quotes.store.identity.names import skeleton, turned_round
from quotes.store.identity.parsing import Name, called, parse, run_together


def index_keys(name: str) -> frozenset[str]:
    """The keys of a name as it is spelled; the keys of two names that agree meet.

    A key is the sound of a family name with the first letter of a given name ("kvlsk a"), or the
    words of the whole name run together ("=annvale").
    """
    return frozenset().union(*(_keys(parse(form)) for form in called(name)))


def _keys(parsed: Name) -> set[str]:
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
