from __future__ import annotations

from datetime import date

from quotes.store import Stats, Store, TopicRow
from quotes.store.concentration import Concentration
from quotes.store.rows import SourceUse
from tests.store.made import ferry, note

NO_USE = SourceUse(0, (0, 0, 0, 0))
EMPTY = Stats(0, 0, 0, 0, 0, {}, {}, {}, (), None, None, NO_USE, {}, None, {})


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
    voices = Concentration(3, 5, 1.0, 2 / 15, 25 / 9)
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
        unnamed=SourceUse(5, (0, 0, 0, 0)),
        unnamed_by_outlet={"The Skarholm Courier": SourceUse(5, (0, 0, 0, 0))},
        voices=voices,
        voices_by_outlet={"The Skarholm Courier": voices},
    )


def test_topics(store: Store) -> None:
    store.add(ferry())
    assert store.topics() == [TopicRow("ferry", 2, 2, 1), TopicRow("Skarholm island", 1, 1, 1)]
    assert store.topics(limit=1) == [TopicRow("ferry", 2, 2, 1)]
    assert store.topics("ISLAND") == [TopicRow("Skarholm island", 1, 1, 1)]
    assert store.topics("isl") == []
