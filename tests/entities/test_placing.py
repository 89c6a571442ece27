"""Who the people of articles are, in a real database."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.entities.requests import Different, Merge
from quotes.store.store import Store
from quotes.types import Extraction, Person
from tests.store.made import note, post, raw


def told(number: int, name: str, role: str, body: str, *others: str, day: int = 0) -> Extraction:
    beside = " and ".join(others) or "nobody"
    text = f"{name}, {role} of {body}, met {beside} on day {number}."
    people = Person(name, (), (post(text, name, role, body),)), *map(Person, others)
    made = note(text, *people, source=f"{number}.txt", says="on day")
    published = date(2020, 1, day) if day else None
    return replace(made, article=replace(made.article, published=published))


ARTICLES = (
    told(1, "Ann Vale", "director", "the Harbour Office", "Bo Ek", day=1),
    told(2, "Ann Vale", "nurse", "Skarholm Hospital", "Cy Lund", day=2),
    told(3, "Ann Vale", "head", "the Harbour Office", "Bo Ek", "Cy Lund", day=3),
    told(4, "Ann M. Vale", "director", "the Harbour Office", day=4),
    told(5, "Ann Vale", "nurse", "Skarholm Hospital", "Di Berg"),
    told(6, "Bo Ek", "pilot", "Skarholm Harbour", "Ann Vale", day=4),
)


def groups(store: Store) -> set[frozenset[tuple[str, str]]]:
    """The people by the articles and names in which they stand."""
    with raw(Path(store.url.removeprefix("sqlite:///"))) as database:
        rows = database.execute(
            "SELECT machine_person_id, public_id, folded FROM article_people "
            "JOIN articles ON articles.id = article_id"
        ).fetchall()
    people: dict[int, set[tuple[str, str]]] = {}
    for person, article, name in rows:
        people.setdefault(person, set()).add((article, name))
    return set(map(frozenset, people.values()))


def leftovers(store: Store) -> list[int]:
    """Rows that nothing needs: people of no article, profiles and keys of nobody, pending names."""
    with raw(Path(store.url.removeprefix("sqlite:///"))) as database:
        return [
            database.execute(f"SELECT count(*) FROM {question}").fetchone()[0]
            for question in (
                "people WHERE id NOT IN (SELECT machine_person_id FROM article_people)",
                "person_profiles WHERE person_id NOT IN "
                "(SELECT machine_person_id FROM article_people)",
                "person_keys WHERE person_id NOT IN (SELECT person_id FROM person_profiles)",
                "person_profiles WHERE pending",
            )
        ]


def filled(folder: str, blank: Path, articles: Iterable[Extraction], *, settle: bool) -> Store:
    store = Store.open(str(shutil.copy(blank, Path(folder) / "made.db")))
    for extraction in articles:
        store.add(extraction, settle=settle)
    store.settle()
    return store


@pytest.fixture(scope="module")
def expected(blank: Path) -> set[frozenset[tuple[str, str]]]:
    with TemporaryDirectory() as folder, filled(folder, blank, ARTICLES, settle=True) as store:
        return groups(store)


@given(order=st.permutations(ARTICLES), settle=st.booleans())
@settings(max_examples=25, deadline=None)
def test_any_order_of_adding_gives_the_same_people(
    blank: Path,
    expected: set[frozenset[tuple[str, str]]],
    order: list[Extraction],
    settle: bool,
) -> None:
    with TemporaryDirectory() as folder, filled(folder, blank, order, settle=settle) as store:
        assert groups(store) == expected
        assert leftovers(store) == [0, 0, 0, 0]


def test_the_same_post_is_one_person(expected: set[frozenset[tuple[str, str]]]) -> None:
    one, two, three, four, five, _ = (it.article.id for it in ARTICLES)
    directors = {(one, "ann vale"), (three, "ann vale"), (four, "ann m vale")}
    assert any(directors <= group for group in expected)
    assert any({(two, "ann vale"), (five, "ann vale")} <= group for group in expected)
    assert not any({(one, "ann vale"), (two, "ann vale")} <= group for group in expected)


@given(again=st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_reading_articles_again_changes_nobody(
    blank: Path, expected: set[frozenset[tuple[str, str]]], again: list[Extraction]
) -> None:
    with TemporaryDirectory() as folder, filled(folder, blank, ARTICLES, settle=True) as store:
        before = store.people(limit=None), store.maybe(None)
        for extraction in again:
            store.add(replace(extraction, program="2"))
        assert groups(store) == expected
        assert (store.people(limit=None), store.maybe(None)) == before
        assert leftovers(store) == [0, 0, 0, 0]


@given(order=st.permutations(ARTICLES[2:]))
@settings(max_examples=10, deadline=None)
def test_a_human_decision_stands_whatever_comes_after(blank: Path, order: list[Extraction]) -> None:
    with TemporaryDirectory() as folder, filled(folder, blank, ARTICLES[:2], settle=True) as store:
        director, nurse = (row.id for row in sorted(store.person("Ann Vale"), key=lambda it: it.id))
        merged = store.decide(Merge(str(director), str(nurse)), "ida")
        for extraction in order:
            store.add(extraction)
        ids = {row.id for row in store.person("Ann Vale")}
        assert director in ids
        assert nurse not in ids
        store.undo(merged.id, "ida")
        assert {director, nurse} <= {row.id for row in store.person("Ann Vale")}


def test_a_version_of_an_earlier_day_is_of_the_same_person(blank: Path) -> None:
    first = told(1, "Ann Vale", "director", "the Harbour Office", day=9)
    second = told(2, "Ann Vale", "director", "the Harbour Office", day=8)
    edited = replace(second.article, source="1.txt", published=date(2020, 1, 2))
    with TemporaryDirectory() as folder, filled(folder, blank, [first], settle=True) as store:
        assert store.add(replace(second, article=edited)) == "updated"
        assert len(groups(store)) == 1
        assert leftovers(store) == [0, 0, 0, 0]


def test_two_who_are_told_apart_are_never_joined(blank: Path) -> None:
    both = "Ann Vale, director of the Harbour Office and nurse of Skarholm Hospital, spoke."
    posts = (
        post(both, "Ann Vale", "director", "the Harbour Office"),
        post(both, "Ann Vale", "nurse", "Skarholm Hospital"),
    )
    third = note(both, Person("Ann Vale", (), posts), source="7.txt", says="spoke")
    with TemporaryDirectory() as folder, filled(folder, blank, ARTICLES[:2], settle=True) as store:
        director, nurse = sorted(row.id for row in store.person("Ann Vale"))
        store.decide(Different(str(director), str(nurse)), "ida")
        store.add(third)
        assert {director, nurse} <= {row.id for row in store.person("Ann Vale")}


def test_a_name_told_of_other_days_finds_the_person(blank: Path) -> None:
    before = told(1, "Ann Crane", "director", "the Harbour Office", "Bo Ek", day=1)
    after = told(2, "Ann Vale", "director", "the Harbour Office", "Bo Ek", day=2)
    called, *others = after.people
    renamed = replace(after, people=(replace(called, aliases=("Ann Crane",)), *others))
    stranger = told(3, "Ann Crane", "nurse", "Skarholm Hospital", "Cy Lund", day=3)
    for order in ((before, renamed, stranger), (stranger, renamed, before)):
        with TemporaryDirectory() as folder, filled(folder, blank, order, settle=False) as store:
            found = groups(store)
        one, two, three = (it.article.id for it in (before, renamed, stranger))
        assert {(one, "ann crane"), (two, "ann vale")} in found
        assert {(three, "ann crane")} in found
