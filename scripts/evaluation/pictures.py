"""The pictures of docs/accuracy.md, drawn in colours that everybody can tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#767676"
"""From the palette of Okabe and Ito (2008), and a grey of contrast 4.5 to 1 on white."""
DPI = 144
SIZE = 12
"""Of the letters, in points."""


def reliability(
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


def coverage(
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
