from __future__ import annotations

import calendar
from datetime import date

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from quotes.cli.options import day, first_day, last_day


@given(st.dates())
def test_a_day_names_itself(exact: date) -> None:
    written = exact.isoformat()
    assert day(written) == first_day(written) == last_day(written) == exact


@given(st.dates())
def test_a_period_runs_from_its_first_to_its_last_day(inside: date) -> None:
    month, year = f"{inside:%Y-%m}".zfill(7), f"{inside.year:04}"
    for written in (month, year):
        assert first_day(written) <= inside <= last_day(written)
    assert last_day(month).day == calendar.monthrange(inside.year, inside.month)[1]
    assert (first_day(year), last_day(year)) == (
        date(inside.year, 1, 1),
        date(inside.year, 12, 31),
    )


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2026-13", "2026-02-30", "26-01-01", "2026-1-1", "0000", "２０２６"],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    for read in (day, first_day, last_day):
        with pytest.raises(typer.BadParameter):
            read(written)


def test_a_day_must_be_whole() -> None:
    with pytest.raises(typer.BadParameter, match="2026-03"):
        day("2026-03")
