from __future__ import annotations

from datetime import date

from quotes.store import Stats, Store, TopicRow
from tests.store.made import ferry, note

EMPTY = Stats(0, 0, 0, 0, 0, {}, {}, {}, (), None, None)


def test_an_empty_store(store: Store) -> None:
    assert store.stats() == EMPTY
    assert store.topics() == []
    assert store.people() == []


def test_counts(store: Store) -> None:
    store.add(ferry(text=ferry().article.text + "Wrong.\n"))
    store.add(ferry())
    store.add(
        note("Nobody said a word.", source="b.txt", outlet="Isle Post", published=date(2023, 1, 2))
    )
    assert store.stats() == Stats(
        articles=2,
        outlets=2,
        people=2,
        organizations=2,
        quotations=5,
        by_kind={"direct": 2, "indirect": 2, "mixed": 1},
        by_speaker_type={"person": 4, "organization": 1},
        by_outlet={"The Skarholm Courier": 5},
        most_quoted=(("Mara Lindqvist", 2), ("Tomas Okoro", 2)),
        first=date(2023, 1, 2),
        last=date(2024, 3, 1),
    )


def test_topics(store: Store) -> None:
    store.add(ferry())
    assert store.topics() == [TopicRow("ferry", 2, 2), TopicRow("Skarholm island", 1, 1)]
    assert store.topics(limit=1) == [TopicRow("ferry", 2, 2)]
    assert store.topics("ISLAND") == [TopicRow("Skarholm island", 1, 1)]
    assert store.topics("isl") == []
