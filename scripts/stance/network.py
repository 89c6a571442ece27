"""The network of stance: a MiniLM encoder over targets and text, and a head on each target.

A sequence is ``[CLS] target [SEP] target [SEP] ... text [SEP]``: one pass answers for all targets
of a text. The targets do not see one another, but the text sees them all and stands further on with
each, so what else is asked moves an answer a little. A target is the mean of its pieces beside the
state of ``[CLS]``.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from scripts.stance.data import SIDES
from scripts.training.network import Layer, Network, Shape

APART = -10000.0


class PairEncoder(nn.Module):
    """A MiniLM encoder that knows which pieces of a sequence are those of the text."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.text = nn.Parameter(torch.zeros(shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers: nn.ModuleList = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def states(self, pieces: Tensor, parts: Tensor, bias: Tensor) -> Tensor:
        """What the encoder makes of sequences: (batch, length, width)."""
        x = self.embedded(pieces, parts)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def embedded(self, pieces: Tensor, parts: Tensor) -> Tensor:
        """What goes into the first layer: (batch, length, width)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        in_text = (parts == 0).unsqueeze(-1).to(self.text.dtype)
        x = self.words(pieces) + self.positions(places) + in_text * self.text
        return self.dropout(self.norm(x))

    def load_encoder(self, weights: Path) -> None:
        """Take the encoder's weights from a BERT checkpoint in safetensors format."""
        network = Network({"none": 1})
        network.load_encoder(weights)
        for mine, theirs in (
            (self.words, network.words),
            (self.positions, network.positions),
            (self.norm, network.norm),
            (self.layers, network.layers),
        ):
            mine.load_state_dict(theirs.state_dict())


class StanceNetwork(PairEncoder):
    """Pieces in, scores of the three sides for each target out."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__(shape)
        self.both = nn.Linear(2 * shape.width, shape.width)
        self.side = nn.Linear(shape.width, len(SIDES))
        self.polarity = nn.Linear(shape.width, len(SIDES))

    def forward(self, pieces: Tensor, parts: Tensor, means: Tensor, real: Tensor) -> Tensor:
        """What the head makes of each target: (batch, targets, width).

        ``pieces`` (batch, length) ids; ``parts`` (batch, length) the number of the target that a
        piece belongs to, counted from 1, 0 for the text; ``means`` (batch, targets, length) weights
        that sum to 1 over a target's pieces; ``real`` (batch, length) is false for padding.
        """
        x = self.states(pieces, parts, bars(parts, real))
        return self.answer(x, means)

    def answer(self, x: Tensor, means: Tensor) -> Tensor:
        """What the head makes of each target, before the sides: (batch, targets, width)."""
        targets = means.to(x.dtype) @ x
        whole = x[:, :1].expand_as(targets)
        both = self.dropout(torch.cat([targets, whole], dim=-1))
        return self.dropout(torch.tanh(self.both(both)))


def bars(parts: Tensor, real: Tensor) -> Tensor:
    """What keeps targets from seeing one another, and everything from seeing the padding:
    (batch, 1, length, length), to be added to attention scores."""
    asks, seen = parts[:, :, None], parts[:, None, :]
    open_ = ((asks == seen) | (asks == 0) | (seen == 0)) & real[:, None, :]
    return (~open_).float()[:, None] * APART
