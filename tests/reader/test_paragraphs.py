from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from quotes.reader.paragraphs import is_hard_wrapped, paragraphs

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
