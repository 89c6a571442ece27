"""The shared scorer of attributions, and how far its figures may be chance.

The counts are asked for article by article. Articles, not attributions, are drawn with replacement
(percentile bootstrap, Efron 1979), because the attributions of one article stand or fall together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
SEED = 20210827
_EDGES = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure in percent, or a difference of two, with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def f1(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 in percent along the last axis, which holds right, predicted and marked."""
    right, predicted, marked = np.moveaxis(counts, -1, 0)
    found: NDArray[np.float64] = 200 * right / np.maximum(predicted + marked, 1)
    return found


def estimates(counts: Counts) -> list[Estimate]:
    """F1 of every measure over all articles."""
    return _around(f1(counts.sum(axis=0)), f1(_drawn(counts)))


def differences(counts: Counts, base: Counts) -> list[Estimate]:
    """How much F1 of every measure lies above that of ``base``, on the same articles."""
    return _around(
        f1(counts.sum(axis=0)) - f1(base.sum(axis=0)), f1(_drawn(counts)) - f1(_drawn(base))
    )


def mean(shares: NDArray[np.float64]) -> Estimate:
    """The mean, in percent, of a share a query (queries,), or of a difference of two shares."""
    drawn = shares[_chosen(len(shares))].mean(axis=1)
    (estimate,) = _around(100 * shares.mean(keepdims=True), 100 * drawn[:, None])
    return estimate


def _drawn(counts: Counts) -> NDArray[np.int64]:
    """(draws, measures, 3): the sums over articles drawn with replacement, always the same."""
    sums: NDArray[np.int64] = counts[_chosen(len(counts))].sum(axis=1)
    return sums


def _chosen(size: int) -> NDArray[np.int64]:
    """(draws, size): which are drawn."""
    return np.random.default_rng(SEED).integers(size, size=(DRAWS, size))


def _around(values: NDArray[np.float64], draws: NDArray[np.float64]) -> list[Estimate]:
    lows, highs = np.percentile(draws, _EDGES, axis=0)
    return [
        Estimate(*(round(float(x), 1) for x in ends))
        for ends in zip(values, lows, highs, strict=True)
    ]


Json = dict[str, Any]
Counts = NDArray[np.int64]
"""(articles, measures, 3): how many were right, predicted, and marked, by article and measure."""

MEASURES = ("joint", "joint80", "content", "source", "cue")
KINDS = ("all", "direct", "mixed", "indirect")


class Scorer:
    """The functions of ``attribution.py``, which scores whole sets of articles in percent.

    Its own copy of the script hands its counts on instead of turning them into percent, so that
    any choice of articles can be scored without counting again.
    """

    def __init__(self, path: Path) -> None:
        self._script = _loaded(path)
        self._script.prf = lambda *counts: counts

    def counts(self, gold: Sequence[Json], predicted: Sequence[Json], kind: str = "all") -> Counts:
        """The counts of each article; ``predicted`` holds the answers in the order of ``gold``."""
        return np.array(
            [
                self._of_one(article, answer, kind)
                for article, answer in zip(gold, predicted, strict=True)
            ],
            dtype=np.int64,
        ).reshape(-1, len(MEASURES), 3)

    def _of_one(self, article: Json, answer: Json, kind: str) -> list[list[int]]:
        result = self._script.score([article], [answer], kind)
        return [list(result[measure].values()) for measure in MEASURES]


def _loaded(path: Path) -> Any:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python script")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
