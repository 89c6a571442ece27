"""``quotes organizations`` from the list to a decision and its undoing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.store.store import Store
from quotes.types import Article, Extraction, Organization, Speaker
from tests.cli.conftest import Run, lines
from tests.store.made import quotation


@pytest.fixture
def bodies(folder: Path) -> Path:
    """A database in which an institute, its old name's namesake and a council speak."""
    path = folder / "quotes.db"
    with Store(str(path)) as store:
        for text, body in (
            ("one", Organization("River Institute", ("RIV",), ("Delta House",))),
            ("two", Organization("Rivers Ivory Vale")),
            ("three", Organization("RIV")),
            ("four", Organization("Rescue in Valleys", ("RIV",))),
            ("five", Organization("health ministry", place="Kenya")),
        ):
            article = Article(text, f"{text}.txt", outlet=f"Outlet {text}")
            said = quotation(article, text, Speaker("organization", body.name), kind="indirect")
            store.add(Extraction(article, (), (said,), "1", "m", organizations=(body,)))
    return path


@pytest.mark.usefixtures("bodies")
def test_the_list_has_all_names(run: Run) -> None:
    (found,) = lines(run("organizations", "delta house", "--nl"))
    assert found["name"] == "River Institute"
    assert found["aliases"] == ["RIV"]
    assert found["former_names"] == ["Delta House"]
    (ministry,) = lines(run("organizations", "list", "ministry", "--nl"))
    assert ministry["place"] == "Kenya"
    shown = " ".join(run("organizations").stdout.split())
    assert "formerly" in shown
    assert "(Kenya)" in shown
    assert run("organizations", "--csv").stdout.splitlines()[0].startswith("id,name,aliases")
    assert "No organisation fits" in run("organizations", "Nowhere").stderr


@pytest.mark.usefixtures("bodies")
def test_a_search_finds_a_body_by_any_name(run: Run) -> None:
    for name in ("River Institute", "Delta House"):
        (found,) = lines(run("search", "--org", name, "--nl"))
        assert found["text"] == "one"


@pytest.mark.usefixtures("bodies")
def test_from_a_pair_to_a_decision_and_its_undoing(run: Run) -> None:
    pairs = lines(run("organizations", "maybe", "--nl"))
    assert {frozenset((p["organization"]["name"], p["other"]["name"])) for p in pairs} >= {
        frozenset(("RIV", "River Institute")),
        frozenset(("RIV", "Rivers Ivory Vale")),
    }
    before = run("organizations", "--json").stdout
    (bare,) = [one for one in json.loads(before) if one["name"] == "RIV"]
    said = run(
        "organizations", "same", str(bare["id"]), "Rivers Ivory Vale", "--user", "ida"
    ).stdout
    assert said.startswith("Decision 1: organisation")
    assert len(json.loads(run("organizations", "--json").stdout)) == len(json.loads(before)) - 1
    (decision,) = lines(run("organizations", "decisions", "--nl"))
    assert (decision["subject"], decision["by"]) == ("organization", "ida")
    assert lines(run("people", "decisions", "--nl")) == []
    run("organizations", "undo", "1", "--user", "bo")
    assert run("organizations", "--json").stdout == before


@pytest.mark.usefixtures("bodies")
def test_names_and_splits(run: Run) -> None:
    run("organizations", "alias", "add", "Delta House", "The Boat House", "--user", "ida")
    assert len(lines(run("organizations", "boat house", "--nl"))) == 1
    run("organizations", "rename", "boat house", "Institute of the River", "--user", "ida")
    (shown,) = lines(run("organizations", "boat house", "--nl"))
    assert shown["name"] == "Institute of the River"
    run("organizations", "merge", "boat house", "Rescue in Valleys", "--user", "ida")
    (article,) = [q["article"]["id"] for q in lines(run("search", "--nl")) if q["text"] == "four"]
    run("organizations", "split", "boat house", "--article", article, "--user", "ida")
    assert lines(run("organizations", "valleys", "--nl"))
    run("organizations", "different", "River Institute", "health ministry", "--user", "ida")
    refused = run("organizations", "merge", "River Institute", "health ministry", code=2)
    assert "tells them apart" in refused.stderr


@pytest.mark.usefixtures("bodies")
def test_what_is_not_there_is_said_in_one_sentence(run: Run) -> None:
    missing = run("organizations", "rename", "Nowhere", "X", "--user", "ida", code=1)
    assert "No organisation in the database is called Nowhere" in missing.stderr
    assert len(missing.stderr.splitlines()) == 1
