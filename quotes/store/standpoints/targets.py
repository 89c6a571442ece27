"""The words of a target as they are compared: folded, in the singular, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quotes.lexicon import DETERMINING, word_set
from quotes.meaning.nouns import singular_of
from quotes.store.folding import fold

KNOWN_TARGETS = 50_000
"""Targets whose words are kept from one question to the next."""

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W_]+)*")
EMPTY_OF_TARGETS = DETERMINING | word_set("grammar", "target")
"""Words that tell nothing of what a target is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a target: as it is compared, and where it stands, end exclusive."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=KNOWN_TARGETS)
def words_of(target: str) -> tuple[Word, ...]:
    """The words of a target in their order; both parts of a hyphenated word count."""
    return tuple(
        Word(singular_of(fold(found[0])), found.start(), found.end())
        for found in _WORD.finditer(target)
    )


def content_of(target: str) -> frozenset[str]:
    """The words that tell what the target is; all of them if there are no others."""
    forms = frozenset(word.form for word in words_of(target))
    return forms - EMPTY_OF_TARGETS or forms


@lru_cache(maxsize=KNOWN_TARGETS)
def fold_target(target: str) -> str:
    """What is the same for a target in singular and plural, with and without "the"."""
    forms = [word.form for word in words_of(target)]
    while len(forms) > 1 and forms[0] in DETERMINING:
        forms.pop(0)
    return " ".join(forms) or fold(target)
