"""The shipped model on sentences whose side any reader sees."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from quotes.meaning.stance_model import (
    LONGEST,
    LONGEST_TARGET,
    LONGEST_TEXT,
    SIDES,
    Sequencer,
    StanceModel,
    TargetSequence,
)
from quotes.reader.model import Model
from scripts.evaluation import floor
from scripts.evaluation.stances import (
    KINDS,
    Case,
    Pair,
    faults,
    floor_figures,
    load_cases,
    load_pairs,
    results,
    table,
    turned,
)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return load_cases()


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return load_pairs()


def test_there_are_enough_of_every_kind_and_side(cases: list[Case], pairs: list[Pair]) -> None:
    assert len(cases) >= 120
    assert len(pairs) >= 30
    kinds, sides = (Counter(case.kind for case in cases), Counter(case.side for case in cases))
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 8
    assert set(sides) == set(SIDES)
    assert min(sides.values()) >= 24
    assert {pair.side for pair in pairs} == {"support", "oppose"}


def test_no_text_stands_twice_and_every_target_stands_in_its_text(
    cases: list[Case], pairs: list[Pair]
) -> None:
    texts = [case.text for case in cases]
    texts += [text for pair in pairs for text in (pair.text, pair.turned)]
    assert len(set(texts)) == len(texts)
    assert [case for case in cases if case.target not in case.text] == []
    assert [
        pair
        for pair in pairs
        if pair.target not in pair.text or pair.target.lower() not in pair.turned.lower()
    ] == []


def test_the_floor_holds(cases: list[Case], pairs: list[Pair]) -> None:
    model, held = StanceModel.shipped(), floor.held()
    rows = results(cases, model)
    turns = {pair.turned: turned(pair, model) for pair in pairs}
    figures = floor_figures(rows, turns.values())
    sunk = {name: value for name, value in figures.items() if value < held[name]}
    missed = [text for text, turns_over in turns.items() if not turns_over]
    assert not sunk, "\n".join([str(sunk), table(rows), *faults(rows), "not turned:", *missed])


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


def check(made: TargetSequence, text: str, targets: list[str]) -> None:
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
    assert len(made.offsets) <= LONGEST_TEXT
    assert made.text_start + len(made.offsets) == length - 1
    assert not made.parts[made.text_start :].any()
    assert all(0 <= start <= stop <= len(text) for start, stop in made.offsets)
    starts = [start for start, _ in made.offsets]
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
    assert [("We like it.")[start:end] for start, end in made.offsets] == ["We", "like", "it", "."]


def test_a_long_text_and_a_long_target_are_cut(sequencer: Sequencer) -> None:
    made = sequencer.sequence(LONG, [LONG])
    assert len(made.offsets) == LONGEST_TEXT
    assert (made.parts == 1).sum() == LONGEST_TARGET + 1


def test_too_many_targets_are_refused(sequencer: Sequencer) -> None:
    assert len(sequencer.sequence(LONG, [LONG] * 10).means) == 10
    with pytest.raises(ValueError, match="11 targets are too many"):
        sequencer.sequence(LONG, [LONG] * 11)
