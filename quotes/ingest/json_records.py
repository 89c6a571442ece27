"""JSON -> what it says of an article: single lines of a stream, or a whole document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from quotes.errors import IngestError
from quotes.ingest.header import stated_authors
from quotes.ingest.metadata import MAX_BYTES, Given, clean, parse_date


@dataclass(frozen=True, slots=True)
class Record:
    """One object: its plain text or, where it has none, its HTML, and what it says beside."""

    text: str | None
    html: str | None
    given: Given


def numbered_lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream that are not blank, numbered from 1; None for one that is too long."""
    number, too_long, line = 1, False, bytearray()
    for chunk in chunks:
        for index, piece in enumerate(chunk.split(b"\n")):
            if index:
                if too_long or line.strip():
                    yield number, None if too_long else bytes(line)
                number, too_long = number + 1, False
                line.clear()
            too_long = too_long or len(line) + len(piece) > MAX_BYTES
            if too_long:
                line.clear()
            else:
                line += piece
    if too_long or line.strip():
        yield number, None if too_long else bytes(line)


def parse_json(data: bytes) -> Any:
    """The value that the bytes hold; :class:`IngestError` says where they are no JSON."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else ""
        position = where or f"column {error.colno}"
        raise IngestError(f"it is not valid JSON: {error.msg} at {position}") from error
    except UnicodeDecodeError as error:
        raise IngestError("it is not valid JSON: it is not UTF-8") from error
    except RecursionError as error:
        raise IngestError("it is not valid JSON: it is nested too deeply") from error
    except ValueError as error:
        raise IngestError(f"it is not valid JSON: {error}") from error


def parse_record(value: Any) -> Record:
    """The record in a JSON object with ``text`` or ``html``, and perhaps ``title``, ``url``,
    ``published``, ``authors`` and ``outlet``; :class:`IngestError` says what is amiss.
    """
    if not isinstance(value, dict):
        raise IngestError("it is not a JSON object with a text or html key")
    text, html = (_content(value, key) for key in ("text", "html"))
    if text is None and html is None:
        raise IngestError("it has neither text nor html")
    published = value.get("published")
    return Record(
        text=text,
        html=html,
        given=Given(
            title=clean(value.get("title")),
            authors=stated_authors(value.get("authors")),
            outlet=clean(value.get("outlet")),
            published=parse_date(published) if isinstance(published, str) else None,
            url=clean(value.get("url")),
        ),
    )


def _content(value: dict[str, Any], key: str) -> str | None:
    content = value.get(key)
    if content is None or (isinstance(content, str) and not content.strip()):
        return None
    if not isinstance(content, str):
        raise IngestError(f"its {key} is not a string")
    return content
