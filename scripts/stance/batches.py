"""Examples -> tensors."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from quotes.meaning.sides import Sequencer
from quotes.meaning.sides import TargetSequence as Asked
from quotes.reader.model import Model
from scripts.stance.data import SIDES, Example, Task

NOT_ASKED = -1
LENGTHS_TOGETHER = 40
"""So many batches are filled from examples sorted by length."""


@dataclass(frozen=True)
class Batch:
    """What the network reads, and the sides (batch, targets) as indices, -1 where there is none."""

    pieces: Tensor
    parts: Tensor
    means: Tensor
    real: Tensor
    sides: Tensor
    tasks: tuple[Task, ...]


class Pieces:
    """The sequences of examples, as the model that is shipped sees them."""

    def __init__(self) -> None:
        self._sequencer = Sequencer(Model.shipped().tokenizer)
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _of(self, example: Example) -> Asked:
        return self._sequencer.sequence(example.text, [target for target, _ in example.targets])


def grouped(
    examples: list[Example], pieces: Pieces, size: int, rng: random.Random
) -> list[list[Example]]:
    """The examples in batches of like lengths, in random order."""
    mixed = rng.sample(examples, len(examples))
    many = size * LENGTHS_TOGETHER
    batches = []
    for begin in range(0, len(mixed), many):
        near = sorted(mixed[begin : begin + many], key=lambda one: len(pieces.of(one).pieces))
        batches += [near[place : place + size] for place in range(0, len(near), size)]
    return rng.sample(batches, len(batches))


def collate(examples: Sequence[Example], pieces: Pieces) -> Batch:
    """The tensors of a batch, padded to its longest sequence and most targets."""
    asked = [pieces.of(example) for example in examples]
    length = max(len(one.pieces) for one in asked)
    most = max(len(example.targets) for example in examples)
    ids, parts = (torch.zeros(len(asked), length, dtype=torch.long) for _ in range(2))
    real = torch.zeros(len(asked), length, dtype=torch.bool)
    means = torch.zeros(len(asked), most, length)
    sides = torch.full((len(asked), most), NOT_ASKED)
    for row, (one, example) in enumerate(zip(asked, examples, strict=True)):
        count = len(one.pieces)
        ids[row, :count] = torch.from_numpy(one.pieces)
        parts[row, :count] = torch.from_numpy(one.parts)
        real[row, :count] = True
        means[row, : len(example.targets), :count] = torch.from_numpy(one.means)
        sides[row, : len(example.targets)] = torch.tensor(_labels(example.targets))
    return Batch(ids, parts, means, real, sides, tuple(one.task for one in examples))


def _labels(targets: Iterable[tuple[str, str]]) -> list[int]:
    return [SIDES.index(side) for _, side in targets]
