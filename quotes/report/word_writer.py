"""Reports as Word documents."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, assert_never

from quotes.report.blocks import (
    Block,
    Columns,
    Inline,
    Items,
    Outline,
    Paragraph,
    Part,
    Quote,
    Reference,
    Side,
    Sides,
    Table,
    Text,
)
from quotes.types import Polarity

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Line

_FAINT = "555555"
_LINK = "0B4F8A"
_PAGE_HEIGHT, _MARGIN = 29.7, 2.0
"""A4, in centimetres."""
_PAGE_WIDTH, _NUMERIC_WIDTH = 17.0, 2.0
"""Between the margins, in centimetres."""
_CELL_SIZE = 9


def _colour_of(side: Polarity) -> str:
    match side:
        case "support":
            return "00629B"
        case "oppose":
            return "B04A00"
        case "neutral":
            return "5F5F5F"
        case _:
            assert_never(side)


def to_word(report: Outline) -> bytes:
    """The report as the bytes of a .docx file."""
    import docx
    from docx.shared import Cm

    document = docx.Document()
    for part in document.sections:
        part.page_width, part.page_height = Cm(_PAGE_WIDTH + 2 * _MARGIN), Cm(_PAGE_HEIGHT)
        part.left_margin = part.right_margin = Cm(_MARGIN)
    document.core_properties.title = _clean(report.title)
    document.core_properties.author = "quotes"
    document.core_properties.comments = ""
    document.add_heading(_clean(report.title), 0)
    for paragraph in report.lead:
        _write(document.add_paragraph(), paragraph.inline)
    for section in report.sections:
        document.add_heading(_clean(section.title), 1)
        for block in section.blocks:
            if isinstance(block, Part):
                document.add_heading(_clean(block.title), 2)
                for inner in block.blocks:
                    _add(document, inner)
            else:
                _add(document, block)
    _write(document.add_paragraph(), report.closing.inline)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _add(document: Document, block: Block) -> None:
    """Charts are left out: the tables and sentences beside them tell the same."""
    match block:
        case Paragraph(inline):
            _write(document.add_paragraph(), inline)
        case Items(items, numbered):
            for number, item in enumerate(items, start=1):
                line = document.add_paragraph(style=None if numbered else "List Bullet")
                before: Inline = (Text(f"[{number}] "),) if numbered else ()
                _write(line, (*before, *item))
        case Table():
            _table(document, block)
        case Quote():
            for inline, style in ((block.before, None), (block.words, "Quote")):
                line = document.add_paragraph(style=style)
                line.paragraph_format.keep_with_next = True
                line.paragraph_format.space_after = 0
                _write(line, inline)
            _write(document.add_paragraph(), block.source, faint=True)
        case Columns() | Sides():
            pass
        case _:
            assert_never(block)


def _table(document: Document, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    caption = document.add_paragraph(_clean(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    numeric = sum(column.numeric for column in block.columns)
    width = (_PAGE_WIDTH - numeric * _NUMERIC_WIDTH) / max(len(block.columns) - numeric, 1)
    headings = tuple((Text(column.title, "strong"),) for column in block.columns)
    for number, row in enumerate((headings, *block.rows)):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for cell, column, inline in zip(cells, block.columns, row, strict=True):
            cell.width = Cm(_NUMERIC_WIDTH if column.numeric else width)
            line = cell.paragraphs[0]
            _write(line, inline)
            for run in line.runs:
                run.font.size = Pt(_CELL_SIZE)
            if column.numeric:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _write(line: Line, inline: Inline, *, faint: bool = False) -> None:
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import RGBColor

    for piece in inline:
        if isinstance(piece, Text) and piece.link:
            _link(line, piece.text, piece.link)
            continue
        if isinstance(piece, Reference):
            line.add_run(f"[{piece.number}]")
            continue
        if isinstance(piece, Side):
            run = line.add_run(piece.side)
            run.bold = True
            run.font.color.rgb = RGBColor.from_string(_colour_of(piece.side))
            continue
        run = line.add_run(_clean(piece.text))
        match piece.style:
            case "strong":
                run.bold = True
            case "mark":
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            case "code":
                run.font.name = "Courier New"
            case "plain" | "faint":
                pass
            case _:
                assert_never(piece.style)
        if faint or piece.style == "faint":
            run.font.color.rgb = RGBColor.from_string(_FAINT)


def _link(line: Line, text: str, address: str) -> None:
    """A link of the document, which python-docx reads and does not write by itself."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    relation = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = line.add_run(_clean(text))
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(_LINK)
    link.append(run._r)
    line._p.append(link)


def _clean(text: str) -> str:
    """The text without characters that no XML may have."""
    return "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff" else char
        for char in text
    )
