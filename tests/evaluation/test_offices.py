"""How answers about offices are judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scripts.evaluation.offices import (
    STORIES,
    Answered,
    Outcome,
    Story,
    answers,
    faults,
    load,
    table,
)
from tests.entities.test_offices import article

FOUND = [
    article(
        date(2019, 5, 1),
        "Emil Brandt has been director of the Coastal Trust since 2015. The director smiled.",
        "Emil Brandt",
    ),
    article(date(2019, 6, 1), "The Coastal Trust, since 3 May the Shore Fund, met."),
]
STORY = Story("trust", tuple(found.article for found in FOUND), ())


def judged(**question: Any) -> Outcome:
    (row,) = answers(replace(STORY, questions=(question,)), FOUND)
    return row.outcome


@pytest.mark.parametrize(
    ("holder", "day", "outcome"),
    [
        ("Emil Brandt", "2018-01-01", "right"),
        ("Nadia Holt", "2018-01-01", "wrong"),
        (None, "2018-01-01", "wrong"),
        ("Emil Brandt", "2010-01-01", "missing"),
        (None, "2010-01-01", "right"),
    ],
)
def test_the_holder_of_an_office(holder: str | None, day: str, outcome: Outcome) -> None:
    office = "head of the Coastal Trust"
    assert judged(kind="office", office=office, on=day, holder=holder) == outcome


@pytest.mark.parametrize(
    ("posts", "outcome"),
    [
        ([{"role": "head", "organization": "Coastal Trust"}], "right"),
        ([{"role": "head", "organization": None}], "right"),
        ([{"role": "director", "organization": "Harbour Museum"}], "wrong"),
        ([], "wrong"),
        (
            [
                {"role": "director", "organization": "Coastal Trust"},
                {"role": "treasurer", "organization": "Reef Club"},
            ],
            "missing",
        ),
    ],
)
def test_the_posts_of_a_person(posts: list[dict[str, str | None]], outcome: Outcome) -> None:
    question = {"kind": "person", "person": "Emil Brandt", "on": "2018-01-01", "posts": posts}
    assert judged(**question) == outcome


def test_titles_and_bodies() -> None:
    said = {"kind": "title", "article": 1, "phrase": "The director"}
    assert judged(**said, holder="Emil Brandt") == "right"
    assert judged(**said, holder=None) == "wrong"
    body = {"kind": "body", "name": "Coastal Trust"}
    assert judged(**body, on="2018-01-01", called="Coastal Trust") == "right"
    assert judged(**body, on="2020-01-01", called="Shore Fund") == "right"
    assert judged(**body, on="2020-01-01", called="Coastal Trust") == "wrong"
    assert judged(kind="body", name="Reef Club", on="2020-01-01", called="Reef Club") == "missing"


def test_the_table_counts_and_only_what_is_not_right_is_listed() -> None:
    rows = [
        Answered("trust", {"kind": "office", "office": "director"}, outcome, "said")
        for outcome in ("right", "wrong", "missing", "right")
    ]
    line = next(it for it in table(rows).splitlines() if it.startswith("office"))
    assert line.split() == ["office", "4", "2", "1", "1", "50.0", "25.0"]
    assert [it.split(",")[0] for it in faults(rows)] == ["wrong", "missing"]


def test_the_halves_are_apart() -> None:
    dev, kept = load(STORIES, "dev"), load(STORIES, "kept")
    assert (len(dev), len(kept)) == (40, 7)
    assert not {story.name for story in dev} & {story.name for story in kept}
    assert Path("tests/offices/stories").is_dir()
