"""Dates on the command line: ISO 8601, a day, or for a period a whole month or year."""

from __future__ import annotations

import calendar
import re
from datetime import date

import typer

_PERIOD = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(written: str) -> date:
    """The day that ``YYYY-MM-DD`` names."""
    if not _DAY.fullmatch(written):
        raise typer.BadParameter(f"{written!r} is not a day; write it as 2026-03-31.")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not a day of the calendar.") from None


def first_day(written: str) -> date:
    """The first day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    return _bounds(written)[0]


def last_day(written: str) -> date:
    """The last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    return _bounds(written)[1]


def _bounds(written: str) -> tuple[date, date]:
    period = _PERIOD.fullmatch(written)
    if period is None:
        exact = day(written)
        return exact, exact
    year = int(period["year"])
    first, last = (int(period["month"]),) * 2 if period["month"] else (1, 12)
    try:
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not a month of the calendar.") from None
