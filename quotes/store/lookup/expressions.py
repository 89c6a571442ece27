"""Expressions of FTS5 for a part of a claim, the strictest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil

MOST_TERMS = 5
"""Terms of a part that are looked for together, the rarest."""
MOST_OF_ALL = 7
"""Terms of the whole claim that are looked for together, and ..."""
MISSING = 1
"""... how many of them a quotation may lack."""
RARE = 1000
"""Quotations of a term that is looked for alone, at most."""
HARDLY_ANY = 2
"""Terms of a part, at most, whose words are looked for one after the other, and ..."""
WINDOW = 3
"""... so many of them at a time if all of them are not found so."""
SHORTEST = 5
"""Letters of a word that no quotation has, and that is looked for by its beginning and end."""
STRETCH = 0.6
"""The part of such a word that is looked for."""


def of_part(part: Sequence[str], terms: Sequence[str], counts: Mapping[str, int]) -> Iterator[str]:
    """All terms together, then all but one, down to any two, and to single ones if they are rare.

    Where there are hardly any, as most words are function words, the words one after the other.

    :param terms: words of the part that are in the index, the rarest first.
    :param counts: in how many quotations each of them stands.
    """
    rarest = terms[:MOST_TERMS]
    if len(rarest) <= HARDLY_ANY:
        yield phrase(part)
    for number in range(len(rarest), 1, -1):
        yield at_least(number, rarest)
    alone = [term for term in rarest if counts[term] <= RARE]
    if alone:
        yield at_least(1, alone)
    windows = [part[begin : begin + WINDOW] for begin in range(len(part) - WINDOW + 1)]
    if len(rarest) <= HARDLY_ANY and len(windows) > 1:
        yield " OR ".join(map(phrase, windows))


def of_all(terms: Sequence[str]) -> Iterator[str]:
    """The rarest terms of a claim together, then all but one or two of them.

    :param terms: the words of the claim that are in the index, the rarest first.
    """
    rarest = terms[:MOST_OF_ALL]
    for number in range(len(rarest), max(len(rarest) - MISSING, 2) - 1, -1):
        yield at_least(number, rarest)


def at_least(number: int, terms: Sequence[str]) -> str:
    """So many of the terms, whichever."""
    together = combinations(map(_quoted, terms), number)
    return " OR ".join(f"({' AND '.join(chosen)})" for chosen in together)


def phrase(words: Sequence[str]) -> str:
    """The words one after the other."""
    return _quoted(" ".join(words))


def misspelled(word: str) -> str | None:
    """Quotations with the beginning or the end of a word, for an index of trigrams.

    None for a word too short.
    """
    if len(word) < SHORTEST:
        return None
    size = max(4, ceil(STRETCH * len(word)))
    stretches = dict.fromkeys((word[:size], word[-size:]))
    return " OR ".join(f"({_trigrams(stretch)})" for stretch in stretches)


def _trigrams(stretch: str) -> str:
    return " AND ".join(_quoted(stretch[at : at + 3]) for at in range(len(stretch) - 2))


def _quoted(text: str) -> str:
    return f'"{text}"'
