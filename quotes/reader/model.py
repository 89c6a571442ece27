"""The shipped network: encoded documents in, scores by word out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotes.reader.encode import Encoded, Ints, Window, windows
from quotes.reader.onnx import Network, ends

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Pointer log-probabilities (links, words, 1 + words) of one window; column 0 is none."""

    window: Window
    pointers: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a document.

    ``tags`` holds log-probabilities (words, labels) by head; ``links`` the windows' pointers;
    ``vectors`` (words, width) what each word is as part of a mention.
    """

    tags: dict[str, Floats]
    links: tuple[WindowScores, ...]
    vectors: Halves


class Model:
    """The network with its tokenizer and label inventories."""

    def __init__(self, folder: Path, threads: int | None = None, *, spinning: bool = True) -> None:
        """Take ``reader.onnx``, ``reader.json`` and ``tokenizer.json`` of a folder.

        ``threads`` and ``spinning`` are those of :class:`~quotes.reader.onnx.Network`.
        """
        self._network = Network(
            folder / "reader.onnx", folder / "tokenizer.json", threads, spinning=spinning
        )
        self.sha256 = self._network.sha256
        self.heads: dict[str, int] = self._network.description["heads"]
        self.labels: dict[str, list[str]] = self._network.description["labels"]

    @classmethod
    def shipped(cls, threads: int | None = None, *, spinning: bool = True) -> Model:
        """The model that lies in the package."""
        return cls(Path(str(files("quotes.reader") / "weights")), threads, spinning=spinning)

    @cached_property
    def _ends(self) -> tuple[int, int]:
        return ends(self.tokenizer)

    @property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, without padding and truncation."""
        return self._network.tokenizer

    def scores(self, encoded: Encoded) -> Scores:
        """The scores of a document.

        Every window is read by itself: nothing is padded, and the scores do not depend on what
        else is read.
        """
        tags = np.zeros((len(encoded), sum(self.heads.values())), np.float32)
        links: list[WindowScores] = []
        vectors: list[Halves] = []
        for window in windows(encoded):
            log_p, pointers, by_word = self._run(encoded, window)
            own = slice(window.own_begin - window.begin, window.own_end - window.begin)
            tags[window.own_begin : window.own_end] = log_p[own]
            links.append(WindowScores(window, pointers))
            vectors.append(by_word[own])
        edges = np.cumsum(list(self.heads.values()))[:-1]
        by_head = dict(zip(self.heads, np.split(tags, edges, axis=1), strict=True))
        joined = np.concatenate(vectors) if vectors else np.zeros((0, 0), np.float16)
        return Scores(by_head, tuple(links), joined)

    def _run(self, encoded: Encoded, window: Window) -> tuple[Floats, Floats, Halves]:
        """Log-probabilities of a window's words: tags (words, labels), head by head, and pointers
        (links, words, 1 + words); and their vectors (words, width)."""
        first = encoded.first[window.begin : window.end + 1]
        begin, end = self._ends
        pieces: Ints = np.concatenate([[begin], encoded.pieces[first[0] : first[-1]], [end]])
        features = np.zeros((len(pieces), encoded.features.shape[1]), dtype=np.int64)
        features[1:-1] = np.repeat(
            encoded.features[window.begin : window.end], np.diff(first), axis=0
        )
        words = first[:-1] - first[0] + 1
        tags, pointers, vectors = self._network.run(
            ("tags", "pointers", "vectors"),
            pieces=pieces[None],
            features=features[None],
            words=words,
        )
        return tags, pointers, vectors
