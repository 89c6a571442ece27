"""The counts over a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.heard import heard_cells, heard_record, show_heard
from quotes.cli.listings.words import iso, one_line, period
from quotes.cli.output import Cell, Json, Listing
from quotes.store.rows import Stats

Counts = Collection[tuple[str, int]]

_TOTALS = ("articles", "outlets", "people", "organizations", "quotations")


def _totals(stats: Stats) -> dict[str, int]:
    return {name: getattr(stats, name) for name in _TOTALS}


def _groups(stats: Stats) -> dict[str, Counts]:
    return {
        "by_kind": stats.by_kind.items(),
        "by_speaker_type": stats.by_speaker_type.items(),
        "by_outlet": stats.by_outlet.items(),
        "most_quoted": stats.most_quoted,
    }


def _record(stats: Stats) -> Json:
    return {
        **_totals(stats),
        "by_kind": stats.by_kind,
        "by_speaker_type": stats.by_speaker_type,
        "by_outlet": stats.by_outlet,
        "most_quoted": [
            {"name": name, "quotations": quotations} for name, quotations in stats.most_quoted
        ],
        "first": iso(stats.first),
        "last": iso(stats.last),
        **heard_record(stats),
    }


def _cells(stats: Stats) -> Iterable[tuple[Cell, ...]]:
    for name, value in _totals(stats).items():
        yield "total", name, value
    for group, counts in _groups(stats).items():
        for name, value in counts:
            yield group, name, value
    yield "published", "first", iso(stats.first)
    yield "published", "last", iso(stats.last)
    yield from heard_cells(stats)


_HEADINGS = {
    "by_kind": "Quotations by kind",
    "by_speaker_type": "Quotations by sort of speaker",
    "by_outlet": "Quotations by outlet",
    "most_quoted": "Most quoted people",
}


def _counts(counts: Counts) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for name, value in counts:
        table.add_row(str(value), Text(one_line(name)))
    return table


def _show(figures: Iterable[Stats], terminal: Console) -> None:
    for stats in figures:
        terminal.print(_counts(_totals(stats).items()))
        terminal.print(f"Published: {period(stats.first, stats.last)}")
        for group, counts in _groups(stats).items():
            if counts:
                terminal.print()
                terminal.print(Text(_HEADINGS[group], style="bold"))
                terminal.print(_counts(counts))
        show_heard(stats, terminal)


STATS = Listing(record=_record, columns=("group", "name", "value"), cells=_cells, show=_show)
