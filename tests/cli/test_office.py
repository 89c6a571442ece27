"""``quotes office`` and the registers of ``quotes people``."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quotes.store.store import Store
from quotes.types import Affiliation, Quotation, Span, Speaker
from tests.cli.conftest import Run
from tests.entities.test_offices import article
from tests.entities.test_registers import written

SAID = "“The dunes are wet,” Emil Brandt said."


@pytest.fixture(autouse=True)
def archive(folder: Path) -> None:
    """Two directors of one body, one of them quoted, and the director of another."""
    text = f"Emil Brandt has been director of the Coastal Trust since 2015. {SAID}"
    first = article(date(2019, 5, 1), text, "Emil Brandt")
    start = text.index(SAID)
    quotation = Quotation(
        id="1" * 16,
        kind="direct",
        act="statement",
        pieces=(Span(start, start + 20),),
        cue=None,
        speakers=(Speaker("person", "Emil Brandt"),),
        confidence=0.9,
    )
    with Store(folder / "quotes.db") as store:
        store.add(replace(first, quotations=(quotation,)))
        store.add(
            article(
                date(2021, 3, 4),
                "Nadia Holt became director of the Coastal Trust on 1 March. Emil Brandt clapped.",
                "Nadia Holt",
                "Emil Brandt",
            )
        )
        store.add(
            article(
                date(2021, 5, 1),
                "Ola Berg is director of the Harbour Museum.",
                "Ola Berg",
                bodies=("Harbour Museum",),
            )
        )


def test_the_holders_with_what_they_said(run: Run) -> None:
    (office,) = json.loads(run("office", "director of the Coastal Trust", "--json").stdout)
    assert (office["office"], office["body"], office["disputed"]) == (
        "director",
        "Coastal Trust",
        False,
    )
    brandt, holt = office["holders"]
    assert (brandt["person"]["name"], brandt["since"], brandt["ended"]) == (
        "Emil Brandt",
        "2015-12-31",
        "2021-03-01",
    )
    assert [row["id"] for row in brandt["quotations"]] == ["1" * 16]
    assert (holt["person"]["name"], holt["ended"], holt["quotations"]) == ("Nadia Holt", None, [])


def test_what_only_an_article_without_a_day_tells_is_undated(run: Run, folder: Path) -> None:
    found = article(date(2021, 6, 1), "Pia Lund is director of the Tide Museum.", "Pia Lund")
    held = Affiliation("director", "Tide Museum", None, Span(12, 39))
    people = (replace(found.people[0], affiliations=(held,)),)
    undated = replace(found, people=people, article=replace(found.article, published=None))
    with Store(folder / "quotes.db") as store:
        store.add(undated)
    shown = run("office", "director of the Tide Museum").stdout
    assert "Pia Lund" in shown
    assert "undated" in shown
    run("office", "director of the Tide Museum", "--on", "2021-06-01", code=1)


def test_one_day_and_words(run: Run) -> None:
    shown = run("office", "director of the Coastal Trust", "--on", "2021-03-01").stdout
    assert "Nadia Holt" in shown
    assert "Emil Brandt" not in shown
    for words, found in (("dunes", 1), ("ferries", 0)):
        (office,) = json.loads(
            run("office", "director of the Coastal Trust", words, "--json").stdout
        )
        assert sum(len(holder["quotations"]) for holder in office["holders"]) == found


def test_several_offices_ask_back(run: Run) -> None:
    result = run("office", "director", code=2)
    assert "2 offices may be called director" in result.stderr
    assert "director of Harbour Museum" in result.stderr
    assert result.stdout == ""


def test_nobody_is_told_in_a_sentence(run: Run) -> None:
    assert "Nobody is known" in run("office", "bishop of Tarn", code=1).stderr
    early = run("office", "director of the Coastal Trust", "--on", "1999-01-01", code=1)
    assert "on 1999-01-01" in early.stderr


def test_a_table_of_terms(run: Run) -> None:
    rows = run("office", "director of the Coastal Trust", "--csv").stdout.splitlines()
    assert rows[0].startswith("office,body,person_id,person,status,since,ended")
    assert len(rows) == 3


def test_a_register_is_imported_listed_and_taken_back(run: Run, folder: Path) -> None:
    written(folder / "ministers")
    (made,) = json.loads(run("people", "import", "ministers", "--json").stdout)
    assert (made["appointments"], made["unchanged"]) == (3, False)
    assert "unchanged" in run("people", "import", "ministers").stdout
    assert "Emil Brandt" in run("office", "Secretary of State for Harbours").stdout
    assert "Undone is import 1" in run("people", "undo-import", "1").stdout
    run("people", "undo-import", "1", code=2)
    run("people", "undo-import", "7", code=1)
    (row,) = json.loads(run("people", "imports", "--json").stdout)
    assert row["undone_at"] is not None
    assert "is no register" in run("people", "import", ".", code=1).stderr
