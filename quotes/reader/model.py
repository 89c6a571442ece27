"""The shipped network: encoded documents in, scores by word out."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quotes.reader.encode import Encoded, Ints
from quotes.reader.windows import Window, windows

Floats = NDArray[np.float32]

BATCH_PIECES = 1600
"""Word pieces that go through the network at once."""


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Pointer log-probabilities (links, words, 1 + words) of one window; column 0 is none."""

    window: Window
    pointers: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a document.

    ``tags`` holds log-probabilities (words, labels) by head; ``links`` the windows' pointers.
    """

    tags: dict[str, Floats]
    links: tuple[WindowScores, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    document: int
    window: Window
    pieces: Ints
    features: Ints
    first: Ints


def cores() -> int:
    """How many cores this process may use, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Model:
    """The network with its tokenizer and label inventories."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Load ``reader.onnx``, ``reader.json`` and ``tokenizer.json`` of a folder.

        ``threads`` is how many cores the network may use; by default all that this process may.
        """
        description = json.loads((folder / "reader.json").read_text(encoding="utf8"))
        self.sha256: str = description["sha256"]
        self.heads: dict[str, int] = description["heads"]
        self.labels: dict[str, list[str]] = description["labels"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or cores()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._folder = folder

    @classmethod
    def shipped(cls, threads: int | None = None) -> Model:
        """The model that lies in the package."""
        return cls(Path(str(files("quotes.reader") / "weights")), threads)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, without padding and truncation."""
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def scores(self, documents: Sequence[Encoded]) -> list[Scores]:
        """The scores of each document; windows of like length share a batch."""
        jobs = [
            self._job(number, encoded, window)
            for number, encoded in enumerate(documents)
            for window in windows(encoded)
        ]
        jobs.sort(key=lambda job: len(job.pieces))
        tags = [np.zeros((len(d), sum(self.heads.values())), np.float32) for d in documents]
        links: list[list[WindowScores]] = [[] for _ in documents]
        for batch in _batches(jobs):
            logits, pointers = self._run(batch)
            for row, job in enumerate(batch):
                own = slice(job.window.own_begin, job.window.own_end)
                begin = job.window.begin
                at = job.first[own.start - begin : own.stop - begin]
                tags[job.document][own] = logits[row, at]
                places = np.concatenate([[0], job.first[: job.window.end - begin]])
                window_links = pointers[row][:, places[1:]][:, :, places]
                links[job.document].append(WindowScores(job.window, log_softmax(window_links)))
        return [
            Scores(self._by_head(tag), tuple(sorted(link, key=lambda s: s.window.begin)))
            for tag, link in zip(tags, links, strict=True)
        ]

    def _by_head(self, logits: Floats) -> dict[str, Floats]:
        edges = np.cumsum(list(self.heads.values()))[:-1]
        parts = np.split(logits, edges, axis=1)
        return {name: log_softmax(part) for name, part in zip(self.heads, parts, strict=True)}

    def _job(self, number: int, encoded: Encoded, window: Window) -> _Job:
        first = encoded.first[window.begin : window.end + 1]
        own = encoded.pieces[first[0] : first[-1]]
        ends = [self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")]
        pieces = np.concatenate([ends[:1], own, ends[1:]])
        features = np.zeros((len(pieces), encoded.features.shape[1]), dtype=np.int64)
        features[1:-1] = np.repeat(
            encoded.features[window.begin : window.end], np.diff(first), axis=0
        )
        return _Job(number, window, pieces, features, first - first[0] + 1)

    def _run(self, batch: Sequence[_Job]) -> tuple[Floats, Floats]:
        length = max(len(job.pieces) for job in batch)
        pieces = np.zeros((len(batch), length), dtype=np.int64)
        mask = np.zeros((len(batch), length), dtype=np.int64)
        features = np.zeros((len(batch), length, batch[0].features.shape[1]), dtype=np.int64)
        for row, job in enumerate(batch):
            n = len(job.pieces)
            pieces[row, :n], mask[row, :n], features[row, :n] = job.pieces, 1, job.features
        given = {"pieces": pieces, "mask": mask, "features": features}
        tags, pointers = self._session.run(["tags", "pointers"], given)
        return tags, pointers


def _batches(jobs: Sequence[_Job]) -> list[list[_Job]]:
    found: list[list[_Job]] = []
    for job in jobs:
        if not found or (len(found[-1]) + 1) * len(job.pieces) > BATCH_PIECES:
            found.append([])
        found[-1].append(job)
    return found


def log_softmax(x: Floats) -> Floats:
    """Log-probabilities along the last axis."""
    shifted = x - x.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
