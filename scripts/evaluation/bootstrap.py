"""How far a figure may be chance: percentile bootstrap over articles (Efron 1979).

Articles, not attributions, are drawn with replacement, because the attributions of one article
stand or fall together.
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


def _drawn(counts: Counts) -> NDArray[np.int64]:
    """(draws, measures, 3): the sums over articles drawn with replacement, always the same."""
    articles = len(counts)
    chosen = np.random.default_rng(SEED).integers(articles, size=(DRAWS, articles))
    sums: NDArray[np.int64] = counts[chosen].sum(axis=1)
    return sums


def _around(values: NDArray[np.float64], draws: NDArray[np.float64]) -> list[Estimate]:
    lows, highs = np.percentile(draws, _EDGES, axis=0)
    return [
        Estimate(*(round(float(x), 1) for x in ends))
        for ends in zip(values, lows, highs, strict=True)
    ]
