from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.tracing.overlap import overlap, place_in
from tests.check.pier import AGENCY, SAID, SHORTENED

WHOLE = f"{SAID}. Nobody will thank us for a summer season that ends in the water."

words = st.lists(st.sampled_from("we will not open a pier that waves take".split()), max_size=20)
wordings = words.map(" ".join)


@pytest.mark.parametrize(
    "other",
    [
        SAID.upper(),
        "We will not open a pier that a strong wave could take away",
        "“We will never open a pier that a wave could take away from under our guests”",
        "a pier that a strong wave could take away from under our visitors. And that is that.",
        "Ask anybody in town. Nobody will thank us for a summer season that ends in the water!",
    ],
)
def test_trimmed_altered_or_cut_elsewhere_it_is_one_quotation(other: str) -> None:
    assert overlap(WHOLE, other).is_one_quotation


@pytest.mark.parametrize(
    "other",
    [
        "",
        "We will not answer questions on the pier that the office is going to repair",
        "A wave of complaints took us from under our blankets, and we will not have it",
        "The pier is safe",
    ],
)
def test_like_words_are_not(other: str) -> None:
    found = overlap(WHOLE, other)
    assert not found.is_one_quotation
    assert not found.is_fragment


def test_whole_words_are_surely_one_and_altered_ones_are_not() -> None:
    assert overlap(WHOLE, f"{SAID}, he said").is_surely_one
    altered = overlap(SAID, "We will not open a pier for as long as I am here to stop you")
    assert altered.share < 0.8
    assert not altered.is_surely_one


def test_a_few_words_are_a_fragment_and_need_their_speaker() -> None:
    found = overlap(WHOLE, "a strong wave")
    assert found.is_fragment
    assert not found.is_one_quotation
    assert overlap("a strong wave", "A strong wave!").is_one_quotation


@given(wordings, wordings)
def test_overlap_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    found = overlap(one, other)
    assert found == overlap(other, one)
    assert 0 <= found.run <= found.same <= found.shorter <= found.longer
    assert 0 <= found.share <= 1


@given(wordings.filter(bool))
def test_every_wording_is_itself(one: str) -> None:
    assert overlap(one, one).share == 1
    assert place_in(one, one) is not None


def test_where_a_text_has_the_words() -> None:
    place = place_in(SAID.replace("strong ", ""), AGENCY)
    assert place is not None
    assert place.of(AGENCY) == SAID
    assert place_in("Nobody will thank us for a summer season", SHORTENED) is None
    assert place_in(SAID, "") is None
