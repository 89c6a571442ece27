"""Unnamed sources and reasons as the store keeps them, finds them and counts them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quotes.db.rows import Concentration, Query, SourceUse, Stats, TopicRow
from quotes.store.store import Store
from quotes.types import Speaker
from tests.store.made import CLERK, OFFICIALS, RESIDENTS, WHY, ferry, note, quay, quotation, raw


def texts(store: Store, **conditions: Any) -> list[str]:
    return [row.text for row in store.search(Query(sort="oldest", **conditions))]


def test_what_is_told_comes_back(store: Store) -> None:
    store.add(quay())
    rows = store.search(Query(sort="oldest"))
    assert [row.speakers[0].anonymity for row in rows] == [CLERK, OFFICIALS, RESIDENTS]
    assert [row.why for row in rows] == [WHY, None, None]


def test_speakers_with_a_name_have_no_anonymity(store: Store) -> None:
    store.add(ferry())
    assert {s.anonymity for row in store.search(Query()) for s in row.speakers} == {None}


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, ["the piles were rotten", "the quay was unsafe"]),
        ({"min_grade": 2}, ["the quay was unsafe"]),
        ({"max_grade": 1}, ["the piles were rotten"]),
        ({"min_grade": 2, "max_grade": 2}, []),
        ({"kind": "indirect"}, ["the piles were rotten"]),
        ({"text": "quay"}, ["the quay was unsafe"]),
        ({"outlet": "courier"}, []),
    ],
    ids=str,
)
def test_unnamed_sources_are_found(
    store: Store, conditions: dict[str, Any], found: list[str]
) -> None:
    store.add(quay())
    store.add(ferry())
    assert texts(store, unnamed=True, **conditions) == found


def test_an_organisation_that_the_article_knows_finds_its_unnamed_sources(store: Store) -> None:
    article = quay()
    office = quotation(
        article.article, "who feared for their jobs", Speaker("organization", "Harbour Office")
    )
    store.add(replace(article, quotations=(*article.quotations, office)))
    assert texts(store, unnamed=True, org="harbour office") == ["the quay was unsafe"]


def test_reading_again_replaces_what_was_told(store: Store) -> None:
    store.add(quay())
    better = replace(CLERK, organization="Harbour Office", grade=2)
    again = quay()
    first = again.quotations[0]
    speakers = (replace(first.speakers[0], anonymity=better),)
    changed = replace(first, speakers=speakers, why=None)
    store.add(replace(again, quotations=(changed, *again.quotations[1:]), model="n"))
    (row,) = store.search(Query(text="rotten"))
    assert row.speakers[0].anonymity == better
    assert row.why is None


def test_sql_can_ask(store: Store, path: Path) -> None:
    store.add(quay())
    with raw(path) as connection:
        rows = connection.execute(
            "SELECT unnamed_number, unnamed_group, unnamed_reason, unnamed_grade "
            "FROM speakers WHERE unnamed_collective = 0 ORDER BY unnamed_grade"
        ).fetchall()
        reasons = connection.execute("SELECT count(why_rivals) FROM quotations").fetchall()
    assert rows == [(1, "clerk", None, 1), (2, "officials", "they feared for their jobs", 3)]
    assert reasons == [(1,)]


def test_a_certainty_is_a_share(store: Store, path: Path) -> None:
    store.add(quay())
    with pytest.raises(sqlite3.IntegrityError), raw(path) as connection:
        connection.execute("UPDATE quotations SET why_certainty = 2")


def test_counts_by_outlet_and_grade(store: Store) -> None:
    store.add(quay())
    store.add(ferry())
    store.add(quay(source="b.txt", outlet=None, url="https://a.example/b"))
    stats = store.stats()
    assert stats.unnamed == SourceUse(11, (0, 2, 0, 2))
    assert stats.unnamed_by_outlet == {
        "Isle Post": SourceUse(3, (0, 1, 0, 1)),
        "The Skarholm Courier": SourceUse(5, (0, 0, 0, 0)),
    }
    assert list(stats.unnamed_by_outlet) == ["Isle Post", "The Skarholm Courier"]
    assert stats.unnamed.share == pytest.approx(4 / 11)
    assert stats.unnamed.mean_grade == 2.0
    assert stats.unnamed_by_outlet["The Skarholm Courier"].mean_grade is None


def test_a_quotation_of_two_sources_counts_once_with_the_better_grade(store: Store) -> None:
    article = quay()
    first, second, _ = article.quotations
    both = replace(first, speakers=(*first.speakers, *second.speakers))
    store.add(replace(article, quotations=(both,)))
    assert store.stats().unnamed == SourceUse(1, (0, 0, 0, 1))


def test_unnamed_sources_are_no_voices(store: Store) -> None:
    store.add(quay())
    assert store.stats().voices is None
    store.add(ferry())
    voices = store.stats().voices
    assert voices is not None
    assert (voices.voices, voices.quotations) == (3, 5)
    assert list(store.stats().voices_by_outlet) == ["The Skarholm Courier"]


def test_one_voice_in_two_outlets_is_one(store: Store) -> None:
    store.add(ferry())
    store.add(ferry(source="other.txt", outlet="Isle Post", url="https://a.example/ferry"))
    stats = store.stats()
    assert stats.voices is not None
    assert stats.voices.voices == 3
    assert {outlet: one.voices for outlet, one in stats.voices_by_outlet.items()} == {
        "Isle Post": 3,
        "The Skarholm Courier": 3,
    }


def test_what_stands_behind_a_speaker(store: Store) -> None:
    store.add(ferry())
    row = store.search(Query(text="May", kind="direct", person="Lindqvist"))[0]
    (why,) = store.explain(row.id)
    assert why.evidence == "director of the Harbour Office"
    assert (why.person_id, why.person) == (row.speakers[0].person_id, "Mara Lindqvist")
    assert why.links == ()
    assert why.decisions == ()


def test_the_links_of_the_machine_are_shown(store: Store) -> None:
    store.add(ferry())
    store.add(ferry(source="other.txt", outlet="Isle Post", url="https://a.example/ferry"))
    found = [store.explain(row.id) for row in store.search(Query(text="May"))]
    links = [link for (why,) in found for link in why.links]
    assert links
    assert {link.name for link in links} == {"Mara Lindqvist"}
    assert all(0 <= link.score <= 1 and link.evidence for link in links)


def test_who_is_no_person_is_tied_to_nobody(store: Store) -> None:
    store.add(quay())
    (row,) = store.search(Query(text="rotten"))
    (why,) = store.explain(row.id)
    assert (why.evidence, why.person_id, why.person) == (None, None, None)


NO_USE = SourceUse(0, (0, 0, 0, 0))
EMPTY = Stats(0, 0, 0, 0, 0, {}, {}, {}, {}, (), None, None, NO_USE, {}, None, {})


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
        by_status={"said": 5},
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
