from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.db.rows import ImportRow, PersonRow
from quotes.entities.requests import Different, Merge, Split
from quotes.errors import QuotesError
from quotes.store.store import Store
from quotes.types import Contact, ContactPost, Extraction, Person
from tests.store.made import dump, ferry, note, post

DIRECTOR = ContactPost("director", "Harbour Office", None, organization_qid="Q77", line=2)
MARA = Contact("Mara Lindqvist", ("M. A. Lindqvist",), (DIRECTOR,), "Q5", 2)
BARE = Contact("Mara Lindqvist", line=2)


def imported(store: Store, *contacts: Contact) -> ImportRow:
    return store.import_contacts(contacts, "desk.csv", "ada", "the desk's list")


def counts(row: ImportRow) -> tuple[int, int, int, int]:
    return row.added, row.matched, row.unchanged, row.maybe


def later(role: str | None = "director", organization: str | None = "Harbour Office") -> Extraction:
    text = f"Mara Lindqvist, {role} of the {organization}, said no."
    held = (post(text, text[16:-9], role, organization),) if role else ()
    person = Person("Mara Lindqvist", (), held)
    return note(text, person, says="said no", source="later.txt", published=date(2025, 1, 1))


def called(store: Store, name: str = "Mara Lindqvist") -> list[PersonRow]:
    return store.person(name)


def test_a_listed_person_is_known_without_any_article(store: Store) -> None:
    assert counts(imported(store, MARA)) == (1, 0, 0, 0)
    (mara,) = called(store)
    assert (mara.name, mara.aliases, mara.qid) == ("Mara Lindqvist", ("M. A. Lindqvist",), "Q5")
    (held,) = mara.posts
    assert (held.role, held.organization, held.article_id) == ("director", "Harbour Office", None)
    assert held.evidence.startswith("desk.csv, line 2, imported by ada on 20")
    assert (mara.quotations, mara.first) == (0, None)
    assert store.people() == called(store, "q5") == called(store, "M. A. Lindqvist") == [mara]


def test_an_article_with_an_agreeing_post_means_the_listed_person(store: Store) -> None:
    imported(store, MARA)
    store.add(later())
    (mara,) = called(store)
    assert (mara.qid, mara.quotations) == ("Q5", 1)
    (held,) = mara.posts
    assert (held.first_seen, held.evidence[:8]) == (date(2025, 1, 1), "director")


@pytest.mark.parametrize(
    ("listed", "found"),
    [(MARA, later(None, None)), (BARE, later()), (BARE, later(None, None))],
)
def test_a_name_alone_is_left_to_a_human(store: Store, listed: Contact, found: Extraction) -> None:
    imported(store, listed)
    store.add(found)
    assert len(called(store)) == 2
    (pair,) = store.maybe()
    assert {pair.person, pair.other} == {person.id for person in called(store)}


def test_whom_articles_know_gets_what_the_list_says(store: Store) -> None:
    store.add(ferry())
    assert counts(imported(store, MARA)) == (0, 1, 0, 0)
    (mara,) = called(store)
    assert (mara.qid, mara.quotations) == ("Q5", 2)
    assert "M. A. Lindqvist" in mara.aliases
    (office,) = store.organizations("harbour")
    assert office.qid == "Q77"
    assert store.maybe() == []


def test_a_bare_name_of_the_list_is_a_pair(store: Store) -> None:
    store.add(ferry())
    assert counts(imported(store, BARE)) == (1, 0, 0, 1)
    (pair,) = store.maybe()
    assert pair.evidence[0].kind == "name"
    store.decide(Different(str(pair.person), str(pair.other)), "ada")
    assert store.maybe() == []


def test_a_person_of_another_post_stays_another(store: Store) -> None:
    store.add(ferry())
    nurse = replace(MARA, posts=(ContactPost("nurse", "Olave Hospital", None),))
    assert imported(store, nurse).added == 1
    assert sorted(person.quotations for person in called(store)) == [0, 2]


def test_two_qids_are_two_people(store: Store) -> None:
    imported(store, replace(MARA, posts=()))
    imported(store, replace(MARA, posts=(), qid="Q6"))
    assert {person.qid for person in called(store)} == {"Q5", "Q6"}
    assert store.maybe() == []


def test_rows_of_one_qid_or_of_one_name_are_one_person(store: Store) -> None:
    second = ContactPost("trustee", "Isle Museum", None, line=3)
    other = Contact("Tea Okoro", (), (second,), line=4)
    rows = (MARA, Contact("Mara Lindqvist", (), (second,), "Q5", 3), other, replace(other, line=5))
    assert counts(imported(store, *rows)) == (2, 0, 0, 0)
    assert [len(one.posts) for one in (*called(store), *called(store, "Tea Okoro"))] == [2, 1]


def test_what_is_new_of_a_listed_person_is_added(store: Store) -> None:
    imported(store, replace(MARA, qid=None))
    chair = ContactPost("chair", "Isle Museum", None, line=9)
    more = replace(MARA, aliases=("Mara L.",), posts=(DIRECTOR, chair))
    assert counts(imported(store, more)) == (0, 1, 0, 0)
    (mara,) = called(store)
    assert (mara.qid, len(mara.posts)) == ("Q5", 2)
    assert set(mara.aliases) == {"M. A. Lindqvist", "Mara L."}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            (Contact("Tomas Okoro", qid="Q5", line=7),),
            "line 7: Q5 is Mara Lindqvist already, not Tomas Okoro",
        ),
        ((replace(MARA, qid="Q8", line=3),), "line 3: Mara Lindqvist is known as Q5, not Q8"),
        (
            (Contact("Tea Okoro", posts=(replace(DIRECTOR, organization_qid="Q9", line=4),)),),
            "line 4: Harbour Office is known as Q77, not Q9",
        ),
        (
            (Contact("Tea Okoro", qid="Q6"), Contact("Ola Berg", qid="Q6", line=3)),
            "line 3: Q6 is Tea Okoro in the list, not Ola Berg",
        ),
        (
            (BARE, replace(BARE, qid="Q6"), replace(BARE, qid="Q7")),
            "line 2: Mara Lindqvist is Q6 and Q7 in the list; add the QID",
        ),
    ],
)
def test_a_contradiction_is_refused_with_its_line(
    rows: tuple[Contact, ...], said: str, store: Store, path: Path
) -> None:
    imported(store, MARA)
    before = dump(path)
    with pytest.raises(QuotesError) as refused:
        imported(store, Contact("Pia Holm", line=1), *rows)
    assert str(refused.value) == f"desk.csv: {said}; nothing was imported."
    assert dump(path) == before


def test_the_list_outlives_reading_everything_again(store: Store) -> None:
    store.add(ferry())
    imported(store, MARA, Contact("Tea Okoro", qid="Q6"))
    before = store.people()
    store.add(ferry(program="2"))
    store.add(ferry(program="3", text=ferry().article.text + "\nMore follows.\n"))
    assert {(one.id, one.name, one.qid) for one in store.people()} == {
        (one.id, one.name, one.qid) for one in before
    }


def test_contacts_follow_decisions_and_their_undoing(store: Store) -> None:
    store.add(ferry())
    imported(store, BARE, Contact("Mara Lind", qid="Q5"))
    before = store.people()
    (lind,) = called(store, "Q5")
    (mara,) = [one for one in called(store) if one.quotations]
    merged = store.decide(Merge(str(mara.id), str(lind.id)), "ada")
    (one,) = called(store, "Q5")
    assert (one.id, one.name, "Mara Lind" in one.aliases) == (mara.id, "Mara Lindqvist", True)
    store.undo(merged.id, "ada")
    assert store.people() == before


def test_a_wrong_match_can_be_split(store: Store) -> None:
    store.add(ferry())
    imported(store, MARA)
    (mara,) = called(store)
    split = store.decide(Split(str(mara.id), (ferry().article.id,)), "ada")
    listed, found = sorted(called(store), key=lambda one: one.quotations)
    assert (listed.id, listed.qid, len(listed.posts)) == (mara.id, "Q5", 1)
    assert (found.qid, found.quotations) == (None, 2)
    store.undo(split.id, "ada")
    assert called(store) == [mara]


def test_a_former_post_ends_and_a_listed_day_counts(store: Store) -> None:
    ended = ContactPost("mayor", "Skarholm", None, None, date(2015, 1, 1), date(2019, 12, 31))
    imported(store, Contact("Ola Berg", posts=(ended,)))
    (berg,) = called(store, "Ola Berg")
    former, held = berg.posts
    assert (former.status, former.first_seen) == ("former", date(2020, 1, 1))
    assert (held.status, held.first_seen, held.ended) == (
        "current",
        date(2015, 1, 1),
        date(2020, 1, 1),
    )


_NAMES = st.sampled_from(["Mara Lindqvist", "Dr. Mara Lindqvist", "Tomas Okoro", "Tea Okoro"])
_POSTS = st.builds(
    ContactPost,
    role=st.sampled_from(["director", "nurse", "mayor"]),
    organization=st.sampled_from(["Harbour Office", "Skarholm Council", None]),
    unit=st.none(),
    status=st.sampled_from([None, "former"]),
    end=st.sampled_from([None, date(2020, 5, 1)]),
)
_LISTS = st.lists(
    st.builds(
        Contact,
        name=_NAMES,
        aliases=st.sampled_from([(), ("Lindqvist",)]),
        posts=st.lists(_POSTS, max_size=2).map(tuple),
        qid=st.sampled_from([None, "Q1", "Q2"]),
    ),
    max_size=5,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=_LISTS, second=_LISTS)
def test_a_list_imported_twice_changes_nothing(
    blank: Path, first: list[Contact], second: list[Contact]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(copy(blank, Path(folder) / "quotes.db"))
        with Store.open(str(path)) as store:
            store.add(ferry())
            for contacts in (first, second):
                try:
                    once = imported(store, *contacts)
                except QuotesError:
                    continue
                known = dump(path)
                assert once.people == once.added + once.matched + once.unchanged
                assert counts(imported(store, *contacts)) == (0, 0, once.people, 0)
                assert dump(path) == known
