from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.reader.encode import WINDOW, Encoded, blank_english, encode, shape, windows
from quotes.reader.model import Model


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.shipped(1)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("&quot;", 0),
        ("—", 0),
        ("ferry", 1),
        ("Ferry", 2),
        ("NATO", 3),
        ("McKay", 4),
        ("1998", 5),
        ("A", 6),
        ("F-16", 7),
    ],
)
def test_the_shape_of_a_word(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_curly_and_straight_marks_read_the_same(model: Model) -> None:
    curly = encode(blank_english()("“It isn’t late,” she said."), model.tokenizer)
    straight = encode(blank_english()('"It isn\'t late," she said.'), model.tokenizer)
    assert curly.pieces.tolist() == straight.pieces.tolist()
    assert curly.features.tolist() == straight.features.tolist()


def test_escaped_marks_read_as_marks(model: Model) -> None:
    text = '"It isn\'t late," she said ("today"). "No"'
    straight = encode(blank_english()(text), model.tokenizer)
    escaped = encode(blank_english()(text.replace('"', "&quot;")), model.tokenizer)
    assert escaped.pieces.tolist() == straight.pieces.tolist()
    assert escaped.features.tolist() == straight.features.tolist()


def test_features_tell_what_stands_inside_marks(model: Model) -> None:
    doc = blank_english()("He said “no” twice.\n\n“Never")
    words = encode(doc, model.tokenizer)
    texts = [doc[int(i)].text for i in words.tokens]
    assert dict(zip(texts, words.features[:, 2].tolist(), strict=True)) == {
        "He": 0,
        "said": 0,
        "“": 2,
        "no": 1,
        "”": 3,
        "twice": 0,
        ".": 0,
        "Never": 4,
    }
    assert words.starts_paragraph.nonzero()[0].tolist() == [0, 7]


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_can_be_encoded(model: Model, text: str) -> None:
    words = encode(blank_english()(text), model.tokenizer)
    assert len(words.first) == len(words) + 1
    assert words.first[-1] == len(words.pieces)
    assert len(words.features) == len(words)


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


@pytest.mark.parametrize("label", ["MR. ODDY", "MRS. VOSS", "DR. PYM", "Mr. Oddy"])
def test_a_title_keeps_its_full_stop_in_capitals_too(label: str) -> None:
    assert [token.text for token in blank_english()(f"{label}: No.")][:2] == label.split()
