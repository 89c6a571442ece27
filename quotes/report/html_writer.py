"""Reports as one HTML page that needs no network: style and charts are part of it.

The charts are drawn in the page (docs/decisions/0007-charts-of-reports-are-drawn-in-the-page.md):
along the page they are measured in per cent of its width, heights in pixels, so that a chart is as
wide as the page and its words are as large on a telephone as on a desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, assert_never

from quotes.report.blocks import Columns, DraftOutline, Outline, Sides, SidesBar
from quotes.report.wording import label
from quotes.types import SIDES, Polarity

if TYPE_CHECKING:
    from jinja2 import Environment


def _sign_of(side: Polarity) -> str:
    match side:
        case "support":
            return "▲"
        case "oppose":
            return "▼"
        case "neutral":
            return "●"
        case _:
            assert_never(side)


def to_html(report: Outline | DraftOutline) -> str:
    """The report as a page; every text in it is escaped."""
    if isinstance(report, DraftOutline):
        return _render("draft.html", report=report)
    charts = (f"chart-{number}" for number in count(1))
    return _render(
        "outline.html",
        report=report,
        kind_of=lambda block: type(block).__name__,
        sign_of=_sign_of,
        draw_columns=draw_columns,
        draw_sides=draw_sides,
        next_chart=lambda: next(charts),
    )


def _render(template: str, **values: object) -> str:
    """A page from a template; a value that it names and nobody gave is an error."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("quotes.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


_TALLEST = 100
_TOP = 18
_BELOW = 24
_MOST_LABELS = 4
_FILLED = 0.72
_EDGE = 12.0
_ROW = 44
_FIRST_ROW = 26


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A column: its place and number, and its label, "" where there is no room, with its place."""

    number: int
    left: float
    width: float
    middle: float
    top: int
    label: str
    at: float
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnColumns:
    """A chart of columns; ``base`` is the line on which they stand."""

    height: int
    base: int
    bars: tuple[DrawnBar, ...]


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """The part of a bar that stands for one side."""

    side: str
    number: int
    left: float
    width: float
    middle: float


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A bar of sides below its label; ``y`` is the top of the label."""

    label: str
    y: int
    parts: tuple[DrawnPart, ...]


@dataclass(frozen=True, slots=True)
class DrawnSides:
    """A chart of sides."""

    height: int
    rows: tuple[DrawnRow, ...]


def draw_columns(chart: Columns) -> DrawnColumns:
    """The columns side by side, the highest as tall as the chart; few labels, so that they fit."""
    greatest = max((bar.number for bar in chart.bars), default=1) or 1
    step = 100 / max(len(chart.bars), 1)
    every = -(-len(chart.bars) // _MOST_LABELS)
    base = _TOP + _TALLEST
    bars = []
    for index, bar in enumerate(chart.bars):
        left, middle = index * step + step * (1 - _FILLED) / 2, (index + 0.5) * step
        width = step * _FILLED
        anchor, at = "middle", middle
        if middle < _EDGE:
            anchor, at = "start", left
        elif middle > 100 - _EDGE:
            anchor, at = "end", left + width
        shown = bar.label if index % every == 0 else ""
        top = base - round(_TALLEST * bar.number / greatest)
        left, width, middle, at = (round(share, 2) for share in (left, width, middle, at))
        bars.append(DrawnBar(bar.number, left, width, middle, top, shown, at, anchor))
    return DrawnColumns(base + _BELOW, base, tuple(bars))


def draw_sides(chart: Sides) -> DrawnSides:
    """A bar a subject: opposing quotations left of the middle, supporting ones right of it.

    Neutral ones stand on the middle.
    """
    greatest = max((_reach(bar) for bar in chart.bars), default=1) or 1
    rows = tuple(
        DrawnRow(label(bar.label), _FIRST_ROW + index * _ROW, tuple(_parts(bar, 50 / greatest)))
        for index, bar in enumerate(chart.bars)
    )
    return DrawnSides(_FIRST_ROW + len(rows) * _ROW, rows)


def _reach(bar: SidesBar) -> float:
    """How many quotations stand on the longer arm."""
    return max(bar.oppose, bar.support) + bar.neutral / 2


def _parts(bar: SidesBar, unit: float) -> list[DrawnPart]:
    half = bar.neutral / 2
    begins = {"oppose": -half - bar.oppose, "neutral": -half, "support": half}
    numbers = {"oppose": bar.oppose, "neutral": bar.neutral, "support": bar.support}
    return [
        DrawnPart(
            side=side,
            number=numbers[side],
            left=round(50 + begins[side] * unit, 2),
            width=round(numbers[side] * unit, 2),
            middle=round(50 + (begins[side] + numbers[side] / 2) * unit, 2),
        )
        for side in SIDES
        if numbers[side]
    ]
