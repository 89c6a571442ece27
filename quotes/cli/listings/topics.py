"""Topics of the database."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.words import one_line
from quotes.cli.output import Cell, Json, Listing
from quotes.store.rows import TopicRow


def _show(rows: Iterable[TopicRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Topic", overflow="fold")
    table.add_column("Quotations", justify="right")
    table.add_column("People", justify="right")
    for row in rows:
        table.add_row(Text(one_line(row.topic)), str(row.quotations), str(row.people))
    if table.row_count:
        terminal.print(table)


def _record(row: TopicRow) -> Json:
    return {
        "topic": row.topic,
        "quotations": row.quotations,
        "people": row.people,
        "articles": row.articles,
        "curated": row.curated,
        "code": row.code,
        "parent": row.parent,
    }


def _cells(row: TopicRow) -> Iterable[tuple[Cell, ...]]:
    yield (
        row.topic,
        row.quotations,
        row.people,
        row.articles,
        "yes" if row.curated else "no",
        row.code,
        row.parent,
    )


TOPICS = Listing(
    record=_record,
    columns=("topic", "quotations", "people", "articles", "curated", "code", "parent"),
    cells=_cells,
    show=_show,
)
