"""Paths and a stream -> articles, one at a time, and a failure for each source that is none.

:data:`FORMATS` is the one place where a format is added: how its files end, how it begins, and
what reads it.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from quotes.errors import IngestError
from quotes.ingest import docx, markdown
from quotes.ingest.encoding import decode, refuse_binary
from quotes.ingest.header import shown_fields
from quotes.ingest.html import EXTRACTOR, declared_encoding, read_page
from quotes.ingest.json_records import numbered_lines, parse_json, parse_record
from quotes.ingest.metadata import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_PAGE_BYTES,
    Failure,
    Given,
    reason,
)
from quotes.types import Article

_HEAD = 8192
"""Bytes by which a source is told that has no known ending."""
_CHUNK = 1 << 20
_SURROGATE = re.compile("[\ud800-\udfff]")
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(r"\s*\{\s*(?:\"|\})")
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\])")


def read(
    paths: Iterable[str], given: Given = Given(), stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """The articles in files, folders and, for ``-``, in ``stdin`` (by default the process's own).

    A file is read as its ending says (see :data:`FORMATS`), a source of any other name as its first
    bytes do. Folders are walked in the order of names, hidden files passed over. What ``given``
    says wins over what a record says, and that over what page or text show. A source, or a line of
    JSON lines, that cannot be read is a :class:`Failure`; the rest goes on.
    """
    for path in paths:
        if path == "-":
            stream = stdin or (sys.stdin.buffer if sys.stdin else None)
            yield from _read_stream(stream, given)
            continue
        for found in walk(path):
            yield from [found] if isinstance(found, Failure) else _read_file(found, given)


def _read_stream(stream: BinaryIO | None, given: Given) -> Iterator[Article | Failure]:
    if stream is None:
        yield Failure("-", "there is no standard input")
        return
    yield from _guarded(stream, "-", given)


def _read_file(path: Path, given: Given) -> Iterator[Article | Failure]:
    source = shown(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        yield Failure(source, reason(error))
        return
    with stream:
        yield from _guarded(stream, source, given)


def _guarded(stream: BinaryIO, source: str, given: Given) -> Iterator[Article | Failure]:
    try:
        yield from _articles(stream, source, given)
    except OSError as error:
        yield Failure(source, reason(error))
    except IngestError as error:
        yield Failure(source, str(error))


def _articles(stream: BinaryIO, name: str, given: Given) -> Iterator[Article | Failure]:
    head = stream.read(_HEAD)
    found = format_of(name, head)
    if not found.binary:
        refuse_binary(head)
    chunks = chain([head], iter(lambda: stream.read(_CHUNK), b""))
    return found.read(Source(name, head, chunks, given))


# What a format reads -> an article.


def _from_value(value: object, source: str, given: Given) -> Article:
    record = parse_record(value)
    stated = given.or_else(record.given)
    if record.text is not None:
        return _from_text(record.text, source, stated)
    return _from_page(record.html or "", source, stated)


def _from_text(text: str, source: str, given: Given) -> Article:
    text = _checked(text)
    return _article(text, source, given.or_else(shown_fields(text)))


def _from_page(html: str, source: str, given: Given) -> Article:
    if len(html) > MAX_PAGE_BYTES:
        raise IngestError(f"its page is longer than {MAX_PAGE_BYTES:,} characters")
    return _extracted(read_page(_without_halves(html)), source, given, EXTRACTOR)


def _extracted(found: tuple[str, Given], source: str, given: Given, extractor: str) -> Article:
    text, shown = found
    return _article(_checked(text), source, given.or_else(shown), extractor)


def _checked(text: str) -> str:
    """The text as it can be stored; :class:`IngestError` if it is no article."""
    if not text.strip():
        raise IngestError("it holds nothing but white space")
    if "\x00" in text:
        raise IngestError("it holds NUL characters, so it is not text")
    if len(text) > MAX_CHARACTERS:
        raise IngestError(f"its text is longer than {MAX_CHARACTERS:,} characters")
    return _without_halves(text)


def _without_halves(text: str) -> str:
    """The text with U+FFFD for halves of surrogate pairs, which no database takes."""
    return _SURROGATE.sub("\ufffd", text)


def _article(text: str, source: str, given: Given, extractor: str | None = None) -> Article:
    return Article(
        text=text,
        source=source,
        title=given.title,
        authors=given.authors,
        outlet=given.outlet,
        published=given.published,
        url=given.url,
        extractor=extractor,
    )


# The formats.


@dataclass(frozen=True, slots=True)
class Source:
    """An open source: its name, its first bytes, all its bytes, and what the user says of it."""

    name: str
    head: bytes
    chunks: Iterable[bytes]
    given: Given

    def whole(self, limit: int = MAX_BYTES) -> bytes:
        """All its bytes.

        :raises IngestError: it is empty, or holds more than ``limit`` bytes.
        """
        data = bytearray()
        for chunk in self.chunks:
            data += chunk
            if len(data) > limit:
                megabytes = limit // 1_000_000
                raise IngestError(f"it is larger than {megabytes} MB, too large for one article")
        if not data:
            raise IngestError("it is empty")
        return bytes(data)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that articles come in.

    ``name`` is what a message calls its files; ``endings`` are those of its files, in lower case;
    ``matches`` tells it by the first bytes of a source, given as they are and as text; ``read``
    gives its articles, a :class:`Failure` for each part that is none, and raises
    :class:`IngestError` where all of it is none. A ``binary`` format is no text.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[Source], Iterator[Article | Failure]]
    matches: Callable[[bytes, str], bool] = lambda _head, _text: False
    binary: bool = False


def _read_plain(source: Source) -> Iterator[Article]:
    yield _from_text(decode(source.whole()), source.name, source.given)


def _read_markdown(source: Source) -> Iterator[Article]:
    found = markdown.read_markdown(decode(source.whole(MAX_PAGE_BYTES)))
    yield _extracted(found, source.name, source.given, markdown.EXTRACTOR)


def _read_word(source: Source) -> Iterator[Article]:
    found = docx.read_docx(source.whole())
    yield _extracted(found, source.name, source.given, docx.EXTRACTOR)


def _read_html(source: Source) -> Iterator[Article]:
    data = source.whole(MAX_PAGE_BYTES)
    yield _from_page(decode(data, declared_encoding(source.head)), source.name, source.given)


def _read_lines(source: Source) -> Iterator[Article | Failure]:
    nothing = True
    for number, line in numbered_lines(source.chunks):
        nothing = False
        name = f"{source.name}:{number}"
        try:
            if line is None:
                raise IngestError(f"the line is longer than {MAX_BYTES // 1_000_000} MB")
            yield _from_value(parse_json(line), name, source.given)
        except IngestError as error:
            yield Failure(name, str(error))
    if nothing:
        raise IngestError("it is empty")


def _read_json(source: Source) -> Iterator[Article | Failure]:
    value = parse_json(source.whole())
    if not isinstance(value, list):
        yield _from_value(value, source.name, source.given)
        return
    if not value:
        raise IngestError("it is an empty array")
    for number, item in enumerate(value, start=1):
        name = f"{source.name}:{number}"
        try:
            yield _from_value(item, name, source.given)
        except IngestError as error:
            yield Failure(name, str(error))


def _is_lines(_: bytes, text: str) -> bool:
    if not _OBJECT.match(text):
        return False
    first, newline, _rest = text.strip().partition("\n")
    return first.rstrip().endswith("}") or not newline


PLAIN = Format("text", (".txt",), _read_plain)
JSON_LINES = Format("JSON", (".jsonl", ".ndjson"), _read_lines, _is_lines)
JSON = Format(
    "JSON",
    (".json",),
    _read_json,
    lambda _, text: bool(_ARRAY.match(text) or _OBJECT.match(text)),
)
FORMATS = (
    PLAIN,
    Format("Markdown", (".md", ".markdown"), _read_markdown),
    Format("Word", (".docx",), _read_word, lambda head, _: head.startswith(_ZIP), binary=True),
    Format(
        "HTML", (".html", ".htm", ".xhtml"), _read_html, lambda _, text: bool(_PAGE.match(text))
    ),
    JSON_LINES,
    JSON,
)
"""What can be read. A source without a known ending is of the first format that matches it, and
plain text if none does."""


def format_of(name: str, head: bytes) -> Format:
    """The format of a source of this name, by its ending or else by its first bytes.

    A ``.json`` file with an object on each line is read as JSON lines.
    """
    expected = _by_ending(name)
    if expected is None:
        return _sniffed(head)
    several_lines = expected is JSON and b"\n" in head.strip()
    return JSON_LINES if several_lines and _sniffed(head) is JSON_LINES else expected


def known_ending(name: str) -> bool:
    """Whether a file found in a folder is taken for an article."""
    return _by_ending(name) is not None


def _by_ending(name: str) -> Format | None:
    """The format of files whose name ends so, None for an ending that none has."""
    ending = PurePath(name).suffix.lower()
    return next((known for known in FORMATS if ending in known.endings), None)


def _sniffed(head: bytes) -> Format:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff")
    return next((known for known in FORMATS if known.matches(head, text)), PLAIN)


# Paths -> the files to read.


def walk(path: str) -> Iterator[Path | Failure]:
    """The path itself, or every file of a known ending below it, in the order of names.

    Hidden files and folders are passed over, and links to folders inside a folder are not
    followed, so a loop of links ends nowhere but here.
    """
    if not path or "\0" in path:
        yield Failure(shown(path), "it is not a path")
        return
    top = Path(path)
    if not top.is_dir():
        yield top
        return
    nothing = True
    for found in _below(top):
        nothing = False
        yield found
    if nothing:
        *others, last = dict.fromkeys(known.name for known in FORMATS)
        kinds = f"{', '.join(others)} or {last}"
        yield Failure(shown(path), f"the folder holds no {kinds} file")


def shown(path: str | Path) -> str:
    """The path as text that any output and database takes."""
    return os.fsencode(path).decode("utf-8", "replace")


def _below(top: Path) -> Iterator[Path | Failure]:
    closed: list[Failure] = []

    def note(error: OSError) -> None:
        closed.append(Failure(shown(error.filename), reason(error)))

    for folder, folders, names in os.walk(top, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and known_ending(name):
                yield Path(folder) / name
    yield from closed
