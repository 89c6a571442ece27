from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.attribution.additions import nested, signatures, transcript_turns, with_signatures
from quotes.attribution.spans import Draft
from quotes.reader.encode import blank_english
from quotes.reader.reading import Reading
from quotes.text.layout import Layout
from quotes.types import Span

WORDS = ["“", "He", "told", "us", ",", "‘", "We", "sail", "now", ",", "’", "”", "she", "said", "."]
TIGHT = {0, 3, 5, 8, 9, 10, 13, 14}


def reading() -> Reading:
    doc = Doc(
        blank_english().vocab,
        words=WORDS,
        spaces=[i not in TIGHT for i in range(len(WORDS))],
        heads=[2, 2, 13, 2, 2, 7, 7, 2, 7, 7, 7, 2, 13, 13, 13],
        deps=["punct", "nsubj", "ccomp", "obj", "punct", "punct", "nsubj", "ccomp", "advmod",
              "punct", "punct", "punct", "nsubj", "root", "punct"],
        pos=["PUNCT", "PRON", "VERB", "PRON", "PUNCT", "PUNCT", "PRON", "VERB", "ADV", "PUNCT",
             "PUNCT", "PUNCT", "PRON", "VERB", "PUNCT"],
    )  # fmt: skip
    return Reading(doc, ())


def test_a_quotation_inside_another_has_its_own_source_and_cue() -> None:
    read = reading()
    layout = read.layout
    outer = Draft((layout.marks[0].span,), None, None, 1.0)
    (inner,) = nested(read, [outer], layout)
    assert inner.pieces[0].of(read.text) == "‘We sail now,’"
    assert inner.cue is not None
    assert inner.cue.of(read.text) == "told"
    assert inner.source is not None
    assert inner.source.of(read.text) == "He"
    assert inner.nested
    assert inner.confidence < outer.confidence


def test_the_cue_of_the_outer_quotation_is_not_that_of_the_inner() -> None:
    read = reading()
    for token in read.doc:
        if token.text == "told":
            token.pos_ = "NOUN"
    layout = read.layout
    assert nested(read, [Draft((layout.marks[0].span,), None, None, 1.0)], layout) == []


def test_only_what_lies_in_a_piece_is_nested() -> None:
    read = reading()
    elsewhere = Draft((Span(0, 1),), None, None, 1.0)
    assert nested(read, [elsewhere], read.layout) == []


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


TALK = (
    "Ines Okafor has sailed the ferry for ten years.\n\n"
    "THE COURIER: Were you there that night?\n\n"
    "OKAFOR: I was on the bridge. I saw it.\n\n"
    "It took a minute, no more.\n\n"
    "THE COURIER: And then?\n\n"
    "OKAFOR: Then I went home.\n\n"
    "This interview has been shortened."
)


def test_a_turn_is_what_stands_between_two_labels() -> None:
    found = transcript_turns(Layout.of(TALK), "The Courier")
    assert [[piece.of(TALK) for piece in turn.pieces] for turn in found] == [
        ["I was on the bridge. I saw it.", "It took a minute, no more."],
        ["Then I went home."],
    ]
    assert {turn.label.of(TALK) for turn in found} == {"OKAFOR"}


def labels(text: str) -> set[str]:
    return {turn.label.of(text) for turn in transcript_turns(Layout.of(text))}


def test_whoever_asks_is_not_quoted() -> None:
    text = TALK.replace("THE COURIER", "Q").replace("OKAFOR", "A")
    assert labels(text) == {"A"}


def test_whoever_asks_most_is_not_quoted() -> None:
    text = TALK.replace("THE COURIER", "BRANDT")
    assert {turn.label.of(text) for turn in transcript_turns(Layout.of(text))} == {"OKAFOR"}
    told = text.replace("that night?", "that night.")
    assert {turn.label.of(told) for turn in transcript_turns(Layout.of(told))} == {
        "BRANDT",
        "OKAFOR",
    }


def test_a_few_colons_make_no_transcript() -> None:
    text = "Update: The ferry sails.\n\nWeather: Rain.\n\nOkafor: “We sail.”\n\nNote: It did."
    assert transcript_turns(Layout.of(text)) == []


def test_passages_to_skip_are_no_turns() -> None:
    found = transcript_turns(Layout.of(TALK), "The Courier")
    skip = [found[0].pieces[1]]
    assert len(transcript_turns(Layout.of(TALK), "The Courier", skip)[0].pieces) == 1


@given(st.lists(st.sampled_from(["Q: Why?", "A: Because.", "Prose.", "B C: No."]), max_size=12))
def test_turns_are_in_order_and_apart(lines: list[str]) -> None:
    layout = Layout.of("\n\n".join(lines))
    pieces = [piece for turn in transcript_turns(layout) for piece in turn.pieces]
    assert all(a.end < b.start for a, b in itertools.pairwise(pieces))
