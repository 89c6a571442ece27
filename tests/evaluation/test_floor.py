from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.floor import SLACK, raised

percent = st.floats(0, 100).map(lambda value: round(value, 1))
floors = st.dictionaries(st.sampled_from(["quotes_f1", "speakers", "polnear_joint_f1"]), percent)


def test_it_rises_with_the_figures() -> None:
    assert raised({"quotes_f1": 80.0}, {"quotes_f1": 90.0}, lower=False) == {
        "quotes_f1": 90.0 - SLACK
    }


def test_a_figure_just_above_it_leaves_it() -> None:
    assert raised({"quotes_f1": 80.0}, {"quotes_f1": 81.0}, lower=False) == {"quotes_f1": 80.0}


def test_it_sinks_only_on_demand() -> None:
    with pytest.raises(ValueError, match="speakers would sink"):
        raised({"speakers": 80.0}, {"speakers": 79.9}, lower=False)
    assert raised({"speakers": 80.0}, {"speakers": 70.0}, lower=True) == {"speakers": 70.0 - SLACK}


@given(floors, floors, st.booleans())
def test_what_was_not_measured_stays(
    held: dict[str, float], figures: dict[str, float], lower: bool
) -> None:
    sinks = any(value < held.get(name, 0) for name, value in figures.items())
    if sinks and not lower:
        return
    new = raised(held, figures, lower)
    assert set(new) == set(held) | set(figures)
    assert all(new[name] == value for name, value in held.items() if name not in figures)
    assert lower or all(new[name] >= value for name, value in held.items())
