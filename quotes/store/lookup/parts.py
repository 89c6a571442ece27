"""A claim in parts, each so short that it comes from one quotation, and the words of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

LONGEST = 10
"""Words of a part."""
SHORTEST = 3
"""Words that a part should have; what is shorter is joined to what comes before."""
MOST = 12
"""Parts of a claim; the parts of a very long one are longer."""

_BREAK = re.compile(r"[.!?;:…—–\n]+|\s-+\s")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text in lower case: stretches of letters and digits, one after the other."""
    return [word.lower() for word in _WORD.findall(text)]


def parts(text: str) -> list[list[str]]:
    """The words of a claim, parted at its sentences and other breaks, and where they are many.

    All words are in one part each, in their order; there is no part without words.
    """
    sentences: list[list[str]] = []
    for found in map(words, _BREAK.split(text)):
        if sentences and (len(found) < SHORTEST or len(sentences[-1]) < SHORTEST):
            sentences[-1] += found
        elif found:
            sentences.append(found)
    total = sum(map(len, sentences))
    longest = max(LONGEST, -(-total // MOST))
    if len(sentences) > MOST:
        sentences = [[word for sentence in sentences for word in sentence]]
    return [part for sentence in sentences for part in _even(sentence, longest)]


def _even(sentence: list[str], longest: int) -> Iterator[list[str]]:
    """The sentence in as few parts as can be, none longer than allowed, all about as long."""
    number = -(-len(sentence) // longest)
    cuts = [round(place * len(sentence) / number) for place in range(number + 1)]
    yield from (sentence[begin:end] for begin, end in pairwise(cuts))
