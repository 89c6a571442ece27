"""The chart of two people side by side."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from quotes.report.charts import SIDES, Drawing, label
from quotes.report.marks import AXIS_TITLE, chart_of, colour, lanes, points
from quotes.store.standpoints.rows import Comparison, Shared, Standpoint, Verdict

MOST_SUBJECTS = 15

_ROW_HEIGHT = 40
_PANEL_WIDTH = 260
_VERDICTS: dict[Verdict, str] = {
    "agree": "they agree",
    "differ": "they differ",
    "unclear": "no clear verdict",
}


def comparison_chart(comparison: Comparison) -> Drawing:
    """A bar for each person and subject, its parts the sides: oppose, neutral, support.

    Neutral quotations stand on the middle line. Of one subject alone each quotation is shown on
    its day below.
    """
    shared = comparison.shared[:MOST_SUBJECTS]
    names = _names(comparison)
    title = f"{comparison.one.name} and {comparison.other.name}"
    title += f" on {comparison.topic}" if comparison.topic else ""
    parts: list[alt.HConcatChart | alt.Chart] = [_bars(shared, names)]
    if len(shared) == 1 and any(one.day for one in (*shared[0].one, *shared[0].other)):
        parts.append(_days(shared[0], names))
    chart = alt.vconcat(*parts, spacing=24).properties(
        title=alt.Title(label(title), subtitle=_summary(comparison))
    )
    return Drawing(chart.to_dict(), title, _description(comparison, title, shared))


def _summary(comparison: Comparison) -> str:
    tally = Counter(one.verdict for one in comparison.shared)
    if len(comparison.shared) == 1:
        return _VERDICTS[comparison.shared[0].verdict].capitalize()
    parts = [f"{_VERDICTS[one]} on {tally[one]}" for one in _VERDICTS if tally[one]]
    return f"Of {len(comparison.shared)} subjects: " + ", ".join(parts)


def _names(comparison: Comparison) -> tuple[str, str]:
    """The names of both, with their numbers where they are the same."""
    one, other = comparison.one, comparison.other
    if one.name == other.name:
        return f"{one.name} ({one.id})", f"{other.name} ({other.id})"
    return one.name, other.name


def _bars(shared: tuple[Shared, ...], names: tuple[str, str]) -> alt.HConcatChart:
    order = [label(one.subject) for one in shared]
    rows = (
        [part for one in shared for part in _parts(label(one.subject), one.one)],
        [part for one in shared for part in _parts(label(one.subject), one.other)],
    )
    ends = [abs(row[end]) for side in rows for row in side for end in ("begin", "end")]
    greatest = max(ends, default=1)
    return alt.hconcat(
        *(
            _panel(name, order, there, greatest, first=place == 0)
            for place, (name, there) in enumerate(zip(names, rows, strict=True))
        ),
        _verdicts(shared, order),
        spacing=24,
    )


def _verdicts(shared: tuple[Shared, ...], order: list[str]) -> alt.Chart:
    """What the bars of each subject come to, in words."""
    rows = [{"subject": label(one.subject), "verdict": _VERDICTS[one.verdict]} for one in shared]
    words: alt.Chart = (
        chart_of(rows)
        .mark_text(align="left", fontSize=13, color="#222")
        .encode(
            x=alt.value(0),
            y=alt.Y("subject:N", sort=order, axis=None, scale=alt.Scale(domain=order)),
            text="verdict:N",
        )
        .properties(width=120, height=_ROW_HEIGHT * len(order))
    )
    return words


def _panel(
    name: str, order: list[str], rows: list[dict[str, Any]], greatest: float, *, first: bool
) -> alt.LayerChart | alt.FacetChart:
    axis = alt.Axis(labelLimit=280, ticks=False, domain=False) if first else None
    base = chart_of(rows).encode(
        y=alt.Y("subject:N", sort=order, title=None, axis=axis, scale=alt.Scale(domain=order)),
        x=alt.X(
            "begin:Q",
            title=AXIS_TITLE,
            scale=alt.Scale(domain=[-greatest, greatest]),
            axis=alt.Axis(labels=False, ticks=False, grid=False, domain=False),
        ),
    )
    bars = base.mark_bar(height={"band": 0.62}).encode(x2="end:Q", color=colour())
    numbers = base.mark_text(fontSize=13, color="white", fontWeight="bold").encode(
        x=alt.X("middle:Q"), text="number:Q"
    )
    line = chart_of([{"begin": 0}]).mark_rule(color="#444").encode(x=alt.X("begin:Q"))
    return alt.layer(line, bars, numbers).properties(
        width=_PANEL_WIDTH,
        height=_ROW_HEIGHT * len(order),
        title=alt.Title(label(name), fontSize=14),
    )


def _parts(subject: str, standpoints: tuple[Standpoint, ...]) -> list[dict[str, Any]]:
    """The parts of one bar, neutral quotations in its middle."""
    tally = Counter(one.side for one in standpoints)
    half = tally["neutral"] / 2
    ends = {
        "oppose": (-half - tally["oppose"], -half),
        "neutral": (-half, half),
        "support": (half, half + tally["support"]),
    }
    return [
        {
            "subject": subject,
            "side": side,
            "number": tally[side],
            "begin": ends[side][0],
            "end": ends[side][1],
            "middle": sum(ends[side]) / 2,
        }
        for side in SIDES
        if tally[side]
    ]


def _days(shared: Shared, names: tuple[str, str]) -> alt.Chart:
    rows = points(
        (name, one)
        for name, there in zip(names, (shared.one, shared.other), strict=True)
        for one in there
    )
    days = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(padding=24),
        axis=alt.Axis(format="%-d %b %Y", labelAngle=0, labelOverlap=True, tickCount=6),
    )
    return lanes(rows, list(names), days)


def _description(comparison: Comparison, title: str, shared: tuple[Shared, ...]) -> str:
    """What the chart shows, for those who do not see it."""
    sentences = [f"{title}, side by side."]
    for one in shared:
        both = "; ".join(
            f"{person.name} {_tally(there)}"
            for person, there in ((comparison.one, one.one), (comparison.other, one.other))
        )
        sentences.append(f"{one.subject}: {both}.")
    if len(comparison.shared) > len(shared):
        sentences.append(f"{len(comparison.shared) - len(shared)} more are not drawn.")
    return " ".join(sentences)


def _tally(standpoints: tuple[Standpoint, ...]) -> str:
    tally = Counter(one.side for one in standpoints)
    return ", ".join(f"{side} {tally[side]}" for side in SIDES if tally[side])
