"""Which of many quotations resemble a claim most, or a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, islice, zip_longest

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from quotes.store.lookup.rows import Candidate

Scores = NDArray[np.float32]
Scorer = Callable[..., float]

CLOSER = 3
"""How many times as many as wanted are compared letter by letter."""


def best(parts: Sequence[str], found: Sequence[Candidate], limit: int) -> list[Candidate]:
    """At most so many of those found, the best first.

    Half of them resemble the whole claim most; the others are for each part those that resemble it
    most, in turn, because a claim may be put together from several quotations. Where there are very
    many, most are ruled out by their words; the rest is compared letter by letter.

    :param parts: the parts of the claim, each its words in lower case with one blank between them.
    """
    left = list(found)
    for scorer, most in ((fuzz.token_set_ratio, CLOSER * limit), (fuzz.partial_ratio, limit)):
        if scorer is fuzz.partial_ratio or len(left) > most:
            left = _highest(parts, left, most, scorer)
    return left


def _highest(
    parts: Sequence[str], found: Sequence[Candidate], most: int, scorer: Scorer
) -> list[Candidate]:
    if not found:
        return []
    scores = _scores(parts, [one.text for one in found], scorer)
    lengths = np.array([len(part) for part in parts], np.float32)
    order = np.argsort(-(lengths @ scores), kind="stable").tolist()
    if len(found) > most:
        of_parts = np.argsort(-scores, axis=1, kind="stable").tolist()
        first = order[: most - most // 2]
        in_turn = chain.from_iterable(zip_longest(*of_parts))
        chosen = set(islice(dict.fromkeys(chain(first, in_turn)), most))
        order = [place for place in order if place in chosen]
    return [found[place] for place in order]


def _scores(parts: Sequence[str], texts: Sequence[str], scorer: Scorer) -> Scores:
    """How much of each part is in each text, in [0, 100] (parts, texts).

    A text shorter than the part scores as much less.
    """
    folded = [utils.default_process(text) for text in texts]
    scores = process.cdist(parts, folded, scorer=scorer, dtype=np.float32)
    sizes = np.array([[len(text) for text in folded]], np.float32)
    wanted = np.array([[len(part)] for part in parts], np.float32)
    covered: Scores = scores * np.minimum(1, sizes / wanted)
    return covered
