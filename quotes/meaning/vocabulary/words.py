"""The words of a text as they are compared with the words of a topic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from quotes.lexicon import DETERMINING
from quotes.meaning.nouns import singular_of

KNOWN_WORDS = 50_000
"""Words whose forms are kept from one text to the next."""

WORD = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’‘ʼ][sS]$")
_APOSTROPHES = re.compile("['’‘ʼ]")
_JOINS = re.compile(r"(?:(?!\s*\n\s*\n)\s+|[^\S\n]*[-‐‑–&/][^\S\n]*|[.'’])?[\"“”‘’]?", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the forms that it is compared in.

    ``form`` is in lower case without accents and possessive ending, ``lemma`` that in the
    singular; ``capitals`` is the word as it stands, without a plural's s, if all of it is capitals,
    else None.
    """

    form: str
    lemma: str
    capitals: str | None


@lru_cache(maxsize=KNOWN_WORDS)
def word(token: str) -> Word:
    """The forms of a word that :data:`WORD` found."""
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", token))
    apart = unicodedata.normalize("NFKD", bare)
    plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    form = plain.casefold()
    one = plain.removesuffix("s") if len(plain) > 2 else plain
    capitals = one if len(one) > 1 and one.isupper() else None
    return Word(form, singular_of(form), capitals)


def is_joined(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether no punctuation, line end or other sign parts the words."""
    return all(
        _JOINS.fullmatch(text, one.end(), after.start()) is not None
        for one, after in pairwise(words)
    )


@lru_cache(maxsize=KNOWN_WORDS)
def key(phrase: str) -> str:
    """What is the same for all ways to write a phrase: lemmas, without a determiner before them.

    Words in capitals stay as they are, so that "AIDS" is not "aids".
    """
    words = [word(token) for token in WORD.findall(phrase)]
    while len(words) > 1 and words[0].form in DETERMINING:
        words.pop(0)
    return " ".join(one.capitals or one.lemma for one in words)
