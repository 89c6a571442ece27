"""What is known of an article beside its text, and what a source that fails leaves behind.

Its day in any form that English uses: what is ambiguous, as 4/5/2023, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
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


# Metadata from machines: mended, on one line, never empty.


def clean(value: object) -> str | None:
    """A string without mojibake, HTML entities, control characters and needless space.

    None for a string that is empty then, and for anything that is no string.
    """
    if not isinstance(value, str):
        return None
    from ftfy import TextFixerConfig, fix_text

    gentle = TextFixerConfig(
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        unescape_html=True,
    )
    return " ".join(fix_text(value, gentle).split()) or None


@dataclass(frozen=True, slots=True)
class Given:
    """Title, authors, outlet, day and address of an article; what is not known is empty.

    A user gives one to :func:`quotes.ingest.registry`; it wins over what the article itself shows.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    url: str | None = None

    def or_else(self, other: Given) -> Given:
        """The same, with every gap filled from the other."""
        return Given(
            title=self.title or other.title,
            authors=self.authors or other.authors,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read; ``reason`` is one clause that follows "SOURCE: "."""

    source: str
    reason: str


def reason(error: OSError) -> str:
    """One clause of what the system says of a file."""
    said = error.strerror or str(error)
    return f"it cannot be read: {said[:1].lower()}{said[1:]}"


# How much is read at most; more than this is no news article.


MAX_CHARACTERS = 5_000_000
"""Characters of one article's text."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Bytes of one article, of one line of a JSON lines file, or of one JSON document."""

MAX_PAGE_BYTES = 10_000_000
"""Bytes of one HTML page; extraction takes longer than reading."""

MAX_UNPACKED_BYTES = 5 * MAX_BYTES
"""Bytes of all the files in a Word document together, pictures included."""

MAX_PACKED_FILES = 10_000
"""Files in a Word document."""
