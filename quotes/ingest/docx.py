"""Word documents -> the article's text and what the document says of it, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from quotes.errors import IngestError
from quotes.ingest.header import listed_names, shown_fields
from quotes.ingest.metadata import MAX_BYTES, MAX_PACKED_FILES, MAX_UNPACKED_BYTES, Given, clean

if TYPE_CHECKING:
    from docx.document import Document

EXTRACTOR = f"python-docx {version('python-docx')}"
"""Name and version of the extractor, as an article keeps it."""

_OLD_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a Word document that is encrypted, or of the format before 2007."""

_OLD = "it is encrypted or older than Word 2007: save it as .docx without a password"
_UNREADABLE = (
    "it is no Word document that can be read: open it in a word processor and save it as .docx"
)
_ENCRYPTED = "it is encrypted: save it without a password"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset((*(f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr")), _FALLBACK))
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
_NOTES = ("/footnotes", "/endnotes")
_XML = (".xml", ".rels")
_MACHINES = frozenset(
    ("python-docx", "author", "user", "admin", "administrator", "microsoft office user")
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    style: str


def read_docx(data: bytes) -> tuple[str, Given]:
    """The text of the document, and its title, authors, outlet and day.

    Paragraphs, headings, list items, cells of tables and text boxes are parted by a blank line;
    foot- and endnotes come last. Of tracked changes, what was put in counts and what was struck
    does not; hidden text, comments, headers and footers are left out. The title is the line in the
    style Title, or else the title in the properties, or else the first heading; a byline in the
    text wins over the author in the properties, who is often only the owner of the machine.

    :raises IngestError: it is broken, encrypted, larger unpacked than an article is, or empty.
    """
    if data.startswith(_OLD_MAGIC):
        raise IngestError(_OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package.infolist())
        paragraphs, title, author = _contents(data)
    except IngestError:
        raise
    except Exception as error:  # zipfile, lxml and python-docx raise errors of a dozen types
        raise IngestError(_UNREADABLE) from error
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    if not text.strip():
        raise IngestError("it is a Word document without text")
    seen = shown_fields(text)
    headline = _first(paragraphs, "Title") or clean(title) or _first(paragraphs, "Heading")
    return text, Given(title=headline, authors=seen.authors or _authors(author)).or_else(seen)


def _check(files: list[zipfile.ZipInfo]) -> None:
    """:raises IngestError: the package is encrypted, or far larger unpacked than an article is."""
    if any(file.flag_bits & 1 for file in files):
        raise IngestError(_ENCRYPTED)
    parts = sum(file.file_size for file in files if file.filename.lower().endswith(_XML))
    if (
        len(files) > MAX_PACKED_FILES
        or parts > MAX_BYTES
        or sum(file.file_size for file in files) > MAX_UNPACKED_BYTES
    ):
        raise IngestError("it is too large for one article when it is unpacked")


def _contents(data: bytes) -> tuple[list[_Paragraph], str, str]:
    """The paragraphs with words in them, and the title and the author in the properties."""
    from docx import Document

    document = Document(io.BytesIO(data))
    styles = {style.style_id: style.name or "" for style in document.styles}
    roots = [document.element.body, *_notes(document)]
    found = [
        _Paragraph(text, styles.get(style, style))
        for root in roots
        for text, style in _paragraphs(root)
        if text
    ]
    return found, document.core_properties.title, document.core_properties.author


def _notes(document: Document) -> Iterator[Any]:
    """The roots of the parts that hold the foot- and the endnotes."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NOTES) and not relation.is_external:
            yield etree.fromstring(relation.target_part.blob, parser)


def _paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """The text and the style of each paragraph; one whose end was struck runs into the next."""
    begun = ""
    for paragraph in root.iter(f"{_W}p"):
        if _is_left_out(paragraph, root):
            continue
        begun += "".join(_words(paragraph))
        if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is None:
            yield _trimmed(begun), _style(paragraph)
            begun = ""
    yield _trimmed(begun), ""


def _is_left_out(paragraph: Any, root: Any) -> bool:
    for above in paragraph.iterancestors():
        if above is root:
            return False
        if above.tag in _LEFT_OUT:
            return True
    return False


def _words(element: Any) -> Iterator[str]:
    """The visible words below an element, without those of paragraphs in text boxes."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}r" and _is_hidden(child):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _words(child)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val") or ""


def _trimmed(text: str) -> str:
    """The lines of a paragraph without the space around them and without empty ones."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _first(found: list[_Paragraph], style: str) -> str | None:
    """The first paragraph in a style whose name begins so."""
    named = (
        clean(paragraph.text)
        for paragraph in found
        if paragraph.style.lower().startswith(style.lower())
    )
    return next((text for text in named if text), None)


def _authors(author: str) -> tuple[str, ...]:
    said = clean(author) or ""
    return () if said.lower() in _MACHINES else listed_names(said)
