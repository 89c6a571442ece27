"""Measures of how concentrated voices are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.db.rows import TOP, Concentration, concentration

Counts = st.lists(st.integers(min_value=1, max_value=10_000), min_size=1, max_size=60)


def of(counts: list[int]) -> Concentration:
    found = concentration(counts)
    assert found is not None
    return found


def test_nobody_is_quoted() -> None:
    assert concentration([]) is None
    assert concentration([0, 0]) is None


def test_a_case_worked_by_hand() -> None:
    assert of([1, 3]) == Concentration(2, 4, 1.0, 0.25, 1.6)


@given(Counts)
def test_bounds(counts: list[int]) -> None:
    found = of(counts)
    assert found.voices == len(counts)
    assert found.quotations == sum(counts)
    assert 0 < found.top_share <= 1
    assert 0 <= found.gini < 1
    assert 1 - 1e-9 <= found.effective <= found.voices + 1e-9
    assert found.top_share >= min(1, TOP / found.voices) - 1e-9


@given(st.integers(1, 60), st.integers(1, 1000))
def test_equal_shares(voices: int, each: int) -> None:
    found = of([each] * voices)
    assert found.gini == pytest.approx(0)
    assert found.effective == pytest.approx(voices)
    assert found.top_share == pytest.approx(min(1, TOP / voices))


@given(st.integers(1, 10_000))
def test_one_voice(count: int) -> None:
    assert of([count]) == Concentration(1, count, 1.0, 0.0, 1.0)


@given(Counts, st.integers(2, 9))
def test_only_shares_count(counts: list[int], times: int) -> None:
    one, more = of(counts), of([count * times for count in counts])
    assert (more.top_share, more.gini, more.effective) == pytest.approx(
        (one.top_share, one.gini, one.effective)
    )


@given(Counts, st.randoms(use_true_random=False))
def test_order_is_nothing(counts: list[int], random: object) -> None:
    shuffled = list(counts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert of(shuffled) == of(counts)


@given(st.lists(st.integers(2, 1000), min_size=2, max_size=40))
def test_taking_from_the_least_for_the_most_quoted_concentrates(counts: list[int]) -> None:
    ordered = sorted(counts)
    after = [ordered[0] - 1, *ordered[1:-1], ordered[-1] + 1]
    assert of(after).gini > of(ordered).gini
    assert of(after).effective < of(ordered).effective
