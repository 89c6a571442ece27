"""Reports as one HTML page that needs no network: style and charts are part of it."""

from __future__ import annotations

from itertools import count

from quotes.report.bars import draw_columns, draw_sides
from quotes.report.blocks import Outline
from quotes.report.page import render

_SIGNS = {"support": "▲", "oppose": "▼", "neutral": "●"}


def to_html(report: Outline) -> str:
    """The report as a page; every text in it is escaped."""
    charts = (f"chart-{number}" for number in count(1))
    return render(
        "outline.html",
        report=report,
        kind_of=lambda part: type(part).__name__,
        signs=_SIGNS,
        draw_columns=draw_columns,
        draw_sides=draw_sides,
        next_chart=lambda: next(charts),
    )
