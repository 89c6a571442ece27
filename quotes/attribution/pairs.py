"""The learned score of a pair of mentions, on top of the vectors that the reader gives their words.

A mention-ranking score after Lee et al. (2017, "End-to-end Neural Coreference Resolution"): the
asking mention's vector meets that of each candidate, features of the pair beside them; that nobody
among the candidates is meant has a score of its own. It is trained together with the reader
(``scripts.training``).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.candidates import Ints

Floats = NDArray[np.float32]

VECTOR = 128
ANTECEDENT, SPEAKER = 0, 1
"""What is asked: whom a mention goes back to, or who speaks a quotation."""


class PairScorer:
    """Scores candidates for whom an asking mention means."""

    def __init__(self, weights: Path) -> None:
        """Load the weights (``.npz``) that the export wrote."""
        with np.load(weights) as given:
            self._given = {name: given[name].astype(np.float32) for name in given.files}

    def scores(
        self,
        vectors: NDArray[np.float16],
        asks: Ints,
        firsts: Ints,
        heads: Ints,
        features: Ints,
        task: int = SPEAKER,
    ) -> tuple[Floats, float]:
        """Scores (candidates,) of the candidates and the score of nobody.

        :param vectors: those of the reading's tokens (tokens, width).
        :param asks: tokens that ask; ``firsts`` and ``heads`` (candidates,) tokens of the
            candidates, ``features`` (candidates, groups) what is known of each pair.
        :param task: :data:`ANTECEDENT` or :data:`SPEAKER`.
        """
        asking = vectors[asks].astype(np.float32).mean(0)
        nobody = float(asking[3 * VECTOR + task])
        if not len(firsts):
            return np.zeros(0, np.float32), nobody
        w = self._given
        candidate = vectors[firsts, VECTOR : 2 * VECTOR].astype(np.float32)
        candidate += vectors[heads, 2 * VECTOR : 3 * VECTOR]
        product = asking[:VECTOR] * candidate
        pair = np.concatenate([w["features"][features].sum(axis=1), product], axis=-1)
        hidden = _gelu(pair @ w["hidden"] + w["hidden_bias"])
        scores: Floats = hidden @ w["answer"] + w["answer_bias"]
        near: Floats = product.sum(-1) / np.sqrt(np.float32(VECTOR))
        return scores + near, nobody


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016)."""
    y: Floats = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return y


@lru_cache(maxsize=1)
def shipped() -> PairScorer:
    """The scorer that lies in the package, beside the reader it was trained with."""
    with as_file(files("quotes.reader") / "weights" / "pairs.npz") as path:
        return PairScorer(path)
