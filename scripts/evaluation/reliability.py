"""How far the confidence can be believed: reliability, and what a threshold keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from quotes.attribution.confidence import Sure, shipped, shipped_file
from scripts.evaluation.score import judgements

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#767676"
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
    named: Sequence[float],
    thresholds: Mapping[float, tuple[float, float]],
) -> None:
    """Precision over the share of quotations that are kept, the surest first, as PNG.

    ``named`` is the share of those kept that bear no wrong name; ``thresholds`` has coverage and
    precision at some least confidences, which are shown.
    """
    with _axes(path, "Keeping only the surest quotations") as axes:
        axes.plot(covered, named, color=GREEN, linewidth=2, label="without a wrong name")
        axes.plot(covered, precision, color=BLUE, linewidth=2, label="words and speakers right")
        label = "least confidence"
        axes.plot(*zip(*thresholds.values(), strict=True), "D", color=ORANGE, label=label)
        for threshold, (x, y) in thresholds.items():
            _note(axes, f"{threshold:.2g}", x, y, (-7, -13), "right")
        axes.set(
            xlim=(0, 1.05),
            ylim=(max(0.0, min(y for _, y in thresholds.values()) - 0.05), 1.01),
            xlabel="share of the quotations found that are kept",
            ylabel="share of those kept",
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


def section(docs: Sequence[Json], answers: Sequence[Json], images: Path) -> str:
    """The part of docs/accuracy.md about confidence; its pictures are written into ``images``.

    ``docs`` are marked articles that nothing was fitted to, ``answers`` theirs in the same order.
    Raises ValueError where nothing was found.
    """
    verdicts = [
        (quote, verdict)
        for doc, answer in zip(docs, answers, strict=True)
        for quote, verdict in zip(answer["quotes"], judgements(doc, answer), strict=True)
    ]
    if not verdicts:
        raise ValueError("no quotation was found in the marked articles")
    confidence = np.array([quote["confidence"] for quote, _ in verdicts])
    right = Judged(confidence, _shares(one.right for _, one in verdicts))
    clean = Judged(confidence, _shares(not one.names_another for _, one in verdicts))
    core = Judged(confidence, _shares(one.core for _, one in verdicts))
    extra = Judged(confidence, _shares(not one.found for _, one in verdicts))
    wanted = sum(quote.get("core", True) for doc in docs for quote in doc["quotes"])
    calibration = json.loads(shipped_file().read_text(encoding="utf8"))
    promise = shipped().sure
    bins = equal_width(right)
    images.mkdir(parents=True, exist_ok=True)
    draw_reliability(
        images / "reliability.png",
        [part.confidence for part in bins],
        [part.right for part in bins],
        [part.number for part in bins],
    )
    covered, precision = curve(right)
    draw_coverage(
        images / "precision-coverage.png",
        covered.tolist(),
        precision.tolist(),
        curve(clean)[1].tolist(),
        {t: (k.coverage, k.precision) for t in SHOWN if (k := kept(right, t)).number},
    )
    held_out = calibration["cross_fitted"]
    errors = (
        ("marked/blind", _figures(right, bins)),
        ("marked articles that it was fitted to, cross-fitted", held_out["marked"]),
        ("PolNeAR dev, words and source only, cross-fitted", held_out["polnear"]),
    )
    lines = [
        "## Confidence",
        "",
        "What the confidence of a quotation is worth ([how it is made](confidence.md)), on the",
        f"{len(right)} quotations found in marked/blind, which nothing was fitted to: right are",
        "those whose words, speakers and, where it is marked, status are right.",
        "",
        "| expected calibration error | 10 bins of one width | 10 bins of one size | log loss |",
        "|---|---|---|---|",
        *(
            f"| {name} | {f['ece']:.3f} | {f['ece_equal_mass']:.3f} | {f['log_loss']:.3f} |"
            for name, f in errors
        ),
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
        "their share of all that were found, recall the share of the marked ones of speech and",
        "writing that they find; wrong name: of 100 kept, how many bear the name of somebody who",
        "is none of the speakers; extra: how many are no marked quotation at all.",
        "",
        f"![Precision and coverage]({images.name}/precision-coverage.png)",
        "",
        "| least confidence | quotations | coverage | right | recall | wrong name | extra |",
        "|---|---|---|---|---|---|---|",
        *(
            _row(f"{least:.3g}{mark}", least, right, clean, core, extra, wanted)
            for least, mark in _thresholds(promise.threshold)
            if kept(right, least).number
        ),
        "",
        "### Shown as sure",
        "",
        *_promise(promise, clean),
    ]
    return "\n".join(lines) + "\n"


def _shares(verdicts: Iterable[bool]) -> Floats:
    return np.array([float(verdict) for verdict in verdicts])


def _thresholds(sure: float) -> list[tuple[float, str]]:
    """The least confidences of the table; the one from which quotations are sure is marked."""
    return [(t, " (sure)" if t == sure else "") for t in sorted({*THRESHOLDS, sure})]


def _promise(promise: Sure, clean: Judged) -> list[str]:
    seen = kept(clean, promise.threshold)
    wrong = seen.number - seen.right
    return [
        f"From a confidence of {promise.threshold:.3f} a quotation is shown as sure. Of",
        f"{promise.shown} such quotations in the articles that it was fitted to, cross-fitted,",
        f"{promise.wrong} bear a wrong name; with 95 % confidence it is at most",
        f"{100 * promise.bound:.2f} of 100. They are {100 * promise.covers:.1f} % of all that were",
        f"found there. On marked/blind: {wrong} of {seen.number}, {100 * seen.coverage:.1f} % of",
        "all found.",
    ]


def _figures(sample: Judged, bins: Sequence[Bin]) -> dict[str, float]:
    return {
        "ece": calibration_error(bins),
        "ece_equal_mass": calibration_error(equal_mass(sample)),
        "log_loss": log_loss(sample),
    }


def _row(
    name: str,
    least: float,
    right: Judged,
    clean: Judged,
    core: Judged,
    extra: Judged,
    wanted: int,
) -> str:
    left = kept(right, least)
    wrong = left.number - kept(clean, least).right
    cells = [
        name,
        str(left.number),
        f"{left.coverage:.3f}",
        f"{left.precision:.3f}",
        f"{kept(core, least).right / max(1, wanted):.3f}",
        f"{100 * wrong / left.number:.1f}",
        f"{100 * kept(extra, least).precision:.1f}",
    ]
    return f"| {' | '.join(cells)} |"
