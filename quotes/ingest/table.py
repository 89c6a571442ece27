"""Lists that users keep, as CSV or JSON lines -> what each line says, or what is amiss."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from quotes.errors import IngestError
from quotes.ingest.clean import clean
from quotes.ingest.decode import decode, refuse_binary
from quotes.ingest.limits import MAX_BYTES
from quotes.ingest.records import parse_json

BETWEEN = ";"
"""What parts several values in one cell."""

_DELIMITERS = ",;\t"
_JSON, _CSV = (".json", ".jsonl", ".ndjson"), (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that a CSV file may have, the one that it must have, and ``record``, which turns
    the cells of a row into what a line of JSON would say.

    ``aliases`` are other names of columns; with ``others`` a file may have columns of its own,
    which are passed over.
    """

    columns: tuple[str, ...]
    required: str
    record: Callable[[Mapping[str, str]], dict[str, Any]]
    aliases: Mapping[str, str] = field(default_factory=dict)
    others: bool = False


def text_of(path: str, stdin: BinaryIO | None = None) -> str:
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


def values(path: str, text: str, layout: Layout) -> Iterator[tuple[int, Any]]:
    """What each line says, in the keys of JSON, with the number of the line, from 1.

    :raises IngestError: a line is neither; the message names it.
    """
    ending = Path(path).suffix.lower()
    if ending in _JSON or (ending not in _CSV and text.lstrip()[:1] in ("{", "[")):
        return _json_values(text)
    return _csv_values(text, layout)


def check_keys(value: Any, known: tuple[str, ...], what: str) -> None:
    """:raises IngestError: it is no JSON object, or has other keys than those known."""
    if not isinstance(value, dict):
        raise IngestError(f"{what} has to be a JSON object")
    for key in value:
        if key not in known:
            raise IngestError(f"{what} has no {key}; the keys are {', '.join(known)}")


def text_at(value: Mapping[str, Any], key: str) -> str | None:
    """The text under the key, cleaned; None where there is none.

    :raises IngestError: it is something else.
    """
    said = value.get(key)
    if said is not None and not isinstance(said, str):
        raise IngestError(f"its {key} is not a text")
    return clean(said)


def list_at(value: Mapping[str, Any], key: str) -> list[Any]:
    """The list under the key, empty where there is none.

    :raises IngestError: it is something else.
    """
    said = value.get(key)
    if said is not None and not isinstance(said, list):
        raise IngestError(f"its {key} are not a list")
    return said or []


def _json_values(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, parse_json(line.encode())
            except IngestError as error:
                raise IngestError(f"line {number}: {error}; write one object a line") from error


def _csv_values(text: str, layout: Layout) -> Iterator[tuple[int, Any]]:
    header = text.strip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = _columns(row, rows.line_num, layout)
                continue
            if len(row) > len(columns):
                raise IngestError(
                    f"line {rows.line_num}: it has {len(row)} cells, but there are "
                    f"{len(columns)} columns"
                )
            yield rows.line_num, layout.record(dict(zip(columns, row, strict=False)))
    except csv.Error as error:
        raise IngestError(f"line {rows.line_num}: it is not CSV: {error}") from error


def _columns(row: list[str], line: int, layout: Layout) -> list[str]:
    names = [cell.strip().lower() for cell in row]
    columns = [layout.aliases.get(name, name) for name in names]
    for column in columns:
        if column not in layout.columns:
            if layout.others:
                continue
            raise IngestError(
                f"line {line}: there is no column {column or 'without a name'}; the columns are "
                f"{', '.join(layout.columns)}"
            )
        if columns.count(column) > 1:
            raise IngestError(f"line {line}: the column {column} stands there twice")
    if layout.required not in columns:
        raise IngestError(f"line {line}: there is no column {layout.required}")
    return columns
