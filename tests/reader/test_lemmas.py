from __future__ import annotations

import pytest
import spacy

from quotes.reader.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "pos", "base"),
    [
        ("said", "VERB", "say"),
        ("was", "AUX", "be"),
        ("Drills", "NOUN", "drill"),
        ("children", "NOUN", "child"),
        ("Rennick", "PROPN", "Rennick"),
        ("States", "PROPN", "States"),
        ("”", "PUNCT", "”"),
        ("42", "NUM", "42"),
    ],
)
def test_base_forms(word: str, pos: str, base: str) -> None:
    assert lemma(word, pos) == base


def test_the_component_sets_lemmas() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes_reader")
    doc = nlp("The engineers warned the councils.")
    assert [token.lemma_ for token in doc] == ["the", "engineer", "warn", "the", "council", "."]


def test_they_can_be_left_out() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes_reader", config={"lemmas": False})
    assert not nlp("The engineers warned the councils.").has_annotation("LEMMA")
