from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.boilerplate import boilerplate
from quotes.text.paragraphs import paragraphs

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
