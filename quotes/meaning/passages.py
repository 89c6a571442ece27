"""The vector of a quotation: of its own words, of its paragraphs, and a little of its article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quotes.meaning.vectors import Encoder, Vectors, as_bytes, directions

ARTICLE = 0.5
"""How much the mean of an article's quoted paragraphs counts beside a quotation's own words, or its
own paragraphs."""


def passage_vectors(encoder: Encoder, passages: Sequence[tuple[str, str]]) -> Vectors:
    """A vector for each quotation of one article, as signed bytes (quotations, 384).

    :param passages: the words of each, and the paragraphs that it stands in.
    """
    if not passages:
        return encoder.encode([])
    around = list(dict.fromkeys(context for _, context in passages))
    own = directions(encoder.encode([text for text, _ in passages]))
    paragraphs = directions(encoder.encode(around))
    place = {context: number for number, context in enumerate(around)}
    beside = paragraphs[np.array([place[context] for _, context in passages], np.intp)]
    article = beside.mean(axis=0)
    return as_bytes(own + beside + ARTICLE * article / np.linalg.norm(article))
