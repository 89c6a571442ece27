from __future__ import annotations

import itertools
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.paragraphs import is_hard_wrapped, paragraph_sentences, paragraphs, sentences
from quotes.types import Span


def parted(text: str) -> list[str]:
    return [one.of(text) for one in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "listed",
    [
        ["The pier is shut.", "It leaks."],
        ["Is it shut?", "Yes!", "It leaks."],
        ["“The pier is shut.”", "“It leaks,” said Odo Fenwick."],
        ["He asked: “Is it shut?”", "(Nobody knew.)", "We left…", "It rained."],
        ["It costs 2.5 million pounds.", "In 1887 it cost 12."],
        ["It opened in May.", "12 people came."],
    ],
)
def test_sentences_end_where_they_end(listed: list[str]) -> None:
    assert parted(" ".join(listed)) == listed


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Odo Fenwick and Mrs. Brandvold left.",
        "J. K. Fenwick of the U.S. Navy left.",
        "The firm Brandvold Ltd. Fenwick had founded was sold.",
        "“Is it shut?” asked Fenwick.",
        "It was, he said... a pity.",
        "It costs 2.5 million",
    ],
)
def test_what_is_one_sentence(text: str) -> None:
    assert parted(text) == [text]


def test_no_sentence_runs_over_a_paragraph() -> None:
    text = "A heading\n\nThe pier is shut. It leaks\n\nNobody came."
    found = [[one.of(text) for one in block] for block in paragraph_sentences(text)]
    assert found == [["A heading"], ["The pier is shut.", "It leaks"], ["Nobody came."]]


TEXTS = st.lists(
    st.sampled_from(
        ["Mr.", "Fenwick", "ran", ".", "?", "!”", "“", "…", " ", "\n\n", "\u00a0", "A", "3"]
    )
).map("".join)


@given(TEXTS)
def test_sentences_are_in_order_and_cover_all_that_is_not_blank(text: str) -> None:
    found = [one for block in paragraph_sentences(text) for one in block]
    assert all(one.end <= after.start for one, after in pairwise(found))
    left = set(range(len(text))) - {at for one in found for at in range(one.start, one.end)}
    assert all(text[at].isspace() for at in left)


WRAPPED = (
    "The harbour board met on Tuesday to hear how the new\n"
    "ferry would be paid for, and by whom, and until when.\n"
    "\n"
    "Nobody from the ministry had come, although two seats\n"
    "in the first row had been kept for its officials.\n"
)


def test_a_line_break_ends_a_paragraph() -> None:
    text = "A headline\nThe first paragraph.\n\nThe second one."
    assert [p.of(text) for p in paragraphs(text)] == [
        "A headline",
        "The first paragraph.",
        "The second one.",
    ]


def test_hard_wrapped_lines_stay_together() -> None:
    assert is_hard_wrapped(WRAPPED)
    assert first_words(WRAPPED) == ["The", "Nobody"]


ALONE = (
    "The harbour board met on Tuesday to hear how the new\n"
    "ferry would be paid for, and by whom, and until when\n"
    "the old one has to sail.\n"
    "Nobody from the ministry had come, although two seats\n"
    "in the first row had been kept for its officials, who\n"
    "had asked for “seats with a view of the papers of the\n"
    "harbourmaster,” which lie on a table of their own and\n"
    "are of interest to everybody.\n"
    "No vote was taken.\n"
)


def first_words(text: str) -> list[str]:
    return [p.of(text).split()[0] for p in paragraphs(text)]


def test_a_line_that_ends_on_purpose_ends_a_paragraph() -> None:
    assert is_hard_wrapped(ALONE)
    assert first_words(ALONE) == ["The", "Nobody", "No"]
    assert first_words("A new ferry\n" + ALONE) == ["A", "The", "Nobody", "No"]
    together = WRAPPED.replace("for its officials.\n", "empty.\nThe mayor left early.\n")
    assert first_words(together) == ["The", "Nobody", "The"]


def test_one_long_word_does_not_hide_the_wrapping() -> None:
    address = "https://ferry.example/" + "timetable/" * 10
    assert first_words(f"{WRAPPED}\n{address}\n") == ["The", "Nobody", address]


def test_windows_line_ends_wrap_too() -> None:
    assert first_words(WRAPPED.replace("\n", "\r\n")) == first_words(WRAPPED)
    assert first_words(ALONE.replace("\n", "\r\n")) == first_words(ALONE)


def test_short_paragraphs_on_lines_of_their_own_are_not_wrapped() -> None:
    text = (
        "The harbour board met on Tuesday to hear about the new ferry.\n"
        "“We sail at noon, and nobody stays behind,” Ines Okafor said.\n"
        "The pier will be closed from Monday, said her deputy, Jon Brandt.\n"
        "He expects the repairs to last until the last week of autumn.\n"
    )
    assert not is_hard_wrapped(text)
    assert len(paragraphs(text)) == 4


def test_windows_line_ends_are_line_ends() -> None:
    text = "One.\r\n\r\nTwo.\r\nThree."
    assert [p.of(text) for p in paragraphs(text)] == ["One.", "Two.", "Three."]


@given(st.text(alphabet="ab \n\r\t\u00a0.", max_size=80))
def test_paragraphs_cover_all_but_blanks(text: str) -> None:
    found = paragraphs(text)
    assert list(found) == sorted(found)
    assert all(not a.meets(b) for a, b in itertools.pairwise(found))
    covered = {i for p in found for i in range(p.start, p.end)}
    assert all(i in covered for i, sign in enumerate(text) if not sign.isspace())
    assert all(p.of(text) == p.of(text).strip() for p in found)
