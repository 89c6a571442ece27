from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.layout import Layout, boilerplate, lies_in
from quotes.text.paragraphs import paragraphs
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


STORY = (
    "The ferry will sail again in May, the harbour board decided on Tuesday after a long "
    "debate about who is to pay for the new engine, which the old operator had promised for "
    "years and never bought."
)


def passed_over(text: str) -> list[str]:
    return [span.of(text) for span in boilerplate(text, paragraphs(text))]


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Facebook Twitter WhatsApp Email",
        "Advertisement",
        "This website uses cookies to improve your experience.",
        "Read more: Harbour fees to rise",
        "Tags: ferry, harbour",
        "© 2025 The Tarn Courier",
        "Your email address will not be published.",
        "6 mins ago",
    ],
)
def test_lines_that_are_not_the_article(line: str) -> None:
    assert passed_over(f"{STORY}\n\n{line}\n\n{STORY}") == [line]


@pytest.mark.parametrize(
    "heading", ["Recent Posts", "Related stories", "Leave a Reply", "Most read"]
)
def test_everything_after_a_heading_of_teasers(heading: str) -> None:
    tail = "Mayor says bridge is safe\n\n“It will hold,” Mayor Una Brandt said on…\n\n6 mins ago"
    assert passed_over(f"{STORY}\n\n{heading}\n\n{tail}") == [heading, *tail.split("\n\n")]


def test_the_article_may_go_on_after_a_teaser() -> None:
    text = f"{STORY}\n\nRelated\n\nHarbour fees to rise\n\n{STORY}\n\n{STORY}\n\n{STORY}"
    assert passed_over(text) == ["Related", "Harbour fees to rise"]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by a third, the bank said.",
        "Related costs will be paid by the county, she said.",
        "Email from the minister reached the board on Monday, Rennick said.",
        "More money is needed.",
        "Follow-up talks begin on Friday.",
    ],
)
def test_prose_stays(line: str) -> None:
    assert passed_over(f"{STORY}\n\n{line}\n\n{STORY}") == []


@given(st.lists(st.sampled_from([STORY, "Related", "Share", "A line.", "Tags: x"]), max_size=8))
def test_passages_are_in_order_and_apart(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    found = boilerplate(text, paragraphs(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
