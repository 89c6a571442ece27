"""A claim in parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.store.lookup.parts import LONGEST, MOST, parts, words


def test_sentences_and_breaks_part_a_claim() -> None:
    text = "The mill has to close \u2026 we all knew it. \u201cNot one [worker] was asked\u201d"
    assert parts(text) == [
        ["the", "mill", "has", "to", "close"],
        ["we", "all", "knew", "it"],
        ["not", "one", "worker", "was", "asked"],
    ]


def test_a_long_sentence_is_parted_evenly() -> None:
    sentence = " ".join(f"word{number}" for number in range(21))
    assert [len(part) for part in parts(sentence)] == [7, 7, 7]


def test_marks_alone_have_no_parts() -> None:
    assert parts("\u201c\u2026\u201d -- !") == []


@given(st.text(st.sampled_from("ab1.,;' \u2026\u2019-"), max_size=400))
def test_every_word_is_in_one_part(text: str) -> None:
    found = parts(text)
    assert [word for part in found for word in part] == words(text)
    assert all(found)
    assert len(found) <= 2 * MOST
    assert max(map(len, found), default=0) <= max(LONGEST, -(-len(words(text)) // MOST))
