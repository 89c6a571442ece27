from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from quotes.meaning.stances.sequence import (
    LONGEST,
    LONGEST_TARGET,
    LONGEST_TEXT,
    Sequence,
    Sequencer,
)
from quotes.reader.model import Model

MARKS = st.sampled_from(
    ["“", "”", "’", "—", "…", "é", "ß", "İ", "\u0301", "\u00ad", "\ufffd", "🙂"]
)
odd = st.lists(st.one_of(st.text(max_size=8), MARKS), max_size=12).map("".join)
LONG = "the old harbour plan is wrong " * 60


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Model.shipped(1).tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@pytest.fixture(scope="module")
def sequencer(tokenizer: Tokenizer) -> Sequencer:
    return Sequencer(tokenizer)


def check(made: Sequence, text: str, targets: list[str]) -> None:
    """What holds for every sequence."""
    length = len(made.pieces)
    assert length <= LONGEST
    assert made.pieces.shape == made.parts.shape == (length,)
    assert made.means.shape == (len(targets), length)
    assert made.means.dtype == np.float32
    np.testing.assert_allclose(made.means.sum(-1), 1, rtol=1e-5)
    begin, end = made.pieces[0], made.pieces[-1]
    assert made.parts[0] == made.parts[-1] == 0
    assert (made.pieces[1:] != begin).all()
    for number, mean in enumerate(made.means, 1):
        own = made.parts == number
        assert 1 <= own.sum() <= LONGEST_TARGET + 1
        assert not mean[~own].any()
        assert made.pieces[own][-1] == end
    assert len(made.places) <= LONGEST_TEXT
    assert made.text_start + len(made.places) == length - 1
    assert not made.parts[made.text_start :].any()
    assert all(0 <= start <= stop <= len(text) for start, stop in made.places)
    starts = [start for start, _ in made.places]
    assert starts == sorted(starts)


@given(text=odd, targets=st.lists(odd, min_size=1, max_size=8))
def test_every_text_and_every_target_fit(
    sequencer: Sequencer, text: str, targets: list[str]
) -> None:
    check(sequencer.sequence(text, targets), text, targets)


@pytest.mark.parametrize("target", ["", " ", "\u00ad", "the quay", LONG])
@pytest.mark.parametrize("text", ["", "\n", "“The quay is shut.”", LONG])
def test_empty_and_long_ones(sequencer: Sequencer, text: str, target: str) -> None:
    check(sequencer.sequence(text, [target, "the quay"]), text, [target, "the quay"])


def test_the_order_of_the_parts(sequencer: Sequencer, tokenizer: Tokenizer) -> None:
    made = sequencer.sequence("We like it.", ["the quay", "boats"])
    words = [tokenizer.id_to_token(piece) for piece in made.pieces]
    assert " ".join(words) == "[CLS] the quay [SEP] boats [SEP] we like it . [SEP]"
    assert made.parts.tolist() == [0, 1, 1, 1, 2, 2, 0, 0, 0, 0, 0]
    assert made.means[0].tolist() == [0, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]
    assert [("We like it.")[start:end] for start, end in made.places] == ["We", "like", "it", "."]


def test_a_long_text_and_a_long_target_are_cut(sequencer: Sequencer) -> None:
    made = sequencer.sequence(LONG, [LONG])
    assert len(made.places) == LONGEST_TEXT
    assert (made.parts == 1).sum() == LONGEST_TARGET + 1


def test_too_many_targets_are_refused(sequencer: Sequencer) -> None:
    assert len(sequencer.sequence(LONG, [LONG] * 10).means) == 10
    with pytest.raises(ValueError, match="11 targets are too many"):
        sequencer.sequence(LONG, [LONG] * 11)
