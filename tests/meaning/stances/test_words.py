from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.article import Span
from quotes.meaning.places import Places
from quotes.meaning.stances.words import telling_words
from tests.meaning.parses import doc_of

BEFORE = "Ada|PROPN|2|nsubj left|VERB|0|root .|PUNCT|2|punct"
DENIED = (
    "We|PRON|4|nsubj do|AUX|4|aux n’t|PART|4|advmod support|VERB|0|root the|DET|7|det "
    "harbour|NOUN|7|compound plan|NOUN|4|obj .|PUNCT|4|punct"
)
FAR = (
    "Never|ADV|7|advmod in|ADP|3|case life|NOUN|7|obl ,|PUNCT|7|punct friends|NOUNS|7|vocative "
    ",|PUNCT|7|punct trust|VERB|0|root the|DET|9|det ministry|NOUN|7|obj"
)


def told(doc: Doc, target: str, heeds: dict[str, float], start: int = 0) -> str | None:
    """The words that are told where each word of the passage is one piece, heeded so much."""
    tokens = [token for token in doc if token.idx >= start]
    place = doc.text.index(target)
    span = telling_words(
        doc,
        Places(doc),
        Span(start, len(doc.text)),
        Places(doc).tokens(Span(place, place + len(target))),
        np.array([heeds.get(token.text, 0.01) for token in tokens], np.float32),
        [(token.idx - start, token.idx - start + len(token)) for token in tokens],
    )
    return span.of(doc.text) if span else None


def test_the_word_with_what_negates_it() -> None:
    assert told(doc_of(DENIED), "harbour plan", {"support": 0.5}) == "n’t support"


def test_places_count_from_where_the_passage_begins() -> None:
    doc = doc_of(BEFORE, DENIED)
    start = doc.text.index("We")
    assert told(doc, "harbour plan", {"support": 0.5}, start) == "n’t support"


def test_the_target_does_not_count() -> None:
    heeds = {"plan": 0.6, "harbour": 0.2, "support": 0.1}
    assert told(doc_of(DENIED), "harbour plan", heeds) == "n’t support"


def test_words_without_meaning_of_their_own_do_not_count() -> None:
    heeds = {"We": 0.6, ".": 0.2, "do": 0.1, "support": 0.05}
    assert told(doc_of(DENIED), "harbour plan", heeds) == "n’t support"
    assert told(doc_of("We|PRON|2|nsubj know|VERB|0|root it|PRON|2|obj"), "know it", {}) is None


def test_a_negation_far_off_is_left_out() -> None:
    assert told(doc_of(FAR), "ministry", {"trust": 0.5}) == "trust"


def test_the_pieces_of_a_word_count_together() -> None:
    doc = doc_of("Boats|NOUNS|2|nsubj embarrass|VERB|0|root mayors|NOUNS|2|obj")
    pieces = [(0, 5), (6, 9), (9, 12), (12, 15), (16, 22)]
    heeds = np.array([0.3, 0.15, 0.15, 0.15, 0.05], np.float32)
    whole = Span(0, len(doc.text))
    span = telling_words(doc, Places(doc), whole, range(2, 3), heeds, pieces)
    assert span is not None
    assert span.of(doc.text) == "embarrass"


@pytest.mark.parametrize("target", ["harbour plan", "support", "We"])
@given(data=st.data())
def test_it_stands_in_the_article_and_beside_the_target(data: st.DataObject, target: str) -> None:
    doc = doc_of(BEFORE, DENIED)
    heeds = {token.text: data.draw(st.floats(0, 1, width=32)) for token in doc}
    words = told(doc, target, heeds)
    assert words
    assert words in doc.text
    assert target not in words
