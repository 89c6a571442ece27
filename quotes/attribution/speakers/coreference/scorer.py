"""The learned score of a pair of mentions, on top of what the reader's encoder makes of both.

A mention-ranking score after Lee et al. (2017, "End-to-end Neural Coreference Resolution"): the
anaphor's vector meets that of each candidate, features of the pair beside them, and 0 is the score
of no candidate at all. Trained by ``python -m scripts.coreference.train``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.speakers.coreference.mentions import Mention
from quotes.attribution.speakers.coreference.pairs import between, features
from quotes.attribution.words import Words

Floats = NDArray[np.float32]

REACH = 250
"""Words that a candidate stands before the anaphor at most."""


class Scorer:
    """Scores candidates for the antecedent of a pronoun or a description."""

    def __init__(self, weights: Path) -> None:
        """Load the weights (``.npz``) that the training wrote."""
        with np.load(weights) as given:
            self._given = {name: given[name].astype(np.float32) for name in given.files}

    def vectors(self, states: NDArray[np.float16]) -> tuple[Floats, Floats, Floats]:
        """Vectors of words (words, width) as anaphors, as first and as head words of candidates,
        from the encoder's states (words, layers * width)."""
        w = self._given
        x = states.astype(np.float32) @ w["project"] + w["project_bias"]
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        x = x * w["norm"] + w["norm_bias"]
        asks, firsts, heads = np.split(x @ w["roles"] + w["roles_bias"], 3, axis=-1)
        return asks, firsts, heads

    def scores(
        self,
        words: Words,
        states: NDArray[np.float16],
        anaphor: Mention,
        candidates: Sequence[Mention],
    ) -> Floats:
        """Log-odds (candidates,) that each candidate is an antecedent, against none of them.

        ``states`` (tokens, layers * width) are those of the reading.
        """
        if not candidates:
            return np.zeros(0, np.float32)
        w = self._given
        tokens = [words[anaphor.head].token]
        tokens += [words[one.places.start].token for one in candidates]
        tokens += [words[one.head].token for one in candidates]
        asks, firsts, heads = self.vectors(states[tokens])
        count = len(candidates)
        product = asks[:1] * (firsts[1 : 1 + count] + heads[1 + count :])
        told = np.array(
            [
                features(anaphor, one, others)
                for one, others in zip(candidates, between(anaphor, candidates), strict=True)
            ]
        )
        pair = np.concatenate([w["features"][told].sum(axis=1), product], axis=-1)
        hidden = _gelu(pair @ w["hidden"] + w["hidden_bias"])
        answer: Floats = hidden @ w["answer"] + w["answer_bias"]
        near: Floats = product.sum(-1) / np.sqrt(np.float32(product.shape[1]))
        return answer + near


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016)."""
    y: Floats = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return y


@lru_cache(maxsize=1)
def shipped() -> Scorer:
    """The scorer that lies in the package."""
    with as_file(files("quotes.attribution.speakers.coreference") / "antecedents.npz") as path:
        return Scorer(path)
