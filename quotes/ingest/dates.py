"""Dates as newspapers write them, in English; an ambiguous one is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime

from quotes.types import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN = (
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<weekday>){_YEAR}(?P<sign>[-/.])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)"
    ),
)
_NUMBERS = re.compile(
    r"\b(?P<first>\d{1,2})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})\b"
)


def dates_in(text: str) -> Iterator[tuple[Span, date]]:
    """The full dates of a short text, with a weekday before them, in the order of place."""
    found: dict[Span, date] = {}
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            month = match["month"][:3].lower()
            number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
            with suppress(ValueError):
                found[Span(*match.span())] = date(int(match["year"]), number, int(match["day"]))
    for match in _NUMBERS.finditer(text):
        numeric = _unambiguous(int(match["first"]), int(match["second"]), int(match["year"]))
        if numeric:
            found[Span(*match.span())] = numeric
    yield from sorted(found.items())


def parse_date(text: str) -> date | None:
    """The day in an ISO 8601, e-mail or written date; None for anything else."""
    text = text.strip()
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    with suppress(ValueError):
        return parsedate_to_datetime(text).date()
    days = {day for _, day in dates_in(text[:200])}
    return days.pop() if len(days) == 1 else None


def _unambiguous(first: int, second: int, year: int) -> date | None:
    if min(first, second) > 12 or (max(first, second) <= 12 and first != second):
        return None
    month, day = sorted((first, second))
    try:
        return date(year, month, day)
    except ValueError:
        return None
