from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.tokens import fold, tokens


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam held.", ["the", "dam", "held"]),
        ("“Don’t panic,” she said", ["don't", "panic", "she", "said"]),
        ("a long-term plan", ["a", "long", "term", "plan"]),
        ("café naïve", ["cafe", "naive"]),
        ("an oﬃce", ["an", "office"]),
        ("soft\u00adware", ["software"]),
        ("cafe\u0301", ["cafe"]),
        ("[T]he U.S. at 5pm", ["the", "us", "at", "5", "pm"]),
        ("laugh[ed] [it] off", ["laughed", "it", "off"]),
        ("1,000 and 2.5 and 3rd", ["1,000", "and", "2.5", "and", "3rd"]),
        ("1,00 or 10,5", ["1", "00", "or", "10", "5"]),
        ("$5 & 5%", ["$", "5", "&", "5", "%"]),
        ("snake_case", ["snake", "case"]),
        ("the dogs' home", ["the", "dogs", "home"]),
        ("…!?—", []),
        ("", []),
    ],
)
def test_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s THE “dam”", "it's the 'dam'"),
        ("re-open the café", "re‐open the cafe"),
        ("a\u00a0big\u2009plan", "a big plan"),
        ("The labour programme centre", "the labor program center"),
    ],
)
def test_same_keys(one: str, other: str) -> None:
    assert keys(one) == keys(other)


def test_fold_leaves_letters_alone() -> None:
    assert fold("Ærø’s") == "ærø's"


@given(st.text())
def test_tokens_are_slices_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text and token.key for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
