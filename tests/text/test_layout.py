from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.text.layout import Layout, lies_in
from quotes.types import Span

TEXT = "Okafor said: “We sail at noon.\n\nFile picture.\n\n“Nobody stays behind.”"


def test_an_open_quotation_may_go_on_behind_a_caption() -> None:
    layout = Layout.of(TEXT)
    first = layout.marks[0].span
    assert layout.goes_on(first, 1)
    assert layout.goes_on(first, 2)
    assert not layout.goes_on(layout.marks[1].span, 3)
    assert not layout.goes_on(first, 0)


def test_marks_in_passages_to_skip_are_left_out() -> None:
    start = TEXT.index("“Nobody")
    assert len(Layout.of(TEXT).without_marks_in([Span(start, start + 3)]).marks) == 1


def test_where_a_span_lies() -> None:
    layout = Layout.of(TEXT)
    assert layout.paragraph_of(layout.marks[1].span) == 2
    assert layout.opens_paragraph(layout.marks[1].span)
    assert not layout.opens_paragraph(layout.marks[0].span)


@given(
    st.text(alphabet='ab “”".\n', min_size=1, max_size=60),
    st.integers(0, 60),
    st.integers(1, 20),
)
def test_marks_at_a_span_are_those_that_meet_it(text: str, start: int, length: int) -> None:
    layout = Layout.of(text)
    span = Span(start, start + length)
    met = layout.marks_at(span)
    assert met == [q for q in layout.marks if q.span.meets(span)]
    assert all(max(q.span.start, start) < min(q.span.end, span.end) for q in met)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=8), st.integers(0, 80))
def test_lying_in_a_stretch(steps: list[tuple[int, int]], start: int) -> None:
    stretches: list[Span] = []
    for gap, length in steps:
        at = stretches[-1].end + gap if stretches else gap
        stretches.append(Span(at, at + length))
    span = Span(start, start + 2)
    assert lies_in(stretches, span) == any(stretch.holds(span) for stretch in stretches)
