"""Charts of stances: two people side by side, and one person's sides over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, assert_never, get_args

import altair as alt

from quotes.report.drawing import Drawing
from quotes.report.wording import label, tally_line
from quotes.stances.standpoints import (
    Comparison,
    ComparisonVerdict,
    Reversal,
    SharedSubject,
    Standpoint,
    Step,
    Timeline,
)
from quotes.stances.summary import label_of
from quotes.types import SIDES, Polarity

_WIDTH = 720
_LANE_HEIGHT = 34
_AXIS_TITLE = "← oppose | support →"
_MOST_SUBJECTS = 15
_ROW_HEIGHT = 40
_PANEL_WIDTH = 260
_MOST_LANES = 12
_LEAST_DAYS = timedelta(days=180)
_BARS_HEIGHT = 220
_TICKS = 8


def _direction_of(side: Polarity) -> int:
    """Whether a side's bar goes up or down, 0 where it has none."""
    match side:
        case "support":
            return 1
        case "oppose":
            return -1
        case "neutral":
            return 0
        case _:
            assert_never(side)


def _bar_width(step: Step) -> timedelta:
    match step:
        case "month":
            return timedelta(days=27)
        case "year":
            return timedelta(days=330)
        case _:
            assert_never(step)


def _shape_of(side: Polarity) -> str:
    match side:
        case "support":
            return "triangle-up"
        case "oppose":
            return "triangle-down"
        case "neutral":
            return "circle"
        case _:
            assert_never(side)


def _colour_of(side: Polarity) -> str:
    """Told apart by colour-blind people too (Okabe and Ito 2008), and dark enough on white."""
    match side:
        case "support":
            return "#0072b2"
        case "oppose":
            return "#d55e00"
        case "neutral":
            return "#767676"
        case _:
            assert_never(side)


def _verdict_words(verdict: ComparisonVerdict) -> str:
    match verdict:
        case "agree":
            return "they agree"
        case "differ":
            return "they differ"
        case "unclear":
            return "no clear verdict"
        case _:
            assert_never(verdict)


def _chart_of(rows: list[dict[str, Any]]) -> alt.Chart:
    """A chart of these rows, which lie in the specification itself."""
    return alt.Chart(alt.InlineData(values=rows))


def _colour(*, legend: bool = True) -> alt.Color:
    """The colour of a side, with the legend that explains it."""
    return alt.Color(
        "side:N",
        sort=list(SIDES),
        scale=alt.Scale(domain=list(SIDES), range=[_colour_of(side) for side in SIDES]),
        legend=alt.Legend(title=None) if legend else None,
    )


def _shape() -> alt.Shape:
    """The shape of a side, for those who see no colours."""
    return alt.Shape(
        "side:N",
        sort=list(SIDES),
        scale=alt.Scale(domain=list(SIDES), range=[_shape_of(side) for side in SIDES]),
        legend=None,
    )


def _points(standpoints: Iterable[tuple[str, Standpoint]]) -> list[dict[str, Any]]:
    """The dated standpoints as rows of a chart, each in its lane."""
    return [
        {"lane": lane, "day": standpoint.day.isoformat(), "side": standpoint.side}
        for lane, standpoint in standpoints
        if standpoint.day
    ]


def _lanes(rows: list[dict[str, Any]], order: list[str], days: alt.X) -> alt.Chart:
    """A point a quotation on its day, a lane for each subject or person."""
    drawn: alt.Chart = (
        _chart_of(rows)
        .mark_point(size=130, filled=True, opacity=0.85)
        .encode(
            x=days,
            y=alt.Y("lane:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, grid=True)),
            color=_colour(legend=False),
            shape=_shape(),
        )
        .properties(width=_WIDTH, height=_LANE_HEIGHT * max(len(order), 1))
    )
    return drawn


def comparison_chart(comparison: Comparison) -> Drawing:
    """A bar for each person and subject, its parts the sides: oppose, neutral, support.

    Neutral quotations stand on the middle line. Of one subject alone each quotation is shown on
    its day below.
    """
    shared = comparison.shared[:_MOST_SUBJECTS]
    names = _names(comparison)
    title = f"{comparison.first.name} and {comparison.second.name}"
    title += f" on {comparison.topic}" if comparison.topic else ""
    parts: list[alt.HConcatChart | alt.Chart] = [_bars_side_by_side(shared, names)]
    if len(shared) == 1 and any(s.day for s in (*shared[0].first, *shared[0].second)):
        parts.append(_days_of_both(shared[0], names))
    chart = alt.vconcat(*parts, spacing=24).properties(
        title=alt.Title(label(title), subtitle=_verdicts_line(comparison))
    )
    return Drawing(chart.to_dict(), title, _comparison_in_words(comparison, title, shared))


def _verdicts_line(comparison: Comparison) -> str:
    tally = Counter(shared.verdict for shared in comparison.shared)
    if len(comparison.shared) == 1:
        return _verdict_words(comparison.shared[0].verdict).capitalize()
    verdicts: tuple[ComparisonVerdict, ...] = get_args(ComparisonVerdict)
    parts = [
        f"{_verdict_words(verdict)} on {tally[verdict]}" for verdict in verdicts if tally[verdict]
    ]
    return f"Of {len(comparison.shared)} subjects: " + ", ".join(parts)


def _names(comparison: Comparison) -> tuple[str, str]:
    """The names of both, with their numbers where they are the same."""
    people = comparison.first, comparison.second
    same = comparison.first.name == comparison.second.name
    first, second = (f"{p.name} ({p.id})" if same else p.name for p in people)
    return first, second


def _bars_side_by_side(
    shared: tuple[SharedSubject, ...], names: tuple[str, str]
) -> alt.HConcatChart:
    order = [label(subject.subject) for subject in shared]
    rows = (
        [
            part
            for name, subject in zip(order, shared, strict=True)
            for part in _parts(name, subject.first)
        ],
        [
            part
            for name, subject in zip(order, shared, strict=True)
            for part in _parts(name, subject.second)
        ],
    )
    ends = [abs(row[end]) for side in rows for row in side for end in ("begin", "end")]
    greatest = max(ends, default=1)
    return alt.hconcat(
        *(
            _panel(name, order, parts, greatest, first=index == 0)
            for index, (name, parts) in enumerate(zip(names, rows, strict=True))
        ),
        _verdicts(shared, order),
        spacing=24,
    )


def _verdicts(shared: tuple[SharedSubject, ...], order: list[str]) -> alt.Chart:
    """What the bars of each subject come to, in words."""
    rows = [
        {"subject": label(subject.subject), "verdict": _verdict_words(subject.verdict)}
        for subject in shared
    ]
    words: alt.Chart = (
        _chart_of(rows)
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
    base = _chart_of(rows).encode(
        y=alt.Y("subject:N", sort=order, title=None, axis=axis, scale=alt.Scale(domain=order)),
        x=alt.X(
            "begin:Q",
            title=_AXIS_TITLE,
            scale=alt.Scale(domain=[-greatest, greatest]),
            axis=alt.Axis(labels=False, ticks=False, grid=False, domain=False),
        ),
    )
    bars = base.mark_bar(height={"band": 0.62}).encode(x2="end:Q", color=_colour())
    numbers = base.mark_text(fontSize=13, color="white", fontWeight="bold").encode(
        x=alt.X("middle:Q"), text="number:Q"
    )
    line = _chart_of([{"begin": 0}]).mark_rule(color="#444").encode(x=alt.X("begin:Q"))
    return alt.layer(line, bars, numbers).properties(
        width=_PANEL_WIDTH,
        height=_ROW_HEIGHT * len(order),
        title=alt.Title(label(name), fontSize=14),
    )


def _parts(subject: str, standpoints: tuple[Standpoint, ...]) -> list[dict[str, Any]]:
    """The parts of one bar, neutral quotations in its middle."""
    tally = Counter(standpoint.side for standpoint in standpoints)
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


def _days_of_both(shared: SharedSubject, names: tuple[str, str]) -> alt.Chart:
    rows = _points(
        (name, standpoint)
        for name, standpoints in zip(names, (shared.first, shared.second), strict=True)
        for standpoint in standpoints
    )
    days = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(padding=24),
        axis=alt.Axis(format="%-d %b %Y", labelAngle=0, labelOverlap=True, tickCount=6),
    )
    return _lanes(rows, list(names), days)


def _comparison_in_words(
    comparison: Comparison, title: str, shared: tuple[SharedSubject, ...]
) -> str:
    """What the chart shows, for those who do not see it."""
    sentences = [f"{title}, side by side."]
    for subject in shared:
        both = "; ".join(
            f"{person.name} {tally_line(standpoints)}"
            for person, standpoints in (
                (comparison.first, subject.first),
                (comparison.second, subject.second),
            )
        )
        sentences.append(f"{subject.subject}: {both}.")
    if len(comparison.shared) > len(shared):
        sentences.append(f"{len(comparison.shared) - len(shared)} more are not drawn.")
    return " ".join(sentences)


def timeline_chart(timeline: Timeline) -> Drawing:
    """Bars by month or year, support above the line and the other side below it.

    Under them stands each quotation on its day, a lane a subject; a line joins the two quotations
    of a reversal. Undated quotations are only counted in the words below the title.

    :param timeline: one with a period at least.
    """
    every = [s for period in timeline.periods for s in period.standpoints]
    title = timeline.person.name + (f" on {timeline.topic}" if timeline.topic else "")
    days = _axis_of_days(timeline)
    below = _lanes_with_reversals(_by_subject(every, timeline.reversals), timeline.reversals, days)
    chart = alt.vconcat(_bars_over_time(timeline, days), below, spacing=24).properties(
        title=alt.Title(label(title), subtitle=_counts_line(timeline, every))
    )
    return Drawing(chart.to_dict(), title, _timeline_in_words(timeline, title, every))


def _axis_of_days(timeline: Timeline) -> alt.X:
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


def _bars_over_time(timeline: Timeline, days: alt.X) -> alt.Chart:
    rows: list[dict[str, Any]] = []
    for period in timeline.periods:
        tally = Counter(standpoint.side for standpoint in period.standpoints)
        for side in SIDES:
            sign = _direction_of(side)
            if sign and tally[side]:
                end = _end(period.first, timeline.step).isoformat()
                height = {"base": 0, "number": sign * tally[side]}
                rows.append({"day": period.first.isoformat(), "end": end, "side": side, **height})
    bars: alt.Chart = (
        _chart_of(rows)
        .mark_bar()
        .encode(
            x=days,
            x2="end:T",
            y=alt.Y(
                "number:Q",
                title=_AXIS_TITLE,
                axis=alt.Axis(values=_ticks(rows), format="d", labelExpr="abs(datum.value)"),
            ),
            y2="base:Q",
            color=_colour(),
        )
        .properties(width=_WIDTH, height=_BARS_HEIGHT)
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
    return first + _bar_width(step)


def _by_subject(
    every: Iterable[Standpoint], reversals: tuple[Reversal, ...]
) -> dict[str, list[Standpoint]]:
    """The standpoints on each subject with a reversal and on the most frequent others."""
    subjects: dict[str, list[Standpoint]] = defaultdict(list)
    for standpoint in every:
        subjects[standpoint.subject.key].append(standpoint)
    turned = {pair.later.subject.key for pair in reversals}
    ranked = sorted(subjects, key=lambda key: (key not in turned, -len(subjects[key]), key))
    return {key: subjects[key] for key in ranked[:_MOST_LANES]}


def _lanes_with_reversals(
    by_subject: dict[str, list[Standpoint]], reversals: tuple[Reversal, ...], days: alt.X
) -> alt.LayerChart | alt.FacetChart:
    """A lane a subject; a quotation that takes sides on several stands in the lane of each."""
    names = {key: label(label_of(standpoints)) for key, standpoints in by_subject.items()}
    order = list(dict.fromkeys(names.values()))
    rows = _points((names[key], s) for key, standpoints in by_subject.items() for s in standpoints)
    joined = [
        {
            "lane": names[pair.later.subject.key],
            "day": pair.earlier.day.isoformat(),
            "end": pair.later.day.isoformat(),
        }
        for pair in reversals
        if pair.earlier.day and pair.later.day and pair.later.subject.key in names
    ]
    lines = (
        _chart_of(joined)
        .mark_rule(strokeWidth=3, color="#222", strokeDash=[6, 4])
        .encode(x=days, x2="end:T", y=alt.Y("lane:N", sort=order, title=None))
    )
    return alt.layer(lines, _lanes(rows, order, days))


def _counts_line(timeline: Timeline, every: list[Standpoint]) -> str:
    parts = [tally_line((*every, *timeline.undated))]
    if timeline.undated:
        parts.append(f"undated and not drawn {len(timeline.undated)}")
    if timeline.reversals:
        parts.append(f"reversals (dashed lines) {len(timeline.reversals)}")
    return ", ".join(parts)


def _timeline_in_words(timeline: Timeline, title: str, every: list[Standpoint]) -> str:
    """What the chart shows, for those who do not see it."""
    sentences = [f"Sides taken by {title}, by {timeline.step}: {_counts_line(timeline, every)}."]
    for period in timeline.periods:
        width = 4 if timeline.step == "year" else 7
        sentences.append(f"{period.first.isoformat()[:width]}: {tally_line(period.standpoints)}.")
    sentences += [
        f"Reversal on {pair.subject}: {pair.earlier.side} on {pair.earlier.day}, "
        f"{pair.later.side} on {pair.later.day}."
        for pair in timeline.reversals
    ]
    return " ".join(sentences)
