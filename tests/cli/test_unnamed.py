"""Unnamed sources on the command line, and why speakers are who they are."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from quotes.store.store import Store
from tests.cli.conftest import Run, lines
from tests.cli.samples import water
from tests.store.made import quay


@pytest.fixture(autouse=True)
def mixed(filled: Path) -> None:
    """The hand-made articles, and one with two unnamed sources and a collective."""
    with Store.open(str(filled)) as store:
        store.add(quay())


@pytest.mark.parametrize(
    ("conditions", "texts"),
    [
        (("--unnamed",), ["the piles were rotten", "the quay was unsafe"]),
        (("--min-grade", "2"), ["the quay was unsafe"]),
        (("--max-grade", "1"), ["the piles were rotten"]),
        (("--unnamed", "--min-grade", "0", "--max-grade", "0"), []),
        (("--unnamed", "--outlet", "gazette"), []),
        (("quay", "--unnamed", "--kind", "direct"), ["the quay was unsafe"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_searching(run: Run, conditions: tuple[str, ...], texts: list[str]) -> None:
    found = lines(run("search", *conditions, "--sort", "oldest", "--nl"))
    assert [row["text"] for row in found] == texts


@pytest.mark.parametrize(
    "wrong", [("--min-grade", "4"), ("--max-grade", "-1"), ("--min-grade", "2", "--max-grade", "1")]
)
def test_wrong_grades(run: Run, wrong: tuple[str, ...]) -> None:
    assert run("search", *wrong, code=2).stdout == ""


def test_the_answer_tells_what_the_article_does(run: Run) -> None:
    (row,) = lines(run("search", "--min-grade", "3", "--nl"))
    assert row["speakers"][0]["anonymity"] == {
        "number": 2,
        "group": "officials",
        "organization": "Harbour Office",
        "position": "senior",
        "reason": "they feared for their jobs",
        "grade": 3,
        "collective": False,
    }
    (named,) = lines(run("search", "tax", "--nl"))
    assert named["speakers"][0]["anonymity"] is None


def test_a_table_says_who_is_unnamed(run: Run) -> None:
    shown = run("search", "quay").stdout
    assert "unnamed (grade 3)" in shown
    assert "unnamed" not in run("search", "tax").stdout


def test_show_tells_what_is_known_of_the_source(run: Run) -> None:
    (row,) = lines(run("search", "--min-grade", "3", "--nl"))
    shown = " ".join(run("show", row["id"]).stdout.split())
    assert "2 officials, senior, Harbour Office; grade 3 of 3 (fully told)" in shown
    assert "reason: they feared for their jobs" in shown


def test_why(run: Run) -> None:
    (row,) = lines(run("search", "piles", "--nl"))
    assert row["why"] == {
        "reason": "unnamed",
        "certainty": 0.75,
        "rivals": [
            {"name": "Mara Lindqvist", "chance": 0.2},
            {"name": "Tomas Okoro", "chance": 0.05},
        ],
    }
    shown = " ".join(run("show", row["id"], "--why").stdout.split())
    assert "Mara Lindqvist (0.20), Tomas Okoro (0.05)" in shown
    assert "0.75 that the speakers are right" in shown
    assert "Mara Lindqvist (0.20)" not in run("show", row["id"]).stdout


def test_why_of_a_person_has_the_passage_and_the_record(run: Run) -> None:
    quotation = water().quotations[0].id
    shown = " ".join(run("show", quotation, "--why").stdout.split())
    assert '"Maren Okonedo, director of the Harbour Institute"' in shown
    (told,) = lines(run("show", quotation, "--why", "--nl"))
    (identity,) = told["identities"]
    assert identity["person"] == "Maren Okonedo"
    assert identity["person_id"] == told["speakers"][0]["person_id"]
    assert {**told, "identities": None} == {
        **lines(run("show", quotation, "--nl"))[0],
        "identities": None,
    }


def test_why_of_an_article_read_by_an_older_version_says_so(run: Run) -> None:
    shown = run("show", water().quotations[0].id, "--why").stdout
    assert "not kept; add the article again" in shown


def test_stats(run: Run) -> None:
    (stats,) = lines(run("stats", "--nl"))
    assert stats["unnamed"] == {
        "quotations": 6,
        "unnamed": 2,
        "share": 0.333,
        "by_grade": {"0": 0, "1": 1, "2": 0, "3": 1},
        "mean_grade": 2.0,
    }
    assert stats["unnamed_by_outlet"]["Isle Post"]["share"] == 0.667
    assert stats["voices"] == {
        "voices": 3,
        "quotations": 3,
        "top_share": 1.0,
        "gini": 0.0,
        "effective": 3.0,
    }
    assert stats["voices_by_outlet"]["Harbour Gazette"]["voices"] == 2


def test_stats_for_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("stats").stdout
    assert "2 of 6 quotations (33%); described with grade 2.0 of 3 in the mean" in shown
    assert "3 voices; the 10 most quoted have 100%; Gini 0.00" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_stats_as_csv(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("stats", "--csv").stdout))
    figures = {(row["group"], row["name"]): row["value"] for row in rows}
    assert figures["unnamed: share", "all"] == "0.333"
    assert figures["unnamed: grade_3", "Isle Post"] == "1"
    assert figures["voices: effective", "Harbour Gazette"] == "2.0"


def test_why_shows_what_humans_decided(run: Run) -> None:
    second = water().quotations[1].id
    by = ("--user", "ida")
    run("people", "rename", "Brandvold", "Ilse Brandvold-Rask", *by, "--why", "as she asks")
    shown = " ".join(run("show", second, "--why").stdout.split())
    assert "is shown as Ilse Brandvold-Rask, by ida" in shown
    assert "as she asks" in shown
    (told,) = lines(run("show", second, "--why", "--nl"))
    assert [one["kind"] for one in told["identities"][0]["decisions"]] == ["rename"]
    run("people", "undo", "1", *by)
    assert "Brandvold-Rask" not in run("show", second, "--why").stdout
