from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.article import Span
from quotes.check.words.sentences import paragraph_sentences, sentences


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
