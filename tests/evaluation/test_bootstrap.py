from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scripts.evaluation.scorer import MEASURES, Counts, Estimate, differences, estimates, f1


def counts_of(*articles: tuple[int, int, int]) -> Counts:
    """The same counts for every measure."""
    return np.array([[article] * len(MEASURES) for article in articles], dtype=np.int64)


tables = arrays(np.int64, (6, len(MEASURES), 3), elements=st.integers(0, 9)).map(
    lambda table: np.stack([table.min(axis=2), table[..., 1], table[..., 2]], axis=2)
)


def test_f1_is_the_harmonic_mean() -> None:
    assert f1(np.array([6, 8, 12])) == pytest.approx(2 * 75 * 50 / (75 + 50))
    assert f1(np.array([0, 0, 0])) == 0


def test_articles_that_are_alike_leave_no_doubt() -> None:
    assert estimates(counts_of(*[(1, 2, 2)] * 5))[0] == Estimate(50.0, 50.0, 50.0)


def test_articles_that_differ_leave_some() -> None:
    found = estimates(counts_of(*[(0, 4, 4), (4, 4, 4)] * 10))[0]
    assert found.value == 50.0
    assert 25 < found.low < 45
    assert 55 < found.high < 75


def test_a_difference_is_that_of_the_same_articles() -> None:
    better = counts_of((2, 4, 4), (4, 4, 4), (1, 4, 4))
    worse = counts_of((1, 4, 4), (3, 4, 4), (0, 4, 4))
    assert differences(better, worse)[0] == Estimate(25.0, 25.0, 25.0)


@given(tables)
def test_the_interval_holds_in_order(counts: Counts) -> None:
    for found in estimates(counts):
        assert 0 <= found.low <= found.high <= 100
        assert 0 <= found.value <= 100
    assert estimates(counts) == estimates(counts)
    assert all(found == Estimate(0.0, 0.0, 0.0) for found in differences(counts, counts))
