from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotes.reader.encode import Encoded
from quotes.reader.windows import WINDOW, windows


def encoded(pieces: list[int], paragraph: int) -> Encoded:
    n = len(pieces)
    first = np.concatenate([[0], np.cumsum(np.array(pieces, dtype=np.int64))]).astype(np.int64)
    return Encoded(
        tokens=np.arange(n),
        pieces=np.zeros(int(first[-1]), dtype=np.int64),
        first=first,
        features=np.zeros((n, 3), dtype=np.int64),
        starts_paragraph=np.arange(n) % paragraph == 0,
    )


@given(st.lists(st.integers(1, 12), max_size=900), st.integers(1, 300))
def test_every_word_is_owned_by_one_window_that_fits(pieces: list[int], paragraph: int) -> None:
    document = encoded(pieces, paragraph)
    cut = windows(document)
    owned = [word for window in cut for word in range(window.own_begin, window.own_end)]
    assert owned == list(range(len(pieces)))
    for window in cut:
        assert window.begin <= window.own_begin <= window.own_end <= window.end
        assert sum(pieces[window.begin : window.end]) <= WINDOW - 2
