"""What a source holds: plain text, Markdown, a page, a Word document, JSON lines or JSON."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

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
