"""``quotes timeline``: how somebody's stance changed over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import MIN_CONFIDENCE, Period, Reversal, StanceQuery, Standpoint, Step, Timeline
from quotes.cli.app import open_archive
from quotes.cli.asking import Whom, the_person, whom
from quotes.cli.layout import Column, show_beside, show_table, where
from quotes.cli.options import (
    Asked,
    Database,
    Since,
    Until,
    check_period,
)
from quotes.cli.output import Json, Listing, Output, output_options
from quotes.cli.stance import (
    STANDPOINT_CSV,
    Chart,
    TopicOnly,
    bar,
    check_chart,
    marked_words,
    not_found,
    show_evidence,
    side_text,
    standpoint_cells,
    write_chart,
)
from quotes.export.tabular import Cell
from quotes.report.records import person_record, standpoint_record
from quotes.report.wording import count, one_line, tally_line
from quotes.types import SIDES


@output_options
def timeline(
    out: Output,
    name: Asked,
    topic: TopicOnly = None,
    interval: Annotated[Step, typer.Option(help="How long a step is.")] = "month",
    since: Since = None,
    until: Until = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            metavar="NUMBER",
            help="At least this sure, from 0 to 1. Without it: all sides, and reversals of which "
            f"both quotations are right with {MIN_CONFIDENCE}.",
            show_default=False,
        ),
    ] = None,
    chart: Chart = None,
    db: Database = None,
) -> None:
    """Show how somebody's stance changed over time.

    The sides taken stand month by month, with the quotations. A reversal is a pair of quotations
    with opposite sides on the same thing, the last before the change and the first after it;
    undated articles and those with both sides make none.

    Names alone never merge two people: where several have the name, it is asked which is meant;
    off a terminal each is shown, and the list of them with exit code 2.

    \b
    Example:
      quotes timeline "Maren Okonedo" --topic "water price"
      quotes timeline Okonedo --interval year --since 2020 --chart okonedo.png
    """
    check_period(since, until)
    check_chart(chart)
    query = StanceQuery(
        target=topic, since=since, until=until, min_confidence=min_confidence or 0.0
    )
    sure = MIN_CONFIDENCE if min_confidence is None else min_confidence
    with open_archive(db) as archive:
        meant = Whom((the_person(archive, name),)) if chart else whom(archive, name)
        found = [
            line
            for person in meant.people
            for line in archive.timelines(str(person.id), query, interval, sure)
        ]
    out.write(found, TIMELINES)
    for line in found:
        if not line.periods and not line.undated:
            typer.echo(f"{line.person.name}: {not_found(topic, line.searched)}", err=True)
        elif chart and not line.periods:
            typer.echo("No chart was drawn: none of the articles is dated.", err=True)
        elif chart:
            from quotes.report.charts import timeline_chart

            write_chart(timeline_chart(line), chart)
    meant.finish()


_DIGITS: dict[Step, int] = {"year": 4, "month": 7}


def _period_name(first: date, step: Step) -> str:
    """The month as 2026-03, or the year as 2026."""
    return first.isoformat()[: _DIGITS[step]]


def _period_record(period: Period, step: Step) -> Json:
    tally = Counter(standpoint.side for standpoint in period.standpoints)
    return {
        "period": _period_name(period.first, step),
        **{side: tally[side] for side in SIDES},
        "standpoints": list(map(standpoint_record, period.standpoints)),
    }


def _record(timeline: Timeline) -> Json:
    return {
        "person": person_record(timeline.person),
        "topic": timeline.topic,
        "by": timeline.step,
        "periods": [_period_record(period, timeline.step) for period in timeline.periods],
        "undated": list(map(standpoint_record, timeline.undated)),
        "reversals": [
            {
                "subject": reversal.subject,
                "earlier": standpoint_record(reversal.earlier),
                "later": standpoint_record(reversal.later),
            }
            for reversal in timeline.reversals
        ],
    }


def _cells(timeline: Timeline) -> Iterable[tuple[Cell, ...]]:
    person = timeline.person.id, timeline.person.name
    for period in timeline.periods:
        name = _period_name(period.first, timeline.step)
        for standpoint in period.standpoints:
            yield (*person, name, _reversals(timeline, standpoint), *standpoint_cells(standpoint))
    for standpoint in timeline.undated:
        yield (*person, None, None, *standpoint_cells(standpoint))


def _reversals(timeline: Timeline, standpoint: Standpoint) -> str | None:
    """The numbers of the reversals that the standpoint is part of: "1 later; 2 earlier"."""
    parts = [
        f"{number} {'earlier' if reversal.earlier == standpoint else 'later'}"
        for number, reversal in enumerate(timeline.reversals, start=1)
        if standpoint in (reversal.earlier, reversal.later)
    ]
    return "; ".join(parts) or None


def _show(timelines: Iterable[Timeline], terminal: Console) -> None:
    timelines = list(timelines)
    for number, timeline in enumerate(timelines, start=1):
        heading = Text(one_line(timeline.person.name), style="bold")
        heading.append(f"  person {timeline.person.id}", style="not bold dim")
        if len(timelines) > 1:
            heading.append(f", {number} of {len(timelines)} people found", style="not bold dim")
        terminal.print(heading)
        if timeline.periods or timeline.undated:
            _show_timeline(timeline, terminal)


def _show_timeline(timeline: Timeline, terminal: Console) -> None:
    dated = [standpoint for period in timeline.periods for standpoint in period.standpoints]
    standpoints = (*dated, *timeline.undated)
    quotations = count(len({standpoint.quotation.id for standpoint in standpoints}), "quotation")
    on = f"on {one_line(timeline.topic)}" if timeline.topic else "on anything"
    terminal.print(Text(f"Sides taken {on}: {tally_line(standpoints)}; {quotations}"))
    terminal.print()
    if timeline.periods:
        _show_bars(timeline, terminal)
        terminal.print()
    if timeline.reversals:
        terminal.print(Text(count(len(timeline.reversals), "reversal"), style="bold"))
        for reversal in timeline.reversals:
            _show_reversal(reversal, terminal)
    groups = [
        (_period_name(period.first, timeline.step), period.standpoints)
        for period in timeline.periods
    ]
    rows = [
        (Text("" if number else name), standpoint)
        for name, there in (*groups, ("undated", timeline.undated))
        for number, standpoint in enumerate(there)
    ]
    show_evidence(timeline.step.capitalize(), rows, terminal)


def _show_bars(timeline: Timeline, terminal: Console) -> None:
    """Write how many quotations take which side in each period, and where none does."""
    tallies = [
        Counter(standpoint.side for standpoint in period.standpoints) for period in timeline.periods
    ]
    greatest = max(number for tally in tallies for number in tally.values())
    rows: list[tuple[Text, ...]] = []
    before: Period | None = None
    for period, tally in zip(timeline.periods, tallies, strict=True):
        silent = _steps(before, period, timeline.step) - 1 if before else 0
        if silent > 0:
            without = Text(f"· {count(silent, timeline.step)} without", style="dim")
            rows.append((without, *(Text() for _ in SIDES)))
        bars = (bar(side, tally[side], greatest) for side in SIDES)
        rows.append((Text(_period_name(period.first, timeline.step)), *bars))
        before = period
    columns = [
        Column(heading.capitalize(), _cell_at(number))
        for number, heading in enumerate((timeline.step, *SIDES))
    ]
    show_table(rows, columns, terminal)


def _cell_at(number: int) -> Callable[[Sequence[Text]], Text]:
    return lambda row: row[number]


def _steps(earlier: Period, later: Period, step: Step) -> int:
    """How many months or years lie between the beginnings of two periods."""
    years = later.first.year - earlier.first.year
    return years if step == "year" else 12 * years + later.first.month - earlier.first.month


def _show_reversal(reversal: Reversal, terminal: Console) -> None:
    both = reversal.earlier, reversal.later
    rows = (
        [where(standpoint.quotation) for standpoint in both],
        [side_text(standpoint) for standpoint in both],
        [marked_words(standpoint) for standpoint in both],
    )
    title = Text(f"on {one_line(reversal.subject)}")
    show_beside(title, [Text("Earlier"), Text("Later")], rows, terminal)


TIMELINES = Listing(
    record=_record,
    columns=("person_id", "person", "period", "reversals", *STANDPOINT_CSV),
    cells=_cells,
    show=_show,
)
