from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotes.article import PIECE_JOINER, Span
from quotes.check.excerpt import excerpt, speech, whole, word_for_word
from tests.check.made import place, quotation

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
    found = said.back(place(said.text, "safe.” … “Nobody"))
    assert [BROKEN[one.start - 100 : one.end - 100] for one in found] == ["safe,”", "“Nobody"]
    around = said.around(place(said.text, "safe.” … “Nobody"))
    assert around == Span(found[0].start, found[-1].end)


def test_the_joiner_stands_nowhere() -> None:
    said = whole(quotation(BROKEN, "“The pier is safe,”", "“Nobody has to swim.”"))
    joiner = place(said.text, PIECE_JOINER)
    assert said.back(joiner) == ()
    assert said.around(joiner) is None


def test_of_a_mixed_quotation_only_what_is_in_marks_is_word_for_word() -> None:
    row = quotation(MIXED, "the pier “a plank with ambitions” and a risk", kind="mixed", offset=7)
    said = word_for_word(row)
    assert said.text == "“a plank with ambitions”"
    (stretch,) = said.stretches
    assert MIXED[stretch.start - 7 : stretch.end - 7] == said.text


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
    """A text, stretches of it in order, the number of its first character, and a place."""
    text = draw(st.text('ab,.!”" ä😀', min_size=2, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    offset = draw(st.integers(0, 500))
    stretches = [
        Span(a + offset, b + offset) for a, b in zip(edges[::2], edges[1::2], strict=False)
    ]
    size = len(excerpt(text, stretches, offset).text)
    start = draw(st.integers(0, size - 1))
    return text, stretches, offset, Span(start, draw(st.integers(start + 1, size)))


@given(_cut())
def test_every_place_leads_back_to_the_same_characters(
    given: tuple[str, list[Span], int, Span],
) -> None:
    """All but the joiners, and a comma that is written as a full stop, comes back as it was."""
    text, stretches, offset, asked = given
    made = excerpt(text, stretches, offset)
    found = made.back(asked)
    assert all(any(stretch.holds(one) for stretch in stretches) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    back = "".join(text[one.start - offset : one.end - offset] for one in found)
    laid = [at for at in range(asked.start, asked.end) if made.back(Span(at, at + 1))]
    shown = "".join(made.text[at] for at in laid)
    assert [a if b == "," else b for a, b in zip(shown, back, strict=True)] == list(shown)


@given(_cut())
def test_every_character_but_the_joiners_has_its_place(
    given: tuple[str, list[Span], int, Span],
) -> None:
    text, stretches, offset, _ = given
    made = excerpt(text, stretches, offset)
    assert made.back(Span(0, len(made.text))) == tuple(stretches)
    for at, char in enumerate(made.text):
        for one in made.back(Span(at, at + 1)):
            source = text[one.start - offset]
            assert source == char or (source, char) == (",", ".")
