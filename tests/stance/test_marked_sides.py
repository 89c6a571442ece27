from __future__ import annotations

import json
from pathlib import Path

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "scripts/stance/marked/sides.jsonl")
    .read_text("utf8")
    .splitlines()
]


def test_each_judgement_stands_once() -> None:
    places = [(row["sha256"], str(row["quotation"]), str(row["issue"])) for row in ROWS]
    assert len(set(places)) == len(places)


def test_sides_have_the_words_that_show_them_and_nothing_else_has() -> None:
    for row in ROWS:
        assert row["side"] in ("supports", "opposes", "neither", "reports")
        assert (row["words"] is not None) == (row["side"] in ("supports", "opposes")), row
        spans = [*row["quotation"], row["issue"], *([row["words"]] if row["words"] else [])]
        assert all(0 <= start < end for start, end in spans), row


def test_there_are_as_many_without_a_side_as_with_one() -> None:
    without = sum(row["words"] is None for row in ROWS)
    assert 2 * without >= len(ROWS)
