"""Entities are checked with the library that defines them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quotes.db.rows import Query
from quotes.export.ftm import ftm_entities
from quotes.search.selection import Selection
from quotes.store.store import Store

library = pytest.importorskip("followthemoney", reason="it needs ICU's headers to be built")
model = library.model

Entity = dict[str, Any]


@pytest.fixture
def entities(selection: Selection) -> list[Entity]:
    return [json.loads(line) for line in ftm_entities(selection)]


def of(entities: list[Entity], schema: str) -> list[Entity]:
    return [entity for entity in entities if entity["schema"] == schema]


def test_every_entity_is_valid_and_no_value_is_lost_in_cleaning(entities: list[Entity]) -> None:
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        cleaned = model.get_proxy(entity, cleaned=False).to_dict()
        for name, values in entity["properties"].items():
            assert sorted(cleaned["properties"].get(name, [])) == sorted(values), (entity, name)


def test_what_an_entity_points_to_came_before(entities: list[Entity]) -> None:
    seen: dict[str, str] = {}
    for entity in entities:
        assert entity["id"] not in seen
        schema = model.get(entity["schema"])
        assert schema is not None
        for name, values in entity["properties"].items():
            wanted = schema.get(name)
            assert wanted is not None
            if wanted.range is not None:
                for value in values:
                    pointed = model.get(seen[value])
                    assert pointed is not None
                    assert pointed.is_a(wanted.range), (entity, name)
        seen[entity["id"]] = entity["schema"]


def test_quotations_people_and_posts(entities: list[Entity]) -> None:
    (director,) = [
        one for one in of(entities, "Person") if "director" in one["properties"].get("position", ())
    ]
    assert director["properties"]["alias"] == ["Okonedo"]
    (post,) = [
        one for one in of(entities, "Occupancy") if one["properties"]["holder"] == [director["id"]]
    ]
    (position,) = [
        one for one in of(entities, "Position") if [one["id"]] == post["properties"]["post"]
    ]
    assert position["properties"]["name"] == ["director, Harbour Institute"]
    assert post["properties"]["date"] == ["2026-03-02"]
    (note,) = [
        one for one in of(entities, "Note") if one["properties"].get("entity") == [director["id"]]
    ]
    assert note["properties"]["description"][0].startswith("“Nobody asked")
    assert {one["properties"]["name"][0] for one in of(entities, "PublicBody")} == {
        "Harbour Office"
    }


def test_namesakes_stay_two_people(entities: list[Entity]) -> None:
    named = [
        one for one in of(entities, "Person") if one["properties"]["name"] == ["Maren Okonedo"]
    ]
    assert len({one["id"] for one in named}) == len(named) == 2


def test_every_quotation_is_a_note(entities: list[Entity], selection: Selection) -> None:
    assert len(of(entities, "Note")) == len(selection)


def test_ids_stay_the_same_in_a_narrowed_export(store: Store, entities: list[Entity]) -> None:
    with store.selection(Query(person="Brandvold")) as narrowed:
        some = [json.loads(line) for line in ftm_entities(narrowed)]
    assert some
    assert all(one in entities for one in some)
