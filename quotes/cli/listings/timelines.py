"""How somebody's stance changed over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.standpoints import (
    COLUMNS,
    SIDES,
    bar,
    cells,
    evidence_table,
    marked_words,
    side_text,
    tally_line,
    where,
)
from quotes.cli.listings.words import count, one_line
from quotes.cli.output import Cell, Json, Listing
from quotes.report.records import person_record, standpoint_record
from quotes.store.standpoints.rows import Period, Reversal, Standpoint, Step, Timeline

_WIDTHS: dict[Step, int] = {"year": 4, "month": 7}


def period_name(first: date, step: Step) -> str:
    """The month as 2026-03, or the year as 2026."""
    return first.isoformat()[: _WIDTHS[step]]


def _period_record(period: Period, step: Step) -> Json:
    tally = Counter(one.side for one in period.standpoints)
    return {
        "period": period_name(period.first, step),
        **{side: tally[side] for side in SIDES},
        "standpoints": [standpoint_record(one) for one in period.standpoints],
    }


def _record(timeline: Timeline) -> Json:
    return {
        "person": person_record(timeline.person),
        "topic": timeline.topic,
        "by": timeline.step,
        "periods": [_period_record(period, timeline.step) for period in timeline.periods],
        "undated": [standpoint_record(one) for one in timeline.undated],
        "reversals": [
            {
                "subject": pair.subject,
                "earlier": standpoint_record(pair.earlier),
                "later": standpoint_record(pair.later),
            }
            for pair in timeline.reversals
        ],
    }


def _cells(timeline: Timeline) -> Iterable[tuple[Cell, ...]]:
    person = timeline.person.id, timeline.person.name
    for period in timeline.periods:
        name = period_name(period.first, timeline.step)
        for one in period.standpoints:
            yield (*person, name, _reversals(timeline, one), *cells(one))
    for one in timeline.undated:
        yield (*person, None, None, *cells(one))


def _reversals(timeline: Timeline, one: Standpoint) -> str | None:
    """The numbers of the reversals that the standpoint is part of: "1 later; 2 earlier"."""
    parts = [
        f"{number} {'earlier' if pair.earlier == one else 'later'}"
        for number, pair in enumerate(timeline.reversals, start=1)
        if one in (pair.earlier, pair.later)
    ]
    return "; ".join(parts) or None


def _show(timelines: Iterable[Timeline], terminal: Console) -> None:
    listed = list(timelines)
    for place, timeline in enumerate(listed, start=1):
        heading = Text(one_line(timeline.person.name), style="bold")
        heading.append(f"  person {timeline.person.id}", style="not bold dim")
        if len(listed) > 1:
            heading.append(f", {place} of {len(listed)} people found", style="not bold dim")
        terminal.print(heading)
        _show_one(timeline, terminal)


def _show_one(timeline: Timeline, terminal: Console) -> None:
    every = [one for period in timeline.periods for one in period.standpoints]
    quotations = {one.quotation.id for one in (*every, *timeline.undated)}
    if not quotations:
        return
    on = f"on {one_line(timeline.topic)}" if timeline.topic else "on anything"
    sides = tally_line((*every, *timeline.undated))
    terminal.print(Text(f"Sides taken {on}: {sides}; {count(len(quotations), 'quotation')}"))
    terminal.print()
    if timeline.periods:
        terminal.print(_bars(timeline))
        terminal.print()
    if timeline.reversals:
        terminal.print(Text(count(len(timeline.reversals), "reversal").capitalize(), style="bold"))
        for pair in timeline.reversals:
            terminal.print(_pair(pair))
    rows = [
        (Text(period_name(period.first, timeline.step) if not place else ""), one)
        for period in timeline.periods
        for place, one in enumerate(period.standpoints)
    ]
    rows += [(Text("" if place else "undated"), one) for place, one in enumerate(timeline.undated)]
    terminal.print(evidence_table(timeline.step.capitalize(), rows, narrow=True))


def _bars(timeline: Timeline) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column(timeline.step.capitalize())
    for side in SIDES:
        table.add_column(side.capitalize())
    tallies = [Counter(one.side for one in period.standpoints) for period in timeline.periods]
    greatest = max(number for tally in tallies for number in tally.values())
    for place, (period, tally) in enumerate(zip(timeline.periods, tallies, strict=True)):
        silent = _steps(timeline.periods[place - 1], period, timeline.step) - 1 if place else 0
        if silent > 0:
            table.add_row(Text(f"· {count(silent, timeline.step)} without", style="dim"))
        bars = (bar(side, tally[side], greatest) for side in SIDES)
        table.add_row(period_name(period.first, timeline.step), *bars)
    return table


def _steps(one: Period, other: Period, step: Step) -> int:
    """How many months or years lie between the beginnings of two periods."""
    years = other.first.year - one.first.year
    return years if step == "year" else 12 * years + other.first.month - one.first.month


def _pair(pair: Reversal) -> Table:
    """The two quotations next to each other."""
    table = Table(padding=(0, 1), expand=True, title=Text(f"on {one_line(pair.subject)}"))
    table.title_justify = "left"
    for heading in ("Earlier", "Later"):
        table.add_column(heading, ratio=1, overflow="fold")
    both = pair.earlier, pair.later
    table.add_row(*(where(one.quotation) for one in both))
    table.add_row(*(side_text(one) for one in both))
    table.add_row(*(marked_words(one) for one in both))
    return table


TIMELINES = Listing(
    record=_record,
    columns=("person_id", "person", "period", "reversals", *COLUMNS),
    cells=_cells,
    show=_show,
)
