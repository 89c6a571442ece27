from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.types import Article, Quotation, Span, quotation_id

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


def test_quotation_ids_tell_place_and_order_apart() -> None:
    pieces = (Span(0, 4), Span(9, 12))
    ids = {
        quotation_id("one", pieces),
        quotation_id("one", pieces, 1),
        quotation_id("two", pieces),
        quotation_id("one", pieces[:1]),
    }
    assert len(ids) == 4
    assert quotation_id("one", pieces) == quotation_id("one", iter(pieces))


def test_the_text_of_a_quotation_joins_its_pieces() -> None:
    text = "“No,” she said. “Never.”"
    quotation = Quotation("x", "direct", "statement", (Span(0, 5), Span(16, 24)), None, (), 1.0)
    assert quotation.text(text) == "“No,” … “Never.”"
