from __future__ import annotations

from spacy.tokens import Doc

from quotes.article import Span
from quotes.attribution.quotations.drafts import Draft
from quotes.attribution.quotations.nested import nested
from quotes.attribution.quotations.page import Page
from quotes.reader.encode import blank_english
from quotes.reader.reading import Reading

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
    page = Page.of(read.text)
    outer = Draft((page.marks[0].span,), None, None, 1.0)
    (inner,) = nested(read, [outer], page)
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
    page = Page.of(read.text)
    assert nested(read, [Draft((page.marks[0].span,), None, None, 1.0)], page) == []


def test_only_what_lies_in_a_piece_is_nested() -> None:
    read = reading()
    elsewhere = Draft((Span(0, 1),), None, None, 1.0)
    assert nested(read, [elsewhere], Page.of(read.text)) == []
