"""The marks that charts of stances share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt

from quotes.report.charts import COLOURS, SHAPES, SIDES
from quotes.store.standpoints.rows import Standpoint

WIDTH = 720
LANE_HEIGHT = 34
AXIS_TITLE = "← oppose | support →"


def chart_of(rows: list[dict[str, Any]]) -> alt.Chart:
    """A chart of these rows, which lie in the specification itself."""
    return alt.Chart(alt.InlineData(values=rows))


def colour(*, legend: bool = True) -> alt.Color:
    """The colour of a side, with the legend that explains it."""
    return alt.Color(
        "side:N",
        sort=list(SIDES),
        scale=alt.Scale(domain=list(SIDES), range=[COLOURS[side] for side in SIDES]),
        legend=alt.Legend(title=None) if legend else None,
    )


def shape() -> alt.Shape:
    """The shape of a side, for those who see no colours."""
    return alt.Shape(
        "side:N",
        sort=list(SIDES),
        scale=alt.Scale(domain=list(SIDES), range=[SHAPES[side] for side in SIDES]),
        legend=None,
    )


def points(standpoints: Iterable[tuple[str, Standpoint]]) -> list[dict[str, Any]]:
    """The dated standpoints as rows of a chart, each in its lane."""
    return [
        {"lane": lane, "day": one.day.isoformat(), "side": one.side}
        for lane, one in standpoints
        if one.day
    ]


def lanes(rows: list[dict[str, Any]], order: list[str], days: alt.X) -> alt.Chart:
    """A point a quotation on its day, a lane for each subject or person."""
    drawn: alt.Chart = (
        chart_of(rows)
        .mark_point(size=130, filled=True, opacity=0.85)
        .encode(
            x=days,
            y=alt.Y("lane:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, grid=True)),
            color=colour(legend=False),
            shape=shape(),
        )
        .properties(width=WIDTH, height=LANE_HEIGHT * max(len(order), 1))
    )
    return drawn
