from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.types import (
    Article,
    Extraction,
    Quotation,
    QuotationIds,
    QuotationStatus,
    Span,
    quotation_id,
)

spans = st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(spans, spans)
def test_meeting_is_mutual_and_follows_from_holding(a: Span, b: Span) -> None:
    assert a.meets(b) == b.meets(a)
    assert not a.holds(b) or a.meets(b)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 4), (5, 2)])
def test_a_span_holds_at_least_a_character(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_an_article_is_known_by_its_text_and_address() -> None:
    text = "The ferry is late, said Ines Okafor."
    assert Article(text, "a.txt").id == Article(text, "copy/of/a.txt").id
    assert Article(text, "a.txt").id != Article(text, "a.txt", url="https://ferry.example/1").id
    assert Article(text, "a.txt").id != Article(text + " ", "a.txt").id


def test_quotation_ids_tell_words_and_order_apart() -> None:
    ids = {
        quotation_id("one", "No, never."),
        quotation_id("one", "No, never.", 1),
        quotation_id("two", "No, never."),
        quotation_id("one", "No"),
    }
    assert len(ids) == 4
    assert quotation_id("one", "No, never.") == quotation_id("one", "No,\nnever.")
    assert all(len(made) == 16 and int(made, 16) >= 0 for made in ids)


def test_an_article_stands_at_its_address_whatever_its_text() -> None:
    assert Article("old", "a.txt").address == Article("new", "a.txt").address
    assert Article("a", "x.txt", url="https://e.example/1").address == "https://e.example/1"
    piped = {Article(text, source).address for text in ("one", "two") for source in ("-", "-:3")}
    assert len(piped) == 2


sentences = st.lists(
    st.sampled_from(["Yes.", "No.", "We will not pay.", "Ask the school."]), min_size=1, max_size=6
)


@given(before=sentences, after=sentences, edit=st.text(max_size=9))
def test_an_edit_elsewhere_changes_no_id_of_the_others(
    before: list[str], after: list[str], edit: str
) -> None:
    """Other words are put between the quotations, in which nothing is quoted."""

    def ids(between: str) -> list[str]:
        text = between.join(before + after)
        article = Article(text, "a.txt")
        start, made = 0, QuotationIds(article)
        given = []
        for words in before + after:
            given.append(made.next([Span(start, start + len(words))]))
            start += len(words) + len(between)
        return given

    assert ids(" ") == ids(f" {edit} ")
    assert len(set(ids(" "))) == len(before + after)


def test_the_text_of_a_quotation_joins_its_pieces() -> None:
    text = "“No,” she said. “Never.”"
    quotation = Quotation("x", "direct", "statement", (Span(0, 5), Span(16, 24)), None, (), 1.0)
    assert quotation.text(text) == "“No,” … “Never.”"


@pytest.mark.parametrize("status", ["said", "denied"])
def test_displacy_marks_what_was_not_said(status: QuotationStatus) -> None:
    text = "She denied that the mill would close."
    quotation = Quotation(
        "x", "indirect", "statement", (Span(11, 36),), Span(4, 10), (), 1.0, status=status
    )
    shown = Extraction(Article(text, "a.txt"), quotations=(quotation,)).displacy("ent")
    assert "INDIRECT" in shown
    assert ("INDIRECT, DENIED" in shown) == (status == "denied")
