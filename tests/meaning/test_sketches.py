"""Sketches of vectors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quotes.meaning.sketches import BYTES, FIRST, shortlist, sketched
from quotes.meaning.vectors import WIDTH, similarities

vectors = st.integers(0, 12).flatmap(
    lambda number: arrays(np.int8, (number, WIDTH), elements=st.integers(-127, 127))
)


@settings(max_examples=30)
@given(vectors=vectors, most=st.integers(1, 12))
def test_as_many_as_wanted_each_once(vectors: np.ndarray, most: int) -> None:
    sketches = sketched(vectors)
    assert sketches.shape == (len(vectors), BYTES)
    assert (np.unpackbits(sketches, axis=1) == (vectors > 0)).all()
    asked = np.ones(WIDTH, np.int8)
    places = shortlist(asked, sketches, most)
    assert len(set(places.tolist())) == len(places) == min(most, len(vectors))


@pytest.mark.parametrize("number", [200, FIRST + 2000])
def test_the_nearest_are_on_the_list(number: int) -> None:
    """Some vectors lie near the one asked for, the others in any direction."""
    chance = np.random.default_rng(11)
    asked = chance.integers(-100, 100, WIDTH)
    near = asked + chance.integers(-60, 60, (10, WIDTH))
    far = chance.integers(-100, 100, (number - 10, WIDTH))
    vectors = np.clip(np.concatenate([far, near]), -127, 127).astype(np.int8)
    places = shortlist(asked.astype(np.int8), sketched(vectors), 20)
    exact = np.argsort(-similarities(asked.astype(np.int8), vectors))[:10]
    assert set(exact.tolist()) == set(range(number - 10, number))
    assert set(exact.tolist()) <= set(places.tolist())
