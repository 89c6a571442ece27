"""Reading an official register of offices from its folder of tables.

The form is that of the ministers database of the Institute for Government: ``appointment``,
``appointment_characteristics``, ``person``, ``post``, ``post_relationship``, ``organisation`` and
``organisation_link``, each a CSV file with a header, gzipped or not.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from quotes.errors import IngestError
from quotes.types import Register, RegisterName, RegisterOffice, RegisterTerm

_TABLES: Mapping[str, tuple[str, ...]] = {
    "appointment": ("id", "person_id", "post_id", "start_date", "end_date"),
    "person": ("id", "name", "start_date", "end_date"),
    "post": ("id", "organisation_id", "display_name", "name"),
    "organisation": ("id", "name"),
}
"""The tables that there must be, with the columns that they must have."""
_MORE: Mapping[str, tuple[str, ...]] = {
    "appointment_characteristics": ("appointment_id", "is_acting"),
    "post_relationship": ("post_id", "group_name", "group_seniority"),
    "organisation_link": (
        "predecessor_organisation_id",
        "successor_organisation_id",
        "type",
        "link_start_date",
    ),
}
"""Those that there may be."""
_RENAMED = "name change"

_Rows = list[dict[str, str]]


def read_register(folder: Path) -> Register:
    """The register in a folder.

    :raises IngestError: a table is missing or no table, or a row of it makes no sense; the message
        names file and line.
    """
    hashed = hashlib.sha256()
    tables = {
        name: _table(folder, name, columns, hashed.update, needed=name in _TABLES)
        for name, columns in (*_TABLES.items(), *_MORE.items())
    }
    bodies = {row["id"]: row["name"] for row in tables["organisation"]}
    groups: dict[str, list[str]] = defaultdict(list)
    for row in tables["post_relationship"]:
        groups[row["post_id"]].append(f"{row['group_name']} ({row['group_seniority']})")
    acting = {
        row["appointment_id"]
        for row in tables["appointment_characteristics"]
        if row["is_acting"].strip().lower() == "true"
    }
    names = tuple(
        RegisterName(
            row["id"],
            row["name"],
            _day(folder, "person", line, row["start_date"]),
            _day(folder, "person", line, row["end_date"]),
        )
        for line, row in enumerate(tables["person"], 2)
    )
    offices = tuple(
        RegisterOffice(
            row["id"],
            row["name"] or row["display_name"],
            bodies.get(row["organisation_id"]),
            row.get("rank_equivalence") or None,
            tuple(groups[row["id"]]),
        )
        for row in tables["post"]
    )
    known, people = {office.key for office in offices}, {name.person for name in names}
    terms = []
    for line, row in enumerate(tables["appointment"], 2):
        start = _day(folder, "appointment", line, row["start_date"])
        end = _day(folder, "appointment", line, row["end_date"])
        if start is None:
            raise _wrong(folder, "appointment", line, "has no start_date")
        if end is not None and end < start:
            # A slip of the register: nobody is in an office then. The row stays, without a day.
            end = start
        if row["post_id"] not in known:
            raise _wrong(folder, "appointment", line, f"names no known post: {row['post_id']}")
        if row["person_id"] not in people:
            raise _wrong(folder, "appointment", line, f"names nobody known: {row['person_id']}")
        terms.append(
            RegisterTerm(row["person_id"], row["post_id"], start, end, row["id"] in acting)
        )
    renamings = []
    for line, row in enumerate(tables["organisation_link"], 2):
        day = _day(folder, "organisation_link", line, row["link_start_date"])
        old = bodies.get(row["predecessor_organisation_id"])
        new = bodies.get(row["successor_organisation_id"])
        if row["type"].strip().lower() == _RENAMED and day and old and new and old != new:
            renamings.append((old, new, day))
    return Register(folder.name, hashed.hexdigest(), names, offices, tuple(terms), tuple(renamings))


def _table(folder: Path, name: str, columns: Sequence[str], seen: object, *, needed: bool) -> _Rows:
    packed, plain = folder / f"{name}.csv.gz", folder / f"{name}.csv"
    path = plain if plain.is_file() else packed
    if not path.is_file():
        if needed:
            raise IngestError(f"{folder} is no register: it has no {name}.csv or {name}.csv.gz.")
        return []
    try:
        held = path.read_bytes()
        raw = gzip.decompress(held) if path == packed else held
        text = raw.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise IngestError(f"{path} cannot be read: {error}.") from None
    assert callable(seen)
    seen(f"{name}\n".encode() + raw)
    rows = csv.DictReader(StringIO(text, newline=""))
    missing = [column for column in columns if column not in (rows.fieldnames or ())]
    if missing:
        raise IngestError(f"{path} has no column {missing[0]}.")
    found = []
    for row in rows:
        if any(row[column] is None for column in columns):
            raise IngestError(f"{path}, line {rows.line_num}, is shorter than the header.")
        found.append(row)
    return found


def _day(folder: Path, table: str, line: int, written: str) -> date | None:
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise _wrong(folder, table, line, f"has no day of the calendar: {written}") from None


def _wrong(folder: Path, table: str, line: int, what: str) -> IngestError:
    return IngestError(f"{folder / table}.csv, line {line}, {what}.")
