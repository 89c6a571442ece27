"""How far the confidence can be believed: reliability, and what a threshold keeps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.confidence import shipped_file
from scripts.evaluation import pictures
from scripts.evaluation.verdicts import verdicts

Json = dict[str, Any]
Floats = NDArray[np.float64]

BINS = 10
THRESHOLDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Least confidences of the table."""
SHOWN = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)
"""Those of the picture."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Confidences in [0, 1] with whether each was right (1.0) or wrong (0.0), side by side."""

    confidence: Floats
    right: Floats

    def __len__(self) -> int:
        return len(self.confidence)


@dataclass(frozen=True, slots=True)
class Bin:
    """The quotations with a like confidence; the means are shares in [0, 1]."""

    low: float
    high: float
    number: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Kept:
    """The quotations of at least some confidence: how many, how many of them right, and their
    share of all that were found."""

    number: int
    right: int
    coverage: float

    @property
    def precision(self) -> float:
        """The share right of those kept, in [0, 1]; 0 where none is kept."""
        return self.right / self.number if self.number else 0.0


def judged(gold: Sequence[Json], predicted: Sequence[Json]) -> Judged:
    """The attributions found in these articles that are either right or wrong.

    ``predicted`` holds the answers in the order of ``gold``, every attribution with its
    ``confidence``.
    """
    pairs = [
        (one["confidence"], verdict)
        for article, answer in zip(gold, predicted, strict=True)
        for one, verdict in zip(
            answer["attributions"],
            verdicts(article["attributions"], answer["attributions"]),
            strict=True,
        )
        if verdict is not None
    ]
    confidence, right = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
    return Judged(confidence, right)


def equal_width(sample: Judged, bins: int = BINS) -> list[Bin]:
    """Bins that part [0, 1] into stretches of one width, without the empty ones."""
    places = np.minimum((sample.confidence * bins).astype(int), bins - 1)
    return [
        _bin(sample, np.flatnonzero(places == place), place / bins, (place + 1) / bins)
        for place in np.unique(places)
    ]


def equal_mass(sample: Judged, bins: int = BINS) -> list[Bin]:
    """Bins of like numbers of quotations, from the least confident to the most."""
    order = np.argsort(sample.confidence, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    values = sample.confidence
    return [_bin(sample, part, values[part[0]], values[part[-1]]) for part in parts]


def _bin(sample: Judged, members: NDArray[np.intp], low: float, high: float) -> Bin:
    return Bin(
        low=float(low),
        high=float(high),
        number=len(members),
        confidence=float(sample.confidence[members].mean()),
        right=float(sample.right[members].mean()),
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far confidence and share right lie apart, on the mean
    over all quotations (Naeini, Cooper and Hauskrecht, 2015)."""
    total = sum(part.number for part in bins)
    return sum(part.number * abs(part.confidence - part.right) for part in bins) / max(1, total)


def log_loss(sample: Judged) -> float:
    """Minus the mean log of the chance that was given to what came out, in nats."""
    chance = np.where(sample.right > 0, sample.confidence, 1 - sample.confidence)
    return float(-np.log(np.clip(chance, 1e-6, 1)).mean())


def curve(sample: Judged) -> tuple[Floats, Floats]:
    """Coverage and precision as ever less confident quotations are kept, both in [0, 1].

    There is a point for every confidence that occurs, the highest first.
    """
    order = np.argsort(-sample.confidence, kind="stable")
    last = np.flatnonzero(np.diff(sample.confidence[order], append=-1.0))
    kept = last + 1
    return kept / len(sample), np.cumsum(sample.right[order])[last] / kept


def kept(sample: Judged, threshold: float) -> Kept:
    """What is left of the quotations at a least confidence."""
    sure = sample.confidence >= threshold
    number = int(sure.sum())
    return Kept(number, int(sample.right[sure].sum()), number / max(1, len(sample)))


def section(gold: Sequence[Json], predicted: Sequence[Json], images: Path) -> str:
    """The part of docs/accuracy.md about confidence; its pictures are written into ``images``.

    ``gold`` and ``predicted`` are the marked articles and the answers in one order. Raises
    ValueError where nothing was found that could be judged.
    """
    sample = judged(gold, predicted)
    if not len(sample):
        raise ValueError("no quotation was found that is right or wrong")
    bins = equal_width(sample)
    wanted = sum(
        bool(a["source"] and a["cue"] and a["content"]) for g in gold for a in g["attributions"]
    )
    images.mkdir(parents=True, exist_ok=True)
    pictures.reliability(
        images / "reliability.png",
        [part.confidence for part in bins],
        [part.right for part in bins],
        [part.number for part in bins],
    )
    covered, precision = curve(sample)
    shown = {t: (k.coverage, k.precision) for t in SHOWN if (k := kept(sample, t)).number}
    pictures.coverage(
        images / "precision-coverage.png", covered.tolist(), precision.tolist(), shown
    )
    lines = [
        "## Confidence",
        "",
        "What the confidence of a quotation is worth ([how it is made](confidence.md)), on the",
        f"{len(sample)} quotations found in PolNeAR's development part that are right or wrong by",
        "the joint criterion. PolNeAR marks the words of the source, not who is meant by them.",
        "",
        *_errors(sample, bins),
        "",
        f"![Reliability diagram]({images.name}/reliability.png)",
        "",
        "| confidence | quotations | mean confidence | share right |",
        "|---|---|---|---|",
        *(
            f"| {b.low:.1f} to {b.high:.1f} | {b.number} | {b.confidence:.3f} | {b.right:.3f} |"
            for b in bins
        ),
        "",
        "What is left if only quotations of at least so much confidence are kept: coverage is",
        "their share of all that were found, recall the share of those marked that they find:",
        "",
        f"![Precision and coverage]({images.name}/precision-coverage.png)",
        "",
        "| least confidence | quotations | coverage | precision | recall |",
        "|---|---|---|---|---|",
        *(_row(t, k, wanted) for t in THRESHOLDS if (k := kept(sample, t)).number),
    ]
    return "\n".join(lines) + "\n"


def _errors(sample: Judged, bins: Sequence[Bin]) -> list[str]:
    held_out = json.loads(shipped_file().read_text(encoding="utf8"))["cross_validated"]
    rows = [
        ("PolNeAR dev, on which it was fitted", _figures(sample, bins)),
        ("PolNeAR dev, five-fold by article", held_out["polnear"]),
        ("articles marked by hand, speakers right too, five-fold by article", held_out["hand"]),
    ]
    return [
        "| expected calibration error | 10 bins of one width | 10 bins of one size | log loss |",
        "|---|---|---|---|",
        *(
            f"| {name} | {f['ece']:.3f} | {f['ece_equal_mass']:.3f} | {f['log_loss']:.3f} |"
            for name, f in rows
        ),
    ]


def _figures(sample: Judged, bins: Sequence[Bin]) -> dict[str, float]:
    return {
        "ece": calibration_error(bins),
        "ece_equal_mass": calibration_error(equal_mass(sample)),
        "log_loss": log_loss(sample),
    }


def _row(threshold: float, left: Kept, wanted: int) -> str:
    cells = [
        f"{threshold:.2f}",
        str(left.number),
        *(f"{x:.3f}" for x in (left.coverage, left.precision, left.right / max(1, wanted))),
    ]
    return f"| {' | '.join(cells)} |"
