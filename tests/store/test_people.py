from __future__ import annotations

from datetime import date

import pytest

from quotes.article import Person
from quotes.store import PostRow, Store
from tests.store.made import ferry, note, post


@pytest.fixture
def full(store: Store) -> Store:
    store.add(ferry())
    text = "Mara Lindqvist, Director of the Harbour Office, said yes. Ola Lindqvist said no."
    director = post(text, "Director", "Director", "Harbour Office")
    mara = Person("Mara Lindqvist", ("Mara",), (director,))
    store.add(
        note(
            text,
            mara,
            Person("Ola Lindqvist"),
            Person("Pia Lindqvist", (), (post(text, "Ola", "clerk", None),)),
            source="b.txt",
            says="said yes",
            outlet="Isle Post",
            published=date(2024, 5, 1),
        )
    )
    return store


def test_counts_posts_and_aliases(full: Store) -> None:
    (mara,) = full.person("mara LINDQVIST")
    assert (mara.name, mara.aliases) == ("Mara Lindqvist", ("Lindqvist", "Mara"))
    assert (mara.quotations, mara.articles, mara.outlets) == (3, 2, 2)
    assert (mara.first, mara.last) == (date(2024, 3, 1), date(2024, 5, 1))
    (held,) = mara.posts
    assert isinstance(held, PostRow)
    assert (held.role, held.organization, held.unit) == ("Director", "Harbour Office", None)
    assert (held.first_seen, held.last_seen) == (date(2024, 3, 1), date(2024, 5, 1))
    assert held.evidence == "Director"


def test_the_most_quoted_first(full: Store) -> None:
    assert [(person.name, person.quotations) for person in full.people()] == [
        ("Mara Lindqvist", 3),
        ("Tomas Okoro", 2),
        ("Pia Lindqvist", 0),
    ]
    assert [person.name for person in full.people(limit=1)] == ["Mara Lindqvist"]
    assert len(full.people(limit=None)) == 3


def test_who_is_only_named_is_not_listed(full: Store) -> None:
    assert full.person("Ola Lindqvist") == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Prof. Mara Lindqvist", ["Mara Lindqvist"]),
        ("mara", ["Mara Lindqvist"]),
        ("Lindqvist", ["Mara Lindqvist"]),
        ("okoro", ["Tomas Okoro"]),
        ("tomas", ["Tomas Okoro"]),
        ("Okoro Tomas", ["Tomas Okoro"]),
        ("pia", ["Pia Lindqvist"]),
        ("nobody", []),
        ("", []),
        ("%", []),
    ],
)
def test_whom_a_name_means(full: Store, name: str, found: list[str]) -> None:
    assert [person.name for person in full.person(name)] == found


def test_a_surname_that_several_have(full: Store) -> None:
    full.add(note("Tea Okoro said hm.", Person("Tea Okoro"), source="c.txt", says="said hm"))
    assert [person.name for person in full.person("Okoro")] == ["Tomas Okoro", "Tea Okoro"]


def test_words_in_a_name(full: Store) -> None:
    found = full.people("lindqvist")
    assert [person.name for person in found] == ["Mara Lindqvist", "Pia Lindqvist"]
    assert full.people("lind") == []
    assert len(full.people("  ")) == 3
