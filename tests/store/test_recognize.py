"""Whom the store takes the people of a new article for, and what it keeps of that."""

from __future__ import annotations

from pathlib import Path

from quotes.article import Extraction, Person
from quotes.store import Store
from quotes.store.decisions.requests import Different, Merge
from tests.store.made import note, post, raw


def held(number: int, name: str, *bodies: str) -> Extraction:
    """An article in which the director of these bodies speaks."""
    text = f"{name}, director of {' and '.join(bodies)}, said yes on day {number}."
    posts = tuple(post(text, body, "director", body) for body in bodies)
    return note(text, Person(name, (), posts), source=f"{number}.txt", says="yes")


def test_another_form_of_the_name_and_the_same_post_are_one_person(store: Store) -> None:
    store.add(held(1, "Katherine Vale", "Harbour Office"))
    store.add(held(2, "Kate Vale", "Harbour Office"))
    (kate,) = store.people()
    assert (kate.name, kate.aliases, kate.quotations) == ("Katherine Vale", ("Kate Vale",), 2)


def test_the_evidence_is_kept(path: Path, store: Store) -> None:
    for number in (1, 2):
        store.add(held(number, "Ann Vale", "Harbour Office"))
    with raw(path) as connection:
        links = connection.execute(
            "SELECT person_id, verdict, score BETWEEN 0.5 AND 1, evidence FROM person_links"
        ).fetchall()
    ((person, verdict, is_likely, evidence),) = links
    assert (person, verdict, is_likely) == (1, "same", 1)
    assert "Harbour Office" in evidence


def test_nobody_is_guessed_between_two_who_are_told_apart(store: Store) -> None:
    store.add(held(1, "Ann Vale", "Harbour Office"))
    store.add(held(2, "Ann Vale", "Museum of Glass"))
    store.decide(Different("1", "2"), "ida")
    store.add(held(3, "Ann Vale", "Harbour Office", "Museum of Glass"))
    assert len(store.person("Ann Vale")) == 3
    assert {frozenset({one.person, one.other}) for one in store.maybe()} == {
        frozenset({1, 3}),
        frozenset({2, 3}),
    }


def test_what_is_found_after_a_merge_goes_back_to_whom_it_was_found_for(store: Store) -> None:
    store.add(held(1, "Ann Vale", "Harbour Office"))
    store.add(held(2, "Bo Ek", "Museum of Glass"))
    store.decide(Merge("1", "2"), "ida")
    store.add(held(3, "Bo Ek", "Museum of Glass"))
    assert [(one.id, one.quotations) for one in store.people()] == [(1, 3)]
    store.undo(1, "ida")
    assert sorted((one.id, one.quotations) for one in store.people()) == [(1, 1), (2, 2)]
