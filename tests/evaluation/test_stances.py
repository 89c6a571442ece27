from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.meaning.sides import SIDES
from quotes.types import Polarity
from scripts.evaluation.stances import (
    KINDS,
    Case,
    Figures,
    Result,
    faults,
    figures,
    floor_figures,
    load_cases,
    table,
)

sides = st.sampled_from(SIDES)


def result(side: Polarity, told: Polarity, kind: str = "plain") -> Result:
    return Result(Case("We like the quay.", "the quay", side, kind), told, 0.7)  # type: ignore[arg-type]


ROWS = [
    result("support", "support"),
    result("support", "oppose"),
    result("oppose", "neutral", "denial"),
    result("oppose", "oppose", "denial"),
    result("neutral", "neutral", "fact"),
    result("neutral", "neutral", "fact"),
    result("neutral", "support", "fact"),
]


def test_what_is_answered_right_and_left_open() -> None:
    assert figures(ROWS) == Figures(75.0, 66.7, 66.7)


def test_the_floor_has_them_all() -> None:
    assert floor_figures(ROWS, [True, True, False, True]) == {
        "stance_cases_answered": 75.0,
        "stance_cases_right": 66.7,
        "stance_cases_abstains": 66.7,
        "stance_pairs_turned": 75.0,
    }


def test_the_table_has_a_line_for_each_kind() -> None:
    head, *lines = table(ROWS).splitlines()
    assert head.split() == ["percent", "cases", "answered", "right", "abstains"]
    assert [line.split()[0] for line in lines] == ["all", *KINDS]
    shown = {line.split()[0]: line.split()[1:] for line in lines}
    assert shown["all"] == ["7", "75.0", "66.7", "66.7"]
    assert shown["denial"] == ["2", "50.0", "100.0", "0.0"]


def test_faults_say_what_was_told_instead() -> None:
    assert faults(ROWS)[1] == ("denial: oppose, told neutral (0.70): the quay <- We like the quay.")
    assert len(faults(ROWS)) == 3


@given(st.lists(st.builds(result, sides, sides)))
def test_figures_are_shares(rows: list[Result]) -> None:
    count = figures(rows)
    assert all(0 <= share <= 100 for share in (count.answered, count.right, count.abstains))
    if rows and not faults(rows):
        neutral = {row.case.side for row in rows} == {"neutral"}
        assert neutral or (count.answered, count.right) == (100, 100)


def test_cases_are_read(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    case = Case("The quay is shut, he said.", "the quay", "neutral", "fact")
    row = {"text": case.text, "target": case.target, "side": case.side, "kind": case.kind}
    path.write_text(json.dumps(row) + "\n", "utf8")
    assert load_cases(path) == [case]
    path.write_text(json.dumps(row | {"mood": "sad"}) + "\n", "utf8")
    with pytest.raises(TypeError, match="mood"):
        load_cases(path)
