"""The head that is trained: the same sums as ``quotes.attribution.coreference``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.attribution.coreference import FEATURES
from scripts.coreference.examples import Examples

WIDTH = 256
VECTOR = 128
HIDDEN = 64


class Head(nn.Module):
    """States of words in, a score for each pair of mentions out."""

    def __init__(self, states: int, dropout: float) -> None:
        """``states`` is the width of the encoder's states."""
        super().__init__()
        self.project = nn.Linear(states, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.roles = nn.Linear(WIDTH, 3 * VECTOR)
        self.features = nn.EmbeddingBag(FEATURES, HIDDEN, mode="sum")
        self.hidden = nn.Linear(HIDDEN + VECTOR, HIDDEN)
        self.answer = nn.Linear(HIDDEN, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch: Sequence[Examples]) -> list[Tensor]:
        """Scores (pairs,) of each text of the batch."""
        states = torch.from_numpy(np.concatenate([one.states for one in batch])).float()
        words = self.dropout(self.norm(self.project(states)))
        asks, firsts, heads = self.roles(words).chunk(3, dim=-1)
        offsets = np.cumsum([0, *(len(one.states) for one in batch[:-1])])
        ask, first, head = (
            _rows(of, offsets)
            for of in (
                [one.asks for one in batch],
                [one.firsts for one in batch],
                [one.heads for one in batch],
            )
        )
        product = asks.index_select(0, ask) * (
            firsts.index_select(0, first) + heads.index_select(0, head)
        )
        embedded = self.features(torch.from_numpy(np.concatenate([one.features for one in batch])))
        hidden = F.gelu(self.hidden(torch.cat([embedded, product], dim=-1)), approximate="tanh")
        scores = self.answer(self.dropout(hidden))[:, 0] + product.sum(-1) / math.sqrt(VECTOR)
        return list(scores.split([len(one.asks) for one in batch]))

    def save(self, path: Path) -> None:
        """Write the weights as the scorer of the package reads them."""
        given = {
            "project": self.project.weight.T,
            "project_bias": self.project.bias,
            "norm": self.norm.weight,
            "norm_bias": self.norm.bias,
            "roles": self.roles.weight.T,
            "roles_bias": self.roles.bias,
            "features": self.features.weight,
            "hidden": self.hidden.weight.T,
            "hidden_bias": self.hidden.bias,
            "answer": self.answer.weight[0],
            "answer_bias": self.answer.bias,
        }
        halves: dict[str, NDArray[np.float16]] = {
            name: tensor.detach().half().numpy() for name, tensor in given.items()
        }
        np.savez_compressed(path, **halves)


def _rows(rows: Sequence[NDArray[np.int64]], offsets: NDArray[np.int64]) -> Tensor:
    """Rows of several texts as rows of the batch."""
    return torch.from_numpy(np.concatenate([r + at for r, at in zip(rows, offsets, strict=True)]))


def loss(scores: Tensor, one: Examples) -> Tensor:
    """Minus the log-probability that an anaphor's antecedent is a right one, or none where there
    is no right one, summed over the anaphors by weight."""
    count = len(one.weight)
    anaphor = torch.from_numpy(one.anaphor)
    right = torch.from_numpy(one.right)
    everyone = _log_sum(scores, anaphor, count, start=0.0)
    known = torch.zeros(count, dtype=torch.bool).index_put((anaphor[right],), torch.tensor(True))
    correct = _log_sum(scores[right], anaphor[right], count, start=-1e4)
    wanted = torch.where(known, correct, torch.zeros(count))
    return ((everyone - wanted) * torch.from_numpy(one.weight)).sum()


def _log_sum(scores: Tensor, groups: Tensor, count: int, start: float) -> Tensor:
    """Log of the sum of exponentials by group, with one member of score ``start`` in each."""
    highest = torch.full((count,), start).index_reduce(0, groups, scores.detach(), "amax")
    shifted = (scores - highest.index_select(0, groups)).exp()
    total = (start - highest).exp().index_add(0, groups, shifted)
    return highest + total.log()
