from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.article import PIECE_JOINER
from quotes.check.claimed import readings


@pytest.mark.parametrize(
    "claim",
    [
        "We will not sell the mill",
        "  We will not sell the mill ",
        "“We will not sell the mill”",
        '"We will not sell the mill"',
        "'We will not sell the mill'",
    ],
)
def test_a_claim_that_is_all_words(claim: str) -> None:
    (found,) = readings(claim)
    assert found.words.text == "We will not sell the mill"
    assert found.frame == ""


@pytest.mark.parametrize(
    ("claim", "words", "frame"),
    [
        (
            'Rao called the ferry "a disgrace".',
            "a disgrace",
            "Rao called the ferry .",
        ),
        (
            "“We will not sell,” Fenwick said, “the mill.”",
            "We will not sell, … the mill.",
            "Fenwick said,",
        ),
        (
            "Fenwick on the mill: “It is not for sale.”",
            "It is not for sale.",
            "Fenwick on the mill:",
        ),
        (
            "Will the mill be sold? “I do not think so,” says Odo Fenwick",
            "I do not think so,",
            "Will the mill be sold? says Odo Fenwick",
        ),
        (
            "According to Fenwick the mill is “not for sale”",
            "not for sale",
            "According to Fenwick the mill is",
        ),
    ],
)
def test_words_in_a_frame(claim: str, words: str, frame: str) -> None:
    whole, found = readings(claim)
    assert found.words.text == words
    assert found.frame == frame
    assert whole.words.text.strip("“”") == claim.strip("“”")
    assert whole.frame == ""


@pytest.mark.parametrize(
    "claim",
    [
        "The so-called “reform” of the harbour is a joke",
        "We don't need 'experts' to see that the mill leaks",
        "The word “mill” stands on every loaf in town",
    ],
)
def test_marks_around_single_words_belong_to_them(claim: str) -> None:
    (found,) = readings(claim)
    assert found.words.text == claim
    assert found.frame == ""


def test_a_mark_that_is_never_closed_parts_nothing() -> None:
    (found,) = readings("Fenwick said “we will not sell")
    assert found.words.text == "Fenwick said “we will not sell"


@pytest.mark.parametrize("claim", ["", "   ", "“”", "\n"])
def test_a_claim_without_words(claim: str) -> None:
    (found,) = readings(claim)
    assert not any(map(str.isalnum, found.words.text))


@given(st.lists(st.sampled_from([*'aZ .?“”"', "'", "said ", "mill "])).map("".join))
def test_words_are_slices_of_the_claim(claim: str) -> None:
    """However it is read, the words stand in the claim where they are said to stand."""
    for found in readings(claim):
        words = found.words
        assert words.text == PIECE_JOINER.join(one.of(claim) for one in words.stretches)
        pairs = pairwise(words.stretches)
        assert all(one.end <= after.start for one, after in pairs)
