"""What each head is trained on, and how much it counts."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor
from torch.nn import functional as F

from quotes.reader.labels import LINKS
from scripts.training.data import MASK
from scripts.training.windows import Batch


@dataclass(frozen=True)
class Weights:
    """Weight of each head's mean loss."""

    tags: dict[str, float] = field(
        default_factory=lambda: {
            "source": 1.0,
            "cue": 1.0,
            "content": 1.0,
            "sentence": 0.3,
            "pos": 0.3,
            "tag": 0.3,
            "dep": 0.3,
        }
    )
    entities: float = 0.7
    links: dict[str, float] = field(
        default_factory=lambda: {"source": 0.4, "cue": 0.4, "head": 0.6}
    )


def loss(
    logits: Tensor, pointers: Tensor, batch: Batch, heads: dict[str, int], weights: Weights
) -> Tensor:
    """The weighted sum of the heads' mean losses over what the batch knows."""
    total = logits.new_zeros((), dtype=torch.float32)
    parts = dict(zip(heads, logits.float().split(list(heads.values()), dim=-1), strict=True))
    for name, weight in weights.tags.items():
        target = batch.tags[name]
        if bool((target != MASK).any()):
            total = total + weight * F.cross_entropy(
                parts[name].flatten(0, 1), target.flatten(), ignore_index=MASK
            )
    known = batch.entities.any(-1)
    if bool(known.any()):
        total = total + weights.entities * allowed_loss(
            parts["entity"][known], batch.entities[known]
        )
    for i, name in enumerate(LINKS):
        target = batch.links[:, :, i]
        told = target != MASK
        if bool(told.any()):
            total = total + weights.links[name] * F.cross_entropy(
                pointers[:, i][told].float(), target[told]
            )
    return total


def allowed_loss(logits: Tensor, allowed: Tensor) -> Tensor:
    """Mean negative log-likelihood of the allowed labels together: partial supervision, for
    corpora that mark fewer classes than the model has."""
    log_p = logits.log_softmax(-1).masked_fill(~allowed, float("-inf"))
    return -log_p.logsumexp(-1).mean()
