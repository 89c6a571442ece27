"""Who stands where on a target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.standpoints import (
    COLUMNS,
    SIDES,
    bar,
    cells,
    course_line,
    evidence_table,
    tally_line,
)
from quotes.cli.listings.words import count, iso, named, one_line, period
from quotes.cli.output import Cell, Json, Listing
from quotes.report.records import course_record, standpoint_record
from quotes.store.standpoints.course import strongest
from quotes.store.standpoints.rows import Held, Searched, Standpoint, Voice, VoiceKind

_ORDER: tuple[Held, ...] = ("support", "oppose", "changed", "mixed", "neutral")
_NOUNS: dict[VoiceKind, tuple[str, str]] = {
    "person": ("person", "people"),
    "organization": ("organisation", "organisations"),
    "unnamed": ("unnamed source", "unnamed sources"),
}


def positions_listing(target: str, most: int | None) -> Listing[Voice]:
    """How the speakers on a target are listed, with at most so many quotations of a side each."""

    def show(voices: Iterable[Voice], terminal: Console) -> None:
        _show(target, list(voices), most, terminal)

    return Listing(
        record=lambda voice: _record(voice, most),
        columns=("held", "kind", "name", "person_id", "role", "organization", *COLUMNS),
        cells=lambda voice: _cells(voice, most),
        show=show,
    )


def not_found(target: str | None, searched: Searched) -> str:
    """What is said where nobody took a side."""
    if not searched.stances or target is None:
        return "No stance is stored for what you ask; ask for less, or add articles."
    ways = "by words and by meaning" if searched.by_meaning else "by words"
    topic = f" (the topic {one_line(searched.topic)})" if searched.topic else ""
    return (
        f'No stance on "{one_line(target)}"{topic} was found; '
        f"searched were {count(searched.stances, 'stance')} on "
        f"{count(searched.targets, 'target')}, {ways}."
    )


def _days(standpoints: Iterable[Standpoint]) -> tuple[str | None, str | None]:
    days = sorted(one.day for one in standpoints if one.day)
    return (iso(days[0]), iso(days[-1])) if days else (None, None)


def _record(voice: Voice, most: int | None) -> Json:
    first, last = _days(voice.standpoints)
    return {
        "kind": voice.kind,
        "name": voice.name,
        "person_id": voice.person_id,
        "role": voice.latest.role,
        "organization": voice.latest.organization,
        **course_record(voice.course, voice.standpoints),
        "first": first,
        "last": last,
        "standpoints": [standpoint_record(one) for one in strongest(voice.standpoints, most)],
    }


def _cells(voice: Voice, most: int | None) -> Iterable[tuple[Cell, ...]]:
    who = (
        voice.course.held,
        voice.kind,
        voice.name,
        voice.person_id,
        voice.latest.role,
        voice.latest.organization,
    )
    for one in strongest(voice.standpoints, most):
        yield (*who, *cells(one))


def _show(target: str, voices: list[Voice], most: int | None, terminal: Console) -> None:
    if not voices:
        return
    standpoints = {one.quotation.id: one for voice in voices for one in voice.standpoints}
    tally = Counter(voice.kind for voice in voices)
    who = ", ".join(count(tally[kind], *nouns) for kind, nouns in _NOUNS.items() if tally[kind])
    days = sorted(one.day for one in standpoints.values() if one.day)
    heading = Text(one_line(target), style="bold")
    when = period(days[0], days[-1]) if days else "undated"
    heading.append(f"  {who}; {count(len(standpoints), 'quotation')}, {when}", style="not bold dim")
    terminal.print(heading)
    terminal.print(_bars(list(standpoints.values())))
    terminal.print()
    for held in _ORDER:
        there = [voice for voice in voices if voice.course.held == held]
        if there:
            terminal.print(
                Text(f"{held.capitalize()}: {count(len(there), 'speaker')}", style="bold")
            )
            terminal.print(_section(there, most))


def _bars(standpoints: list[Standpoint]) -> Table:
    tally = Counter(one.side for one in standpoints)
    table = Table.grid(padding=(0, 2, 0, 0))
    for side in SIDES:
        if tally[side]:
            table.add_row(side, bar(side, tally[side], max(tally.values())))
    return table


def _section(voices: list[Voice], most: int | None) -> Table:
    rows = []
    for voice in voices:
        begin = named(voice.name, voice.latest)
        begin.append(f"\n{tally_line(voice.standpoints)}", style="not bold dim")
        if voice.course.held == "changed":
            begin.append(f"\n{course_line(voice.course)}", style="not bold")
        for one in strongest(voice.standpoints, most):
            rows.append((begin, one))
            begin = Text()
    return evidence_table("Who", rows)
