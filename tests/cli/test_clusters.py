"""Every command on an archive in which one name is three people's, and one person has two names.

Emil Fors is a poet (two articles), a nurse and a pilot. Helen Crane became Helen Moss; a human made
them one.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.entities.requests import Different, Same
from quotes.store.store import Store
from tests.cli.conftest import Run, lines
from tests.stances.made import said, side

POET = {"role": "poet", "at": "Ariel Press"}
NURSE = {"role": "nurse", "at": "Bay Clinic"}
PILOT = {"role": "pilot", "at": "Cove Port"}
MAYOR = {"role": "mayor", "at": "Skarholm Council"}


@pytest.fixture(scope="module")
def made(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(blank, tmp_path_factory.mktemp("clusters") / "quotes.db"))
    articles = (
        said("Emil Fors", "The toll is a song.", side("support"), on="2024-01-01", **POET),
        said("Emil Fors", "Songs need no toll.", side("oppose"), on="2024-03-01", **POET),
        said("Emil Fors", "The toll makes us ill.", side("oppose"), on="2024-05-01", **NURSE),
        said("Emil Fors", "The toll steers ships.", side("support"), on="2024-07-01", **PILOT),
        said("Helen Crane", "I welcome the toll.", side("support"), on="2023-01-01", **MAYOR),
        said("Helen Moss", "I regret the toll.", side("oppose"), on="2025-01-01", **MAYOR),
    )
    with Store.open(str(path)) as store:
        for extraction in articles:
            store.add(extraction)
        assert len(store.person("Emil Fors")) == 3
        crane, moss = (store.person(name)[0].id for name in ("Helen Crane", "Helen Moss"))
        store.decide(Same(str(moss), str(crane)), "ida", "her marriage")
        poet, nurse, _ = store.person("Emil Fors")
        store.decide(Different(str(poet.id), str(nurse.id)), "ida", "two trades")
    return path


@pytest.fixture
def archive(made: Path, folder: Path) -> Iterator[Store]:
    with Store.open(shutil.copy(made, folder)) as store:
        yield store


@pytest.fixture
def fors(archive: Store) -> dict[str, str]:
    """The numbers of the three by their posts."""
    return {row.posts[0].role or "": str(row.id) for row in archive.person("Emil Fors")}


@pytest.fixture
def helen(archive: Store) -> str:
    (row,) = archive.person("Helen Moss")
    return str(row.id)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "command", [("person",), ("timeline",), ("report", "-f", "json"), ("person", "--why")]
)
def test_what_can_be_told_of_all_is_told_and_the_choice_asked(
    run: Run, fors: dict[str, str], command: tuple[str, ...]
) -> None:
    told = run(command[0], "Emil Fors", *command[1:], code=2)
    heading, *people, how = told.stderr.splitlines()[-5:]
    assert heading == "quotes: 3 people of that name:"
    assert [line.split()[0] for line in people] == [fors["poet"], fors["nurse"], fors["pilot"]]
    for line, post in zip(people, (POET, NURSE, PILOT), strict=True):
        assert f"{post['role']}, {post['at']}" in line
        assert " 2024 " in line
    assert people[0].endswith("2 quotations")
    assert how.startswith("Give the number of one, or the name with a post or a body")
    assert told.stdout


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "Emil Fors", "Helen Moss"),
        ("compare", "Helen Moss", "Fors"),
        ("timeline", "Fors", "--chart", "a.svg"),
        ("people", "merge", "Emil Fors", "Helen Moss"),
        ("people", "different", "Helen Moss", "Emil Fors"),
        ("people", "split", "Emil Fors", "--article", "abcdef"),
        ("people", "rename", "Emil Fors", "E. Fors"),
        ("people", "alias", "add", "Emil Fors", "Fossi"),
        ("people", "alias", "remove", "Emil Fors", "Fossi"),
    ],
)
def test_what_needs_one_only_asks(run: Run, archive: Store, arguments: tuple[str, ...]) -> None:
    before = archive.decisions()
    refused = run(*arguments, code=2)
    assert refused.stderr.startswith("quotes: 3 people of that name:\n")
    assert refused.stdout == ""
    assert archive.decisions() == before


@pytest.mark.parametrize("asked", ["{}", "Emil Fors, nurse", "Fors, Bay Clinic", "Fors, {}"])
def test_a_number_a_post_or_a_body_chooses(run: Run, fors: dict[str, str], asked: str) -> None:
    name = asked.format(fors["nurse"])
    (report,) = lines(run("person", name, "--nl"))
    assert [row["text"] for row in report["latest"]] == ["The toll makes us ill."]
    (line,) = lines(run("timeline", name, "--nl"))
    assert [period["oppose"] for period in line["periods"]] == [1]
    (found,) = lines(run("search", "--person", name, "--nl"))
    assert found["text"] == "The toll makes us ill."
    (voice,) = lines(run("stance", "toll", "--person", name, "--nl"))
    assert voice["held"] == "oppose"
    exported = rows(run("export", "--format", "csv", "--person", name).stdout)
    assert len(exported) == 1
    made = json.loads(run("report", name, "-f", "json").stdout)
    assert made["quoted"]["quotations"] == 1
    (checked,) = lines(run("check", "The toll makes us ill", "--by", name, "--nl"))
    assert checked["verdict"] == "verbatim"
    (checked,) = lines(run("check", "The toll steers ships", "--by", name, "--nl"))
    assert checked["verdict"] == "other-speaker"
    assert "Emil Fors" in checked["why"]
    (compared,) = lines(run("compare", name, "Helen Crane", "--topic", "toll", "--nl"))
    assert compared["one"]["id"] == int(fors["nurse"])


def test_what_a_name_only_narrows_is_told_of_all(run: Run, fors: dict[str, str]) -> None:
    for arguments, number in (
        (("search", "--person", "Emil Fors", "--csv"), 4),
        (("export", "--format", "csv", "--person", "Fors"), 4),
    ):
        told = run(*arguments)
        assert len(rows(told.stdout)) == number
        assert told.stderr.startswith("3 people of that name:\n")
        assert told.stderr.endswith("What is shown is of all of them.\n")
    voices = lines(run("stance", "toll", "--person", "Emil Fors", "--nl"))
    assert {voice["person_id"] for voice in voices} == set(map(int, fors.values()))
    checked = run("check", "The toll steers ships", "--by", "Emil Fors", "--nl")
    assert lines(checked)[0]["verdict"] == "verbatim"
    assert any("one of 3 people" in doubt for doubt in lines(checked)[0]["doubts"])
    assert "3 people of that name" in checked.stderr


@pytest.mark.parametrize("name", ["Helen Moss", "Helen Crane", "Crane", "Moss", "helen"])
def test_one_person_of_two_names_is_one_everywhere(run: Run, helen: str, name: str) -> None:
    (report,) = lines(run("person", name, "--nl"))
    assert (report["id"], report["quotations"], report["articles"]) == (int(helen), 2, 2)
    assert {report["name"], *report["aliases"]} >= {"Helen Moss", "Helen Crane"}
    assert len(report["latest"]) == 2
    (line,) = lines(run("timeline", name, "--topic", "toll", "--nl"))
    assert len(line["periods"]) == 2
    assert len(line["reversals"]) == 1
    assert len(lines(run("search", "--person", name, "--nl"))) == 2
    assert len(rows(run("export", "--format", "csv", "--person", name).stdout)) == 2
    (voice,) = lines(run("stance", "toll", "--person", name, "--nl"))
    assert voice["held"] == "changed"
    made = json.loads(run("report", name, "-f", "json").stdout)
    assert made["quoted"]["quotations"] == 2
    assert len(made["reversals"]) == 1
    for words in ("I welcome the toll", "I regret the toll"):
        (checked,) = lines(run("check", words, "--by", name, "--nl"))
        assert checked["verdict"] == "verbatim"
    (why,) = lines(run("person", name, "--why", "--nl"))
    assert [len(seen["decisions"]) for seen in why["why"]].count(1) == 1


def test_counts_run_over_people_not_names(run: Run, fors: dict[str, str], helen: str) -> None:
    (stats,) = json.loads(run("stats", "--json").stdout)
    assert stats["people"] == 4
    quoted = sorted((voice["name"], voice["quotations"]) for voice in stats["most_quoted"])
    assert quoted == [("Emil Fors", 1), ("Emil Fors", 1), ("Emil Fors", 2), ("Helen Moss", 2)]
    assert stats["voices"]["voices"] == 4
    listed = {str(row["id"]): row["quotations"] for row in lines(run("people", "--nl"))}
    assert listed == {
        fors["poet"]: 2,
        fors["nurse"]: 1,
        fors["pilot"]: 1,
        helen: 2,
    }
    voices = lines(run("stance", "toll", "--nl"))
    assert len(voices) == 4


@pytest.mark.usefixtures("archive")
def test_a_report_and_a_note_for_each_person(run: Run, folder: Path) -> None:
    run("report", "--all", "-o", "reports", "--format", "json")
    index = json.loads((folder / "reports" / "index.json").read_text())
    assert sorted(entry["quotations"] for entry in index) == [1, 1, 2, 2]
    assert len({entry["file"] for entry in index}) == 4
    run("export", "--format", "markdown", "-o", "notes")
    notes = [path for path in (folder / "notes").rglob("*.md") if "Fors" in path.name]
    assert len(notes) == 3
    written = [json.loads(line) for line in run("export", "--format", "ftm").stdout.splitlines()]
    people = [entity for entity in written if entity["schema"] == "Person"]
    assert len(people) == 4


def test_two_of_one_name_side_by_side(run: Run, fors: dict[str, str]) -> None:
    told = run("compare", "Fors, poet", "Fors, pilot", "--topic", "toll").stdout
    assert f"Emil Fors ({fors['poet']})" in told
    assert f"Emil Fors ({fors['pilot']})" in told


def test_why_an_article_is_on_a_person(run: Run, helen: str, fors: dict[str, str]) -> None:
    shown = " ".join(run("person", "Moss", "--why").stdout.split())
    assert "named in 2 articles" in shown
    assert "her marriage" in shown
    assert "human: person" in shown
    table = rows(run("person", "Moss", "--why", "--csv").stdout)
    assert {row["person_id"] for row in table} == {helen}
    assert sum("her marriage" in row["decisions"] for row in table) == 1
    (poet,) = lines(run("person", fors["poet"], "--why", "--nl"))
    links = [link for seen in poet["why"] for link in seen["links"]]
    assert any(link["verdict"] == "same" and link["evidence"] for link in links)
    assert all(0 < link["score"] < 1 for link in links)
    assert [row["kind"] for row in poet["decisions"]] == ["different"]
    table = rows(run("person", fors["poet"], "--why", "--csv").stdout)
    assert len(table) >= len(links)
