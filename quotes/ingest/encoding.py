"""Bytes -> text: the encoding is found, nothing else is changed."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from quotes.errors import IngestError

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, sound or video"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = "it is not text"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PROBE = 4096


def refuse_binary(head: bytes) -> None:
    """Raise :class:`IngestError` if the first bytes are those of a known kind of binary file."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise IngestError(f"it is {kind}, not text: save its text and read that")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes, line ends and all, without a byte order mark.

    A byte order mark is believed first, then UTF-8 if the bytes are valid UTF-8, then the encoding
    that the source ``declared``, then what charset-normalizer finds, with Windows-1252 preferred
    where it is as good as the best. A few bad bytes in UTF-8 become U+FFFD.
    Raises :class:`IngestError` if the bytes are no text in any encoding.
    """
    text: str | None
    if mark := _marked(data):
        text = _attempt(data, mark)
    elif b"\x00" in data:
        text = _unmarked_utf16(data)
    else:
        text = (
            _attempt(data, "utf-8")
            or (_attempt(data, declared) if declared else None)
            or _damaged_utf8(data)
            or _found(data)
        )
    if text is None or "\x00" in text:
        raise IngestError(_BINARY) if data else IngestError("it is empty")
    return text


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows by zeros in nearly every second byte, and nowhere else."""
    probe = data[:_PROBE]
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    if min(even, odd) or max(even, odd) < 0.3 * len(probe):
        return None
    return _without_controls(_attempt(data, "utf-16-le" if odd else "utf-16-be"))


def _without_controls(text: str | None) -> str | None:
    """The text, or None where control characters say that it is none."""
    return None if text is None or len(_CONTROL.findall(text)) > len(text) / 100 else text


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 in which good characters beyond ASCII far outnumber the bad bytes."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - bad
    return text if good > 4 * bad else None


def _found(data: bytes) -> str | None:
    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return None
    western = [m for m in matches if m.encoding == "cp1252" and m.chaos <= best.chaos]
    return _without_controls(str(western[0] if western else best))
