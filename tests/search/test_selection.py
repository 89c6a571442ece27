from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quotes.db import engine as chunks
from quotes.db.rows import Query
from quotes.entities.requests import Rename
from quotes.search.selection import Selection
from quotes.store.store import Store
from quotes.types import quotation_id
from tests.cli.samples import ferry, water


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(str(tmp_path_factory.mktemp("selected") / "quotes.db")) as store:
        store.add(ferry())
        store.add(water())
        yield store


@pytest.fixture(params=[1, 2, 500])
def selection(
    request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Selection]:
    """Read in chunks of several sizes, which must make no difference."""
    monkeypatch.setattr(chunks, "SIZE", request.param)
    with store.selection(Query(limit=1, sort="newest")) as selection:
        yield selection


def test_all_in_the_order_of_days_whatever_limit_and_order(selection: Selection) -> None:
    rows = list(selection.quotations())
    assert len(selection) == len(rows) == 3
    assert [row.article.published for row in rows] == [
        date(2026, 3, 2),
        date(2026, 3, 2),
        date(2026, 5, 20),
    ]
    assert rows[0].pieces < rows[1].pieces


def test_articles_come_whole_with_their_text(selection: Selection) -> None:
    articles = list(selection.articles())
    assert [len(one.quotations) for one in articles] == [2, 1]
    assert [one.text for one in articles] == [water().article.text, ferry().article.text]


def test_people_with_their_quotations_and_who_is_quoted_beside_them(selection: Selection) -> None:
    names = selection.names()
    people = {one.person.id: one for one in selection.people()}
    assert people.keys() == names.keys()
    ids = {name: one for one, name in names.items() if len(people[one].beside)}
    mayor, director = ids["Ilse Brandvold"], ids["Maren Okonedo"]
    assert people[mayor].beside == ((director, 1),)
    assert people[director].beside == ((mayor, 1),)
    assert [row.kind for row in people[director].quotations] == ["direct"]
    (nurse,) = [one for one in people.values() if not one.beside]
    assert nurse.person.name == "Maren Okonedo"


def test_narrowed_by_a_query(store: Store) -> None:
    with store.selection(Query(text="tax")) as selection:
        assert [row.speakers[0].name for row in selection.quotations()] == ["Maren Okonedo"]
        assert list(selection.names().values()) == ["Maren Okonedo"]


def test_people_and_bodies_with_keys_of_their_own(selection: Selection) -> None:
    known = selection.known(selection.names().keys(), ())
    assert len(set(known.person_keys.values())) == len(known.people) == 3
    assert {one.name for one in known.organizations.values()} == {
        "Harbour Institute",
        "Saint Olave Hospital",
    }
    assert len(set(known.organization_keys.values())) == 2
    assert {one.id for one in known.articles.values()} == {water().article.id, ferry().article.id}


def test_keys_stay_as_articles_are_added_and_names_change(tmp_path: Path) -> None:
    with Store(str(tmp_path / "quotes.db")) as store:
        store.add(water())
        with store.selection(Query()) as selection:
            names = selection.names()
            before = selection.person_keys(names.keys())
        (mayor,) = [one for one, name in names.items() if name == "Ilse Brandvold"]
        made = water()
        later = replace(
            made.article, url="https://gazette.example/again", published=date(2025, 1, 1)
        )
        quotations = tuple(
            replace(one, id=quotation_id(later.address, one.text(later.text)))
            for one in made.quotations
        )
        store.add(replace(made, article=later, quotations=quotations))
        store.decide(Rename(str(mayor), "Ilse B. Brandvold"), "Ada Brandt")
        with store.selection(Query()) as selection:
            assert selection.names()[mayor] == "Ilse B. Brandvold"
            assert selection.person_keys(names.keys()) == before
