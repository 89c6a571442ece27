"""The topics that a text would get, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.words import one_line
from quotes.cli.output import Cell, Json, Listing
from quotes.store.topics.rows import MatchRow

COLUMNS = ("topic", "origin", "score", "term", "words")


def _record(row: MatchRow) -> Json:
    return asdict(row)


def _cells(row: MatchRow) -> Iterable[tuple[Cell, ...]]:
    record = _record(row)
    yield tuple(record[column] for column in COLUMNS)


def _show(rows: Iterable[MatchRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Topic", overflow="fold")
    table.add_column("Score", justify="right")
    table.add_column("Why", overflow="fold")
    for row in rows:
        table.add_row(Text(one_line(row.topic)), f"{row.score:.2f}", Text(_why(row)))
    if table.row_count:
        terminal.print(table)


def _why(row: MatchRow) -> str:
    if row.term is None or row.words is None:
        return "close in meaning"
    words, term = one_line(row.words), one_line(row.term)
    return f"“{words}”" if words == term else f"“{words}” fits {term}"


MATCHES = Listing(record=_record, columns=COLUMNS, cells=_cells, show=_show)
