from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.identity import (
    ORDERS,
    Case,
    Mention,
    Outcome,
    Pair,
    Result,
    Verdict,
    faults,
    figures,
    load,
    table,
)

TEXT = "“We wait,” said Odalys Brenner, the harbour master."
PAIR = Pair("person", Mention(1, "Odalys Brenner"), Mention(2, "O. Brenner"), "same", True, "why")
CASE = Case("initials-1", "initials", "dev", (), (PAIR,))

outcome = st.sampled_from(["merged", "maybe", "apart", "missed"])


def result(kind: str, verdict: Verdict, outcome: Outcome, sure: bool = True) -> Result:
    return Result(
        replace(CASE, kind=kind), replace(PAIR, verdict=verdict, sure=sure), "together", outcome
    )


ROWS = [
    result("initials", "same", "merged"),
    result("initials", "same", "maybe"),
    result("initials", "same", "missed"),
    result("initials", "same", "apart"),
    result("initials", "same", "maybe", sure=False),
    result("initials", "same", "merged", sure=False),
    result("namesakes", "different", "merged"),
    result("namesakes", "different", "maybe"),
    result("namesakes", "different", "missed"),
]


def test_every_outcome_is_counted_where_it_belongs() -> None:
    count = figures(ROWS)
    assert (count.wrong, count.different) == (1, 3)
    assert (count.right, count.left, count.same) == (1, 1, 4)
    assert (count.maybe, count.hasty, count.unsure) == (1, 1, 2)
    assert count.missed == 2
    assert count.recall == 25.0


def test_what_a_human_would_leave_open_is_at_fault_when_merged_or_kept_apart() -> None:
    assert [row.fault for row in ROWS] == [
        None,
        "not merged (maybe)",
        "not found",
        "not merged (apart)",
        None,
        "not a maybe (merged)",
        "wrong merge",
        None,
        None,
    ]


def test_a_fault_in_all_orders_is_listed_once() -> None:
    row = result("initials", "same", "apart")
    (line,) = faults(replace(row, order=order) for order in ORDERS)
    assert line == (
        "not merged (apart), initials-1 (dev): 1 Odalys Brenner ~ 2 O. Brenner (why) "
        "[alone, together, backwards]"
    )


def test_the_table_shows_halves_subjects_and_kinds_that_there_are() -> None:
    lines = [line.split("  ")[0] for line in table(ROWS).splitlines()]
    assert lines == ["", "dev, together", "person", "initials, dev", "namesakes, dev"]


@given(st.lists(outcome))
def test_recall_is_a_share_of_all_that_is_asked(found: list[Outcome]) -> None:
    recall = figures(result("initials", "same", one) for one in found).recall
    assert 0 <= recall <= 100
    assert (recall == 100) == (set(found) <= {"merged"})


def write(folder: Path, **changes: object) -> None:
    article = {"outlet": "The Quay", "published": "2024-05-01", "title": "Wait", "text": [TEXT]}
    pair = {
        "of": "person",
        "left": [1, "Odalys Brenner"],
        "right": [2, "Odalys Brenner"],
        "verdict": "same",
        "sure": True,
        "why": "harbour master",
    }
    case = {
        "id": "same-post-1",
        "kind": "same-post",
        "half": "dev",
        "articles": [article, article],
        "pairs": [pair | changes.pop("pair", {})],  # type: ignore[operator]
    }
    (folder / "same-post.json").write_text(json.dumps([case | changes]), "utf8")


def test_a_case_is_read(tmp_path: Path) -> None:
    write(tmp_path)
    (case,) = load(tmp_path)
    assert case.articles[1].source == "same-post-1/2"
    assert case.pairs[0].right == Mention(2, "Odalys Brenner")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"half": "train"}, "in no half"),
        ({"articles": []}, "0 articles"),
        ({"pairs": []}, "asks nothing"),
        ({"pair": {"left": [1, "Odalys Benner"]}}, "is not in article 1"),
        ({"pair": {"verdict": "perhaps"}}, "asks for"),
    ],
)
def test_a_case_with_a_mistake_is_refused(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    write(tmp_path, **changes)
    with pytest.raises(ValueError, match=message):
        load(tmp_path)
