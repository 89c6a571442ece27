"""The chart of one person's sides over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import altair as alt

from quotes.article import Polarity
from quotes.report.charts import SIDES, Drawing, label
from quotes.report.marks import AXIS_TITLE, WIDTH, chart_of, colour, lanes, points
from quotes.store.standpoints.reversals import label_of
from quotes.store.standpoints.rows import Reversal, Standpoint, Step, Timeline

MOST_LANES = 12

_SIGNS: dict[Polarity, int] = {"support": 1, "oppose": -1}
_BAR_WIDTHS: dict[Step, timedelta] = {"month": timedelta(days=27), "year": timedelta(days=330)}
_LEAST_DAYS = timedelta(days=180)
_BARS_HEIGHT = 220
_TICKS = 8


def timeline_chart(timeline: Timeline) -> Drawing:
    """Bars by month or year, support above the line and the other side below it.

    Under them stands each quotation on its day, a lane a subject; a line joins the two quotations
    of a reversal. Undated quotations are only counted in the words below the title.

    :param timeline: one with a period at least.
    """
    every = [one for period in timeline.periods for one in period.standpoints]
    title = timeline.person.name + (f" on {timeline.topic}" if timeline.topic else "")
    days = _days(timeline)
    below = _lanes(_by_lane(every, timeline.reversals), timeline.reversals, days)
    chart = alt.vconcat(_bars(timeline, days), below, spacing=24).properties(
        title=alt.Title(label(title), subtitle=_summary(timeline, every))
    )
    return Drawing(chart.to_dict(), title, _description(timeline, title, every))


def _days(timeline: Timeline) -> alt.X:
    """The axis of days, from the first bar to the last one and at least half a year long."""
    begin = timeline.periods[0].first
    end = _end(timeline.periods[-1].first, timeline.step)
    margin = max(timedelta(days=8), (_LEAST_DAYS - (end - begin)) / 2)
    return alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(domain=[(begin - margin).isoformat(), (end + margin).isoformat()]),
        axis=alt.Axis(format="%b %Y", labelAngle=0, labelOverlap=True, tickCount=8),
    )


def _bars(timeline: Timeline, days: alt.X) -> alt.Chart:
    rows: list[dict[str, Any]] = []
    for period in timeline.periods:
        tally = Counter(one.side for one in period.standpoints)
        for side, sign in _SIGNS.items():
            if tally[side]:
                end = _end(period.first, timeline.step).isoformat()
                height = {"base": 0, "number": sign * tally[side]}
                rows.append({"day": period.first.isoformat(), "end": end, "side": side, **height})
    bars: alt.Chart = (
        chart_of(rows)
        .mark_bar()
        .encode(
            x=days,
            x2="end:T",
            y=alt.Y(
                "number:Q",
                title=AXIS_TITLE,
                axis=alt.Axis(values=_ticks(rows), format="d", labelExpr="abs(datum.value)"),
            ),
            y2="base:Q",
            color=colour(),
        )
        .properties(width=WIDTH, height=_BARS_HEIGHT)
    )
    return bars


def _ticks(rows: list[dict[str, Any]]) -> list[int]:
    """Whole numbers along all bars, the line in the middle among them."""
    numbers = [0, *(row["number"] for row in rows)]
    step = max(1, (max(numbers) - min(numbers)) // _TICKS)
    below, above = (range(0, abs(end) + step, step) for end in (min(numbers), max(numbers)))
    return sorted({*(-tick for tick in below), *above})


def _end(first: date, step: Step) -> date:
    """The end of a bar, a little before that of its month or year."""
    return first + _BAR_WIDTHS[step]


def _by_lane(
    every: list[Standpoint], reversals: tuple[Reversal, ...]
) -> list[tuple[str, Standpoint]]:
    """The standpoints of the subjects with reversals and of the most frequent others."""
    by_subject: dict[str, list[Standpoint]] = defaultdict(list)
    for one in every:
        by_subject[one.subject.key].append(one)
    turned = {pair.later.subject.key for pair in reversals}
    ranked = sorted(by_subject, key=lambda key: (key not in turned, -len(by_subject[key]), key))
    return [
        (label(label_of(by_subject[key])), one)
        for key in ranked[:MOST_LANES]
        for one in by_subject[key]
    ]


def _lanes(
    named: list[tuple[str, Standpoint]], reversals: tuple[Reversal, ...], days: alt.X
) -> alt.LayerChart | alt.FacetChart:
    order = list(dict.fromkeys(lane for lane, _ in named))
    lane_of = {one.quotation.id: lane for lane, one in named}
    joined = [
        {
            "lane": lane_of[pair.later.quotation.id],
            "day": pair.earlier.day.isoformat(),
            "end": pair.later.day.isoformat(),
        }
        for pair in reversals
        if pair.earlier.day and pair.later.day and pair.later.quotation.id in lane_of
    ]
    lines = (
        chart_of(joined)
        .mark_rule(strokeWidth=3, color="#222", strokeDash=[6, 4])
        .encode(x=days, x2="end:T", y=alt.Y("lane:N", sort=order, title=None))
    )
    return alt.layer(lines, lanes(points(named), order, days))


def _summary(timeline: Timeline, every: list[Standpoint]) -> str:
    tally = Counter(one.side for one in (*every, *timeline.undated))
    parts = [f"{side} {tally[side]}" for side in SIDES if tally[side]]
    if timeline.undated:
        parts.append(f"undated and not drawn {len(timeline.undated)}")
    if timeline.reversals:
        parts.append(f"reversals (dashed lines) {len(timeline.reversals)}")
    return ", ".join(parts)


def _description(timeline: Timeline, title: str, every: list[Standpoint]) -> str:
    """What the chart shows, for those who do not see it."""
    sentences = [f"Sides taken by {title}, by {timeline.step}: {_summary(timeline, every)}."]
    for period in timeline.periods:
        tally = Counter(one.side for one in period.standpoints)
        sides = ", ".join(f"{side} {tally[side]}" for side in SIDES if tally[side])
        width = 4 if timeline.step == "year" else 7
        sentences.append(f"{period.first.isoformat()[:width]}: {sides}.")
    sentences += [
        f"Reversal on {pair.subject}: {pair.earlier.side} on {pair.earlier.day}, "
        f"{pair.later.side} on {pair.later.day}."
        for pair in timeline.reversals
    ]
    return " ".join(sentences)
