"""A claim beside one quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.match import Level, as_written, is_gloss, match, match_speech
from tests.check.made import matched, quotation

SAID = "“We will not pay for three yachts. Ask the school.”"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("We will not pay for three yachts. Ask the school.", "same"),
        ("Ask the school.", "same"),
        ("we won't pay for 3 yachts", "same"),
        ("We will not pay", "trimmed"),
        ("We will not pay … Ask the school", "trimmed"),
        ("We will pay for three yachts", "altered"),
        ("We will not pay for nine yachts", "altered"),
        ("We will gladly pay for three yachts", "altered"),
        ("[They] will not pay for three yachts", "same"),
        ("Whales sing opera at noon", "partly"),
        ("The council will hardly pay whales for the school", "partly"),
    ],
)
def test_levels(words: str, level: Level) -> None:
    found = matched(words, SAID)
    assert found.level == level
    assert found.exact == (level in ("same", "trimmed"))


def test_what_is_left_out_may_turn_the_sense() -> None:
    said = "“I doubt that we will pay, unless the council does.”"
    assert "condition" in matched("we will pay", said).turns
    assert matched("We will not pay", SAID).turns == ()


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("the mill would not be sold before spring", "reported"),
        ("the mill will not be sold before spring", "reported"),
        ("the mill would not be sold before 1999", "altered"),
        ("whales sing opera at noon", "partly"),
    ],
)
def test_reported_words_are_never_verbatim(words: str, level: Level) -> None:
    text = "Fenwick said the mill would not be sold before spring."
    row = quotation(text, "the mill would not be sold before spring", kind="indirect")
    assert match(words, row, "same").level == level


def test_a_report_that_says_the_opposite_is_altered() -> None:
    text = "Fenwick said the mill would not be sold before spring."
    row = quotation(text, "the mill would not be sold before spring", kind="indirect")
    assert match("the mill would now be sold before spring", row, "same").level == "altered"


def test_of_a_mixed_quotation_only_the_marked_words_are_verbatim() -> None:
    text = "Fenwick called the plan to sell the mill “a betrayal of bread”."
    row = quotation(text, "the plan to sell the mill “a betrayal of bread”", kind="mixed")
    assert match("a betrayal of bread", row, "same").level == "same"
    assert match("the plan to sell the mill a betrayal of bread", row, "same").level == "reported"


def test_a_claim_that_itself_only_reports() -> None:
    row = quotation(SAID)
    assert match("We will not pay for three yachts", row, "same", quoted=False).level == "reported"


def test_words_over_the_attribution_are_one_speech() -> None:
    text = "“We will not pay,” said Odo Fenwick. “Ask the school.”"
    rows = (quotation(text, "“We will not pay,”"), quotation(text, "“Ask the school.”"))
    found = match_speech("We will not pay. Ask the school.", rows, text, "same")
    assert (found.level, found.unbroken) == ("same", True)
    assert [one.of(text) for one in found.places] == ["We will not pay", "Ask the school"]


def test_what_is_left_out_in_the_middle_breaks_it() -> None:
    said = "“We will, come what may and whoever asks, pay for three yachts.”"
    assert not matched("We will pay for three yachts", said).unbroken
    assert matched("pay for three yachts", said).unbroken


def test_the_best_comes_first() -> None:
    texts = [SAID, "“We will not pay for three yachts or a car. Ask me.”", "“Ask somebody.”"]
    found = [matched("We will not pay for three yachts", text) for text in reversed(texts)]
    best = sorted(found, key=lambda one: one.order)
    assert [one.level for one in best] == ["same", "trimmed", "partly"]


def test_an_editors_brackets() -> None:
    (gloss,) = [
        one
        for one in matched(
            "[The council] will not pay for three yachts", SAID
        ).comparison.differences
        if is_gloss(one)
    ]
    assert gloss.said == "We"


def test_by_meaning_alone_the_words_are_not_compared() -> None:
    found = as_written(quotation(SAID), 0.7, "same")
    assert (found.level, found.comparison.similarity, found.exact) == ("partly", 0.7, False)
    assert "".join(one.of(SAID) for one in found.places) == SAID


SENTENCE = st.lists(
    st.sampled_from("we will not pay for 3 three yachts can't Odo".split()), min_size=1
)


@given(SENTENCE.map(" ".join), st.integers(0, 50))
def test_every_quotation_is_the_same_as_itself(words: str, offset: int) -> None:
    row = quotation(f"“{words}.”", offset=offset)
    found = match(words, row, None)
    assert found.level == "same"
    text = "".join(row.context[one.start - offset : one.end - offset] for one in found.places)
    assert text.replace(" ", "") == words.replace(" ", "")


@given(SENTENCE.map(" ".join), SENTENCE.map(" ".join))
def test_exact_words_stand_there_in_their_order(words: str, said: str) -> None:
    found = matched(words, f"“{said}.”")
    if found.level == "same":
        assert not found.turns
    assert 0 <= found.comparison.similarity <= 1
    assert all(one.end <= len(found.row.context) for one in found.places)
