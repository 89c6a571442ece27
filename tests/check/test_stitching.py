"""Claims that are put together from several quotations."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotes.check.match import Match, match
from quotes.check.stitching import LEAST_WORDS, stitched
from quotes.check.words.tokens import tokens
from tests.check.made import quotation

FIRST = "“We will not sell the mill to anybody who cannot bake.”"
SECOND = "“The council has never read the lease it signed.”"


def matches(words: str, *texts: str) -> list[Match]:
    """The claim against quotations that stand one after the other."""
    rows, start = [], 0
    for text in texts:
        rows.append(quotation(text, offset=start))
        start += len(text) + 100
    return [match(words, row, "same") for row in rows]


def test_two_halves() -> None:
    words = "We will not sell the mill and the council has never read the lease."
    parts = stitched(words, matches(words, SECOND, FIRST))
    assert [one.place.of(words) for one in parts] == [
        "We will not sell the mill",
        "the council has never read the lease",
    ]
    assert [one.match.row.context for one in parts] == [FIRST, SECOND]


def test_all_of_one_quotation_is_no_patchwork() -> None:
    words = "We will not sell the mill to anybody who cannot bake."
    assert stitched(words, matches(words, FIRST, SECOND)) == ()


def test_one_quotation_twice_is_none() -> None:
    words = "We will not sell the mill and anybody who cannot bake will not sell the mill"
    assert stitched(words, matches(words, FIRST)) == ()


def test_too_much_that_nobody_said() -> None:
    words = (
        "We will not sell the mill, whales sing opera at noon in every harbour of the northern "
        "sea, the council has never read the lease"
    )
    assert stitched(words, matches(words, FIRST, SECOND)) == ()


def test_nothing_at_all() -> None:
    assert stitched("", []) == ()
    assert stitched("We will not sell", []) == ()


WORDS = st.lists(
    st.sampled_from("we will not sell the mill council has never read lease whales".split()),
    max_size=14,
).map(" ".join)


@given(WORDS, st.lists(WORDS.filter(bool), max_size=4))
def test_parts_lie_in_the_claim_and_do_not_overlap(words: str, texts: list[str]) -> None:
    parts = stitched(words, matches(words, *(f"“{text}.”" for text in texts)))
    assert len(parts) != 1
    assert all(one.place.end <= after.place.start for one, after in pairwise(parts))
    for one in parts:
        assert one.place.end <= len(words)
        assert len(tokens(one.place.of(words))) >= LEAST_WORDS
    assert len({one.match.row.id for one in parts}) == len(parts)
