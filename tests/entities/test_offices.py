"""Offices over several articles: one holder at a time, and what an archive answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quotes.attribution.told_terms import with_terms
from quotes.errors import QuotesError
from quotes.store.store import Store
from quotes.types import Article, Extraction, Organization, Person

TRUST = Organization("Coastal Trust")


def article(day: date, text: str, *people: str, bodies: tuple[str, ...] = ()) -> Extraction:
    made = Article(text=text, source=f"{day}.txt", published=day, outlet="Tarn Post")
    named = tuple(Person(name, (name.split()[-1],)) for name in people)
    known = (TRUST, *(Organization(body) for body in bodies))
    return with_terms(Extraction(made, people=named, organizations=known))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "offices.db") as opened:
        yield opened


@pytest.fixture
def trust(store: Store) -> Store:
    """Two directors of the Coastal Trust, the second still in office."""
    store.add(
        article(
            date(2019, 5, 1),
            "Emil Brandt has been director of the Coastal Trust since 2015.",
            "Emil Brandt",
        )
    )
    store.add(
        article(
            date(2021, 3, 4),
            "Nadia Holt became director of the Coastal Trust on 1 March. Emil Brandt clapped.",
            "Nadia Holt",
            "Emil Brandt",
        )
    )
    return store


def held(store: Store, name: str, on: date) -> list[str]:
    return [holder.name for office in store.office(name, on) for holder in office.holders]


@pytest.mark.parametrize(
    "name", ["director of the Coastal Trust", "head of the Coastal Trust", "director"]
)
def test_the_next_one_ends_the_one_before(trust: Store, name: str) -> None:
    assert held(trust, name, date(2018, 1, 1)) == ["Emil Brandt"]
    assert held(trust, name, date(2021, 2, 28)) == ["Emil Brandt"]
    assert held(trust, name, date(2021, 3, 1)) == ["Nadia Holt"]
    assert held(trust, name, date(2014, 12, 31)) == []


def test_a_post_lapses(trust: Store) -> None:
    assert held(trust, "director of the Coastal Trust", date(2023, 1, 1)) == ["Nadia Holt"]
    assert held(trust, "director of the Coastal Trust", date(2030, 1, 1)) == []


def test_another_office_or_body_is_not_meant(trust: Store) -> None:
    assert not trust.office("deputy director of the Coastal Trust")
    assert not trust.office("director of the Harbour Board")


def test_who_stands_in_is_the_holder_while_nobody_else_is(store: Store) -> None:
    store.add(
        article(
            date(2021, 3, 4),
            "Emil Brandt resigned as director of the Coastal Trust on 1 March. "
            "Nadia Holt will be acting director of the Coastal Trust from 2 March.",
            "Nadia Holt",
            "Emil Brandt",
        )
    )
    assert held(store, "director of the Coastal Trust", date(2021, 3, 3)) == ["Nadia Holt"]
    assert held(store, "director of the Coastal Trust", date(2021, 3, 1)) == ["Emil Brandt"]


def test_two_reported_at_one_time_are_both_shown(store: Store) -> None:
    store.add(
        article(
            date(2021, 3, 4),
            "Nadia Holt is director of the Coastal Trust. "
            "Emil Brandt is director of the Coastal Trust.",
            "Nadia Holt",
            "Emil Brandt",
        )
    )
    (office,) = store.office("director of the Coastal Trust", date(2021, 3, 4))
    assert {holder.name for holder in office.holders} == {"Emil Brandt", "Nadia Holt"}
    assert office.disputed


def test_two_bodies_are_two_offices(trust: Store) -> None:
    trust.add(
        article(
            date(2021, 5, 1),
            "Ola Berg is director of the Harbour Museum.",
            "Ola Berg",
            bodies=("Harbour Museum",),
        )
    )
    bodies = {office.body for office in trust.office("director")}
    assert bodies == {"Coastal Trust", "Harbour Museum"}
    assert held(trust, "director of the Harbour Museum", date(2021, 5, 1)) == ["Ola Berg"]


def test_a_renamed_body_keeps_its_office(trust: Store) -> None:
    trust.add(
        article(
            date(2021, 6, 1),
            "The Coastal Trust, since 1 May the Shore Fund, met under Nadia Holt.",
            "Nadia Holt",
        )
    )
    assert trust.called("Coastal Trust", date(2021, 6, 1)) == "Shore Fund"
    assert trust.called("Shore Fund", date(2021, 4, 30)) == "Coastal Trust"
    assert trust.called("Harbour Museum", date(2021, 6, 1)) is None
    assert held(trust, "director of the Shore Fund", date(2021, 7, 1)) == ["Nadia Holt"]
    (office,) = trust.office("director of the Shore Fund", date(2021, 7, 1))
    assert office.body == "Shore Fund"


def test_a_title_means_the_holder(trust: Store) -> None:
    told = article(
        date(2022, 2, 1),
        "The director opened the dunes. Emil Brandt, the former director, stayed away.",
        "Emil Brandt",
    )
    trust.add(told)
    meant = trust.meant("the former director", told.article.id)
    assert meant is not None
    assert meant.name == "Emil Brandt"


def test_a_title_that_fits_nobody_means_nobody(trust: Store) -> None:
    told = article(date(2022, 2, 1), "The bishop sang to Emil Brandt.", "Emil Brandt")
    trust.add(told)
    assert trust.meant("the bishop", told.article.id) is None
    with pytest.raises(QuotesError, match="does not say"):
        trust.meant("the abbot", told.article.id)
    with pytest.raises(QuotesError, match="no article"):
        trust.meant("the bishop", "0" * 16)
