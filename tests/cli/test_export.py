"""Exports from the command line, of hand-made articles and of samples that the model read."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from typer.testing import CliRunner

from quotes.cli.app import app
from quotes.db.rows import Query
from quotes.lexicon import seed
from quotes.store.store import Store
from tests.cli.conftest import Run, lines

TEXTS = ("csv", "jsonl", "w3c", "ftm", "schema.org", "csl")
pytestmark = pytest.mark.usefixtures("filled")

SAMPLES = ("dam-hearing-local.txt", "hospital-merger-council.txt", "wind-tax-passed.html")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with some of the sample articles, read by the model that the package ships."""
    made = tmp_path_factory.mktemp("seeded") / "quotes.db"
    files = [str(seed("articles") / name) for name in SAMPLES]
    for arguments in (["init"], ["add", *files]):
        result = CliRunner().invoke(app, [*arguments, "--db", str(made)])
        assert result.exit_code == 0, result.output
    return made


def test_every_format_of_the_samples(run: Run, seeded: Path) -> None:
    found = lines(run("export", "-f", "jsonl", "--db", str(seeded)))
    assert len(found) > 20
    ids = [one["id"] for one in found]

    run("export", "-f", "csv", "-o", "q.csv", "--db", str(seeded))
    with Path("q.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file, strict=True)] == ids

    run("export", "-f", "parquet", "-o", "q.parquet", "--db", str(seeded))
    assert pq.read_table("q.parquet").column("id").to_pylist() == ids

    w3c = json.loads(run("export", "-f", "w3c", "--db", str(seeded)).stdout)
    assert [one["id"].rpartition(":")[2] for one in w3c["first"]["items"]] == ids

    graph = json.loads(run("export", "-f", "schema.org", "--db", str(seeded)).stdout)["@graph"]
    assert [one["identifier"] for one in graph if one["@type"] == "Quotation"] == ids

    notes = lines(run("export", "-f", "ftm", "--db", str(seeded)))
    assert len([one for one in notes if one["schema"] == "Note"]) == len(ids)

    items = json.loads(run("export", "-f", "csl", "--db", str(seeded)).stdout)
    assert len(items) == len(SAMPLES)
    assert all(f"[{one}]" in str(items) for one in ids)

    run("export", "-f", "markdown", "-o", "people", "--db", str(seeded))
    text = "".join(file.read_text(encoding="utf-8") for file in Path("people").glob("*.md"))
    named = [one["id"] for one in found if any(s["person_id"] for s in one["speakers"])]
    assert all(f"^{one}" in text for one in named)


def test_positions_are_those_of_the_stored_text(run: Run, seeded: Path) -> None:
    w3c = json.loads(run("export", "-f", "w3c", "--db", str(seeded)).stdout)
    with Store.open(str(seeded)) as store, store.selection(Query()) as selection:
        texts = {one.article.sha256: one.text for one in selection.articles()}
    for one in w3c["first"]["items"]:
        for target in one["target"]:
            quote, place = target["selector"]
            text = texts[target["state"]["cached"].rpartition(":")[2]]
            assert text[place["start"] : place["end"]] == quote["exact"]


@pytest.mark.parametrize("form", TEXTS)
def test_a_file_holds_what_standard_output_gets(run: Run, folder: Path, form: str) -> None:
    shown = run("export", "--format", form)
    assert run("export", "--format", form, "-o", "-").stdout_bytes == shown.stdout_bytes
    told = run("export", "--format", form, "-o", "out")
    assert told.stdout == ""
    assert told.stderr == "3 quotations written to out.\n"
    assert Path("out").read_bytes() == shown.stdout_bytes
    assert {file.name for file in folder.iterdir()} >= {"out", "quotes.db"}
    assert not list(folder.glob(".*.tmp"))


def test_narrowed_as_search_is(run: Run) -> None:
    asked: tuple[tuple[str, ...], ...] = (
        ("tax",),
        ("--person", "Brandvold"),
        ("--org", "Harbour Institute"),
        ("--topic", "water price"),
        ("--outlet", "Fjord Observer"),
        ("--since", "2026-04"),
        ("--until", "2026-03-31"),
        ("--kind", "direct"),
        ("--act", "attitude"),
        ("--min-confidence", "0.7"),
        ("--topic", "water price", "--stance", "oppose"),
        ("--person", "Okonedo", "--kind", "indirect"),
    )
    for options in asked:
        searched = {one["id"] for one in lines(run("search", *options, "--nl"))}
        exported = {one["id"] for one in lines(run("export", "-f", "jsonl", *options))}
        assert exported == searched, options


def test_in_the_order_of_days_all_of_them(run: Run) -> None:
    days = [one["article"]["published"] for one in lines(run("export", "-f", "jsonl"))]
    assert days == ["2026-03-02", "2026-03-02", "2026-05-20"]


def test_a_byte_order_mark_for_excel(run: Run) -> None:
    run("export", "-f", "csv", "--bom", "-o", "q.csv")
    written = Path("q.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfid,")
    assert len(list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))) == 4
    assert "--bom" in run("export", "-f", "jsonl", "--bom", code=2).stderr


@pytest.mark.parametrize("form", ["parquet", "markdown"])
def test_what_is_no_text_needs_a_place(run: Run, form: str) -> None:
    assert "with -o" in run("export", "-f", form, code=2).stderr
    assert "with -o" in run("export", "-f", form, "-o", "-", code=2).stderr


def test_notes_are_made_again_and_own_words_kept(run: Run) -> None:
    assert run("export", "-f", "markdown", "-o", "people").stderr == "3 notes written to people.\n"
    note = Path("people/Ilse Brandvold.md")
    front: dict[str, Any] = yaml.safe_load(note.read_text(encoding="utf-8").split("---\n")[1])
    assert front["posts"] == ["mayor (2026-03-02)"]
    Path("people/own.md").write_text("own")
    run("export", "-f", "markdown", "-o", "people", "--person", "Okonedo")
    assert not note.exists()
    assert Path("people/own.md").exists()

    changed = Path("people/Maren Okonedo (1).md")
    changed.write_text("own words")
    assert "--force" in run("export", "-f", "markdown", "-o", "people", code=2).stderr
    assert changed.read_text() == "own words"
    run("export", "-f", "markdown", "-o", "people", "--force")
    assert "Maren Okonedo" in changed.read_text(encoding="utf-8")


def test_the_database_is_not_written_over(run: Run, filled: Path) -> None:
    before = filled.read_bytes()
    assert "database" in run("export", "-f", "csv", "-o", str(filled), code=2).stderr
    assert filled.read_bytes() == before


def test_where_nothing_fits_there_is_an_empty_document(run: Run) -> None:
    for form in TEXTS:
        empty = run("export", "-f", form, "--person", "Nobody")
        assert "No quotation fits" in empty.stderr
        if form in ("w3c", "schema.org", "csl"):
            json.loads(empty.stdout)
    assert run("export", "-f", "csl", "--person", "Nobody").stdout.split() == ["[", "]"]
    run("export", "-f", "parquet", "-o", "q.parquet", "--person", "Nobody")
    assert pq.read_table("q.parquet").num_rows == 0
    run("export", "-f", "markdown", "-o", "people", "--person", "Nobody")
    assert not list(Path("people").glob("*.md"))


def test_without_the_library_nothing_is_left_behind(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install" in run("export", "-f", "parquet", "-o", "q.parquet", code=1).stderr
    assert not [file.name for file in folder.iterdir() if "parquet" in file.name]


def test_an_unknown_format(run: Run) -> None:
    assert "xml" in run("export", "-f", "xml", code=2).stderr
