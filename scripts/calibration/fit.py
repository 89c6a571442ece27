"""Fitting the calibration to samples, and what it is worth on articles that it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.attribute import (
    Calibration,
    ConfidenceInput,
    LogisticFit,
    log_odds,
    log_share,
)
from scripts.calibration.samples import Sample
from scripts.evaluation.reliability import (
    Judged,
    calibration_error,
    equal_mass,
    equal_width,
    log_loss,
)

Floats = NDArray[np.float64]

FOLDS = 5
SEED = 7
RIDGE = 0.01
"""Keeps the numbers finite where a few samples could be parted perfectly."""
STEPS = 50


def fit(samples: Sequence[Sample], model: str) -> Calibration:
    """The calibration under which the samples are likeliest, every corpus counting the same.

    A logistic regression with five numbers, solved by Newton's method. Raises ValueError where
    there are no samples, or where it would give surer evidence a lower confidence.
    """
    if not samples:
        raise ValueError("no samples to fit a calibration to")
    rows = np.array([_features(sample.evidence) for sample in samples])
    right = np.array([sample.right for sample in samples], dtype=np.float64)
    numbers = _logistic(rows, right, _weights(samples))
    a, b, c, d, certainty = map(float, numbers)
    return Calibration(LogisticFit(a, b), LogisticFit(c, d), certainty, model)


def cross_validated(samples: Sequence[Sample]) -> list[float]:
    """The confidence of every sample by a calibration fitted without the articles of its fold."""
    keys = sorted({(sample.corpus, sample.article) for sample in samples})
    order = np.random.default_rng(SEED).permutation(len(keys))
    folds = {key: int(order[place]) % FOLDS for place, key in enumerate(keys)}
    confidences = [0.0] * len(samples)
    for fold in range(FOLDS):
        inside = [folds[sample.corpus, sample.article] == fold for sample in samples]
        seen = [sample for sample, held in zip(samples, inside, strict=True) if not held]
        calibration = fit(seen, "")
        for place, held in enumerate(inside):
            if held:
                confidences[place] = calibration(samples[place].evidence)
    return confidences


def figures(samples: Sequence[Sample], confidences: Sequence[float]) -> dict[str, float]:
    """Number of quotations, share right, both expected calibration errors, and log loss."""
    judged = Judged(
        np.array(confidences, dtype=np.float64),
        np.array([sample.right for sample in samples], dtype=np.float64),
    )
    return {
        "quotations": len(judged),
        "right": float(judged.right.mean()),
        "ece": calibration_error(equal_width(judged)),
        "ece_equal_mass": calibration_error(equal_mass(judged)),
        "log_loss": log_loss(judged),
    }


def by_corpus(
    samples: Sequence[Sample], confidences: Sequence[float]
) -> dict[str, dict[str, float]]:
    """The figures of each corpus."""
    result = {}
    for corpus in sorted({sample.corpus for sample in samples}):
        own = [i for i, sample in enumerate(samples) if sample.corpus == corpus]
        result[corpus] = figures([samples[i] for i in own], [confidences[i] for i in own])
    return result


def raw(evidence: ConfidenceInput) -> float:
    """The confidence without a calibration: the score times the certainty."""
    return evidence.score * evidence.certainty


def applied(
    samples: Sequence[Sample], calibrate: Callable[[ConfidenceInput], float]
) -> list[float]:
    """The confidence of every sample."""
    return [calibrate(sample.evidence) for sample in samples]


def _features(evidence: ConfidenceInput) -> list[float]:
    odds = log_odds(evidence.score)
    lines = [1.0, odds, 0.0, 0.0] if evidence.marked else [0.0, 0.0, 1.0, odds]
    return [*lines, log_share(evidence.certainty)]


def _weights(samples: Sequence[Sample]) -> Floats:
    """A weight for each sample, so that those of every corpus sum to the same; 1 on the mean."""
    names, places, counts = np.unique(
        [sample.corpus for sample in samples], return_inverse=True, return_counts=True
    )
    weights: Floats = len(samples) / (len(names) * counts[places])
    return weights


def _logistic(rows: Floats, right: Floats, weights: Floats) -> Floats:
    numbers = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ numbers))
        slope = rows.T @ (weights * (right - chance)) - RIDGE * numbers
        bend = (rows.T * (weights * chance * (1 - chance))) @ rows + RIDGE * np.eye(len(numbers))
        step = np.linalg.solve(bend, slope)
        numbers = numbers + step
        if np.abs(step).max() < 1e-9:
            break
    return numbers
