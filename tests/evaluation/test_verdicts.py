from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.reliability import Json, verdicts
from scripts.evaluation.scorer import Scorer

SCRIPT = Path("../shared/eval/attribution.py")
LENGTH = 60


@st.composite
def spans(draw: st.DrawFn, least: int = 0) -> list[list[int]]:
    ends = sorted(draw(st.sets(st.integers(0, LENGTH), min_size=2 * least, max_size=4)))
    return [list(pair) for pair in zip(ends[::2], ends[1::2], strict=False)]


def attributions(least: int) -> st.SearchStrategy[list[Json]]:
    one = st.fixed_dictionaries({"source": spans(), "cue": spans(), "content": spans(least)})
    return st.lists(one, max_size=5)


def found(source: tuple[int, int] | None, content: tuple[int, int]) -> Json:
    return {"source": [list(source)] if source else [], "cue": [], "content": [list(content)]}


GOLD: list[Json] = [
    {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 31]]},
    {"source": [], "cue": [[32, 35]], "content": [[36, 50]]},
]


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (found((2, 5), (11, 18)), True),
        (found((2, 5), (11, 17)), False),
        (found((5, 6), (11, 31)), False),
        (found(None, (11, 31)), False),
        (found((0, 5), (36, 50)), None),
        (found((0, 5), (51, 60)), False),
    ],
)
def test_content_must_be_covered_and_the_sources_overlap(answer: Json, right: bool | None) -> None:
    assert verdicts(GOLD, [answer]) == [right]


def test_one_marked_attribution_has_one_answer() -> None:
    twice = [found((0, 5), (11, 30)), found((0, 5), (11, 31))]
    assert verdicts(GOLD, twice) == [False, True]


@pytest.mark.skipif(not SCRIPT.is_file(), reason="needs ../shared")
@given(attributions(0), attributions(1))
def test_the_counts_are_those_of_the_shared_scorer(gold: list[Json], answers: list[Json]) -> None:
    article = {"id": "a", "text": "x" * LENGTH, "attributions": gold}
    (counts,) = Scorer(SCRIPT).counts([article], [{"id": "a", "attributions": answers}])
    right, judged, _ = counts[0]
    mine = verdicts(gold, answers)
    assert sum(v is True for v in mine) == right
    assert sum(v is not None for v in mine) == judged
