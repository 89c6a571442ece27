"""The network: ``[CLS] claim [SEP] text [SEP]`` in, one score of their saying the same out.

The head sees the state of ``[CLS]``, the means of both sides, their difference and their product
(Conneau et al. 2017, "InferSent"), over an encoder in which each side heeds the other.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from scripts.stance.network import APART, PairEncoder
from scripts.training.network import Shape


class ParaphraseNetwork(PairEncoder):
    """Pieces in, a score a pair out."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__(shape)
        self.both = nn.Linear(5 * shape.width, shape.width)
        self.same = nn.Linear(shape.width, 1)

    def forward(self, pieces: Tensor, parts: Tensor, real: Tensor) -> Tensor:
        """Scores (batch,): above 0 where the two rather say the same.

        ``pieces`` (batch, length) ids; ``parts`` (batch, length) 1 for the claim, 0 for the text;
        ``real`` (batch, length) is false for padding.
        """
        x = self.states(pieces, parts, (~real)[:, None, None, :].float() * APART)
        return self.score(x.float(), (parts == 1) & real, (parts == 0) & real)

    def score(self, x: Tensor, claim: Tensor, text: Tensor) -> Tensor:
        """Scores (batch,) of states (batch, length, width) and the places of both sides."""
        one, other = _mean(x, claim), _mean(x, text)
        features = torch.cat([x[:, 0], one, other, (one - other).abs(), one * other], dim=-1)
        both = self.dropout(torch.tanh(self.both(self.dropout(features))))
        scores: Tensor = self.same(both).squeeze(-1)
        return scores


def _mean(x: Tensor, places: Tensor) -> Tensor:
    weights = places.to(x.dtype)[:, :, None]
    return (x * weights).sum(1) / weights.sum(1)
