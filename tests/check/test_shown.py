from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.check.rows import Evidence, Guard
from quotes.check.shown import Part, Segment, passage, segments
from quotes.check.words.differences import compare
from tests.check.samples import START, difference, evidence, row, where


def said(text: str) -> tuple[str, str]:
    return text, text


def test_missing_changed_and_added_words() -> None:
    claim = "We will gladly pay for five yachts"
    found = evidence(
        difference("negation", "gladly", "not", claim),
        difference("number", "five", "three", claim),
        words=("We will", "pay for", "yachts"),
    )
    assert segments(claim, found) == (
        Segment("same", *said("We will ")),
        Segment("changed", "gladly", "not"),
        Segment("same", *said(" pay for ")),
        Segment("changed", "five", "three"),
        Segment("same", *said(" yachts")),
    )


def test_words_left_out_in_the_middle_and_at_the_end() -> None:
    claim = "“We will pay for three yachts.”"
    found = evidence(
        difference("missing", "", "not", claim),
        difference("missing", "", "Ask the school", claim),
        words=("We will", "pay for three yachts"),
    )
    assert segments(claim, found) == (
        Segment("same", *said("“We will ")),
        Segment("missing", "", "not "),
        Segment("same", *said("pay for three yachts.”")),
        Segment("missing", "", " Ask the school"),
    )


def test_words_left_out_at_the_start_and_words_put_in() -> None:
    claim = "“pay for three big yachts”"
    found = evidence(
        difference("missing", "", "We will not", claim),
        difference("added", "big", "", claim),
        words=("pay for three", "yachts"),
    )
    assert segments(claim, found) == (
        Segment("missing", "", "We will not "),
        Segment("same", *said("“pay for three ")),
        Segment("added", "big", ""),
        Segment("same", *said(" yachts”")),
    )


def test_harmless_differences_are_told_so() -> None:
    claim = "We will not pay for 3 yachts"
    found = evidence(
        difference("figure", "3", "three", claim),
        words=("We will not pay for three yachts",),
    )
    assert segments(claim, found)[1] == Segment("changed", "3", "three", harmless=True)


def test_without_differences_it_is_the_claim() -> None:
    assert segments("We will not pay", evidence(words=("We will not pay",))) == (
        Segment("same", *said("We will not pay")),
    )


def test_the_paragraph_with_words_and_guards_marked() -> None:
    guard = Guard("condition", "Ask", where("Ask"), "It is a condition.")
    found = evidence(words=("We will not pay", "yachts"), guards=(guard,))
    assert passage(found) == (
        Part("plain", "“"),
        Part("quotation", "We will not pay"),
        Part("plain", " for three "),
        Part("quotation", "yachts"),
        Part("plain", ",” said Odo Fenwick. “"),
        Part("guard", "Ask"),
        Part("plain", " the school.”"),
    )


WORDS = st.lists(
    st.sampled_from("we will not pay for 3 three yachts, ships. Odo’s can't “now” … a".split()),
    max_size=12,
).map(" ".join)


@given(WORDS, WORDS.filter(bool))
def test_the_segments_are_the_claim(claim: str, context: str) -> None:
    """Whatever the comparison says, no word of the claim is lost or told twice."""
    comparison = compare(claim, context)
    found = _at(comparison.differences, context)
    assert "".join(one.claim for one in segments(claim, found)) == claim
    assert "".join(part.text for part in passage(found)) == context


def _at(differences, context: str) -> Evidence:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from quotes.article import Span

    moved = tuple(
        replace(one, where=Span(one.where.start + START, one.where.end + START))
        if one.where
        else one
        for one in differences
    )
    return Evidence(row(context), (), 0.5, moved, None)
