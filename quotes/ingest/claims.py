"""A list of claims: CSV, JSON lines or a JSON array -> claims, or what is amiss and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from quotes.claims import Claim
from quotes.errors import IngestError
from quotes.ingest.dates import parse_date
from quotes.ingest.records import parse_json
from quotes.ingest.table import Layout, text_at, text_of, values
from quotes.ingest.walk import reason

COLUMNS = ("claim", "by", "on")
ALIASES = {"quote": "claim", "text": "claim", "speaker": "by", "date": "on"}
"""Other names of the columns and keys; the first name of each wins where both are there."""


def read_claims(path: str, stdin: BinaryIO | None = None) -> tuple[Claim, ...]:
    """The claims of a list, one for each row of CSV, line of JSON or object of a JSON array.

    There has to be a ``claim`` (or ``quote``, ``text``), and there may be ``by`` (``speaker``), who
    is claimed to have said it, and ``on`` (``date``), the day; other columns are passed over.

    :param path: a file, or "-" for ``stdin``, by default the process's own.
    :raises IngestError: it cannot be read, or a line is wrong; the message names file and line.
    """
    try:
        text = text_of(path, stdin)
        claims = tuple(_claim(value, where) for where, value in _values(path, text))
    except OSError as error:
        raise IngestError(f"{path}: {reason(error)}.") from error
    except IngestError as error:
        raise IngestError(f"{path}: {error}.") from error
    if not claims:
        raise IngestError(f"{path}: it holds no claim.")
    return claims


def _values(path: str, text: str) -> Iterator[tuple[str, Any]]:
    """What each line or object says, and where it stands."""
    if text.lstrip().startswith("["):
        items = parse_json(text.encode("utf-8", "replace"))
        return ((f"object {number}", item) for number, item in enumerate(items, start=1))
    layout = Layout(COLUMNS, "claim", dict, ALIASES, others=True)
    return ((f"line {number}", value) for number, value in values(path, text, layout))


def _claim(value: Any, where: str) -> Claim:
    try:
        if not isinstance(value, dict):
            raise IngestError("a claim has to be a JSON object")
        text = _said(value, "claim")
        if text is None or not any(character.isalnum() for character in text):
            raise IngestError("there is no claim")
        return Claim(text, _said(value, "by"), _day(_said(value, "on")))
    except IngestError as error:
        raise IngestError(f"{where}: {error}") from error


def _said(value: Mapping[str, Any], key: str) -> str | None:
    names = (key, *(alias for alias, name in ALIASES.items() if name == key))
    return next((said for name in names if (said := text_at(value, name))), None)


def _day(written: str | None) -> date | None:
    day = parse_date(written) if written else None
    if written and day is None:
        raise IngestError(f"{written} is not a day; write 2026-03-31")
    return day
