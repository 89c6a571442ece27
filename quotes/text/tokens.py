"""The words of a text, each with where it stands and the form that it is compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from quotes.text.spelling import KNOWN_WORDS, common_spelling

_JOINED = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_INSIDE = re.compile(f"[{_JOINED}]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′´＇`‛", "'"))
_LETTER = r"[^\W_]"
_WORD = re.compile(
    rf"\[{_LETTER}{{1,3}}\]{_LETTER}+(?:['’‘ʼ＇]{_LETTER}+)*"
    rf"|{_LETTER}+\[{_LETTER}{{1,4}}\]"
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"
    r"|\d+(?:st|nd|rd|th|s)(?!\w)"
    r"|\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
    rf"|[^\W\d_](?:[\w{_JOINED}](?<!_)|['’‘ʼ＇](?={_LETTER}))*"
    rf"|{_LETTER}"
    r"|[$£€¥%&]",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """One word, number or sign: ``text`` is the text from ``start`` to ``end``.

    ``key`` is the same for words that differ in case, in the shape of their marks, in accents, in
    an editor's brackets or in British or American spelling only.
    """

    text: str
    start: int
    end: int
    key: str


@lru_cache(maxsize=KNOWN_WORDS)
def fold(word: str) -> str:
    """A word without case, accents, ligatures, brackets and curly marks."""
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
    bare = "".join(char for char in plain if not unicodedata.combining(char) and char not in "[].")
    return _INSIDE.sub("", bare).casefold()


@lru_cache(maxsize=KNOWN_WORDS)
def _key(word: str) -> str:
    if word[0].isdigit():
        return word.casefold()
    return common_spelling(fold(word)) or word


def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs with a meaning ("%", "$", "&") of a text, in order.

    Hyphens part words; an apostrophe inside a word does not.
    """
    return tuple(
        Token(found[0], found.start(), found.end(), _key(found[0]))
        for found in _WORD.finditer(text)
    )
