"""Organisations of the database, and pairs of them that may be one."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.output import Json, Listing
from quotes.db.rows import OrganizationPair, OrganizationRow
from quotes.export.tabular import BETWEEN, Cell
from quotes.report.wording import iso, one_line


def _record(row: OrganizationRow) -> Json:
    return {
        "id": row.id,
        "name": row.name,
        "aliases": list(row.aliases),
        "former_names": list(row.former_names),
        "parents": list(row.parents),
        "place": row.place,
        "people": row.people,
        "quotations": row.quotations,
        "articles": row.articles,
        "first": iso(row.first),
        "last": iso(row.last),
        "qid": row.qid,
    }


def _cells(row: OrganizationRow) -> Iterable[tuple[Cell, ...]]:
    yield (
        row.id,
        row.name,
        BETWEEN.join(row.aliases),
        BETWEEN.join(row.former_names),
        BETWEEN.join(row.parents),
        row.place,
        row.people,
        row.quotations,
        row.articles,
        iso(row.first),
        iso(row.last),
        row.qid,
    )


def _show(rows: Iterable[OrganizationRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Id", justify="right")
    table.add_column("Organisation", overflow="fold", style="bold")
    table.add_column("Also, and part of", overflow="fold")
    table.add_column("People", justify="right")
    table.add_column("Quotations", justify="right")
    table.add_column("Articles", justify="right")
    for row in rows:
        former = [f"formerly {name}" for name in row.former_names]
        wholes = [f"part of {name}" for name in row.parents]
        place = f" ({row.place})" if row.place else ""
        table.add_row(
            str(row.id),
            Text(one_line(f"{row.name}{place} {row.qid or ''}")),
            Text(one_line(", ".join([*row.aliases, *former, *wholes]))),
            str(row.people),
            str(row.quotations),
            str(row.articles),
        )
    if table.row_count:
        terminal.print(table)


def _pair_record(row: OrganizationPair) -> Json:
    return {
        "organization": {"id": row.organization, "name": row.organization_name},
        "other": {"id": row.other, "name": row.other_name},
        "shared": row.shared,
    }


def _show_pairs(rows: Iterable[OrganizationPair], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Organisation", overflow="fold")
    table.add_column("May be the same as", overflow="fold")
    table.add_column("Both are called", overflow="fold")
    for row in rows:
        table.add_row(
            Text(one_line(f"{row.organization} {row.organization_name}")),
            Text(one_line(f"{row.other} {row.other_name}")),
            Text(one_line(row.shared)),
        )
    if table.row_count:
        terminal.print(table)


ORGANIZATIONS = Listing(
    record=_record,
    columns=(
        "id",
        "name",
        "aliases",
        "former_names",
        "parents",
        "place",
        "people",
        "quotations",
        "articles",
        "first",
        "last",
        "qid",
    ),
    cells=_cells,
    show=_show,
)
PAIRS = Listing(
    record=_pair_record,
    columns=("organization_id", "organization", "other_id", "other", "shared"),
    cells=lambda row: [
        (row.organization, row.organization_name, row.other, row.other_name, row.shared)
    ],
    show=_show_pairs,
)
