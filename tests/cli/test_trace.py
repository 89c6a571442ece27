"""``quotes trace`` over articles that the shipped model has read."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli.app import app
from tests.check.pier import ARTICLES, SAID
from tests.cli.conftest import Run, lines


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the articles about the pier."""
    folder = tmp_path_factory.mktemp("pier")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = folder / "quotes.db"
    for arguments in (["init"], ["add", *(str(folder / name) for name in ARTICLES)]):
        result = CliRunner().invoke(app, [*arguments, "--db", str(made)])
        assert result.exit_code == 0, result.output
    return made


@pytest.fixture
def pier(read: Path, folder: Path) -> Path:
    return Path(shutil.copy(read, folder))


@pytest.mark.usefixtures("pier")
def test_the_answer_of_a_text_and_of_an_id(run: Run) -> None:
    (found,) = lines(run("trace", SAID, "--nl"))
    assert found["summary"] == "First in Northwire on 2026-03-03; 4 independent outlets, 2 copies."
    families = [
        [one["article"]["outlet"] for one in family["appearances"]] for family in found["families"]
    ]
    assert families == [
        ["Northwire", "The Marlow Echo", "Isle Tribune"],
        ["Harbour Gazette"],
        ["The Skarholm Courier"],
        ["Coast Post"],
    ]
    _, echo, tribune = found["families"][0]["appearances"]
    assert echo["copy_of"]["credit"] == "Northwire"
    assert tribune["copy_of"]["credit"] is None
    assert tribune["copy_of"]["share"] > 0.5
    changed = found["families"][2]["appearances"][0]["difference"]
    assert [(one["here"], one["first"]) for one in changed] == [
        ("", "strong"),
        ("guests", "visitors"),
    ]
    wrong = found["families"][3]["appearances"][0]
    assert (wrong["speaker"], wrong["said_by"]) == ("Karl Bergstrom", "other")

    (again,) = json.loads(run("trace", wrong["quote"][:10], "--json").stdout)
    assert again["quote"] == wrong["quote"]
    assert (again["summary"], again["outlets"], again["copies"]) == (found["summary"], 4, 2)


@pytest.mark.usefixtures("pier")
def test_what_people_see(run: Run) -> None:
    shown = " ".join(run("trace", SAID).stdout.split())
    agency = shown.index("2026-03-03 Northwire")
    echo = shown.index("2026-03-04 The Marlow Echo copy: ")
    assert agency < echo < shown.index("2026-03-05 Isle Tribune copy: ")
    assert "both from Northwire" in shown
    assert "changed: “guests” for “visitors”" in shown
    assert "given to Karl Bergstrom" in shown
    assert shown.endswith("First in Northwire on 2026-03-03; 4 independent outlets, 2 copies.")


@pytest.mark.usefixtures("pier")
def test_a_row_an_article_as_csv(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("trace", SAID, "--csv").stdout)))
    assert [(row["family"], row["is"]) for row in rows] == [
        ("1", "first"),
        ("1", "copy"),
        ("1", "copy"),
        ("2", "first"),
        ("3", "first"),
        ("4", "first"),
    ]
    assert rows[1]["copied_credit"] == "Northwire"
    assert rows[4]["differences"] == "left out: “strong”; changed: “guests” for “visitors”"


@pytest.mark.usefixtures("pier")
def test_nothing_found_says_what_was_searched(run: Run) -> None:
    shown = run("trace", "The ferry is going to leave from the old fish quay until May").stdout
    assert "in 6 articles of 6 outlets, 2026-03-03 to 2026-05-09." in shown
    assert shown.endswith("No current article has a quotation with these words.\n")
    (found,) = lines(run("trace", "facade", "--nl"))
    assert (found["families"], found["searched"]["articles"]) == ([], 6)


@pytest.mark.usefixtures("pier")
def test_no_words_are_wrong_usage(run: Run) -> None:
    assert "no words to trace" in run("trace", "…", code=2).stderr


def test_without_a_database(run: Run) -> None:
    assert "quotes init" in run("trace", SAID, code=1).stderr
