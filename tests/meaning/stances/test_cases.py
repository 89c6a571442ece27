"""The shipped model on sentences whose side any reader sees."""

from __future__ import annotations

from collections import Counter

import pytest

from quotes.meaning.stances.model import SIDES, StanceModel
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
