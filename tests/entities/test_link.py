from __future__ import annotations

from pathlib import Path

from quotes.entities.requests import Different, Merge
from quotes.store.store import Store
from quotes.types import Affiliation, Extraction, Person
from tests.store.made import ferry, note, post, raw


def article(
    number: int, name: str, role: str | None, organization: str | None, *others: str
) -> Extraction:
    text = f"{name}, {role} of {organization}, met {', '.join(others)} on day {number}."
    posts = (post(text, name, role, organization),) if role or organization else ()
    people = Person(name, (), posts), *map(Person, others)
    return note(text, *people, source=f"{number}.txt", says="on day")


def people_with(store: Store, *articles: Extraction) -> int:
    for extraction in articles:
        assert store.add(extraction) == "added"
    return len(store.person("Vale"))


def test_names_alone_never_merge_two_people(store: Store) -> None:
    assert (
        people_with(store, article(1, "Ann Vale", None, None), article(2, "Ann Vale", None, None))
        == 2
    )


def test_the_same_organisation_makes_one_person(store: Store) -> None:
    assert (
        people_with(
            store,
            article(1, "Ann Vale", "director", "the Harbour Office"),
            article(2, "Dr. ANN VALE", "head", "Harbour Office of Skarholm"),
        )
        == 1
    )


def test_the_same_role_alone_is_left_to_a_human(store: Store) -> None:
    assert (
        people_with(
            store,
            article(1, "Ann Vale", "Director", "Harbour Office"),
            article(2, "Ann Vale", "director", None),
            article(3, "Ann Vale", "director", "Museum of Glass"),
        )
        == 3
    )
    assert {1, 2} in [{pair.person, pair.other} for pair in store.maybe()]


def test_two_people_in_both_articles_make_one_person(store: Store) -> None:
    assert (
        people_with(
            store,
            article(1, "Ann Vale", None, None, "Bo Ek", "Cy Lund"),
            article(2, "Ann Vale", None, None, "Bo EK", "Cy Lund"),
            article(3, "Ann Vale", None, None, "Di Berg"),
            article(4, "Ann Vale", None, None, "Ek"),
        )
        == 3
    )


def test_a_surname_is_never_enough(store: Store) -> None:
    assert (
        people_with(
            store,
            article(1, "Vale", "director", "Harbour Office", "Bo Ek"),
            article(2, "Vale", "director", "Harbour Office", "Bo Ek"),
        )
        == 2
    )


def test_two_namesakes_of_one_article_are_never_one(store: Store) -> None:
    text = "Ann Vale and Ann Vale said yes."
    people = [
        Person("Ann Vale", (), (post(text, "Ann Vale", "director", organization),))
        for organization in ("Harbour Office", "Museum of Glass")
    ]
    for source in ("1.txt", "2.txt"):
        store.add(note(f"{text} {source}", *people, source=source))
    assert len(store.person("Ann Vale")) == 2


def test_people_stay_the_same_through_versions_and_programs(store: Store) -> None:
    store.add(ferry())
    ids = {person.name: person.id for person in store.people()}
    store.add(ferry(program="2"))
    store.add(ferry(text=ferry().article.text + "\nCorrected.\n"))
    assert {person.name: person.id for person in store.people()} == ids


def test_a_person_that_is_spelled_anew_is_shown_so(store: Store) -> None:
    text = "ANN VALE said yes."
    store.add(note(text, Person("ANN VALE"), says="said yes"))
    (before,) = store.people()
    text_again = note(text, Person("Ann Vale", ("ANN VALE",)), says="said yes", program="2")
    store.add(text_again)
    (after,) = store.people()
    assert after.id == before.id
    assert store.person("ann vale") == [after]


def test_an_empty_post_is_no_post(store: Store) -> None:
    text = "Ann Vale said yes."
    nothing = Affiliation("", None, "", post(text, "Ann Vale", None, None).evidence)
    store.add(note(text, Person("Ann Vale", (), (nothing,)), says="said yes"))
    assert store.people()[0].posts == ()


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
