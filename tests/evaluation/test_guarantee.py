"""The threshold from which quotations are shown as sure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.calibration.guarantee import (
    FIXED,
    GRID,
    LOWEST,
    RISK,
    SPARED,
    STRICTEST,
    least_shown,
    sure,
    upper_bound,
)


@pytest.mark.parametrize(
    ("wrong", "shown", "bound"),
    [(0, 299, 1 - 0.05 ** (1 / 299)), (0, 10, 1 - 0.05**0.1), (1, 20, 0.21611), (5, 100, 0.10225)],
)
def test_the_bound_is_that_of_clopper_and_pearson(wrong: int, shown: int, bound: float) -> None:
    assert upper_bound(wrong, shown) == pytest.approx(bound, abs=2e-5)


def test_nothing_shown_promises_nothing() -> None:
    assert upper_bound(0, 0) == upper_bound(3, 3) == 1.0


@given(st.integers(0, 20), st.integers(1, 2000))
def test_a_bound_lies_above_the_share_and_falls_with_more(wrong: int, right: int) -> None:
    bound = upper_bound(wrong, wrong + right)
    assert bound >= wrong / (wrong + right)
    assert upper_bound(wrong, wrong + right + 1) <= bound


def test_how_many_it_takes() -> None:
    assert [least_shown(wrong) for wrong in (0, 1, 2)] == [299, 473, 628]


def drawn(number: int, risk: float, seed: int = 3) -> tuple[list[float], list[bool]]:
    """Confidences, and wrong names that are as frequent at every confidence."""
    random = np.random.default_rng(seed)
    values = random.uniform(0.5, 1.0, number).round(3).tolist()
    return values, (random.random(number) < risk).tolist()


def test_the_lowest_threshold_that_holds_is_chosen() -> None:
    values = [0.97] * 600 + [0.9] * 600 + [0.85] * 600
    wrong = [False] * 1200 + [True] * 60 + [False] * 540
    found = sure(values, wrong)
    assert (found.shown, found.wrong) == (1200, 0)
    assert 0.85 < found.threshold <= 0.86
    assert found.bound <= RISK
    assert found.covers == pytest.approx(1200 / 1800)


def test_the_test_ends_at_the_first_threshold_that_fails() -> None:
    values = [0.97] * 600 + [0.9] * 10 + [0.85] * 5000
    wrong = [False] * 600 + [True] * 10 + [False] * 5000
    assert sure(values, wrong).shown == 600


def test_without_a_promise_the_bound_of_the_fixed_threshold_is_told() -> None:
    values, wrong = drawn(2000, 0.05)
    found = sure(values, wrong)
    assert found.threshold == FIXED
    assert found.bound > max(RISK, found.wrong / found.shown)


def test_too_few_quotations_promise_nothing() -> None:
    few = least_shown(SPARED) - 1
    assert sure([0.99] * few, [False] * few).threshold == FIXED


def test_a_promise_is_seldom_broken() -> None:
    # A risk just above the one promised: a threshold may be found in about 5 of 100 draws.
    broken = sum(sure(*drawn(3000, 0.0105, seed)).bound <= RISK for seed in range(100))
    assert broken <= 12


def test_the_thresholds_go_down() -> None:
    assert list(GRID) == sorted(set(GRID), reverse=True)
    assert (GRID[0], GRID[-1]) == (STRICTEST, LOWEST)
    assert FIXED in GRID
