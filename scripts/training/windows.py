"""Examples cut into windows of pieces, and windows gathered into batches of one length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from quotes.reader.encode import Ints
from quotes.reader.reading import LINKS
from scripts.training.data import MASK, NONE, Example
from scripts.training.recipe import Damage

_LOWER, _UPPER = 1, 3
_LETTERS = (1, 2, 3, 4, 6)
"""Shapes of words of letters alone (``quotes.reader.encode.shape``)."""


@dataclass(slots=True)
class Window:
    """The words ``begin:end`` of an example."""

    example: Example
    begin: int
    end: int

    @property
    def pieces(self) -> int:
        """Length in word pieces, the two marks at the ends included."""
        first = self.example.encoded.first
        return int(first[self.end] - first[self.begin]) + 2


def windows(example: Example, shortest: int, longest: int, rng: random.Random) -> Iterator[Window]:
    """The example as windows that end with a paragraph where one ends in their second half.

    The budget of a window in word pieces is drawn between the two lengths.
    """
    encoded = example.encoded
    begin = 0
    while begin < len(encoded):
        budget = rng.randint(shortest, longest) - 2
        limit = int(np.searchsorted(encoded.first, encoded.first[begin] + budget, "right")) - 1
        end = max(begin + 1, min(limit, len(encoded)))
        if end < len(encoded):
            breaks = np.flatnonzero(encoded.starts_paragraph[begin + 1 : end + 1]) + begin + 1
            if len(breaks) and breaks[-1] > (begin + end) / 2:
                end = int(breaks[-1])
        yield Window(example, begin, end)
        begin = end


def even_windows(example: Example, longest: int, rng: random.Random) -> Iterator[Window]:
    """The example as windows of about one length, so that little of a batch is padding."""
    pieces = len(example.encoded.pieces)
    count = max(1, -(-pieces // int(0.85 * longest)))
    budget = min(longest, pieces // count + longest // 8)
    return windows(example, budget, budget, rng)


def batches(pool: Sequence[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows of like length with at most this many pieces, in random order."""
    order = sorted(pool, key=lambda window: (window.pieces, rng.random()))
    found: list[list[Window]] = []
    for window in order:
        if not found or (len(found[-1]) + 1) * window.pieces > pieces:
            found.append([])
        found[-1].append(window)
    rng.shuffle(found)
    return found


@dataclass(slots=True)
class Batch:
    """Tensors of a batch; targets stand at the first piece of each word, MASK elsewhere."""

    pieces: Tensor
    mask: Tensor
    features: Tensor
    tags: dict[str, Tensor]
    entities: Tensor
    links: Tensor
    silver: bool
    places: tuple[Ints, ...]
    """Of each window the places (words,) of its words in the batch, as rows of all pieces."""


def collate(
    group: Sequence[Window], signs: tuple[int, int, int], rng: random.Random, damage: Damage
) -> Batch:
    """Windows as tensors, padded to the longest; ``signs`` are the ids of [CLS], [SEP], [MASK]."""
    begins, ends, hidden = signs
    length = max(window.pieces for window in group)
    size = len(group)
    entity_tags = group[0].example.entities.shape[1]
    pieces = np.zeros((size, length), dtype=np.int64)
    mask = np.zeros((size, length), dtype=np.int64)
    features = np.zeros((size, length, 3), dtype=np.int64)
    tags = {k: np.full((size, length), MASK, dtype=np.int64) for k in group[0].example.tags}
    entities = np.zeros((size, length, entity_tags), dtype=bool)
    links = np.full((size, length, len(LINKS)), MASK, dtype=np.int64)
    places: list[Ints] = []
    for row, window in enumerate(group):
        encoded, begin, end = window.example.encoded, window.begin, window.end
        first = encoded.first[begin : end + 1] - encoded.first[begin] + 1
        n = int(first[-1]) + 1
        pieces[row, 0], pieces[row, n - 1] = begins, ends
        shown = np.array([rng.random() >= damage.words for _ in range(begin, end)])
        pieces[row, 1 : n - 1] = np.where(
            np.repeat(shown, np.diff(first)),
            encoded.pieces[encoded.first[begin] : encoded.first[end]],
            hidden,
        )
        mask[row, :n] = 1
        word_features = _damaged(encoded.features[begin:end], rng, damage)
        features[row, 1 : n - 1] = np.repeat(word_features, np.diff(first), axis=0)
        at = first[:-1]
        for name, target in tags.items():
            target[row, at] = window.example.tags[name][begin:end]
        entities[row, at] = window.example.entities[begin:end]
        links[row, at] = _link_targets(window, first)
        places.append(row * length + at)
    return Batch(
        *(torch.from_numpy(x) for x in (pieces, mask, features)),
        {k: torch.from_numpy(v) for k, v in tags.items()},
        torch.from_numpy(entities),
        torch.from_numpy(links),
        group[0].example.silver,
        tuple(places),
    )


def _damaged(features: Ints, rng: random.Random, damage: Damage) -> Ints:
    """Shape, layout and quotation state of words as they are in a text that lacks something."""
    damaged = features.copy()
    shape, layout, quotes = damaged.T
    if rng.random() < damage.case:
        shape[np.isin(shape, _LETTERS)] = rng.choice((_LOWER, _UPPER))
    if rng.random() < damage.layout:
        layout[:] = 0
    if rng.random() < damage.quotes:
        quotes[:] = 0
    return damaged


def _link_targets(window: Window, first: Ints) -> Ints:
    """Targets as places in the window; place 0 for none, MASK for a target outside of it."""
    words = window.example.links[window.begin : window.end]
    inside = (words >= window.begin) & (words < window.end)
    targets = np.full_like(words, MASK)
    targets[words == NONE] = 0
    targets[inside] = first[words[inside] - window.begin]
    return targets
