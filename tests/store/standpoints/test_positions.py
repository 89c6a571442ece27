from __future__ import annotations

from datetime import date

import pytest

from quotes.store import Store
from quotes.store.rows import Query
from quotes.store.standpoints.rows import StanceQuery, Voice
from tests.store.standpoints.made import said, side


def named(store: Store, **query: object) -> dict[str, Voice]:
    return {voice.name: voice for voice in store.positions(StanceQuery(**query)).voices}  # type: ignore[arg-type]


def test_who_stands_where(isle: Store) -> None:
    found = named(isle, target="toll")
    assert list(found) == [
        "Ada Brink",
        "Cleo Dahl",
        "Ben Caro",
        "Dora Ek",
        "Ferry Guild",
        "A clerk",
    ]
    assert [voice.kind for voice in found.values()] == [
        *["person"] * 4,
        "organization",
        "unnamed",
    ]
    assert {name: voice.course.held for name, voice in found.items()} == {
        "Ada Brink": "changed",
        "Ben Caro": "oppose",
        "Cleo Dahl": "mixed",
        "Dora Ek": "neutral",
        "Ferry Guild": "support",
        "A clerk": "oppose",
    }
    ada = found["Ada Brink"]
    assert (ada.course.earlier, ada.course.until) == ("support", date(2025, 1, 10))
    assert (ada.course.later, ada.course.since) == ("oppose", date(2025, 6, 2))
    assert [one.day and one.day.month for one in ada.standpoints] == [1, 6, None]
    assert ada.latest.role == "mayor"
    (ben,) = found["Ben Caro"].standpoints
    assert (ben.side, ben.stance.polarity, ben.match) == ("oppose", "support", "same")
    assert found["Ferry Guild"].standpoints[0].match == "part"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"person": "Brink"}, ["Ada Brink"]),
        ({"org": "Lorry Union"}, ["Ben Caro"]),
        ({"outlet": "Fjord Observer"}, ["Ada Brink"]),
        ({"since": date(2025, 5, 1)}, ["Ada Brink", "Dora Ek"]),
        ({"until": date(2025, 1, 31)}, ["Ada Brink"]),
        ({"min_score": 0.86, "since": date(2025, 5, 1)}, ["Dora Ek"]),
        ({"target": "harbour toll"}, ["Ferry Guild"]),
        ({"target": "lighthouse"}, []),
        ({"target": "toll cut"}, ["Ben Caro"]),
    ],
)
def test_conditions(isle: Store, query: dict[str, object], names: list[str]) -> None:
    assert list(named(isle, **{"target": "toll"} | query)) == names


def test_what_was_searched_is_told(isle: Store) -> None:
    searched = isle.positions(StanceQuery("lighthouse", person="Brink")).searched
    assert (searched.stances, searched.targets, searched.by_meaning) == (4, 3, False)


def test_only_the_speakers_asked_for_are_shown(store: Store) -> None:
    both = said("Ada Brink", "We like the toll.", side("support"), on="2025-01-01")
    (quotation,) = both.quotations
    other = said("Ben Caro", "x", kind="organization").quotations[0].speakers[0]
    object.__setattr__(quotation, "speakers", (*quotation.speakers, other))
    store.add(both)
    assert list(named(store, target="toll")) == ["Ada Brink", "Ben Caro"]
    assert list(named(store, target="toll", person="Brink")) == ["Ada Brink"]


def test_unnamed_sources_of_two_articles_are_two(store: Store) -> None:
    for words in ("No toll.", "Never a toll."):
        store.add(said("A clerk", words, side("oppose"), kind="unknown"))
    assert len(store.positions(StanceQuery("toll")).voices) == 2


def test_the_names_of_a_topic_are_found_and_its_patterns_are_not(store: Store) -> None:
    store.add(said("Ada Brink", "It is real.", side("oppose", "climate change"), on="2025-01-01"))
    store.add(said("Ben Caro", "It helps.", side("support", "carbon tax"), on="2025-01-02"))
    found = store.positions(StanceQuery("global warming"))
    assert found.searched.topic == "climate change"
    assert [(voice.name, voice.standpoints[0].match) for voice in found.voices] == [
        ("Ada Brink", "topic")
    ]


def test_a_quotation_counts_once_with_its_closest_target(store: Store) -> None:
    stances = side("oppose", "harbour toll", 0.95), side("support", "the toll", 0.7)
    store.add(said("Ada Brink", "Hm.", *stances, on="2025-01-01"))
    (one,) = named(store, target="toll")["Ada Brink"].standpoints
    assert (one.side, one.match) == ("support", "same")
    assert len(named(store)["Ada Brink"].standpoints) == 2


def test_search_by_stance_takes_targets_in_any_number(isle: Store) -> None:
    found = isle.search(Query(stance="oppose", topic="tolls", sort="oldest"))
    assert [row.text for row in found] == [
        "Nobody likes the toll.",
        "The toll is bad.",
        "The tolls are a burden.",
    ]
