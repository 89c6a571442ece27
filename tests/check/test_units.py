from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.units import base, is_name, reconcile_units, units


def keys(text: str) -> list[str]:
    return [unit.key for unit in units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don’t know", ["i", "do", "not", "know"]),
        ("we can't, won't, shan't", ["we", "can", "not", "will", "not", "shall", "not"]),
        ("cannot", ["can", "not"]),
        ("ain't", ["ain't"]),
        ("I'm gonna go, they've gone", ["i", "am", "going", "to", "go", "they", "have", "gone"]),
        ("twenty-five million people", ["#25000000", "people"]),
        ("salt & 5 per cent", ["salt", "and", "#5%"]),
        ("the United States", ["the", "us"]),
        ("the 5th of May, a 5th try", ["the", "#5", "of", "may", "a", "#5th", "try"]),
        ("it [sic] is", ["it", "is"]),
    ],
)
def test_units(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_parts_of_a_word_know_the_word() -> None:
    did, negation = units("didn't")
    assert (did.start, did.end, negation.start, negation.end) == (0, 3, 3, 6)
    assert {(unit.outer_start, unit.outer_end) for unit in (did, negation)} == {(0, 6)}


def test_brackets_and_ellipses_are_kept_in_mind() -> None:
    found = units("He [the mayor] left … for . . . good")
    assert [unit.key for unit in found if unit.gloss] == ["the", "mayor"]
    assert [unit.key for unit in found if unit.gap] == ["for", "good"]


@pytest.mark.parametrize(
    ("claim", "said", "expected"),
    [
        ("it's late", "it is late", ["it", "is", "late"]),
        ("it's been", "it has been", ["it", "has", "been"]),
        ("he'd left", "he had left", ["he", "had", "left"]),
        ("let's go", "let us go", ["let", "us", "go"]),
        ("it's late", "we are late", ["it", "'s", "late"]),
        ("health care", "healthcare", ["healthcare"]),
        ("a not able man", "a notable man", ["a", "not", "able", "man"]),
        ("a way", "go away, find a way", ["a", "way"]),
    ],
)
def test_the_other_text_settles_what_is_open(claim: str, said: str, expected: list[str]) -> None:
    ours, _ = reconcile_units(units(claim), units(said))
    assert [unit.key for unit in ours] == expected


@given(st.text(), st.text())
def test_units_stand_in_order_in_the_text(one: str, other: str) -> None:
    for text, row in zip((one, other), reconcile_units(units(one), units(other)), strict=True):
        assert all(0 <= unit.start < unit.end <= len(text) and unit.key for unit in row)
        assert all(unit.outer_start <= unit.start < unit.end <= unit.outer_end for unit in row)
        assert all(before.end <= after.start for before, after in pairwise(row))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("rose", "rise"),
        ("was", "be"),
        ("would", "will"),
        ("never", "not"),
        ("#5", "#"),
        ("dozens", "#"),
        ("1980s", "#"),
        ("dams", "dam"),
    ],
)
def test_base(word: str, expected: str) -> None:
    assert base(word) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met Harlow on Friday", ["harlow", "friday"]),
        ("Harlow left. The Dutch stayed", ["harlow", "dutch"]),
        ("Dams hold", []),
        ("and I stay", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [unit.key for unit in units(text) if is_name(unit, text)] == names
