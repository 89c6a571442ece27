"""Which of several forms of a name is shown."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.store.folding import fold_person


def fullest(names: Mapping[str, int]) -> str | None:
    """The fullest of the names, None where there is none.

    That is the one with the most words that are no initials, then with the most words, then one
    that is not all in capitals, then the one seen first.

    :param names: the names with a number that tells which was seen first.
    """
    return max(names, key=lambda name: (*fullness(name), -names[name]), default=None)


def fullness(name: str) -> tuple[int, int, bool]:
    """How full a name is: words that are no initials, words, and whether it is not in capitals."""
    words = fold_person(name).split()
    return sum(len(word) > 1 for word in words), len(words), not name.isupper()
