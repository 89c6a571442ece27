from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from quotes.errors import IngestError
from quotes.ingest.docx import EXTRACTOR, read_docx
from quotes.ingest.metadata import Failure
from quotes.ingest.registry import read
from quotes.types import Article


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_document() -> Any:
    document = Document()
    document.core_properties.author = "Jane Doe"
    document.add_heading("Council votes for dredging", 1)
    paragraph = document.add_paragraph("“We will ")
    paragraph.add_run("not").bold = True
    paragraph.add_run(" pay,” said Odo Fenwick.")
    document.add_paragraph("First point", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Ilse Brandvold"
    table.cell(0, 1).text = "“The port must live.”"
    return document


def tracked(paragraph: Any, tag: str, words: str) -> None:
    """Put in or strike words with a tracked change."""
    change = OxmlElement(tag)
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText" if tag == "w:del" else "w:t")
    text.text = words
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def mark_struck(paragraph: Any) -> None:
    properties = OxmlElement("w:rPr")
    properties.append(OxmlElement("w:del"))
    paragraph._p.get_or_add_pPr().append(properties)


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return stream.getvalue()


def changed(data: bytes, name: str, with_: bytes) -> bytes:
    """The package with one more file, or another one in its place."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {file: package.read(file) for file in package.namelist()}
    return packed({**files, name: with_})


WHOLE = saved(a_document())


def text_of(document: Any) -> str:
    return read_docx(saved(document))[0]


class TestText:
    def test_paragraphs_lists_and_cells(self) -> None:
        assert text_of(a_document()).split("\n\n") == [
            "Council votes for dredging",
            "“We will not pay,” said Odo Fenwick.",
            "First point",
            "Ilse Brandvold",
            "“The port must live.”",
        ]

    def test_tracked_changes(self) -> None:
        document = Document()
        paragraph = document.add_paragraph("“We will ")
        tracked(paragraph, "w:del", "never ")
        tracked(paragraph, "w:ins", "gladly ")
        paragraph.add_run("pay,” said Odo Fenwick.")
        assert text_of(document) == "“We will gladly pay,” said Odo Fenwick."

    def test_a_struck_paragraph_mark_joins(self) -> None:
        document = Document()
        mark_struck(document.add_paragraph("“We will "))
        document.add_paragraph("pay,” said Odo Fenwick.")
        assert text_of(document) == "“We will pay,” said Odo Fenwick."

    def test_hidden_words_breaks_and_links(self) -> None:
        document = Document()
        paragraph = document.add_paragraph("One")
        paragraph.add_run(" hidden").font.hidden = True
        paragraph.add_run(" shown").font.hidden = False
        paragraph.add_run().add_break()
        paragraph.add_run("two")
        link = OxmlElement("w:hyperlink")
        run = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = " linked"
        run.append(words)
        link.append(run)
        paragraph._p.append(link)
        assert text_of(document) == "One shown\ntwo linked"

    def test_a_text_box_is_a_paragraph_once(self) -> None:
        document = Document()
        document.add_paragraph("Before.")
        paragraph = document.add_paragraph("Around.")
        for tag in ("mc:Choice", "mc:Fallback"):
            box = paragraph._p.makeelement(
                "{http://schemas.openxmlformats.org/markup-compatibility/2006}" + tag[3:], {}
            )
            inner = OxmlElement("w:p")
            run = OxmlElement("w:r")
            words = OxmlElement("w:t")
            words.text = "Boxed."
            run.append(words)
            inner.append(run)
            box.append(inner)
            paragraph._p.append(box)
        assert text_of(document) == "Before.\n\nAround.\n\nBoxed."

    def test_footnotes_come_last(self) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        document = a_document()
        namespace = qn("w:p")[1:-2]
        xml = (
            f'<w:footnotes xmlns:w="{namespace}"><w:footnote><w:p><w:r><w:t>“A note,” said '
            "Brandvold.</w:t></w:r></w:p></w:footnote></w:footnotes>"
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        part = Part(PackURI("/word/footnotes.xml"), "application/xml", xml.encode())
        document.part.relate_to(part, kind)
        assert text_of(document).endswith("must live.”\n\n“A note,” said Brandvold.")


class TestFound:
    def test_the_first_heading_and_the_author(self) -> None:
        found = read_docx(saved(a_document()))[1]
        assert (found.title, found.authors) == ("Council votes for dredging", ("Jane Doe",))

    def test_the_properties_before_headings_and_the_title_line_before_both(self) -> None:
        document = a_document()
        document.core_properties.title = "Dredging, at last"
        assert read_docx(saved(document))[1].title == "Dredging, at last"
        document.add_heading("The real title", 0)
        assert read_docx(saved(document))[1].title == "The real title"

    def test_a_byline_before_the_properties(self) -> None:
        document = Document()
        document.core_properties.author = "desk-7"
        for line in ("Harbour plan", "By John Roe", "The council voted on it today."):
            document.add_paragraph(line)
        assert read_docx(saved(document))[1].authors == ("John Roe",)

    @pytest.mark.parametrize("machine", ["python-docx", "Microsoft Office User", ""])
    def test_a_machine_is_no_author(self, machine: str) -> None:
        document = a_document()
        document.core_properties.author = machine
        assert read_docx(saved(document))[1].authors == ()


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "empty"),
            (b"no document", "no Word document that can be read"),
            (b"PK\x03\x04rest", "no Word document that can be read"),
            (packed({"a.txt": b"words"}), "no Word document that can be read"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted or older"),
            (packed({"word/document.xml": b" " * 30_000_000}), "too large"),
            (packed({f"word/media/{n}.png": b" " * 30_000_000 for n in range(4)}), "too large"),
            (saved(a_document())[:3000], "no Word document that can be read"),
            (saved(Document()), "without text"),
        ],
        ids=["nothing", "text", "zip", "other", "old", "bomb", "pictures", "cut", "blank"],
    )
    def test_one_sentence(self, tmp_path: Path, data: bytes, reason: str) -> None:
        path = tmp_path / "draft.docx"
        path.write_bytes(data)
        (failure,) = read([str(path)])
        assert isinstance(failure, Failure)
        assert reason in failure.reason
        assert "\n" not in failure.reason

    def test_broken_xml(self) -> None:
        data = changed(saved(a_document()), "word/document.xml", b"<w:document")
        with pytest.raises(IngestError, match="no Word document that can be read"):
            read_docx(data)

    def test_entities_are_not_opened(self) -> None:
        namespace = qn("w:p")[1:-2]
        rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
        xml = (
            f'<!DOCTYPE d [<!ENTITY e0 "words">{rows}]><w:document xmlns:w="{namespace}"><w:body>'
            "<w:p><w:r><w:t>Seen &e8;</w:t></w:r></w:p></w:body></w:document>"
        )
        data = changed(saved(a_document()), "word/document.xml", xml.encode())
        try:
            text = read_docx(data)[0]
        except IngestError:
            return
        assert len(text) < 1000

    @settings(max_examples=40)
    @over(st.data())
    def test_any_damage_is_refused_or_read_over(self, drawn: st.DataObject) -> None:
        data = bytearray(WHOLE)
        for _ in range(drawn.draw(st.integers(1, 8))):
            data[drawn.draw(st.integers(0, len(data) - 1))] = drawn.draw(st.integers(0, 255))
        try:
            text = read_docx(bytes(data))[0]
        except IngestError:
            return
        assert text

    def test_an_encrypted_archive(self) -> None:
        data = bytearray(saved(a_document()))
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        with pytest.raises(IngestError, match="encrypted"):
            read_docx(bytes(data))


class TestFiles:
    def test_by_name_in_folders_and_by_first_bytes(self, tmp_path: Path) -> None:
        data = saved(a_document())
        (tmp_path / "draft.docx").write_bytes(data)
        from_folder = list(read([str(tmp_path)]))
        piped = list(read(["-"], stdin=io.BytesIO(data)))
        for found in (*from_folder, *piped):
            assert isinstance(found, Article)
            assert found.extractor == EXTRACTOR
            assert found.title == "Council votes for dredging"
        assert len(from_folder) == len(piped) == 1
