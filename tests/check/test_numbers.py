from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.units import number_at
from quotes.text.tokens import tokens


def numbers(text: str) -> list[str]:
    """The keys of all numbers of a text, each read as long as it goes."""
    words = tokens(text)
    found = []
    at = 0
    while at < len(words):
        number = number_at(text, words, at)
        if number:
            found.append(number.key)
        at += number.count if number else 1
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("twenty-five", "25"),
        ("twenty five", "25"),
        ("1,000", "1000"),
        ("one thousand", "1000"),
        ("a thousand", "1,000"),
        ("5 million", "5,000,000"),
        ("5m", "five million"),
        ("2.5bn", "two and a half billion"),
        ("half a million", "500,000"),
        ("twenty five million", "25 million"),
        ("one hundred and five", "105"),
        ("two thousand three hundred and six", "2,306"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("five per cent", "5%"),
        ("5 percent", "5%"),
        ("three point two percent", "3.2%"),
        ("$5", "5 dollars"),
        ("£2bn", "two billion pounds"),
        ("$1.5m", "one and a half million dollars"),
        ("first", "1st"),
        ("twenty-first", "21st"),
        ("two thirds", "two-thirds"),
        ("one quarter", "one-quarter"),
        ("nineteen eighty-four", "1984"),
        ("twenty twenty-one", "2021"),
        ("one hundred thousand", "100,000"),
        ("3.50", "3.5"),
        ("minus five", "-5"),
        ("minus five", "−5"),
    ],
)
def test_equal_numbers(one: str, other: str) -> None:
    assert len(numbers(one)) == 1
    assert numbers(one) == numbers(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 million", "5 billion"),
        ("5%", "5"),
        ("$5", "£5"),
        ("2 dollars", "2 euros"),
        ("first", "one"),
        ("two thirds", "two"),
        ("a dozen", "ten"),
        ("1.5", "15"),
        ("half", "one"),
        ("-5", "5"),
        ("minus", "5"),
    ],
)
def test_unequal_numbers(one: str, other: str) -> None:
    assert numbers(one) != numbers(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between two hundred and three hundred", ["#200", "#300"]),
        ("from 5-6 to F-16", ["#5", "#6", "#16"]),
        ("two, three or four", ["#2", "#3", "#4"]),
        ("five million and two people", ["#5000000", "#2"]),
        ("5 3", ["#5", "#3"]),
        ("a dam, an hour", []),
        ("the hundred days and a third time", ["#3th"]),
        ("5km by 6 am", ["#5", "#6"]),
        ("the 1980s", []),
        ("$ dollars", []),
        ("9" * 60, []),
        ("x" * 9, []),
    ],
)
def test_numbers_in_text(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_figures_are_the_plain_ones(value: int) -> None:
    assert numbers(f"{value:,}") == numbers(str(value)) == [f"#{value}"]


@given(
    st.lists(
        st.sampled_from(
            "a half and hundred thousand million two twenty nineteen point third first % $ 5 1.5 m "
            "per cent dollars dozen dam - ,".split()
        ),
        max_size=12,
    )
)
def test_any_words_of_number_can_be_read(words: list[str]) -> None:
    text = " ".join(words)
    row = tokens(text)
    for at in range(len(row)):
        number = number_at(text, row, at)
        assert number is None or 1 <= number.count <= len(row) - at
