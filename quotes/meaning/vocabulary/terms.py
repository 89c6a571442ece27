"""Names and patterns of topics -> sequences of word tests, each written as a short text.

A test is one of ``lemma``, ``=form``, ``^CAPITALS`` and ``beginning*``.
"""

from __future__ import annotations

import re

from quotes.errors import UsageError
from quotes.meaning.vocabulary.words import WORD, word

MOST_WORDS = 8
SHORTEST_BEGINNING = 3

Tests = tuple[str, ...]

_BETWEEN = re.compile(r"[\s\-‐‑–&/.,]+")


def name(text: str) -> Tests:
    """The tests of a label or synonym: every word in singular or plural, capitals as capitals.

    :raises UsageError: it has no word, more than 8, or signs that only patterns have.
    """
    if "*" in text or "=" in text:
        raise UsageError(f"{text} has * or =, which only a pattern may have; give it as a pattern.")
    tests = tuple(_test(token) for token in WORD.findall(text))
    _check(text, tests)
    return tests


def pattern(text: str) -> Tests:
    """The tests of a pattern.

    Its words have to follow one another, parted by nothing but blanks or hyphens. A word fits in
    singular and plural and in any case; a word in capitals fits capitals only; ``tax*`` fits every
    word that begins so; ``=customs`` fits this very form only.

    :raises UsageError: it is no pattern; the message says why.
    """
    tests = tuple(_pattern_test(text, part) for part in _BETWEEN.split(text) if part)
    _check(text, tests)
    return tests


def _test(token: str) -> str:
    one = word(token)
    return f"^{one.capitals}" if one.capitals else one.lemma


def _pattern_test(text: str, part: str) -> str:
    exact, open_end = part.startswith("="), part.endswith("*")
    bare = part[exact : len(part) - open_end]
    if not WORD.fullmatch(bare) or (exact and open_end):
        raise UsageError(
            f"{part} in the pattern {text} is no word; write words, beginnings such as tax*, "
            "or exact forms such as =customs."
        )
    if open_end and len(bare) < SHORTEST_BEGINNING:
        raise UsageError(
            f"{part} in the pattern {text} is too short; give {SHORTEST_BEGINNING} letters or more "
            "before the *."
        )
    one = word(bare)
    if exact:
        return f"={one.form}"
    return f"{one.form}*" if open_end else _test(bare)


def _check(text: str, tests: Tests) -> None:
    if not tests:
        raise UsageError(f'"{text}" has no word; give one at least.')
    if len(tests) > MOST_WORDS:
        raise UsageError(f'"{text}" has more than {MOST_WORDS} words; give fewer.')
