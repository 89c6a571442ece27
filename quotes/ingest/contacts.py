"""A newsroom's own list of people: CSV or JSON lines -> contacts, or what is amiss and where."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO, get_args

from quotes.article import PostStatus
from quotes.contacts import Contact, ContactPost
from quotes.errors import IngestError
from quotes.ingest.table import BETWEEN, Layout, check_keys, list_at, text_at, text_of, values
from quotes.ingest.walk import reason

POST = ("role", "organization", "unit", "status", "from", "to", "organization_qid")
PERSON = ("name", "aliases", "posts", "qid")
COLUMNS = ("name", "aliases", *POST[:-1], "qid", "organization_qid")
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
        text, layout = text_of(path, stdin), Layout(COLUMNS, "name", _record)
        contacts = tuple(_contact(value, line) for line, value in values(path, text, layout))
    except OSError as error:
        raise IngestError(f"{path}: {reason(error)}.") from error
    except IngestError as error:
        raise IngestError(f"{path}: {error}.") from error
    if not contacts:
        raise IngestError(f"{path}: it names nobody.")
    return contacts


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": cells["name"],
        "aliases": cells.get("aliases", "").split(BETWEEN),
        "posts": [{key: cells.get(key) for key in POST}],
        "qid": cells.get("qid"),
    }


def _contact(value: Any, line: int) -> Contact:
    try:
        check_keys(value, PERSON, "a person")
        name = text_at(value, "name")
        if name is None or not any(character.isalnum() for character in name):
            raise IngestError("there is no name")
        aliases = [text_at({"alias": alias}, "alias") for alias in list_at(value, "aliases")]
        posts = [_post(post, line) for post in list_at(value, "posts")]
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
    check_keys(value, POST, "a post")
    said = {key: text_at(value, key) for key in POST}
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


def _qid(value: Mapping[str, Any], key: str) -> str | None:
    said = text_at(value, key)
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
