from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.training.recipe import Recipe, read_recipe


def test_what_a_file_leaves_out_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    path.write_text(json.dumps({"seed": 7, "weights": {"links": {"cue": 1.0}}}))
    recipe = read_recipe(path, ["damage.names=0.5", "decline=0.25"])
    assert (recipe.seed, recipe.damage.names, recipe.decline) == (7, 0.5, 0.25)
    assert recipe.weights.links == {**Recipe().weights.links, "cue": 1.0}
    assert recipe.weights.tags == Recipe().weights.tags


@pytest.mark.parametrize("change", ["speed=1", "weights.heads=1", "damage.noise=0.1"])
def test_an_unknown_name_is_refused(change: str) -> None:
    with pytest.raises(ValueError, match="a recipe has no"):
        read_recipe(None, [change])


@given(st.integers(200, 5000), st.floats(0.05, 1.0))
def test_the_rate_rises_stays_and_falls_to_nothing(total: int, decline: float) -> None:
    recipe = Recipe(warm_up=100, decline=decline)
    rates = [recipe.rate(step, total) for step in range(total + 1)]
    assert all(0 <= rate <= 1 for rate in rates)
    assert rates[-1] == 0
    top = rates.index(max(rates))
    assert rates[:top] == sorted(rates[:top])
    assert rates[top:] == sorted(rates[top:], reverse=True)


def test_without_a_decline_the_rate_stays() -> None:
    assert Recipe(decline=0.0).rate(998, 1000) == 1.0
