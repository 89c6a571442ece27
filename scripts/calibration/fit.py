"""Fitting the calibration to samples, and what it is worth on articles that it has not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.confidence import (
    PARTS,
    RISING,
    Chance,
    ConfidenceInput,
    LogisticFit,
    Part,
    terms,
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

FOLDS = 10
SEED = 7
RIDGE = 1.0
"""Draws the coefficients towards 0, all but the intercept and those of the scores, as if so many
samples more had been seen."""
STEPS = 50
_FREE = RISING | {"intercept"}
_TINY = 1e-3

Fits = Mapping[Part, LogisticFit]


def fit(samples: Sequence[Sample]) -> Fits:
    """The regression of each part under which the samples are likeliest.

    Every corpus counts the same. Raises ValueError where a part has no samples.
    """
    return {part: _fit_part(part, samples) for part in PARTS}


def chance(fits: Fits, evidence: ConfidenceInput) -> Chance:
    """The chances of a quotation's parts by these fits."""
    return Chance(*(fits[part](terms(part, evidence)) for part in PARTS))


def cross_fitted(samples: Sequence[Sample]) -> list[float]:
    """The confidence of every sample by regressions fitted without the articles of its fold."""
    keys = sorted({(sample.corpus, sample.article) for sample in samples})
    order = np.random.default_rng(SEED).permutation(len(keys))
    folds = {key: int(order[place]) % FOLDS for place, key in enumerate(keys)}
    confidences = [0.0] * len(samples)
    for fold in range(FOLDS):
        inside = [folds[sample.corpus, sample.article] == fold for sample in samples]
        if not any(inside):
            continue
        fits = fit([sample for sample, held in zip(samples, inside, strict=True) if not held])
        for place, held in enumerate(inside):
            if held:
                confidences[place] = chance(fits, samples[place].evidence).whole
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


def _fit_part(part: Part, samples: Sequence[Sample]) -> LogisticFit:
    judged = list(_judged(part, samples))
    if not judged:
        raise ValueError(f"no samples tell whether the {part} are right")
    found = [terms(part, sample.evidence) for sample, _ in judged]
    names = sorted({name for one in found for name in one})
    rows = np.array([[one.get(name, 0.0) for name in names] for one in found])
    right = np.array([verdict for _, verdict in judged], dtype=np.float64)
    weights = _weights([sample.corpus for sample, _ in judged])
    numbers = _logistic(rows, right, weights, names)
    return LogisticFit(dict(zip(names, numbers.tolist(), strict=True)))


def _judged(part: Part, samples: Sequence[Sample]) -> Iterator[tuple[Sample, bool]]:
    for sample in samples:
        verdict = getattr(sample, part)
        if verdict is not None:
            yield sample, verdict


def _weights(corpora: Sequence[str]) -> Floats:
    """A weight for each sample, so that those of every corpus sum to the same; 1 on the mean."""
    names, places, counts = np.unique(corpora, return_inverse=True, return_counts=True)
    weights: Floats = len(corpora) / (len(names) * counts[places])
    return weights


def _logistic(rows: Floats, right: Floats, weights: Floats, names: Sequence[str]) -> Floats:
    """The likeliest coefficients, none of a rising term below 0: one that would be is left out."""
    ridge = np.array([_TINY if name in _FREE else RIDGE for name in names])
    used = np.ones(len(names), dtype=bool)
    rising = np.array([name in RISING for name in names])
    while True:
        numbers = np.zeros(len(names))
        numbers[used] = _newton(rows[:, used], right, weights, ridge[used])
        falling = rising & (numbers < 0)
        if not falling.any():
            return numbers
        used &= ~falling


def _newton(rows: Floats, right: Floats, weights: Floats, ridge: Floats) -> Floats:
    numbers = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-np.clip(rows @ numbers, -30, 30)))
        slope = rows.T @ (weights * (right - guess)) - ridge * numbers
        bend = (rows.T * (weights * guess * (1 - guess))) @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        numbers = numbers + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    return numbers
