from __future__ import annotations

from pathlib import Path

import pytest

from quotes.attribution.pairs import shipped
from scripts.coreference.documents import gap
from scripts.coreference.measure import Tally, measure
from scripts.evaluation import floor

VALIDATION = Path("../shared/data/coref/gap.validation.jsonl.gz")


@pytest.mark.skipif(not VALIDATION.exists(), reason="needs ../shared")
def test_ambiguous_pronouns_go_to_the_right_name() -> None:
    tallies = measure(shipped(), gap(VALIDATION)).values()
    whole = Tally(*(sum(getattr(t, name) for t in tallies) for name in Tally.__slots__))
    assert whole.f1 >= floor.held()["gap_f1"]


def test_f1_counts_each_name_once() -> None:
    assert Tally(right=3, wrong=1, missed=1).f1 == 75.0
    assert Tally().f1 == 0.0
