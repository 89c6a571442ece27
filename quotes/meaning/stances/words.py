"""Which words carry a side: those that the target heeds most."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from quotes.article import Span
from quotes.lexicon import word_set
from quotes.meaning.places import Places

_TELLING = frozenset(("ADJ", "ADV", "INTJ", "NOUN", "VERB"))
NEGATIONS = word_set("grammar", "negation")
_NEAR = 4
"""How many words may stand between a word and what negates it."""


def telling_words(
    doc: Doc,
    places: Places,
    passage: Span,
    target: range,
    heeds: NDArray[np.float32],
    pieces: Iterable[tuple[int, int]],
) -> Span | None:
    """Where the word stands that a target heeds most, with what negates it.

    :param passage: the characters of the text that was read.
    :param target: the tokens of the target, which do not count.
    :param heeds: how much each word piece of the text is heeded.
    :param pieces: where these pieces stand in the text that was read: (start, end).
    :return: None where no word tells anything.
    """
    heeded: dict[int, float] = {}
    for heed, (start, _) in zip(heeds.tolist(), pieces, strict=True):
        place = places.token_at(passage.start + start)
        heeded[place] = heeded.get(place, 0.0) + heed
    telling = [place for place in heeded if place not in target and doc[place].pos_ in _TELLING]
    if not telling:
        return None
    best = doc[max(telling, key=lambda place: heeded[place])]
    taken = [best, *_negations(best)]
    first, last = min(taken, key=_place), max(taken, key=_place)
    return Span(first.idx, last.idx + len(last))


def _negations(word: Token) -> list[Token]:
    return [
        child
        for child in word.children
        if child.lower_ in NEGATIONS and abs(child.i - word.i) <= _NEAR
    ]


def _place(token: Token) -> int:
    return token.i
