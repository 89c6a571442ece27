from __future__ import annotations

import json
from typing import Any

import pytest
from pyld import jsonld

from quotes.export.schema_org import CONTEXT, quotation_graph
from quotes.store.selected.selection import Selection
from tests.export.vocabulary import check


@pytest.fixture
def graph(selection: Selection) -> dict[str, Any]:
    made: dict[str, Any] = json.loads("".join(quotation_graph(selection)))
    return made


def of(graph: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in graph["@graph"] if node["@type"] == kind]


def test_types_and_properties_are_those_of_schema_org(graph: dict[str, Any]) -> None:
    known = {node["@id"]: node for node in graph["@graph"]}
    assert len(known) == len(graph["@graph"])
    for node in graph["@graph"]:
        check(node, known)


def test_the_check_can_fail() -> None:
    with pytest.raises(AssertionError, match="has no words"):
        check({"@type": "Quotation", "words": "x"}, {})
    with pytest.raises(AssertionError, match="is no Place"):
        check({"@type": "Quotation", "creator": {"@type": "Place"}}, {})


def test_it_is_linked_data(graph: dict[str, Any]) -> None:
    def load(url: str, _: object) -> dict[str, Any]:
        assert url == CONTEXT
        context = {"@vocab": "https://schema.org/"}
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    expanded = jsonld.expand(graph, {"documentLoader": load})
    assert len(expanded) == len(graph["@graph"])
    assert all(node["@id"].startswith(("https://", "urn:quotes:")) for node in expanded)


def test_a_quotation_has_words_speaker_post_article_and_topics(graph: dict[str, Any]) -> None:
    (one,) = [node for node in of(graph, "Quotation") if "another name" in node["text"]]
    (speaker,) = one["creator"]
    assert speaker["name"] == "Maren Okonedo"
    assert speaker["jobTitle"] == "director"
    assert speaker["affiliation"]["name"] == "Harbour Institute"
    assert one["about"] == [{"@type": "Thing", "name": "water price"}]
    (article,) = [n for n in of(graph, "NewsArticle") if n["@id"] == one["isPartOf"]["@id"]]
    assert article["publisher"]["name"] == "Harbour Gazette"
    assert one["datePublished"] == article["datePublished"] == "2026-03-02"


def test_who_has_no_name_is_no_person(graph: dict[str, Any]) -> None:
    credited = [node for node in of(graph, "Quotation") if "creditText" in node]
    assert {node["creditText"] for node in credited} == {"A senior official", "Villagers"}
    assert not any("creator" in node for node in credited)


def test_namesakes_have_ids_of_their_own(graph: dict[str, Any]) -> None:
    ids = {
        speaker["@id"]
        for node in of(graph, "Quotation")
        for speaker in node.get("creator", ())
        if speaker["name"] == "Maren Okonedo"
    }
    assert len(ids) == 2
