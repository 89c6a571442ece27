"""CSV after RFC 4180: one row a quotation, the columns of :class:`FlatQuotation`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quotes.export.cells import Cell, harmless
from quotes.export.flat import COLUMNS, flat_row

if TYPE_CHECKING:
    from quotes.store.selected.selection import Selection


def csv_rows(selection: Selection) -> Iterator[str]:
    """The header, then each quotation; cells that a spreadsheet would run are made harmless."""
    yield csv_line(COLUMNS)
    for row in selection.quotations():
        yield csv_line(map(harmless, flat_row(row).cells()))


def csv_line(cells: Iterable[Cell]) -> str:
    """One row with the end of its line."""
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue()
