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
    assert [p.of(WRAPPED).split()[0] for p in paragraphs(WRAPPED)] == ["The", "Nobody"]


def test_windows_line_ends_are_line_ends() -> None:
    text = "One.\r\n\r\nTwo.\r\nThree."
    assert [p.of(text) for p in paragraphs(text)] == ["One.", "Two.", "Three."]


@given(st.text(alphabet="ab \n\r\t\u00a0.", max_size=80))
def test_paragraphs_cover_all_but_blanks(text: str) -> None:
    found = paragraphs(text)
    assert found == sorted(found)
    assert all(not a.meets(b) for a, b in itertools.pairwise(found))
    covered = {i for p in found for i in range(p.start, p.end)}
    assert all(i in covered for i, sign in enumerate(text) if not sign.isspace())
    assert all(p.of(text) == p.of(text).strip() for p in found)
