from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.export.cells import harmless
from quotes.export.flat import COLUMNS, flat_row
from quotes.export.spreadsheet import csv_line, csv_rows
from quotes.store.selected.selection import Selection


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_read_again_it_is_what_was_written(selection: Selection) -> None:
    header, *rows = parsed("".join(csv_rows(selection)))
    assert tuple(header) == COLUMNS
    wanted = [
        ["" if cell is None else str(harmless(cell)) for cell in flat_row(row).cells()]
        for row in selection.quotations()
    ]
    assert rows == wanted


def test_no_cell_is_a_formula(selection: Selection) -> None:
    cells = [cell for row in parsed("".join(csv_rows(selection))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")[:-1] and cell]
    assert "'=1+1" in cells
    assert "'@Odd" in cells


def test_lines_end_as_rfc_4180_says(selection: Selection) -> None:
    assert all(line.endswith("\r\n") for line in csv_rows(selection))


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])
def test_formulas_get_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=5))
def test_any_cells_survive(cells: list[str]) -> None:
    assert parsed(csv_line(cells)) == [cells]
