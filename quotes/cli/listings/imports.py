"""What came of importing a contact list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from rich.console import Console

from quotes.cli.output import Json, Listing
from quotes.db.rows import ImportRow
from quotes.export.tabular import Cell
from quotes.report.wording import one_line

COLUMNS = ("file", "by", "people", "added", "matched", "unchanged", "maybe")


def _record(row: ImportRow) -> Json:
    return asdict(row)


def _cells(row: ImportRow) -> Iterable[tuple[Cell, ...]]:
    record = _record(row)
    yield tuple(record[column] for column in COLUMNS)


def _show(rows: Iterable[ImportRow], terminal: Console) -> None:
    for row in rows:
        people = "1 person" if row.people == 1 else f"{row.people} people"
        terminal.print(
            one_line(
                f"{row.file}: {people}, {row.added} added, {row.matched} matched, "
                f"{row.unchanged} unchanged."
            ),
            soft_wrap=True,
        )
        if row.maybe:
            terminal.print(
                f"{row.maybe} of those added may be somebody who is known; `quotes people maybe` "
                "lists them.",
                soft_wrap=True,
            )


IMPORTS = Listing(record=_record, columns=COLUMNS, cells=_cells, show=_show)
