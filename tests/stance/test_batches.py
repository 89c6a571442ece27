from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch", reason="needs the extra train")

from scripts.stance.batches import LENGTHS_TOGETHER, NOT_ASKED, Pieces, collate, grouped
from scripts.stance.data import SIDES, Example

EXAMPLES = [
    Example("We like it.", (("the quay", "support"), ("boats", "neutral")), "side"),
    Example("Nobody asked us about the new bridge.", (("the new bridge", "oppose"),), "side"),
    Example("No.", (("Quays should be free", "oppose"),), "two-sided"),
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces()


def test_a_batch_is_padded_to_its_longest(pieces: Pieces) -> None:
    batch = collate(EXAMPLES, pieces)
    asked = [pieces.of(one) for one in EXAMPLES]
    length = max(len(one.pieces) for one in asked)
    assert batch.pieces.shape == batch.parts.shape == batch.real.shape == (3, length)
    assert batch.means.shape == (3, 2, length)
    assert batch.real.sum(-1).tolist() == [len(one.pieces) for one in asked]
    assert not batch.pieces[~batch.real].any()
    assert not batch.means.transpose(1, 2)[~batch.real].any()
    for row, one in enumerate(asked):
        count = len(one.pieces)
        assert batch.pieces[row, :count].tolist() == one.pieces.tolist()
        assert batch.parts[row, :count].tolist() == one.parts.tolist()
        np.testing.assert_array_equal(batch.means[row, : len(one.means), :count], one.means)


def test_sides_that_are_not_asked_for(pieces: Pieces) -> None:
    batch = collate(EXAMPLES, pieces)
    assert batch.sides.tolist() == [
        [SIDES.index("support"), SIDES.index("neutral")],
        [SIDES.index("oppose"), NOT_ASKED],
        [SIDES.index("oppose"), NOT_ASKED],
    ]
    assert not batch.means[1:, 1].any()
    assert batch.tasks == ("side", "side", "two-sided")


@given(
    lengths=st.lists(st.integers(1, 30), max_size=60), size=st.integers(1, 9), seed=st.integers()
)
def test_every_example_is_in_one_batch(
    pieces: Pieces, lengths: list[int], size: int, seed: int
) -> None:
    examples = [
        Example(f"Boat {number} " + "sails " * length, (("boats", "neutral"),), "side")
        for number, length in enumerate(lengths)
    ]
    batches = grouped(examples, pieces, size, random.Random(seed))
    assert Counter(one for batch in batches for one in batch) == Counter(examples)
    assert all(1 <= len(batch) <= size for batch in batches)
    assert batches == grouped(examples, pieces, size, random.Random(seed))
    if len(examples) <= size * LENGTHS_TOGETHER:
        ranges = sorted(
            (min(found), max(found))
            for found in ([len(pieces.of(one).pieces) for one in batch] for batch in batches)
        )
        assert all(one[1] <= other[0] for one, other in pairwise(ranges))
