"""Whatever is decided and taken back, in any order, on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.article import Extraction, Person
from quotes.errors import UsageError
from quotes.store import Query, Store
from quotes.store.decisions.requests import (
    AddAlias,
    Different,
    Merge,
    Rename,
    Request,
    Same,
    Split,
)
from tests.store.made import check_search_index, ferry, note, post

ONES = ("1", "2", "3", "4", "5", "6")
NAMES = ("Ann Vale", "Zoe Quist", "Vale")


def articles(program: str) -> list[Extraction]:
    made = [ferry(program=program)]
    casts = [
        ("Ann Vale", "clerk", "Bo Ek"),
        ("Ann Vale", "pilot", "Cy Lund"),
        ("A. Vale", None, "Bo Ek"),
        ("Mara Lindqvist", "director", "Ann Vale"),
    ]
    for number, (name, role, other) in enumerate(casts):
        text = f"{name}, {role}, met {other} on day {number} and said yes to it."
        posts = (post(text, str(role), role, None),) if role else ()
        people = Person(name, (name.split()[1],), posts), Person(other)
        extraction = note(
            text,
            *people,
            source=f"{number}.txt",
            says="yes",
            program=program,
            published=date(2024, 1, 1 + number),
        )
        made.append(extraction)
    return made


ARTICLES = articles("1")
IDS = [extraction.article.id for extraction in ARTICLES]

one = st.sampled_from(ONES)
requests: st.SearchStrategy[Request] = st.one_of(
    st.builds(Merge, one, one),
    st.builds(Same, one, one),
    st.builds(Different, one, one),
    st.builds(Rename, one, st.sampled_from(NAMES)),
    st.builds(AddAlias, one, st.sampled_from(NAMES)),
    st.builds(
        Split,
        one,
        st.lists(st.sampled_from(IDS), min_size=1, max_size=2).map(tuple),
        st.none() | st.just("Una Rask"),
    ),
)


def answers(store: Store) -> tuple[object, ...]:
    """What the store says of everybody."""
    people = store.people(limit=None)
    named = {name for person in people for name in (person.name, *person.aliases)}
    return (
        people,
        [store.person(name) for name in sorted(named | set(NAMES))],
        store.search(Query(limit=None)),
        [store.search(Query(person=name, limit=None)) for name in NAMES],
        store.maybe(None),
        store.stats(),
    )


@pytest.fixture(scope="module")
def filled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(blank, tmp_path_factory.mktemp("sequences") / "filled.db"))
    with Store.open(str(path)) as store:
        for extraction in ARTICLES:
            store.add(extraction)
    return path


def decide_all(store: Store, wanted: list[Request]) -> list[int]:
    """Decide what can be decided; the ids of the decisions."""
    made = []
    for request in wanted:
        try:
            made.append(store.decide(request, "ida").id)
        except UsageError:
            continue
    return made


@given(wanted=st.lists(requests, min_size=1, max_size=6), data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_decisions_and_their_undoing_give_back_the_same_answers(
    filled: Path, wanted: list[Request], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, Store.open(str(copy(filled, folder))) as store:
        before = answers(store)
        made = decide_all(store, wanted)
        for decision in data.draw(st.permutations(made)):
            store.undo(decision, "bo")
        assert answers(store) == before
        assert len(store.decisions()) == len(made)


@given(wanted=st.lists(requests, min_size=1, max_size=5), undone=st.integers(0, 4))
@settings(max_examples=15, deadline=None)
def test_reading_all_articles_again_loses_no_decision(
    filled: Path, wanted: list[Request], undone: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(copy(filled, folder))
        with Store.open(str(path)) as store:
            made = decide_all(store, wanted)
            if undone < len(made):
                store.undo(made[undone], "bo")
            before, log = answers(store), store.decisions()
            for extraction in articles("2"):
                assert store.add(extraction) == "updated"
            assert answers(store) == before
            assert store.decisions() == log
            for decision in made:
                if decision not in {one.id for one in log if one.undone_at}:
                    store.undo(decision, "bo")
            after = answers(store)
        check_search_index(path)
    with Store.open(str(filled)) as store:
        assert after == answers(store)


def test_a_name_that_is_found_in_full_keeps_its_decisions(filled: Path, tmp_path: Path) -> None:
    """A program that reads "Ann Maria Vale" where another read "Ann Vale" found no one else."""
    with Store.open(str(copy(filled, tmp_path))) as store:
        first = store.search(Query(person="Ann Vale", sort="oldest"))[0]
        person = first.speakers[0].person_id
        store.decide(Rename(str(person), "Zoe Quist"), "ida")
        again = articles("2")[1]
        people = (Person("Ann Maria Vale", ("Ann Vale", "Vale")), *again.people[1:])
        fuller = replace(again, people=people)
        assert store.add(fuller) == "updated"
        assert store.quotation(first.id).speakers[0].person_id == person  # type: ignore[union-attr]
        assert "Ann Maria Vale" in store.person("Zoe Quist")[0].aliases
