"""Lists that users keep, as CSV or JSON lines -> what each line says, or what is amiss."""

from __future__ import annotations

import csv
import io
import re
import sys
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, get_args

from quotes.errors import IngestError
from quotes.ingest.encoding import decode, refuse_binary
from quotes.ingest.json_records import parse_json
from quotes.ingest.metadata import MAX_BYTES, clean, parse_date, reason
from quotes.lexicon import seed
from quotes.types import Claim, Contact, ContactPost, CuratedTopic, PostStatus

Entry = TypeVar("Entry")

BETWEEN = ";"
"""What parts several values in one cell."""

_DELIMITERS = ",;\t"
_JSON, _CSV = (".json", ".jsonl", ".ndjson"), (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns that a CSV file may have, the one that it must have, and ``record``, which turns
    the cells of a row into what a line of JSON would say.

    ``aliases`` are other names of columns; with ``others`` a file may have columns of its own,
    which are passed over; with ``arrays`` it may be a JSON array.
    """

    columns: tuple[str, ...]
    required: str
    record: Callable[[Mapping[str, str]], dict[str, Any]]
    aliases: Mapping[str, str] = field(default_factory=dict)
    others: bool = False
    arrays: bool = False


def _read(
    path: str,
    stdin: BinaryIO | None,
    table: TableColumns,
    parse: Callable[[Any, int], Entry],
    nothing: str,
) -> tuple[Entry, ...]:
    """What ``parse`` makes of each line, or of each object of a JSON array, and its number.

    :raises IngestError: the list cannot be read, a line is wrong, or there is ``nothing``.
    """
    try:
        text = _text_of(path, stdin)
        array = table.arrays and text.lstrip().startswith("[")
        listed = _array(text) if array else _values(path, text, table)
        unit = "object" if array else "line"
        entries = tuple(_parsed(parse, value, number, unit) for number, value in listed)
    except OSError as error:
        raise IngestError(f"{path}: {reason(error)}.") from error
    except IngestError as error:
        raise IngestError(f"{path}: {error}.") from error
    if not entries:
        raise IngestError(f"{path}: {nothing}.")
    return entries


def _parsed(parse: Callable[[Any, int], Entry], value: Any, number: int, unit: str) -> Entry:
    try:
        return parse(value, number)
    except IngestError as error:
        raise IngestError(f"{unit} {number}: {error}") from error


def _text_of(path: str, stdin: BinaryIO | None = None) -> str:
    """The text of a file, or of ``stdin`` (by default the process's own) where the path is "-".

    :raises IngestError: it is too large, empty, or no text.
    """
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


def _values(path: str, text: str, table: TableColumns) -> Iterator[tuple[int, Any]]:
    """What each line says, in the keys of JSON, with the number of the line, from 1.

    :raises IngestError: a line is neither; the message names it.
    """
    ending = Path(path).suffix.lower()
    if ending in _JSON or (ending not in _CSV and text.lstrip()[:1] in ("{", "[")):
        return _json_values(text)
    return _csv_values(text, table)


def _check_keys(value: Any, known: tuple[str, ...], what: str) -> None:
    """:raises IngestError: it is no JSON object, or has other keys than those known."""
    if not isinstance(value, dict):
        raise IngestError(f"{what} has to be a JSON object")
    for key in value:
        if key not in known:
            raise IngestError(f"{what} has no {key}; the keys are {', '.join(known)}")


def _text_at(value: Mapping[str, Any], key: str) -> str | None:
    """The text under the key, cleaned; None where there is none.

    :raises IngestError: it is something else.
    """
    said = value.get(key)
    if said is not None and not isinstance(said, str):
        raise IngestError(f"its {key} is not a text")
    return clean(said)


def _list_at(value: Mapping[str, Any], key: str) -> list[Any]:
    """The list under the key, empty where there is none.

    :raises IngestError: it is something else.
    """
    said = value.get(key)
    if said is not None and not isinstance(said, list):
        raise IngestError(f"its {key} are not a list")
    return said or []


def _array(text: str) -> Iterator[tuple[int, Any]]:
    return enumerate(parse_json(text.encode("utf-8", "replace")), start=1)


def _json_values(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, parse_json(line.encode())
            except IngestError as error:
                raise IngestError(f"line {number}: {error}; write one object a line") from error


def _csv_values(text: str, table: TableColumns) -> Iterator[tuple[int, Any]]:
    header = text.strip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = _columns(row, rows.line_num, table)
                continue
            if len(row) > len(columns):
                raise IngestError(
                    f"line {rows.line_num}: it has {len(row)} cells, but there are "
                    f"{len(columns)} columns"
                )
            yield rows.line_num, table.record(dict(zip(columns, row, strict=False)))
    except csv.Error as error:
        raise IngestError(f"line {rows.line_num}: it is not CSV: {error}") from error


def _columns(row: list[str], line: int, table: TableColumns) -> list[str]:
    names = [cell.strip().lower() for cell in row]
    columns = [table.aliases.get(name, name) for name in names]
    for column in columns:
        if column not in table.columns:
            if table.others:
                continue
            raise IngestError(
                f"line {line}: there is no column {column or 'without a name'}; the columns are "
                f"{', '.join(table.columns)}"
            )
        if columns.count(column) > 1:
            raise IngestError(f"line {line}: the column {column} stands there twice")
    if table.required not in columns:
        raise IngestError(f"line {line}: there is no column {table.required}")
    return columns


# A list of claims: CSV, JSON lines or a JSON array -> claims, or what is amiss and where.


CLAIMS_COLUMNS = ("claim", "by", "on")
ALIASES = {"quote": "claim", "text": "claim", "speaker": "by", "date": "on"}
"""Other names of the columns and keys; the first name of each wins where both are there."""


def read_claims(path: str, stdin: BinaryIO | None = None) -> tuple[Claim, ...]:
    """The claims of a list, one for each row of CSV, line of JSON or object of a JSON array.

    There has to be a ``claim`` (or ``quote``, ``text``), and there may be ``by`` (``speaker``), who
    is claimed to have said it, and ``on`` (``date``), the day; other columns are passed over.

    :param path: a file, or "-" for ``stdin``, by default the process's own.
    :raises IngestError: it cannot be read, or a line is wrong; the message names file and line.
    """
    table = TableColumns(CLAIMS_COLUMNS, "claim", dict, ALIASES, others=True, arrays=True)
    return _read(path, stdin, table, _claim, "it holds no claim")


def _claim(value: Any, _: int) -> Claim:
    if not isinstance(value, dict):
        raise IngestError("a claim has to be a JSON object")
    text = _said(value, "claim")
    if text is None or not any(character.isalnum() for character in text):
        raise IngestError("there is no claim")
    return Claim(text, _said(value, "by"), _claims_day(_said(value, "on")))


def _said(value: Mapping[str, Any], key: str) -> str | None:
    names = (key, *(alias for alias, name in ALIASES.items() if name == key))
    return next((said for name in names if (said := _text_at(value, name))), None)


def _claims_day(written: str | None) -> date | None:
    day = parse_date(written) if written else None
    if written and day is None:
        raise IngestError(f"{written} is not a day; write 2026-03-31")
    return day


# A newsroom's own list of people: CSV or JSON lines -> contacts, or what is amiss and where.


POST = ("role", "organization", "unit", "status", "from", "to", "organization_qid")
PERSON = ("name", "aliases", "posts", "qid")
CONTACTS_COLUMNS = ("name", "aliases", *POST[:-1], "qid", "organization_qid")
_STATUSES: tuple[PostStatus, ...] = get_args(PostStatus)
_QID = re.compile("Q[1-9][0-9]*", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def read_contacts(path: str, stdin: BinaryIO | None = None) -> tuple[Contact, ...]:
    """The people of a list, one for each row of CSV or line of JSON.

    CSV has a header with some of :data:`CONTACTS_COLUMNS`, cells parted by commas, semicolons or
    tabs, and aliases parted by semicolons; a line of JSON is an object with some of
    :data:`PERSON`, and ``posts`` are objects with some of :data:`POST`. Dates are YYYY-MM-DD,
    YYYY-MM or YYYY.

    :param path: a file, or "-" for ``stdin``, by default the process's own.
    :raises IngestError: it cannot be read, or a line is wrong; the message names file and line.
    """
    table = TableColumns(CONTACTS_COLUMNS, "name", _contacts_record)
    return _read(path, stdin, table, _contact, "it names nobody")


def _contacts_record(cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": cells["name"],
        "aliases": cells.get("aliases", "").split(BETWEEN),
        "posts": [{key: cells.get(key) for key in POST}],
        "qid": cells.get("qid"),
    }


def _contact(value: Any, line: int) -> Contact:
    _check_keys(value, PERSON, "a person")
    name = _text_at(value, "name")
    if name is None or not any(character.isalnum() for character in name):
        raise IngestError("there is no name")
    aliases = [_text_at({"alias": alias}, "alias") for alias in _list_at(value, "aliases")]
    posts = [_post(post, line) for post in _list_at(value, "posts")]
    return Contact(
        name=name,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
        posts=tuple(dict.fromkeys(post for post in posts if post)),
        qid=_qid(value, "qid"),
        line=line,
    )


def _post(value: Any, line: int) -> ContactPost | None:
    """The post in an object, None where nothing is filled in."""
    _check_keys(value, POST, "a post")
    said = {key: _text_at(value, key) for key in POST}
    if not any(said.values()):
        return None
    role, organization, unit = said["role"], said["organization"], said["unit"]
    if not (role or organization or unit):
        raise IngestError("a post needs a role, an organization or a unit")
    qid = _qid(value, "organization_qid")
    if qid and not organization:
        raise IngestError(f"the organization_qid {qid} stands there without an organization")
    start, end = _contacts_day(said, "from"), _contacts_day(said, "to")
    if start and end and end < start:
        raise IngestError(f"the post ends on {end}, before it begins on {start}")
    return ContactPost(role, organization, unit, _status(said["status"]), start, end, qid, line)


def _qid(value: Mapping[str, Any], key: str) -> str | None:
    said = _text_at(value, key)
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


def _contacts_day(said: Mapping[str, str | None], key: str) -> date | None:
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


# A vocabulary of topics: CSV or JSON lines -> topics, or what is amiss and where.


TOPICS_COLUMNS = ("label", "parent", "code", "synonyms", "patterns")
_CODE = re.compile(r"medtop:\d{8}", re.ASCII)


def read_topics(path: str, stdin: BinaryIO | None = None) -> tuple[CuratedTopic, ...]:
    """The topics of a vocabulary, one for each row of CSV or line of JSON.

    CSV has a header with some of :data:`TOPICS_COLUMNS`, and synonyms and patterns parted by
    semicolons; a line of JSON is an object with some of these keys, synonyms and patterns as lists.

    :param path: a file, or "-" for ``stdin``, by default the process's own.
    :raises IngestError: it cannot be read, or a line is wrong; the message names file and line.
    """
    table = TableColumns(TOPICS_COLUMNS, "label", _topics_record)
    return _read(path, stdin, table, _topic, "it names no topic")


def shipped_topics() -> tuple[CuratedTopic, ...]:
    """The vocabulary that comes with quotes.

    :raises QuotesError: it is missing from the installation.
    """
    return read_topics(str(seed("topics.csv")))


def checked_code(code: str | None) -> str | None:
    """The code of an IPTC Media Topic, None where there is none.

    :raises IngestError: it is no such code.
    """
    if code and not _CODE.fullmatch(code):
        raise IngestError(
            f"{code} is no code of an IPTC Media Topic; that is medtop: and 8 digits, such as "
            "medtop:06000000"
        )
    return code or None


def _topics_record(cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": cells["label"],
        "parent": cells.get("parent"),
        "code": cells.get("code"),
        "synonyms": cells.get("synonyms", "").split(BETWEEN),
        "patterns": cells.get("patterns", "").split(BETWEEN),
    }


def _topic(value: Any, line: int) -> CuratedTopic:
    _check_keys(value, TOPICS_COLUMNS, "a topic")
    label = _text_at(value, "label")
    if label is None or not any(character.isalnum() for character in label):
        raise IngestError("there is no label")
    return CuratedTopic(
        label=label,
        synonyms=_texts(value, "synonyms", label),
        patterns=_texts(value, "patterns"),
        parent=_text_at(value, "parent"),
        code=checked_code(_text_at(value, "code")),
        line=line,
    )


def _texts(value: Mapping[str, Any], key: str, but: str | None = None) -> tuple[str, ...]:
    found = (_text_at({key: text}, key) for text in _list_at(value, key))
    return tuple(dict.fromkeys(text for text in found if text and text != but))
