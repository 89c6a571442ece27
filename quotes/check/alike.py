"""Quotations that say what a claim says, in other words.

Two networks are asked: how close in meaning both are, and, of the closest, whether the one says
what the other says. Neither is enough: what speaks of the same thing is close in meaning too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.article import PIECE_JOINER, Span
from quotes.check.words.sentences import sentences
from quotes.meaning.paraphrase import ParaphraseModel
from quotes.store.lookup.lookup import Lookup
from quotes.store.lookup.rows import Candidate

READ = 8
"""Passages that are read together with the claim, the closest in meaning."""
WEIGHT = 6.0
"""How much the cosine counts beside the log-odds that both say the same."""
LEAST = 5.2
"""The sum of both from which two texts say the same."""
SURE = 1e-4


def alike(
    words: str, near: Sequence[Candidate], lookup: Lookup, model: ParaphraseModel
) -> list[tuple[float, int]]:
    """The cosine and the row id of those quotations that say the same, the surest first.

    Of a quotation its whole, each sentence and each two sentences are compared.

    :param near: quotations that are close in meaning.
    """
    passages = [(text, one.row) for one in near for text in _passages(one.text)]
    cosines = lookup.likeness(words, [text for text, _ in passages])
    closest = sorted(zip(cosines, passages, strict=True), reverse=True)[:READ]
    chances = model.chances(words, [text for _, (text, _) in closest])
    found: dict[int, tuple[float, float]] = {}
    for chance, (cosine, (_, row)) in zip(chances, closest, strict=True):
        sure = min(max(chance, SURE), 1 - SURE)
        score = math.log(sure / (1 - sure)) + WEIGHT * cosine
        if score >= LEAST:
            found[row] = max(found.get(row, (score, cosine)), (score, cosine))
    ordered = sorted(found.items(), key=lambda one: one[1], reverse=True)
    return [(cosine, row) for row, (_, cosine) in ordered]


def _passages(text: str) -> Iterator[str]:
    plain = text.replace(PIECE_JOINER, " ")
    each = [one.of(plain) for one in sentences(plain, Span(0, len(plain)))]
    yield from dict.fromkeys((plain, *each, *(f"{one} {after}" for one, after in pairwise(each))))
