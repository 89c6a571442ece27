from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quotes.reader.annotate import ROOT, best_tags, best_tree, joined, spans
from quotes.reader.reading import ENTITY_TAGS, SPAN_TAGS, bio_allowed

scores = st.floats(-8, 0, width=32)


@pytest.mark.parametrize("tags", [SPAN_TAGS, ENTITY_TAGS])
def test_nothing_goes_on_that_did_not_begin(tags: tuple[str, ...]) -> None:
    allowed = bio_allowed(tags)
    for before, row in zip(tags, allowed, strict=True):
        for after, may in zip(tags, row, strict=True):
            goes_on = after[0] == "I"
            assert may == (not goes_on or (before != "O" and before[1:] == after[1:]))


@pytest.mark.parametrize(("tags", "longest"), [(SPAN_TAGS, 7), (ENTITY_TAGS[:5], 4)])
@given(data=st.data())
def test_the_best_tags_are_the_best_of_all_allowed(
    tags: tuple[str, ...], longest: int, data: st.DataObject
) -> None:
    shape = st.tuples(st.integers(1, longest), st.just(len(tags)))
    log_p = data.draw(arrays(np.float32, shape, elements=scores))
    allowed = bio_allowed(tags)

    def worth(path: tuple[int, ...]) -> float:
        return float(sum(log_p[i, tag] for i, tag in enumerate(path)))

    def is_allowed(path: tuple[int, ...]) -> bool:
        return all(allowed[a][b] for a, b in zip((0, *path), path, strict=False))

    best = tuple(int(tag) for tag in best_tags(log_p, tags))
    every = [path for path in product(range(len(tags)), repeat=len(log_p)) if is_allowed(path)]
    assert is_allowed(best)
    assert worth(best) == pytest.approx(max(worth(path) for path in every), abs=1e-4)


def test_spans_are_cut_at_every_beginning() -> None:
    path = [SPAN_TAGS.index(tag) for tag in "OBIBOI".replace("I", "I")][:5]
    assert spans(path, SPAN_TAGS) == [((1, 3), ""), ((3, 4), "")]


def test_stretches_that_touch_are_joined() -> None:
    stretches = [(0, 2), (2, 3), (4, 5), (7, 8)]
    assert joined(stretches, lambda _: False) == [(0, 3), (4, 5), (7, 8)]
    assert joined(stretches, lambda gap: gap == (4, 7)) == [(0, 3), (4, 8)]


@given(
    st.integers(1, 7).flatmap(
        lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-8, 0, width=32))
    )
)
def test_a_tree_has_one_root_and_no_cycle(table: np.ndarray) -> None:
    heads = best_tree(table)
    assert heads.count(ROOT) == 1
    for word in range(len(heads)):
        steps = 0
        while word != ROOT:
            word = heads[word]
            steps += 1
            assert steps <= len(heads)


def test_without_cycles_every_word_gets_its_best_head() -> None:
    table = np.log(
        np.array([[0.1, 0.0, 0.8, 0.1], [0.9, 0.05, 0.0, 0.05], [0.1, 0.2, 0.7, 0.0]]) + 1e-9
    )
    assert best_tree(table.astype(np.float32)) == [1, ROOT, 1]
