"""A claim beside one quotation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.match import (
    Level,
    claim_readings,
    excerpt,
    is_gloss,
    match_meaning,
    match_quotation,
    match_speech,
    speech,
    whole,
    word_for_word,
)
from quotes.types import PIECE_JOINER, Span
from tests.check.made import matched, place, quotation

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
    assert "condition" in matched("we will pay", said).polarity_changes
    assert matched("We will not pay", SAID).polarity_changes == ()


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
    assert match_quotation(words, row, "same").level == level


def test_a_report_that_says_the_opposite_is_altered() -> None:
    text = "Fenwick said the mill would not be sold before spring."
    row = quotation(text, "the mill would not be sold before spring", kind="indirect")
    assert (
        match_quotation("the mill would now be sold before spring", row, "same").level == "altered"
    )


def test_of_a_mixed_quotation_only_the_marked_words_are_verbatim() -> None:
    text = "Fenwick called the plan to sell the mill “a betrayal of bread”."
    row = quotation(text, "the plan to sell the mill “a betrayal of bread”", kind="mixed")
    assert match_quotation("a betrayal of bread", row, "same").level == "same"
    assert (
        match_quotation("the plan to sell the mill a betrayal of bread", row, "same").level
        == "reported"
    )


def test_a_claim_that_itself_only_reports() -> None:
    row = quotation(SAID)
    assert (
        match_quotation("We will not pay for three yachts", row, "same", quoted=False).level
        == "reported"
    )


def test_words_over_the_attribution_are_one_speech() -> None:
    text = "“We will not pay,” said Odo Fenwick. “Ask the school.”"
    rows = (quotation(text, "“We will not pay,”"), quotation(text, "“Ask the school.”"))
    found = match_speech("We will not pay. Ask the school.", rows, text, "same")
    assert (found.level, found.unbroken) == ("same", True)
    assert [one.of(text) for one in found.article_spans] == ["We will not pay", "Ask the school"]


def test_what_is_left_out_in_the_middle_breaks_it() -> None:
    said = "“We will, come what may and whoever asks, pay for three yachts.”"
    assert not matched("We will pay for three yachts", said).unbroken
    assert matched("pay for three yachts", said).unbroken


def test_the_best_comes_first() -> None:
    texts = [SAID, "“We will not pay for three yachts or a car. Ask me.”", "“Ask somebody.”"]
    found = [matched("We will not pay for three yachts", text) for text in reversed(texts)]
    best = sorted(found, key=lambda one: one.sort_key)
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
    found = match_meaning(quotation(SAID), 0.7, "same")
    assert (found.level, found.comparison.similarity, found.exact) == ("partly", 0.7, False)
    assert "".join(one.of(SAID) for one in found.article_spans) == SAID


SENTENCE = st.lists(
    st.sampled_from("we will not pay for 3 three yachts can't Odo".split()), min_size=1
)


@given(SENTENCE.map(" ".join), st.integers(0, 50))
def test_every_quotation_is_the_same_as_itself(words: str, offset: int) -> None:
    row = quotation(f"“{words}.”", offset=offset)
    found = match_quotation(words, row, None)
    assert found.level == "same"
    text = "".join(
        row.context[one.start - offset : one.end - offset] for one in found.article_spans
    )
    assert text.replace(" ", "") == words.replace(" ", "")


@given(SENTENCE.map(" ".join), SENTENCE.map(" ".join))
def test_exact_words_stand_there_in_their_order(words: str, said: str) -> None:
    found = matched(words, f"“{said}.”")
    if found.level == "same":
        assert not found.polarity_changes
    assert 0 <= found.comparison.similarity <= 1
    assert all(one.end <= len(found.row.context) for one in found.article_spans)


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
    (found,) = claim_readings(claim)
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
    whole, found = claim_readings(claim)
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
    (found,) = claim_readings(claim)
    assert found.words.text == claim
    assert found.frame == ""


def test_a_mark_that_is_never_closed_parts_nothing() -> None:
    (found,) = claim_readings("Fenwick said “we will not sell")
    assert found.words.text == "Fenwick said “we will not sell"


@pytest.mark.parametrize("claim", ["", "   ", "“”", "\n"])
def test_a_claim_without_words(claim: str) -> None:
    (found,) = claim_readings(claim)
    assert not any(map(str.isalnum, found.words.text))


@given(st.lists(st.sampled_from([*'aZ .?“”"', "'", "said ", "mill "])).map("".join))
def test_words_are_slices_of_the_claim(claim: str) -> None:
    """However it is read, the words stand in the claim where they are said to stand."""
    for found in claim_readings(claim):
        words = found.words
        assert words.text == PIECE_JOINER.join(one.of(claim) for one in words.spans)
        pairs = pairwise(words.spans)
        assert all(one.end <= after.start for one, after in pairs)


BROKEN = "“The pier is safe,” said Odo Fenwick. “Nobody has to swim.”"
GOING_ON = "“The pier is safe,” said Odo Fenwick, “and it is dry.”"
MIXED = "Fenwick called the pier “a plank with ambitions” and a risk."


def test_the_pieces_are_joined_as_those_of_a_quotation() -> None:
    row = quotation(GOING_ON, "“The pier is safe,”", "“and it is dry.”")
    assert whole(row).text == row.text == "“The pier is safe,” … “and it is dry.”"


def test_a_sentence_that_ended_in_between_ends_with_a_full_stop() -> None:
    row = quotation(BROKEN, "“The pier is safe,”", "“Nobody has to swim.”")
    assert whole(row).text == "“The pier is safe.” … “Nobody has to swim.”"


def test_words_are_found_back_piece_by_piece() -> None:
    row = quotation(BROKEN, "“The pier is safe,”", "“Nobody has to swim.”", offset=100)
    said = whole(row)
    found = said.source_spans(place(said.text, "safe.” … “Nobody"))
    assert [BROKEN[one.start - 100 : one.end - 100] for one in found] == ["safe,”", "“Nobody"]
    around = said.source_span(place(said.text, "safe.” … “Nobody"))
    assert around == Span(found[0].start, found[-1].end)


def test_the_joiner_stands_nowhere() -> None:
    said = whole(quotation(BROKEN, "“The pier is safe,”", "“Nobody has to swim.”"))
    joiner = place(said.text, PIECE_JOINER)
    assert said.source_spans(joiner) == ()
    assert said.source_span(joiner) is None


def test_of_a_mixed_quotation_only_what_is_in_marks_is_word_for_word() -> None:
    row = quotation(MIXED, "the pier “a plank with ambitions” and a risk", kind="mixed", offset=7)
    said = word_for_word(row)
    assert said.text == "“a plank with ambitions”"
    (span,) = said.spans
    assert MIXED[span.start - 7 : span.end - 7] == said.text


def test_of_an_indirect_quotation_nothing_is_word_for_word() -> None:
    row = quotation("Fenwick said the pier was safe.", "the pier was safe", kind="indirect")
    assert word_for_word(row).text == ""
    assert whole(row).text == "the pier was safe"


def test_several_quotations_are_one_speech() -> None:
    first = quotation(BROKEN, "“The pier is safe,”")
    second = quotation(BROKEN, "“Nobody has to swim.”")
    assert speech([first, second], BROKEN).text == "“The pier is safe.” … “Nobody has to swim.”"


@st.composite
def _cut(draw: st.DrawFn) -> tuple[str, list[Span], int, Span]:
    """A text, spans of it in order, the number of its first character, and a place."""
    text = draw(st.text('ab,.!”" ä😀', min_size=2, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    offset = draw(st.integers(0, 500))
    spans = [Span(a + offset, b + offset) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    size = len(excerpt(text, spans, offset).text)
    start = draw(st.integers(0, size - 1))
    return text, spans, offset, Span(start, draw(st.integers(start + 1, size)))


@given(_cut())
def test_every_place_leads_back_to_the_same_characters(
    given: tuple[str, list[Span], int, Span],
) -> None:
    """All but the joiners, and a mark that is written as a full stop, comes back as it was."""
    text, spans, offset, asked = given
    made = excerpt(text, spans, offset)
    found = made.source_spans(asked)
    assert all(any(span.holds(one) for span in spans) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    back = "".join(text[one.start - offset : one.end - offset] for one in found)
    indices = [at for at in range(asked.start, asked.end) if made.source_spans(Span(at, at + 1))]
    shown = "".join(made.text[at] for at in indices)
    for a, b in zip(shown, back, strict=True):
        assert a == b or (a == "." and b in ',"”’»')


@given(_cut())
def test_every_character_but_the_joiners_has_its_place(
    given: tuple[str, list[Span], int, Span],
) -> None:
    text, spans, offset, _ = given
    made = excerpt(text, spans, offset)
    assert made.source_spans(Span(0, len(made.text))) == tuple(spans)
    for at, char in enumerate(made.text):
        for one in made.source_spans(Span(at, at + 1)):
            source = text[one.start - offset]
            assert source == char or (char == "." and source in ',"”’»')
