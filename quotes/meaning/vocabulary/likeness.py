"""Topics that a quotation does not name but means, by the vectors of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.article import TopicLink
from quotes.meaning.vectors import Encoder, Vectors, as_bytes, directions
from quotes.meaning.vocabulary.vocabulary import Vocabulary
from quotes.vocabulary import CuratedTopic

MOST = 2
"""Topics that a quotation gets by its meaning, at most."""
LEAST = 0.4
"""The least cosine of a quotation with a topic that its article names elsewhere."""
LEAST_ALONE = 0.65
"""The least cosine with a topic that its article names nowhere else."""
FEWEST_WORDS = 5
"""Shorter quotations mean too many things."""

_MOST_PATTERNS = 12


@dataclass(frozen=True, slots=True)
class Meant:
    """The vectors (n, 384) of topics, in the order of their labels, made by ``model``."""

    labels: tuple[str, ...]
    vectors: Vectors
    model: str


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of an article: its vector (384,), its words, the topics that it names itself."""

    vector: Vectors
    words: int
    names: frozenset[str]


def vector_of(topic: CuratedTopic, encoder: Encoder) -> Vectors:
    """The vector (384,) of a topic: the mean direction of its names and first patterns."""
    bare = (one.replace("*", "").replace("=", "") for one in topic.patterns[:_MOST_PATTERNS])
    texts = list(dict.fromkeys((topic.label, ", ".join(topic.names), *topic.synonyms, *bare)))
    vector: Vectors = as_bytes(directions(encoder.encode(texts)).mean(axis=0, keepdims=True))[0]
    return vector


def similar(
    article: Sequence[Said], vocabulary: Vocabulary, meant: Meant
) -> list[tuple[TopicLink, ...]]:
    """The topics that each quotation of an article means, with the cosine as score, best first.

    Neither a topic that it names, nor one above or below that, is among them.
    """
    if not article or not meant.labels:
        return [() for _ in article]
    cosines = directions(np.stack([said.vector for said in article])) @ directions(meant.vectors).T
    named = Counter(label for said in article for label in said.names)
    return [
        _meant_by(said, row, vocabulary, meant, named - Counter(said.names))
        for said, row in zip(article, cosines, strict=True)
    ]


def _meant_by(
    said: Said,
    cosines: NDArray[np.float32],
    vocabulary: Vocabulary,
    meant: Meant,
    elsewhere: Counter[str],
) -> tuple[TopicLink, ...]:
    if said.words < FEWEST_WORDS:
        return ()
    known = {one for label in said.names for one in vocabulary.kin(label)}
    links: list[TopicLink] = []
    for place in np.flatnonzero(cosines >= LEAST)[np.argsort(-cosines[cosines >= LEAST])]:
        label, cosine = meant.labels[place], min(float(cosines[place]), 1.0)
        if label not in known and (label in elsewhere or cosine >= LEAST_ALONE):
            links.append(TopicLink(label, round(cosine, 3), "similarity"))
    return tuple(links[:MOST])
