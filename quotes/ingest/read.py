"""Paths and a stream -> articles, one at a time, and a failure for each source that is none."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from quotes.errors import IngestError
from quotes.ingest import docx, markdown
from quotes.ingest.decode import decode, refuse_binary
from quotes.ingest.header import shown_fields
from quotes.ingest.html import EXTRACTOR, declared_encoding, read_page
from quotes.ingest.metadata import MAX_BYTES, MAX_CHARACTERS, MAX_PAGE_BYTES, Failure, Given
from quotes.ingest.records import numbered_lines, parse_json, parse_record
from quotes.types import Article

# What a source holds: plain text, Markdown, a page, a Word document, JSON lines or JSON.


Layout = Literal["plain", "markdown", "page", "word", "lines", "document"]

_BY_ENDING: dict[str, Layout] = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "document",
}
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(r"\s*\{\s*(?:\"|\})")
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\])")


def known_ending(name: str) -> bool:
    """Whether a file found in a folder is taken for an article."""
    return PurePath(name).suffix.lower() in _BY_ENDING


def layout_of(name: str, head: bytes) -> Layout:
    """What the source of this name holds, by its ending or else by its first bytes."""
    expected = _BY_ENDING.get(PurePath(name).suffix.lower())
    if expected is None:
        return _sniffed(head)
    several_lines = expected == "document" and b"\n" in head.strip()
    return "lines" if several_lines and _sniffed(head) == "lines" else expected


def _sniffed(head: bytes) -> Layout:
    if head.startswith(_ZIP):
        return "word"
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff")
    if _PAGE.match(text):
        return "page"
    if _ARRAY.match(text):
        return "document"
    if _OBJECT.match(text):
        first, newline, _ = text.strip().partition("\n")
        return "lines" if first.rstrip().endswith("}") or not newline else "document"
    return "plain"


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
        yield Failure(shown(path), "the folder holds no text, Markdown, Word, HTML or JSON file")


def shown(path: str | Path) -> str:
    """The path as text that any output and database takes."""
    return os.fsencode(path).decode("utf-8", "replace")


def reason(error: OSError) -> str:
    """One clause of what the system says."""
    said = error.strerror or str(error)
    return f"it cannot be read: {said[:1].lower()}{said[1:]}"


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


_HEAD = 8192
_CHUNK = 1 << 20
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(
    paths: Iterable[str], given: Given = Given(), stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """The articles in files, folders and, for ``-``, in ``stdin`` (by default the process's own).

    Files are plain text (``.txt``), Markdown (``.md``, ``.markdown``), pages (``.html``, ``.htm``,
    ``.xhtml``), Word documents (``.docx``), JSON lines (``.jsonl``, ``.ndjson``) or one JSON object
    or array (``.json``); a source of any other name is told by its first bytes. Folders are walked
    in the order of names, hidden files passed over. What ``given`` says wins over what a record
    says, and that over what page or text show.
    A source, or a line of JSON lines, that cannot be read is a :class:`Failure`; the rest goes on.
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


def _articles(stream: BinaryIO, source: str, given: Given) -> Iterator[Article | Failure]:
    head = stream.read(_HEAD)
    layout = layout_of(source, head)
    if layout != "word":
        refuse_binary(head)
    chunks = chain([head], iter(lambda: stream.read(_CHUNK), b""))
    match layout:
        case "word":
            found = docx.read_docx(_whole(chunks, MAX_BYTES))
            yield _extracted(found, source, given, docx.EXTRACTOR)
        case "markdown":
            found = markdown.read_markdown(decode(_whole(chunks, MAX_PAGE_BYTES)))
            yield _extracted(found, source, given, markdown.EXTRACTOR)
        case "plain":
            yield _from_text(decode(_whole(chunks, MAX_BYTES)), source, given)
        case "page":
            data = _whole(chunks, MAX_PAGE_BYTES)
            yield _from_page(decode(data, declared_encoding(head)), source, given)
        case "lines":
            yield from _from_lines(chunks, source, given)
        case "document":
            yield from _from_document(_whole(chunks, MAX_BYTES), source, given)


def _whole(chunks: Iterable[bytes], limit: int) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            megabytes = limit // 1_000_000
            raise IngestError(f"it is larger than {megabytes} MB, too large for one article")
    if not data:
        raise IngestError("it is empty")
    return bytes(data)


def _from_lines(chunks: Iterable[bytes], source: str, given: Given) -> Iterator[Article | Failure]:
    nothing = True
    for number, line in numbered_lines(chunks):
        nothing = False
        place = f"{source}:{number}"
        try:
            if line is None:
                raise IngestError(f"the line is longer than {MAX_BYTES // 1_000_000} MB")
            yield _from_value(parse_json(line), place, given)
        except IngestError as error:
            yield Failure(place, str(error))
    if nothing:
        raise IngestError("it is empty")


def _from_document(data: bytes, source: str, given: Given) -> Iterator[Article | Failure]:
    value = parse_json(data)
    if not isinstance(value, list):
        yield _from_value(value, source, given)
        return
    if not value:
        raise IngestError("it is an empty array")
    for number, item in enumerate(value, start=1):
        place = f"{source}:{number}"
        try:
            yield _from_value(item, place, given)
        except IngestError as error:
            yield Failure(place, str(error))


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
    text, told = found
    return _article(_checked(text), source, given.or_else(told), extractor)


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
