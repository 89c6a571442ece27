"""Annotations are expanded as JSON-LD by PyLD and checked against the model of the W3C."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from quotes.db.rows import ArticleRow, QuotationRow
from quotes.export.annotations import AROUND, CONTEXT, annotation, annotation_collection
from quotes.search.selection import Selection
from quotes.types import Span

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LINK, WORD = {"@type": "@id"}, {"@type": "@vocab"}
COUNT = {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}

TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: OA + name for name in ("Annotation", "TextualBody", "SpecificResource", "TimeState")},
    **{name: OA + name for name in ("TextQuoteSelector", "TextPositionSelector")},
    **{name: OA + name for name in ("identifying", "describing", "tagging", "classifying")},
    **{name: OA + name for name in ("exact", "prefix", "suffix")},
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "Software": AS + "Application",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "body": {"@id": OA + "hasBody", **LINK},
    "target": {"@id": OA + "hasTarget", **LINK},
    "source": {"@id": OA + "hasSource", **LINK},
    "selector": {"@id": OA + "hasSelector", **LINK},
    "state": {"@id": OA + "hasState", **LINK},
    "cached": {"@id": OA + "cachedSource", **LINK},
    "generator": {"@id": AS + "generator", **LINK},
    "first": {"@id": AS + "first", **LINK},
    "partOf": {"@id": AS + "partOf", **LINK},
    "items": {"@id": AS + "items", "@container": "@list", **LINK},
    "motivation": {"@id": OA + "motivatedBy", **WORD},
    "purpose": {"@id": OA + "hasPurpose", **WORD},
    "start": {"@id": OA + "start", **COUNT},
    "end": {"@id": OA + "end", **COUNT},
    "total": {"@id": AS + "totalItems", **COUNT},
    "startIndex": {"@id": AS + "startIndex", **COUNT},
    "value": RDF + "value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}
"""The terms of http://www.w3.org/ns/anno.jsonld that an export may use, after the vocabulary."""


def load(url: str, _: object) -> dict[str, Any]:
    assert url == CONTEXT
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}


@pytest.fixture
def collection(selection: Selection) -> dict[str, Any]:
    return json.loads("".join(annotation_collection(selection)))


def test_no_key_is_lost_as_linked_data(collection: dict[str, Any]) -> None:
    expanded = jsonld.expand(collection, {"documentLoader": load})
    again = jsonld.compact(
        expanded, CONTEXT, {"documentLoader": load, "compactArrays": False, "graph": False}
    )
    assert plain(again)["@graph"] == plain(collection)


def plain(value: Any) -> Any:
    """Without the difference between a thing and a list of it."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if key != "@context"}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(one) for one in value]
    return value


def test_the_collection_is_as_the_model_wants_it(
    collection: dict[str, Any], selection: Selection
) -> None:
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(selection) == len(collection["first"]["items"])
    assert collection["first"]["partOf"] == collection["id"]
    ids = [one["id"] for one in collection["first"]["items"]]
    assert len(set(ids)) == len(ids)
    for one in collection["first"]["items"]:
        assert one["type"] == "Annotation"
        assert one["target"]
        for target in one["target"]:
            assert {s["type"] for s in target["selector"]} == {
                "TextQuoteSelector",
                "TextPositionSelector",
            }


def test_the_selectors_find_the_words_in_the_stored_text(
    collection: dict[str, Any], selection: Selection
) -> None:
    texts = {
        f"urn:quotes:text:sha256:{one.article.sha256}": one.text for one in selection.articles()
    }
    for one in collection["first"]["items"]:
        for target in one["target"]:
            quote, position = target["selector"]
            text = texts[target["state"]["cached"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("Maren Okonedo", "identifying"),
        ("director, Harbour Institute", "describing"),
        ("water price", "tagging"),
        ("direct statement", "classifying"),
    ],
)
def test_what_is_said_of_a_quotation(collection: dict[str, Any], name: str, purpose: str) -> None:
    (one,) = [a for a in collection["first"]["items"] if "another name" in str(a["target"])]
    assert (name, purpose) in [(body["value"], body["purpose"]) for body in one["body"]]
    assert [target["source"]["id"] for target in one["target"]] == [
        "https://gazette.example/water"
    ] * 2


@given(st.text(min_size=1, max_size=200), st.data())
def test_whatever_the_text_is(text: str, data: st.DataObject) -> None:
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)
    ends = sorted(data.draw(cuts))
    pieces = tuple(Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=False))
    article = ArticleRow("a", "a.txt", None, None, (), None, date(2026, 1, 1), "0" * 64)
    row = QuotationRow(
        "q", "direct", "statement", "", pieces, None, text, 0, (), article, (), (), 1.0, None
    )
    for piece, target in zip(pieces, annotation(row, text)["target"], strict=True):
        quote, position = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == piece.of(text)
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert len(quote["prefix"]) == min(AROUND, piece.start)
        assert len(quote["suffix"]) == min(AROUND, len(text) - piece.end)
