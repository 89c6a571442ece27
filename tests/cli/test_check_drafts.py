"""Drafts and lists of claims, checked from end to end with the shipped reader."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from quotes.cli.app import write_file
from quotes.errors import QuotesError
from quotes.pipeline import Extractor
from quotes.reader.component import Reader
from quotes.reader.model import Model
from quotes.store.store import Store
from quotes.types import Article
from tests.cli.conftest import Run, lines

ARTICLE = """Tern Bay votes for dredging

By Jane Doe
2 March 2026

The council of Tern Bay voted on Monday to dredge the old harbour.

“We will not pay for a harbour that only three yachts need,” said Odo Fenwick, who heads the \
fishers' union.

“I have seen two harbours die, and I will not watch a third,” Ilse Brandvold, the mayor of Tern \
Bay, told reporters.
"""
VERBATIM = "“We will not pay for a harbour that only three yachts need,” said Odo Fenwick.\n"
ALTERED = "“We will gladly pay for a harbour that only nine yachts need,” said Odo Fenwick.\n"
ANOTHERS = "“I have seen two harbours die, and I will not watch a third,” said Odo Fenwick.\n"


@pytest.fixture(scope="session")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the article, as the shipped reader reads it."""
    database = tmp_path_factory.mktemp("voted") / "quotes.db"
    extractor = Extractor(Reader(Model.shipped()))
    article = Article(
        ARTICLE,
        "vote.txt",
        title="Tern Bay votes for dredging",
        outlet="Tern Courier",
        published=date(2026, 3, 2),
    )
    with Store(str(database)) as store:
        store.add(extractor.extract(article))
    return database


@pytest.fixture(autouse=True)
def archive(voted: Path, folder: Path) -> Path:
    return Path(shutil.copy(voted, folder))


def draft(name: str, *paragraphs: str) -> str:
    text = "\n".join(paragraphs)
    if name.endswith(".docx"):
        document = Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph.strip())
        document.save(name)
    elif name.endswith(".html"):
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        Path(name).write_text(f"<html><body><article>{body}</article></body></html>")
    else:
        Path(name).write_text(text)
    return name


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "draft.docx", "draft.html"])
def test_every_kind_of_draft(run: Run, name: str) -> None:
    heading = "# The harbour\n" if name.endswith(".md") else "The harbour\n"
    more = "The gulls sat on the sea wall all morning, and the tide was low as the lorries came.\n"
    result = run("check", "--file", draft(name, heading, more, VERBATIM), "--nl")
    (record,) = lines(result)
    assert record["failed"] is False
    (one,) = record["quotations"]
    assert (one["verdict"], one["speaker"], one["standing"]) == ("verbatim", "Odo Fenwick", "fine")
    assert (one["line"] is None) == name.endswith((".docx", ".html"))


@pytest.mark.parametrize(("words", "verdict"), [(ALTERED, "altered"), (ANOTHERS, "other-speaker")])
def test_a_wrong_one_ends_with_one(run: Run, words: str, verdict: str) -> None:
    name = draft("draft.md", "# The harbour\n", VERBATIM, words)
    (record,) = lines(run("check", "--file", name, "--nl", code=1))
    assert record["failed"] is True
    assert [one["verdict"] for one in record["quotations"]] == ["verbatim", verdict]
    assert record["quotations"][1]["evidence"][0]["article"]["outlet"] == "Tern Courier"


def test_the_listing_for_people(run: Run) -> None:
    name = draft("draft.md", "# The harbour\n", VERBATIM, ALTERED)
    shown = " ".join(run("check", "--file", name, code=1).stdout.split())
    assert "1 quotation is altered or under another name." in shown
    assert shown.index("To be corrected (1)") < shown.index("As in the archive (1)")
    assert "2. ALTERED line 5, Odo Fenwick" in shown
    assert "[-not-]{+gladly+}" in shown
    assert "[-three-]{+nine+}" in shown
    assert "Not found never means false." in shown


def test_a_row_of_csv_a_quotation(run: Run) -> None:
    name = draft("draft.md", "# The harbour\n", VERBATIM, ALTERED)
    rows = list(csv.DictReader(io.StringIO(run("check", "--file", name, "--csv", code=1).stdout)))
    assert [row["verdict"] for row in rows] == ["verbatim", "altered"]
    assert rows[1]["said_by"] == "Odo Fenwick"


def test_standard_input(run: Run) -> None:
    given = f"The harbour\n\n{VERBATIM}\n{ALTERED}"
    (record,) = lines(run("check", "-", "--nl", code=1, given=given))
    assert record["draft"]["source"] == "-"
    document = draft("piped.docx", "The harbour", VERBATIM)
    (record,) = lines(run("check", "-", "--nl", given=Path(document).read_bytes()))
    assert record["draft"]["extractor"].startswith("python-docx")


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["--format", "md"], "# Before publication: The harbour\n"),
        (["--format", "html"], "<!DOCTYPE html>"),
        (["--format", "json"], '{\n  "draft": {'),
    ],
)
def test_reports_on_standard_output(run: Run, arguments: list[str], start: str) -> None:
    name = draft("draft.md", "# The harbour\n", VERBATIM)
    assert run("check", "--file", name, *arguments).stdout.startswith(start)


def test_a_report_in_a_file(run: Run, folder: Path) -> None:
    name = draft("draft.md", "# The harbour\n", ALTERED)
    result = run("check", "--file", name, "-o", "report.html", code=1)
    assert result.stdout == ""
    assert "report.html" in result.stderr
    assert "<del>" in (folder / "report.html").read_text()
    assert sorted(path.name for path in folder.iterdir()) == [
        "draft.md",
        "quotes.db",
        "report.html",
    ]


def test_a_list_of_claims(run: Run) -> None:
    Path("claims.csv").write_text(
        "claim,by\nI will not watch a third,Ilse Brandvold\nWhales sing opera at noon,\n"
    )
    found = lines(run("check", "--file", "claims.csv", "--nl"))
    assert [one["by"] for one in found] == ["Ilse Brandvold", None]
    assert found[1]["verdict"] == "not-found"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ([], 2, "Give either a claim, or a file with --file, or - for a draft."),
        (["words", "--file", "draft.md"], 2, "Give either a claim"),
        (["--file", "draft.md", "--by", "Odo"], 2, "--by and --on go with a claim"),
        (["words", "--format", "md"], 2, "--format and --output are for the report on a draft"),
        (["--file", "draft.md", "-o", "report.pdf"], 2, "report.pdf ends in no known form"),
        (["--file", "draft.md", "--format", "md", "--json"], 2, "Choose either --format or one of"),
        (
            ["--file", "draft.md", "-o", "no/report.md"],
            1,
            "no/report.md cannot be written: there is no folder no.",
        ),
        (["--file", "nothing.md"], 1, "nothing.md: it cannot be read: no such file"),
        (["--file", "broken.docx"], 1, "broken.docx: it is no Word document that can be read"),
        (["--file", "claims.csv"], 1, "claims.csv: line 1: there is no column claim"),
        (["--file", "."], 2, ". is a folder; a draft is one file."),
    ],
)
def test_one_sentence_says_what_is_amiss(
    run: Run, arguments: list[str], code: int, sentence: str
) -> None:
    draft("draft.md", VERBATIM)
    Path("broken.docx").write_bytes(b"PK\x03\x04")
    Path("claims.csv").write_text("words\nWe will\n")
    result = run("check", *arguments, code=code)
    assert result.stdout == ""
    assert result.stderr.startswith(f"quotes: {sentence}")
    assert result.stderr.count("\n") == 1


def test_a_draft_without_quotations(run: Run) -> None:
    name = draft("draft.md", "# The harbour\n", "The council meets on Monday.\n")
    assert "No quotation was found in the draft." in run("check", "--file", name).stdout


def test_a_draft_leaves_nothing_in_the_archive(run: Run) -> None:
    before = json.loads(run("stats", "--json").stdout)
    run("check", "--file", draft("draft.md", VERBATIM))
    assert json.loads(run("stats", "--json").stdout) == before


def test_a_file_is_written_wholly_or_not_at_all(folder: Path) -> None:
    report = folder / "report.md"
    write_file(report, "first\n")
    with pytest.raises(UnicodeEncodeError):
        write_file(report, "second \ud800\n")
    assert report.read_text() == "first\n"
    assert [path.name for path in folder.glob("*report*")] == ["report.md"]
    with pytest.raises(QuotesError, match="cannot be written"):
        write_file(folder / "none" / "report.md", "third\n")
