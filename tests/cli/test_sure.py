"""Quotations whose words or speakers may be wrong are marked wherever they are shown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.store.store import Store
from quotes.types import Extraction
from tests.cli.conftest import Run, lines
from tests.cli.samples import SURE, water

UNSURE = 0.42


def extraction() -> Extraction:
    made = water()
    first, second = made.quotations
    return replace(
        made, quotations=(replace(first, confidence=SURE), replace(second, confidence=UNSURE))
    )


FIRST, SECOND = extraction().quotations


@pytest.fixture(scope="module")
def water_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("water") / "quotes.db"
    with Store(str(made)) as store:
        store.add(extraction())
    return made


@pytest.fixture(autouse=True)
def database(water_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database that all commands of this module only read."""
    monkeypatch.setenv("QUOTES_DB", str(water_file))


def test_lists_mark_what_is_unsure(run: Run) -> None:
    shown = " ".join(run("search").stdout.split())
    assert shown.count("unsure (0.42)") == shown.count("unsure") == 1
    assert "sure (0.99)" in run("show", FIRST.id).stdout
    assert "unsure" not in run("show", FIRST.id).stdout
    assert "unsure (0.42)" in " ".join(run("show", SECOND.id).stdout.split())


def test_only_what_is_sure_is_found(run: Run) -> None:
    rows = lines(run("search", "--sure", "--nl"))
    assert [(row["id"], row["sure"]) for row in rows] == [(FIRST.id, True)]
    assert lines(run("search", "--sure", "--min-confidence", "1", "--nl")) == []
    assert {row["sure"] for row in lines(run("search", "--nl"))} == {True, False}
    assert [row["id"] for row in lines(run("export", "--format", "jsonl", "--sure"))] == [FIRST.id]


def exported(run: Run, form: str) -> str:
    return run("export", "--format", form).stdout


def test_exports_mark_what_is_unsure(run: Run, folder: Path) -> None:
    rows = {row["id"]: row["sure"] for row in csv.DictReader(io.StringIO(exported(run, "csv")))}
    assert rows == {FIRST.id: "True", SECOND.id: "False"}
    for annotation in json.loads(exported(run, "w3c"))["first"]["items"]:
        (how,) = [b["value"] for b in annotation["body"] if b["purpose"] == "classifying"]
        assert ("unsure" in how) == annotation["id"].endswith(SECOND.id)
    (item,) = json.loads(exported(run, "csl"))
    first, second = item["note"].splitlines()
    assert "unsure" not in first
    assert "(unsure (0.42)):" in second
    nodes = {node["identifier"]: node for node in json.loads(exported(run, "schema.org"))["@graph"]}
    assert nodes[SECOND.id]["description"] == "unsure (0.42)"
    assert nodes[SECOND.id]["creator"][0]["name"] == "Ilse Brandvold"
    assert "description" not in nodes[FIRST.id]
    entities = [json.loads(line) for line in exported(run, "ftm").splitlines()]
    titles = [e["properties"]["name"][0] for e in entities if e["schema"] == "Note"]
    assert sorted("unsure" in title for title in titles) == [False, True]
    run("export", "--format", "markdown", "-o", "vault")
    assert "unsure (0.42)" in (folder / "vault/Ilse Brandvold.md").read_text(encoding="utf-8")
    assert "; sure (0.99)" in (folder / "vault/Maren Okonedo.md").read_text(encoding="utf-8")


def test_a_report_marks_what_is_unsure(run: Run) -> None:
    assert "unsure (0.42)" in run("report", "Ilse Brandvold").stdout
    assert "unsure (" not in run("report", "Maren Okonedo").stdout


def test_a_check_doubts_what_is_unsure(run: Run) -> None:
    (found,) = lines(
        run("check", "the pipes would not last another winter", "--by", "Brandvold", "--nl")
    )
    assert any("(confidence 0.42)" in doubt for doubt in found["doubts"])
    (evidence,) = found["evidence"]
    assert evidence["sure"] is False
