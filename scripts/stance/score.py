"""The figures of a network on data that it was not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from scripts.stance import data
from scripts.stance.batches import Pieces, collate
from scripts.stance.data import SIDES, Example
from scripts.stance.network import StanceNetwork

AT_ONCE = 64


@torch.no_grad()
def chances(
    network: StanceNetwork,
    head: Callable[[Tensor], Tensor],
    examples: Sequence[Example],
    pieces: Pieces,
) -> list[NDArray[np.float32]]:
    """The chances (targets, sides) of each example's targets."""
    network.eval()
    order = sorted(range(len(examples)), key=lambda one: len(pieces.of(examples[one]).pieces))
    found: dict[int, NDArray[np.float32]] = {}
    for begin in range(0, len(order), AT_ONCE):
        part = order[begin : begin + AT_ONCE]
        batch = collate([examples[one] for one in part], pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made = head(network(batch.pieces, batch.parts, batch.means, batch.real))
        for one, row in zip(part, made.float().softmax(-1).numpy(), strict=True):
            found[one] = row[: len(examples[one].targets)]
    return [found[one] for one in range(len(examples))]


def accuracy(chances: Sequence[NDArray[np.float32]], examples: Sequence[Example]) -> float:
    """The share of the targets whose likelier one of two sides is the right one, in per cent."""
    right = [
        (row[2] > row[0]) == (side == "support")
        for rows, example in zip(chances, examples, strict=True)
        for row, (_, side) in zip(rows, example.targets, strict=True)
    ]
    return round(100 * float(np.mean(right)), 1)


def macro_f1(chances: Sequence[NDArray[np.float32]], examples: Sequence[Example]) -> float:
    """The mean over the three sides of the F1 of the likeliest side, in per cent."""
    likeliest = np.concatenate([rows.argmax(-1) for rows in chances])
    right = np.array([SIDES.index(side) for example in examples for _, side in example.targets])
    scores = []
    for side in range(len(SIDES)):
        both = ((likeliest == side) & (right == side)).sum()
        scores.append(2 * both / max((likeliest == side).sum() + (right == side).sum(), 1))
    return round(100 * float(np.mean(scores)), 1)


def figures(network: StanceNetwork, pieces: Pieces, folder: Path) -> dict[str, float]:
    """Perspectrum dev, the passages and the tenth of NewsMTSC that were kept out of training."""
    claims = data.perspectrum(folder, "dev")
    _, news = data.passages()
    _, polarity = data.newsmtsc(folder)
    return {
        "perspectrum": accuracy(chances(network, network.side, claims, pieces), claims),
        "passages": macro_f1(chances(network, network.side, news, pieces), news),
        "newsmtsc": macro_f1(chances(network, network.polarity, polarity, pieces), polarity),
    }
