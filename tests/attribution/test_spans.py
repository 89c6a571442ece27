from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.attribution.attribute import act_of, gathered
from quotes.attribution.spans import (
    Draft,
    kind_of,
    nested,
)
from quotes.reader.encode import blank_english
from quotes.reader.reading import Attribution, Reading
from quotes.text.marks import quoted
from quotes.types import QuotationStatus, Span


@pytest.mark.parametrize(
    "cue",
    [
        "said",
        "according to",
        "told the board",
        "warned",
        "has announced",
        ":",
        "says he believes",
        None,
    ],
)
def test_statements(cue: str | None) -> None:
    assert act_of(cue) == "statement"


@pytest.mark.parametrize(
    "cue",
    [
        "believes",
        "fears",
        "hopes",
        "praised",
        "plans",
        "had hoped",
        "worried",
        "worries",
        "thought",
        "is afraid",
        "sought",
        "criticised",
        "criticized",
        "wants",
    ],
)
def test_attitudes(cue: str) -> None:
    assert act_of(cue) == "attitude"


def span(text: str, piece: str, after: int = 0) -> Span:
    start = text.index(piece, after)
    return Span(start, start + len(piece))


def reading(text: str, *found: tuple[list[str], str | None, str | None]) -> Reading:
    """A reading with attributions given as (contents, source, cue)."""
    return Reading(
        blank_english()(text),
        tuple(
            Attribution(
                tuple(span(text, content) for content in contents),
                span(text, source) if source else None,
                span(text, cue) if cue else None,
                0.9,
            )
            for contents, source, cue in found
        ),
    )


def drafts(read: Reading, skip: list[Span] | None = None) -> list[Draft]:
    return gathered(read, read.layout.without_marks_in(skip or []), None, skip or [])


def pieces(text: str, draft: Draft) -> list[str]:
    return [piece.of(text) for piece in draft.pieces]


def test_marks_belong_to_the_piece() -> None:
    text = "“We sail at noon,” Okafor said."
    (draft,) = drafts(reading(text, (["We sail at noon"], "Okafor", "said")))
    assert pieces(text, draft) == ["“We sail at noon,”"]
    assert kind_of(draft.pieces, quoted(text), text) == "direct"


def test_a_sentence_after_the_attribution_is_a_further_piece() -> None:
    text = "“We sail at noon,” Okafor said. “Nobody stays behind.”"
    (draft,) = drafts(reading(text, (["“We sail at noon,”"], "Okafor", "said")))
    assert pieces(text, draft) == ["“We sail at noon,”", "“Nobody stays behind.”"]


def test_an_opening_mark_on_every_paragraph_is_one_quotation() -> None:
    text = "Okafor said: “We sail at noon.\n\n“Nobody stays behind.\n\n“Not even the cook.”"
    (draft,) = drafts(reading(text, (["“We sail at noon."], "Okafor", "said")))
    assert len(draft.pieces) == 3


def test_a_quoted_paragraph_without_a_cue_goes_on_with_the_speaker() -> None:
    text = "“We sail at noon,” Okafor said.\n\n“Nobody stays behind.”\n\nThe crew cheered."
    first, second = drafts(reading(text, (["“We sail at noon,”"], "Okafor", "said")))
    assert not first.continues
    assert second.continues
    assert second.cue is None
    assert second.confidence < first.confidence
    assert pieces(text, second) == ["“Nobody stays behind.”"]


@pytest.mark.parametrize("status", ["said", "denied", "refused", "hypothetical"])
def test_each_paragraph_of_an_attribution_has_its_status(status: QuotationStatus) -> None:
    text = "Okafor never said: “We sail at noon.”\n\n“Bring the ropes.”\n\n“Nobody asked us.”"
    read = reading(text, (["We sail at noon.", "Bring the ropes."], "Okafor", "said"))
    (attribution,) = read.attributions
    read = replace(read, attributions=(replace(attribution, status=status),))
    found = drafts(read)
    assert [pieces(text, draft) for draft in found] == [
        ["“We sail at noon.”"],
        ["“Bring the ropes.”"],
        ["“Nobody asked us.”"],
    ]
    assert [draft.status for draft in found] == [status, status, "said"]


def test_an_utterance_without_any_source_is_an_orphan() -> None:
    text = "The crew cheered.\n\n“Nobody stays behind.”\n\nThen it rained."
    (draft,) = drafts(reading(text))
    assert draft.orphan
    assert draft.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “noon boat” left at one.",
        "Jermaine “Jet” Adeyemi scored twice.",
        "He has read “The Long Way to Aldermoor” and liked it.",
        "The “biggest ferry in the world” is a barge.",
    ],
)
def test_scare_quotes_nicknames_and_titles_are_no_quotations(text: str) -> None:
    assert drafts(reading(text)) == []


def test_what_nobody_says_is_no_quotation() -> None:
    text = "It was expected that the boat would leave at noon."
    assert drafts(reading(text, (["the boat would leave at noon"], None, "expected"))) == []


@pytest.mark.parametrize("content", ["which", "it", "the"])
def test_a_content_of_small_words_is_no_quotation(content: str) -> None:
    text = f"This is {content} that Okafor denied."
    assert drafts(reading(text, ([content], "Okafor", "denied"))) == []


def test_partly_quoted_is_mixed() -> None:
    text = "Okafor said the boat was “a floating coffin” and would not sail."
    content = "the boat was “a floating coffin” and would not sail"
    (draft,) = drafts(reading(text, ([content], "Okafor", "said")))
    assert kind_of(draft.pieces, quoted(text), text) == "mixed"
    (draft,) = drafts(reading("Okafor said it sails.", (["it sails"], "Okafor", "said")))
    assert kind_of(draft.pieces, [], "Okafor said it sails.") == "indirect"


def test_of_two_readings_of_the_same_words_the_surer_stays() -> None:
    text = "Okafor said the boat would sail, Rennick said."
    one = Attribution((span(text, "the boat would sail"),), span(text, "Okafor"), None, 0.4)
    two = Attribution((span(text, "the boat would sail"),), span(text, "Rennick"), None, 0.8)
    (draft,) = drafts(Reading(blank_english()(text), (one, two)))
    assert draft.source == span(text, "Rennick")


def test_passages_to_skip_hold_no_quotations() -> None:
    text = "Okafor said it sails.\n\nRelated\n\n“Nobody stays behind.”"
    skip = [Span(text.index("Related"), len(text))]
    assert len(drafts(reading(text, (["it sails"], "Okafor", "said")), skip)) == 1


@given(st.text(alphabet='aB “”"‘’.,\n', max_size=80))
def test_pieces_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = drafts(Reading(blank_english()(text), ()))
    for draft in found:
        assert list(draft.pieces) == sorted(draft.pieces)
        assert all(piece.end <= len(text) for piece in draft.pieces)
    spans = sorted(piece for draft in found for piece in draft.pieces)
    assert not any(a.meets(b) for a, b in itertools.pairwise(spans))


def test_a_quoted_stretch_belongs_whole_to_what_is_told_outside_of_it() -> None:
    text = (
        "Okafor said: “It is late. Rennick thinks the boat can sail at noon. "
        "I think it can’t, and nobody has asked me.”"
    )
    outer, inner = drafts(
        reading(
            text,
            (["It is late"], "Okafor", "said"),
            (["the boat can sail at noon"], "Rennick", "thinks"),
            (["it can’t"], "I", "I think"),
        )
    )
    assert pieces(text, outer) == [text[text.index("“") :]]
    assert inner.nested
    assert pieces(text, inner) == ["the boat can sail at noon"]


def test_doubtful_contents_without_marks_are_left_out() -> None:
    text = "Okafor liked the boat. Rennick liked “the brave old boat”."
    read = reading(
        text, (["the boat"], "Okafor", "liked"), (["“the brave old boat”"], "Rennick", "liked")
    )
    doubtful = Reading(read.doc, tuple(replace(a, confidence=0.6) for a in read.attributions))
    (draft,) = drafts(doubtful)
    assert pieces(text, draft) == ["“the brave old boat”"]


def test_a_piece_of_small_words_is_left_out() -> None:
    text = "Okafor noted, however, that the boat would sail at noon."
    found = (["however", "that the boat would sail at noon"], "Okafor", "noted")
    (draft,) = drafts(reading(text, found))
    assert pieces(text, draft) == ["that the boat would sail at noon"]


def test_a_heading_is_no_piece_of_the_quotation_below_it() -> None:
    text = "A late boat\n\nThe boat would sail at noon, Okafor said."
    (draft,) = drafts(
        reading(text, (["A late boat", "The boat would sail at noon"], "Okafor", "said"))
    )
    assert pieces(text, draft) == ["The boat would sail at noon"]


WORDS = ["“", "He", "told", "us", ",", "‘", "We", "sail", "now", ",", "’", "”", "she", "said", "."]
TIGHT = {0, 3, 5, 8, 9, 10, 13, 14}


def nested_reading() -> Reading:
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
    read = nested_reading()
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
    read = nested_reading()
    for token in read.doc:
        if token.text == "told":
            token.pos_ = "NOUN"
    layout = read.layout
    assert nested(read, [Draft((layout.marks[0].span,), None, None, 1.0)], layout) == []


def test_only_what_lies_in_a_piece_is_nested() -> None:
    read = nested_reading()
    elsewhere = Draft((Span(0, 1),), None, None, 1.0)
    assert nested(read, [elsewhere], read.layout) == []
