from __future__ import annotations

from dataclasses import replace

from quotes.meaning.vectors import Encoder
from quotes.stances.standpoints import StanceQuery
from quotes.store.store import Store
from quotes.types import Extraction
from tests.stances.made import said, side

TARGETS = {
    "Ada Brink": "marijuana",
    "Ben Caro": "marijuana ban",
    "Cleo Dahl": "the harbour toll",
    "Dora Ek": "Marijuana Party",
}


def with_vector(extraction: Extraction, encoder: Encoder) -> Extraction:
    (quotation,) = extraction.quotations
    text = quotation.text(extraction.article.text)
    (vector,) = encoder.encode([text])
    quotations = (replace(quotation, vector=vector.tobytes()),)
    return replace(extraction, quotations=quotations, vector_model=encoder.sha256)


def test_targets_of_similar_meaning_are_found_and_marked(store: Store) -> None:
    encoder = Encoder.shipped()
    for who, target in TARGETS.items():
        words = f"We talked of {target} all day."
        store.add(with_vector(said(who, words, side("support", target)), encoder))
    found = store.positions(StanceQuery("weed"))
    assert found.searched.by_meaning
    assert [(one.name, one.standpoints[0].match) for one in found.voices] == [
        ("Ada Brink", "similar")
    ]
    assert store.positions(StanceQuery("weed ban")).voices == ()
