"""A newsroom's own list of people: CSV or JSON lines -> contacts, or what is amiss and where."""

from __future__ import annotations

import csv
import io
import re
import sys
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, get_args

from quotes.article import PostStatus
from quotes.contacts import Contact, ContactPost
from quotes.errors import IngestError
from quotes.ingest.clean import clean
from quotes.ingest.decode import decode, refuse_binary
from quotes.ingest.limits import MAX_BYTES
from quotes.ingest.records import parse_json
from quotes.ingest.walk import reason

POST = ("role", "organization", "unit", "status", "from", "to", "organization_qid")
PERSON = ("name", "aliases", "posts", "qid")
COLUMNS = ("name", "aliases", *POST[:-1], "qid", "organization_qid")
_BETWEEN = ";"
_DELIMITERS = ",;\t"
_JSON, _CSV = (".json", ".jsonl", ".ndjson"), (".csv", ".tsv")
_STATUSES: tuple[PostStatus, ...] = get_args(PostStatus)
_QID = re.compile("Q[1-9][0-9]*", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def read_contacts(path: str, stdin: BinaryIO | None = None) -> tuple[Contact, ...]:
    """The people of a list, one for each row of CSV or line of JSON.

    CSV has a header with some of :data:`COLUMNS`, cells parted by commas, semicolons or tabs, and
    aliases parted by semicolons; a line of JSON is an object with some of :data:`PERSON`, and
    ``posts`` are objects with some of :data:`POST`. Dates are YYYY-MM-DD, YYYY-MM or YYYY.

    :param path: a file, or "-" for ``stdin``, by default the process's own.
    :raises IngestError: it cannot be read, or a line is wrong; the message names file and line.
    """
    try:
        text = _text_of(path, stdin)
        contacts = tuple(_contact(value, line) for line, value in _values(path, text))
    except OSError as error:
        raise IngestError(f"{path}: {reason(error)}.") from error
    except IngestError as error:
        raise IngestError(f"{path}: {error}.") from error
    if not contacts:
        raise IngestError(f"{path}: it names nobody.")
    return contacts


def _text_of(path: str, stdin: BinaryIO | None) -> str:
    if path == "-":
        data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
    else:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise IngestError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip():
        raise IngestError("it is empty")
    refuse_binary(data)
    return decode(data)


def _values(path: str, text: str) -> Iterator[tuple[int, Any]]:
    """What each line says of a person, in the keys of JSON, with the number of the line."""
    ending = Path(path).suffix.lower()
    if ending in _JSON or (ending not in _CSV and text.lstrip()[:1] in ("{", "[")):
        return _json_values(text)
    return _csv_values(text)


def _json_values(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, parse_json(line.encode())
            except IngestError as error:
                raise IngestError(f"line {number}: {error}; write one object a line") from error


def _csv_values(text: str) -> Iterator[tuple[int, Any]]:
    header = text.strip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = _columns(row, rows.line_num)
                continue
            if len(row) > len(columns):
                raise IngestError(
                    f"line {rows.line_num}: it has {len(row)} cells, but there are "
                    f"{len(columns)} columns"
                )
            yield rows.line_num, _record(dict(zip(columns, row, strict=False)))
    except csv.Error as error:
        raise IngestError(f"line {rows.line_num}: it is not CSV: {error}") from error


def _columns(row: list[str], line: int) -> list[str]:
    columns = [cell.strip().lower() for cell in row]
    for column in columns:
        if column not in COLUMNS:
            raise IngestError(
                f"line {line}: there is no column {column or 'without a name'}; the columns are "
                f"{', '.join(COLUMNS)}"
            )
        if columns.count(column) > 1:
            raise IngestError(f"line {line}: the column {column} stands there twice")
    if "name" not in columns:
        raise IngestError(f"line {line}: there is no column name")
    return columns


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": cells["name"],
        "aliases": cells.get("aliases", "").split(_BETWEEN),
        "posts": [{key: cells.get(key) for key in POST}],
        "qid": cells.get("qid"),
    }


def _contact(value: Any, line: int) -> Contact:
    try:
        _check_keys(value, PERSON, "a person")
        name = _text(value, "name")
        if name is None or not any(character.isalnum() for character in name):
            raise IngestError("there is no name")
        aliases = [_text({"alias": alias}, "alias") for alias in _list(value, "aliases")]
        posts = [_post(post, line) for post in _list(value, "posts")]
        return Contact(
            name=name,
            aliases=tuple(dict.fromkeys(one for one in aliases if one and one != name)),
            posts=tuple(dict.fromkeys(post for post in posts if post)),
            qid=_qid(value, "qid"),
            line=line,
        )
    except IngestError as error:
        raise IngestError(f"line {line}: {error}") from error


def _post(value: Any, line: int) -> ContactPost | None:
    """The post in an object, None where nothing is filled in."""
    _check_keys(value, POST, "a post")
    said = {key: _text(value, key) for key in POST}
    if not any(said.values()):
        return None
    role, organization, unit = said["role"], said["organization"], said["unit"]
    if not (role or organization or unit):
        raise IngestError("a post needs a role, an organization or a unit")
    qid = _qid(value, "organization_qid")
    if qid and not organization:
        raise IngestError(f"the organization_qid {qid} stands there without an organization")
    start, end = _day(said, "from"), _day(said, "to")
    if start and end and end < start:
        raise IngestError(f"the post ends on {end}, before it begins on {start}")
    return ContactPost(role, organization, unit, _status(said["status"]), start, end, qid, line)


def _check_keys(value: Any, known: tuple[str, ...], what: str) -> None:
    if not isinstance(value, dict):
        raise IngestError(f"{what} has to be a JSON object")
    for key in value:
        if key not in known:
            raise IngestError(f"{what} has no {key}; the keys are {', '.join(known)}")


def _text(value: Mapping[str, Any], key: str) -> str | None:
    said = value.get(key)
    if said is not None and not isinstance(said, str):
        raise IngestError(f"its {key} is not a text")
    return clean(said)


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    said = value.get(key)
    if said is not None and not isinstance(said, list):
        raise IngestError(f"its {key} are not a list")
    return said or []


def _qid(value: Mapping[str, Any], key: str) -> str | None:
    said = _text(value, key)
    if said and not _QID.fullmatch(said):
        raise IngestError(f"{said} is no {key}; that is a Q and a number, such as Q42")
    return said


def _status(said: str | None) -> PostStatus | None:
    for status in _STATUSES:
        if said == status:
            return status
    if said:
        raise IngestError(f"{said} is no status; it is one of {', '.join(_STATUSES)}")
    return None


def _day(said: Mapping[str, str | None], key: str) -> date | None:
    """The first day of a year, month or day for ``from``, its last for ``to``."""
    written = said[key]
    if not written:
        return None
    parts = _DATE.fullmatch(written)
    try:
        if parts is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in parts.groups())
        if key == "from":
            return date(year or 0, month or 1, day or 1)
        return date(year or 0, month or 12, day or monthrange(year or 0, month or 12)[1])
    except ValueError:
        raise IngestError(
            f"{written} in {key} is not a day; write 2026-03-31, 2026-03 or 2026"
        ) from None
