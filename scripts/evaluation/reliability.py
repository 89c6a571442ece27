"""How far the confidence can be believed: reliability, and what a threshold keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from quotes.attribution.attribute import shipped_file

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"
"""From the palette of Okabe and Ito (2008), and a grey of contrast 4.5 to 1 on white."""
DPI = 144
SIZE = 12
"""Of the letters, in points."""


def draw_reliability(
    path: Path, confidence: Sequence[float], right: Sequence[float], number: Sequence[int]
) -> None:
    """Share right over mean confidence, a point a bin with its number of quotations, as PNG."""
    with _axes(path, "How often quotations of a confidence are right") as axes:
        axes.plot([0, 1], [0, 1], "--", color=GREY, label="as often as it says")
        label = "quotes, with the number of quotations"
        axes.plot(confidence, right, "o-", color=BLUE, linewidth=2, markersize=7, label=label)
        for x, y, n in zip(confidence, right, number, strict=True):
            _note(axes, str(n), x, y, (-8, 7), "right")
        axes.set(xlim=(0, 1.03), ylim=(0, 1.06), xlabel="mean confidence", ylabel="share right")
        axes.legend(loc="lower right", fontsize=SIZE)


def draw_coverage(
    path: Path,
    covered: Sequence[float],
    precision: Sequence[float],
    thresholds: Mapping[float, tuple[float, float]],
) -> None:
    """Precision over the share of quotations that are kept, the surest first, as PNG.

    ``thresholds`` has coverage and precision at some least confidences, which are shown.
    """
    with _axes(path, "Keeping only the surest quotations") as axes:
        axes.plot(covered, precision, color=BLUE, linewidth=2)
        label = "least confidence"
        axes.plot(*zip(*thresholds.values(), strict=True), "D", color=ORANGE, label=label)
        for threshold, (x, y) in thresholds.items():
            _note(axes, f"{threshold:.2g}", x, y, (8, 4), "left")
        axes.set(
            xlim=(0, 1.05),
            ylim=(max(0.0, min(y for _, y in thresholds.values()) - 0.05), 1.01),
            xlabel="share of the quotations found that are kept",
            ylabel="share right of those kept",
        )
        axes.legend(loc="lower left", fontsize=SIZE)


def _note(
    axes: Axes, text: str, x: float, y: float, offset: tuple[float, float], side: str
) -> None:
    """Text beside a point; ``offset`` in points."""
    axes.annotate(
        text,
        (x, y),
        xytext=offset,
        textcoords="offset points",
        horizontalalignment=side,
        fontsize=SIZE - 1,
        bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"},
    )


@contextmanager
def _axes(path: Path, title: str) -> Iterator[Axes]:
    figure = Figure(figsize=(6.4, 5.0), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=SIZE + 2)
    axes.tick_params(labelsize=SIZE - 1)
    axes.grid(color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    yield axes
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set_fontsize(SIZE)
    figure.savefig(path, dpi=DPI, metadata={"Software": None})


COVERED = 0.3
"""Share of a marked content that one found must cover to be its answer, and more."""


def verdicts(gold: Sequence[Json], found: Sequence[Json]) -> list[bool | None]:
    """For each found attribution of an article whether it is right; None if that is not judged.

    Both are attributions with the spans of their ``source``, ``cue`` and ``content``.
    """
    wanted = [one for one in gold if one["source"] and one["cue"]]
    aside = [one for one in gold if not (one["source"] and one["cue"])]
    answers = _answers(wanted, found, range(len(found)))
    rest = [number for number in range(len(found)) if number not in answers]
    unjudged = _answers(aside, found, rest)
    return [
        None
        if number in unjudged
        else number in answers and bool(_common(wanted[answers[number]]["source"], one["source"]))
        for number, one in enumerate(found)
    ]


def _answers(
    wanted: Sequence[Json], found: Sequence[Json], numbers: Sequence[int]
) -> dict[int, int]:
    """Which wanted attribution each found one answers: the best covered first, then the tersest."""
    claims = []
    for place, want in enumerate(wanted):
        length = _length(want["content"])
        for number in numbers:
            covered = _common(want["content"], found[number]["content"])
            if covered > COVERED * length:
                size = _length(found[number]["content"])
                claims.append((covered / length, -size, place, number))
    answers: dict[int, int] = {}
    for _, _, place, number in sorted(claims, reverse=True):
        if number not in answers and place not in answers.values():
            answers[number] = place
    return answers


def _length(spans: Sequence[Sequence[int]]) -> int:
    return sum(end - start for start, end in spans)


def _common(some: Sequence[Sequence[int]], others: Sequence[Sequence[int]]) -> int:
    """How many characters two lists of spans share; the spans of a list do not overlap."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in some for b in others)


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
    draw_reliability(
        images / "reliability.png",
        [part.confidence for part in bins],
        [part.right for part in bins],
        [part.number for part in bins],
    )
    covered, precision = curve(sample)
    shown = {t: (k.coverage, k.precision) for t in SHOWN if (k := kept(sample, t)).number}
    draw_coverage(images / "precision-coverage.png", covered.tolist(), precision.tolist(), shown)
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
