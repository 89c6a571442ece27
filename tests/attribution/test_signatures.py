from __future__ import annotations

import pytest

from quotes.attribution.signatures import signatures, with_signatures
from quotes.attribution.spans import Draft
from quotes.text.layout import Layout
from quotes.types import Span


def span(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The ferry is our road.” — Ines Okafor", "Ines Okafor"),
        ('"The ferry is our road." - Ines Okafor, a baker in Tarn', "Ines Okafor"),
        ("“The ferry is our road.”\n― Ines van der Okafor.", "Ines van der Okafor"),
        ("“The ferry is our road.”―Ines Okafor (Tarn)\n\nThe vote is due.", "Ines Okafor"),
        ("“The ferry is our road.” -- Friends of the Ferry", "Friends of the Ferry"),
        ("“The ferry is our road.”\nInes Okafor, chief engineer, Tarn Water", "Ines Okafor"),
        (
            "“The ferry is our road.”\n\nDr Ines Okafor, Director of Tarn Zoo\n\nEnd.",
            "Dr Ines Okafor",
        ),
    ],
)
def test_a_name_behind_a_dash_is_the_source(text: str, name: str) -> None:
    (found,) = signatures(Layout.of(text))
    assert found.name.of(text) == name
    assert found.quote.inner.of(text) == "The ferry is our road."


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry is our road” — a slogan on every wall",
        "“The ferry is our road.” — Okafor said so, and left. Nobody laughed.",
        "She said: “The ferry is our road.” — Ines Okafor",
        "“The ferry is our road,” said Ines Okafor.",
        "“The ferry is our road.”\n\nInes Okafor",
        "“The ferry is our road.”\n\nTern Bay, Main Street",
        "“The ferry is our road.”\n\nInes Okafor, the engineer, laughed.",
        "“A ferry for the valley” — Tarn Courier, 3 May 2021",
        "“The ferry is our road.”-Okafor’s line",
    ],
)
def test_what_is_no_signature(text: str) -> None:
    assert signatures(Layout.of(text)) == []


def test_a_list_of_signed_quotations_keeps_each_with_its_own_name() -> None:
    text = "“The ferry is our road.” — Ines Okafor\n“Nobody asked us.” — Tom Brandt"
    layout = Layout.of(text)
    shifted = Draft((span(text, "Nobody asked us."),), None, span(text, "Ines Okafor"), 0.8)
    both = Draft(
        (span(text, "The ferry is our road."), span(text, "Nobody asked us.")),
        span(text, "—"),
        span(text, "Tom Brandt"),
        0.8,
    )
    found = with_signatures([shifted, both], layout)
    assert [(d.pieces[0].of(text), d.source.of(text)) for d in found if d.source] == [
        ("“The ferry is our road.”", "Ines Okafor"),
        ("“Nobody asked us.”", "Tom Brandt"),
    ]


def test_what_is_told_within_a_signed_quotation_is_nested() -> None:
    text = "“The mayor said the ferry would stay.” — Ines Okafor"
    told = Draft(
        (span(text, "the ferry would stay"),), span(text, "said"), span(text, "The mayor"), 0.8
    )
    outer, inner = with_signatures([told], Layout.of(text))
    assert outer.source == span(text, "Ines Okafor")
    assert not outer.nested
    assert inner.nested
    assert inner.pieces == told.pieces


def test_a_draft_keeps_what_lies_outside() -> None:
    text = "The mayor wants a bridge.\n\n“The ferry is our road.” — Ines Okafor"
    wide = Draft(
        (span(text, "a bridge"), span(text, "The ferry is our road.")),
        span(text, "wants"),
        span(text, "The mayor"),
        0.8,
    )
    first, second = with_signatures([wide], Layout.of(text))
    assert first.pieces == (span(text, "a bridge"),)
    assert second.pieces == (span(text, "“The ferry is our road.”"),)
