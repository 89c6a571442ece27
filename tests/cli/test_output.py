from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from quotes.export.tabular import harmless
from quotes.report.wording import visible
from tests.cli.conftest import Run, lines

LISTS = (
    ("search",),
    ("people",),
    ("topics",),
    ("stats",),
    ("person", "Ilse Brandvold"),
)


@given(st.text())
def test_no_cell_is_left_that_a_spreadsheet_runs(text: str) -> None:
    made = harmless(text)
    assert isinstance(made, str)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert made in (text, f"'{text}")


def test_numbers_stay_numbers() -> None:
    assert [harmless(cell) for cell in (-1, -0.5, None)] == [-1, -0.5, None]


@given(st.text())
def test_nothing_visible_steers_a_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 and char != "\n" for char in shown)
    Console(file=io.StringIO()).print(shown, markup=False)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_every_list_has_every_format(run: Run, command: tuple[str, ...]) -> None:
    as_array = json.loads(run(*command, "--json").stdout)
    assert as_array
    assert as_array == lines(run(*command, "--nl"))
    header, *rows = csv.reader(io.StringIO(run(*command, "--csv").stdout))
    assert rows
    assert all(len(row) == len(header) for row in rows)
    assert run(*command).stdout.strip()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_two_formats_at_once_are_wrong_usage(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--json", "--csv", code=2)
    assert result.stdout == ""
    assert "Choose one" in result.stderr


@pytest.mark.usefixtures("filled")
def test_nothing_found_is_still_well_formed(run: Run) -> None:
    nothing = ("search", "--person", "Nobody Atall")
    assert json.loads(run(*nothing, "--json").stdout) == []
    assert run(*nothing, "--nl").stdout == ""
    assert run(*nothing, "--csv").stdout.startswith("id,kind,act,status,text,")
    result = run(*nothing)
    assert result.stdout == ""
    assert "No quotation" in result.stderr
