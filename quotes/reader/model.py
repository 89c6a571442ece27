"""The shipped network: encoded documents in, scores by word out."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quotes.reader.encode import Encoded, Ints, Window, windows

# How many cores there are to work with.


def cores() -> int:
    """How many cores this process may use, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
    ``states`` (words, layers * width) what the encoder makes of each word, in chosen layers.
    """

    tags: dict[str, Floats]
    links: tuple[WindowScores, ...]
    states: Halves


class Model:
    """The network with its tokenizer and label inventories."""

    def __init__(self, folder: Path, threads: int | None = None, *, spinning: bool = True) -> None:
        """Load ``reader.onnx``, ``reader.json`` and ``tokenizer.json`` of a folder.

        The graph was optimised when it was exported; doing it again would only take time.
        ``threads`` is how many cores the network may use; by default all that this process may.
        ``spinning``: whether they wait busily for more to do, which is faster where nothing else is
        done and slower beside other work.
        """
        description = json.loads((folder / "reader.json").read_text(encoding="utf8"))
        self.sha256: str = description["sha256"]
        self.heads: dict[str, int] = description["heads"]
        self.labels: dict[str, list[str]] = description["labels"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or cores()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", str(int(spinning)))
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._folder = folder

    @classmethod
    def shipped(cls, threads: int | None = None, *, spinning: bool = True) -> Model:
        """The model that lies in the package."""
        return cls(Path(str(files("quotes.reader") / "weights")), threads, spinning=spinning)

    @cached_property
    def _ends(self) -> Ints:
        """The signs at the beginning and at the end of a window."""
        return np.array([self.tokenizer.token_to_id(sign) for sign in ("[CLS]", "[SEP]")])

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, without padding and truncation."""
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def scores(self, encoded: Encoded) -> Scores:
        """The scores of a document.

        Every window is read by itself: nothing is padded, and the scores do not depend on what
        else is read.
        """
        tags = np.zeros((len(encoded), sum(self.heads.values())), np.float32)
        links: list[WindowScores] = []
        states: list[Halves] = []
        for window in windows(encoded):
            log_p, pointers, told = self._run(encoded, window)
            own = slice(window.own_begin - window.begin, window.own_end - window.begin)
            tags[window.own_begin : window.own_end] = log_p[own]
            links.append(WindowScores(window, pointers))
            states.append(told[own])
        edges = np.cumsum(list(self.heads.values()))[:-1]
        by_head = dict(zip(self.heads, np.split(tags, edges, axis=1), strict=True))
        told = np.concatenate(states) if states else np.zeros((0, 0), np.float16)
        return Scores(by_head, tuple(links), told)

    def _run(self, encoded: Encoded, window: Window) -> tuple[Floats, Floats, Halves]:
        """Log-probabilities of a window's words: tags (words, labels), head by head, and pointers
        (links, words, 1 + words); and their states (words, layers * width)."""
        first = encoded.first[window.begin : window.end + 1]
        pieces = np.concatenate(
            [self._ends[:1], encoded.pieces[first[0] : first[-1]], self._ends[1:]]
        )
        features = np.zeros((len(pieces), encoded.features.shape[1]), dtype=np.int64)
        features[1:-1] = np.repeat(
            encoded.features[window.begin : window.end], np.diff(first), axis=0
        )
        words = first[:-1] - first[0] + 1
        given = {"pieces": pieces[None], "features": features[None], "words": words}
        tags, pointers, states = self._session.run(["tags", "pointers", "states"], given)
        return tags, pointers, states
