"""How chances are told."""

from __future__ import annotations

import pytest

from quotes.report.wording import chance_shown, chance_words


@pytest.mark.parametrize(
    ("chance", "words", "shown"),
    [(1.0, "0.99", 0.999), (0.9996, "0.99", 0.999), (0.87, "0.87", 0.87), (0.0, "0.01", 0.001)],
)
def test_no_chance_that_two_are_one_is_certain(chance: float, words: str, shown: float) -> None:
    assert (chance_words(chance), chance_shown(chance)) == (words, shown)
