"""A vocabulary of topics: CSV or JSON lines -> topics, or what is amiss and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from quotes.errors import IngestError
from quotes.ingest.table import BETWEEN, Layout, check_keys, list_at, text_at, text_of, values
from quotes.ingest.walk import reason
from quotes.lexicon import seed
from quotes.vocabulary import CuratedTopic

COLUMNS = ("label", "parent", "code", "synonyms", "patterns")
_CODE = re.compile(r"medtop:\d{8}", re.ASCII)


def read_topics(path: str, stdin: BinaryIO | None = None) -> tuple[CuratedTopic, ...]:
    """The topics of a vocabulary, one for each row of CSV or line of JSON.

    CSV has a header with some of :data:`COLUMNS`, and synonyms and patterns parted by semicolons;
    a line of JSON is an object with some of these keys, synonyms and patterns as lists.

    :param path: a file, or "-" for ``stdin``, by default the process's own.
    :raises IngestError: it cannot be read, or a line is wrong; the message names file and line.
    """
    try:
        text, layout = text_of(path, stdin), Layout(COLUMNS, "label", _record)
        topics = tuple(_topic(value, line) for line, value in values(path, text, layout))
    except OSError as error:
        raise IngestError(f"{path}: {reason(error)}.") from error
    except IngestError as error:
        raise IngestError(f"{path}: {error}.") from error
    if not topics:
        raise IngestError(f"{path}: it names no topic.")
    return topics


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


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": cells["label"],
        "parent": cells.get("parent"),
        "code": cells.get("code"),
        "synonyms": cells.get("synonyms", "").split(BETWEEN),
        "patterns": cells.get("patterns", "").split(BETWEEN),
    }


def _topic(value: Any, line: int) -> CuratedTopic:
    try:
        check_keys(value, COLUMNS, "a topic")
        label = text_at(value, "label")
        if label is None or not any(character.isalnum() for character in label):
            raise IngestError("there is no label")
        return CuratedTopic(
            label=label,
            synonyms=_texts(value, "synonyms", label),
            patterns=_texts(value, "patterns"),
            parent=text_at(value, "parent"),
            code=checked_code(text_at(value, "code")),
            line=line,
        )
    except IngestError as error:
        raise IngestError(f"line {line}: {error}") from error


def _texts(value: Mapping[str, Any], key: str, but: str | None = None) -> tuple[str, ...]:
    found = (text_at({key: one}, key) for one in list_at(value, key))
    return tuple(dict.fromkeys(one for one in found if one and one != but))
