"""How far a figure may be chance: percentile bootstrap over articles or queries (Efron 1979).

Articles, not attributions, are drawn with replacement, because the attributions of one article
stand or fall together; so do the answers of one query.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.evaluation.scorer import Counts

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
