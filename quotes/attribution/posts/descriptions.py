"""Where a text describes a named person: titles, appositions, relative clauses, predicates."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.people.naming import Naming
from quotes.attribution.posts.appositions import behind
from quotes.attribution.posts.passages import Description
from quotes.attribution.posts.predicates import appointment, predicate
from quotes.attribution.posts.titles import before
from quotes.attribution.words import Words


def descriptions(words: Words, naming: Naming) -> Iterator[Description]:
    """Everything around one naming that may state a post, nearest words first."""
    yield from before(words, naming)
    yield from behind(words, naming.places)
    yield from predicate(words, naming.places)
    yield from appointment(words, naming.places)
