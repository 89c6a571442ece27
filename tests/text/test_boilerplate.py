from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.boilerplate import boilerplate
from quotes.text.paragraphs import paragraphs

STORY = (
    "The ferry will sail again in May, the harbour board decided on Tuesday after a long "
    "debate about who is to pay for the new engine, which the old operator had promised for "
    "years and never bought."
)
SAID = "“Nobody asked us,” said Ines Okafor."
HEADLINES = ["Harbour fees to rise", "Mayor: bridge is safe", "Who will pay for the engine?"]


def passed_over(text: str) -> list[str]:
    return [span.of(text) for span in boilerplate(text, paragraphs(text))]


def page(*blocks: str) -> str:
    return "\n\n".join(blocks)


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Copy link",
        "Tweet | Pin | Email",
        "Advertisement",
        "Advertisement - story continues below",
        "Article continues after advertisement",
        "This website uses cookies to improve your experience.",
        "We and our 812 partners use cookies to show you advertisements.",
        "We value your privacy. Choose what you allow.",
        "By clicking Accept you agree to our use of cookies.",
        "Accept all cookies",
        "Read more: Harbour fees to rise",
        "READ MORE: “We will fight,” says ferry crew",
        "Also read: Mayor calls bridge ‘safe’",
        "Related: Why the ferry never sails on time",
        "Don't miss: ten walks along the quay",
        "Get the best of the Courier delivered straight to your inbox every morning.",
        "Sign up to our weekly newsletter",
        "Enter your email address",
        "You can unsubscribe at any time.",
        "Thank you for subscribing!",
        "Tags: ferry, harbour",
        "© 2025 The Tarn Courier",
        "Your email address will not be published.",
        "View 12 comments",
        "Be the first to comment",
        "4 min read",
        "Listen to this article",
    ],
)
def test_lines_that_are_not_the_article(line: str) -> None:
    assert passed_over(page(STORY, line, SAID)) == [line]


@pytest.mark.parametrize(
    "heading",
    [
        "Related",
        "Related stories",
        "Recent Posts",
        "Most read",
        "MOST READ IN NEWS",
        "You may also like",
        "More from the Courier",
        "Don’t miss",
        "Popular on Tarn Online",
        "Editor's picks",
        "Recommended for you",
        "Stories you may have missed",
        "What to read next",
    ],
)
def test_headlines_below_a_heading_of_teasers(heading: str) -> None:
    assert passed_over(page(STORY, heading, *HEADLINES, SAID)) == [heading, *HEADLINES]


def test_a_teaser_that_is_cut_off_and_its_hour() -> None:
    cut = "“It will hold,” Mayor Una Brandt said on…"
    assert passed_over(page(STORY, "Recent posts", "Bridge safe", cut, "6 mins ago", SAID)) == [
        "Recent posts",
        "Bridge safe",
        cut,
        "6 mins ago",
    ]


def test_headlines_and_summaries_that_take_turns_are_teasers() -> None:
    teasers = [
        "Bridge is safe",
        "“It will hold,” Mayor Una Brandt said.",
        "Fees to rise",
        "The board wants a tenth more from May.",
    ]
    assert passed_over(page(STORY, "Related", *teasers)) == ["Related", *teasers]


@pytest.mark.parametrize("line", ["941 comments", "Related", "Most read", "Join the conversation"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_no_line_ends_the_article(line: str, at: int) -> None:
    story = [STORY, SAID, "“We sail at noon.”", "The board meets again in May."]
    assert passed_over(page(*story[:at], line, *story[at:])) == [line]


def test_a_teaser_box_inside_the_article() -> None:
    assert passed_over(page(STORY, "Related", HEADLINES[0], SAID, STORY)) == [
        "Related",
        HEADLINES[0],
    ]


@pytest.mark.parametrize(
    "comments",
    [
        ["tarnfan", "2 hours ago", "“We sail,” they said. Not in my time.", "Reply", "Like (3)"],
        ["Mo says:", "March 3, 2021 at 5:00 pm", "Shame on the board.", "Reply"],
        ["Una B", "3 March 2021", "I was there.", "Ola", "4 March 2021", "So was I."],
        ["Shame on the board.", "They knew.", "Report", "Like", "I was there.", "Report"],
    ],
)
def test_comments_of_readers(comments: list[str]) -> None:
    assert passed_over(page(STORY, SAID, "Comments", *comments)) == ["Comments", *comments]


def test_the_day_of_the_article_below_the_number_of_comments() -> None:
    top = ["941 comments", "By Mo Farr", "3 March 2021"]
    assert passed_over(page("Ferry sails again", *top, STORY, SAID)) == top


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by a third, the bank said.",
        "Related costs will be paid by the county, she said.",
        "Email from the minister reached the board on Monday, Rennick said.",
        "More money is needed.",
        "Follow-up talks begin on Friday.",
        "Comments on the plan were sent to the board.",
        "“Share this,” said Okafor.",
        "Most read it as a threat.",
        "Cookies were baked by the crew.",
    ],
)
def test_prose_stays(line: str) -> None:
    assert passed_over(page(STORY, line, STORY)) == []


@given(
    st.lists(
        st.sampled_from([STORY, "Related", "Comments", "Reply", "A line.", "A line", "2 days ago"]),
        max_size=9,
    )
)
def test_passages_are_in_order_and_apart(lines: list[str]) -> None:
    text = page(*lines)
    found = boilerplate(text, paragraphs(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
