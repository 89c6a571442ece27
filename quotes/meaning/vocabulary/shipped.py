"""The vectors of the topics that come with quotes."""

from __future__ import annotations

import numpy as np

from quotes.article import digest
from quotes.lexicon import seed
from quotes.meaning.vectors import Vectors
from quotes.vocabulary import CuratedTopic


def digest_of(topic: CuratedTopic) -> str:
    """What is the same for topics of the same names and patterns, and so of the same vector."""
    return digest(*topic.names, "", *topic.patterns)


def shipped_vectors(model: str) -> dict[str, Vectors]:
    """The vectors (384,) that this model made of the shipped topics, by their digests.

    There are none for another model.

    :raises QuotesError: they are missing from the installation.
    """
    with np.load(seed("topics.npz"), allow_pickle=False) as file:
        if str(file["model"]) != model:
            return {}
        return dict(zip(file["digests"].tolist(), file["vectors"], strict=True))
