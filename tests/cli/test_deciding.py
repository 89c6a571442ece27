from __future__ import annotations

import json

import pytest

from quotes.store.store import Store
from tests.cli.conftest import Run, lines
from tests.cli.samples import water

pytestmark = pytest.mark.usefixtures("filled")


@pytest.fixture
def okonedos(run: Run) -> tuple[str, str]:
    """The ids of the two people called Maren Okonedo."""
    one, other = sorted(person["id"] for person in lines(run("people", "Maren Okonedo", "--nl")))
    return str(one), str(other)


def test_the_word_list_can_be_left_out(run: Run) -> None:
    everybody = run("people", "--nl").stdout
    assert everybody == run("people", "list", "--nl").stdout
    assert run("people", "okonedo", "--csv").stdout == (
        run("people", "list", "okonedo", "--csv").stdout
    )
    assert "No person fits" in run("people", "list", "merge").stderr
    assert "No person fits" in run("people", "--", "merge").stderr
    assert "Commands:" in run("people", "--help").stdout


def test_from_a_merge_to_its_undoing(run: Run, okonedos: tuple[str, str]) -> None:
    one, other = okonedos
    before = run("people", "--json").stdout
    said = run("people", "merge", one, other, "--why", "one post", "--user", "ida").stdout
    assert said == (
        f"Decision 1: person {other} (Maren Okonedo) is part of person {one} (Maren Okonedo).\n"
    )
    (merged,) = lines(run("person", "Maren Okonedo", "--nl"))
    assert merged["quotations"] == 2
    assert lines(run("person", other, "--nl")) == [merged]
    with Store.open("sqlite:///quotes.db") as store:
        store.add(water())
    (decision,) = lines(run("people", "decisions", "--nl"))
    assert (decision["kind"], decision["by"], decision["why"]) == ("merge", "ida", "one post")
    assert (decision["person"]["id"], decision["other"]["id"]) == (int(one), int(other))
    assert decision["undone_at"] is None
    shown = " ".join(run("people", "decisions").stdout.split())
    assert "one post" in shown
    assert "in force" in shown
    said = run("people", "undo", "1", "--user", "bo", "--why", "two posts").stdout
    assert said.startswith("Undone is decision 1: ")
    assert run("people", "--json").stdout == before
    assert "undone by bo" in " ".join(run("people", "decisions").stdout.split())
    assert "two posts" in run("people", "decisions", "--csv").stdout


def test_splitting_and_renaming(run: Run, okonedos: tuple[str, str]) -> None:
    one, other = okonedos
    nurse = json.loads(run("person", other, "--json").stdout)[0]
    article = nurse["latest"][0]["article"]["id"]
    run("people", "same", one, other)
    said = run("people", "split", one, "--article", article, "--name", "Nurse Okonedo").stdout
    assert "(Nurse Okonedo) is split off" in said
    assert "with 1 article." in said
    run("people", "rename", "Nurse Okonedo", "M. Okonedo")
    (found,) = lines(run("people", "M. Okonedo", "--nl"))
    assert found["posts"] == nurse["posts"]


def test_aliases(run: Run) -> None:
    run("people", "alias", "add", "Brandvold", "The Mayor", "--user", "ida")
    (found,) = lines(run("person", "the mayor", "--nl"))
    assert found["name"] == "Ilse Brandvold"
    said = run("people", "alias", "remove", "Brandvold", "The Mayor").stdout
    assert said.endswith("(Ilse Brandvold) is also called The Mayor.\n")
    run("person", "the mayor", code=1)
    assert "No human gave" in run("people", "alias", "remove", "Brandvold", "x", code=2).stderr


def test_pairs_are_listed_until_somebody_decides(run: Run, okonedos: tuple[str, str]) -> None:
    for pair in lines(run("people", "maybe", "--nl")):
        assert pair["person"]["id"] != pair["other"]["id"]
        assert 0 <= pair["score"] <= 1
        assert pair["evidence"]
    run("people", "different", *okonedos)
    assert run("people", "maybe", "--json").stdout == "[]\n"
    assert "No two people are left" in run("people", "maybe").stderr


def test_who_decides(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTES_USER", "desk")
    run("people", "rename", "Brandvold", "Ilse B.")
    monkeypatch.delenv("QUOTES_USER")
    monkeypatch.setenv("LOGNAME", "ulla")
    run("people", "rename", "Brandvold", "I. Brandvold")
    run("people", "undo", "2", "--user", "ida")
    second, first = lines(run("people", "decisions", "--nl"))
    assert (first["by"], second["by"], second["undone_by"]) == ("desk", "ulla", "ida")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("merge", "Brandvold", "Ilse Brandvold"), 2, "are one person already"),
        (("merge", "Maren Okonedo", "Brandvold"), 2, "2 people of that name:"),
        (("merge", "99", "Brandvold"), 1, "There is no person 99"),
        (("rename", "Nobody Atall", "X"), 1, "Nobody in the database is called Nobody Atall"),
        (("split", "Brandvold", "--article", "abcdef"), 1, "There is no article abcdef"),
        (("undo", "7"), 1, "There is no decision 7"),
    ],
)
def test_refusals_are_one_sentence(
    run: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    result = run("people", *arguments, code=code)
    assert result.stderr.startswith("quotes: ")
    assert message in result.stderr
    assert run("people", "decisions", "--json").stdout == "[]\n"


def test_an_ambiguous_name_lists_who_is_meant(run: Run, okonedos: tuple[str, str]) -> None:
    told = run("people", "rename", "Maren Okonedo", "X", code=2).stderr
    for person, role in zip(okonedos, ("director", "nurse"), strict=True):
        assert f"{person}  Maren Okonedo  {role}" in told
