"""Whom a name means that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.db.rows import PersonRow, PostRow
from quotes.entities.naming import (
    MOST_LISTED,
    NameResolution,
    NobodyNamedError,
    SeveralNamedError,
    listed,
)
from quotes.entities.requests import AddAlias, Merge, Rename
from quotes.errors import QuotesError, UsageError
from quotes.store.store import Store
from tests.stances.made import said

CARTERS = (
    ("James Carter", "chief constable", "Harrow Police", "2019-05-01"),
    ("James Carter", "minister", "Ministry of Health", "2021-02-01"),
    ("James Carter", "violinist", "Lowland Orchestra", "2003-07-01"),
    ("Anna Carter", "minister", "Ministry of Roads", "2011-07-01"),
    ("Lucía Öhberg-Sand", "harbour master", "Port of Orr", "2015-07-01"),
)


@pytest.fixture(scope="module")
def made(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = copy(blank, tmp_path_factory.mktemp("naming") / "quotes.db")
    with Store.open(path) as store:
        for name, role, at, on in CARTERS:
            store.add(said(name, f"Words of the {role}.", on=on, role=role, at=at))
        store.add(
            said(
                "James Carter",
                "More of the law.",
                on="2021-06-01",
                role=CARTERS[0][1],
                at=CARTERS[0][2],
            )
        )
        yield store


def roles(store: Store, asked: str) -> list[str | None]:
    return [person.posts[0].role for person in store.named(asked).people]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("James Carter", ["chief constable", "minister", "violinist"]),
        ("james  CARTER ", ["chief constable", "minister", "violinist"]),
        ("Mr Carter", ["chief constable", "minister", "minister", "violinist"]),
        ("James Carter, police", ["chief constable"]),
        ("James Carter, Harrow", ["chief constable"]),
        ("carter, chief constable of Harrow Police", ["chief constable"]),
        ("Carter, orchestra", ["violinist"]),
        ("Carter, minister", ["minister", "minister"]),
        ("Carter, Ministry of Roads", ["minister"]),
        ("Chief Constable Carter", ["chief constable"]),
        ("the violinist James Carter", ["violinist"]),
        ("Minister Carter", ["minister", "minister"]),
        ("Minister James Carter", ["minister"]),
        ("Professor James Carter", ["chief constable", "minister", "violinist"]),
        ("Carter, Anna", ["minister"]),
        ("lucia ohberg-sand", ["harbour master"]),
        ("Lucia", ["harbour master"]),
        ("James Carter, plumber", []),
        ("James Carter, 99999", []),
        ("Carter, lic", []),
        ("Jamie Nobody", []),
        (", police", []),
        ("Carter,", ["chief constable", "minister", "minister", "violinist"]),
    ],
)
def test_whom_a_name_means(made: Store, asked: str, found: list[str]) -> None:
    assert sorted(filter(None, roles(made, asked))) == sorted(found)


def test_the_outcome_and_the_only_one(made: Store) -> None:
    one, several, nobody = map(made.named, ("Carter, police", "Carter", "Nobody Atall"))
    assert (one.outcome, several.outcome, nobody.outcome) == ("one", "several", "nobody")
    assert one.only == one.people[0]
    with pytest.raises(SeveralNamedError, match="4 people of that name") as error:
        _ = several.only
    assert isinstance(error.value, UsageError)
    with pytest.raises(NobodyNamedError, match="Nobody in the database is called Nobody Atall"):
        _ = nobody.only


def test_the_list_tells_number_name_post_body_years_and_quotations(made: Store) -> None:
    lines = listed(made.named("James Carter").people).splitlines()
    told = [re.split(r"  +", line.strip()) for line in lines]
    assert [row[1:] for row in told] == [
        ["James Carter", "chief constable, Harrow Police", "2019-2021", "2 quotations"],
        ["James Carter", "minister, Ministry of Health", "2021", "1 quotation"],
        ["James Carter", "violinist, Lowland Orchestra", "2003", "1 quotation"],
    ]
    for row in told:
        assert [str(person.id) for person in made.named(row[0]).people] == [row[0]]


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("James Karter", {"James Carter"}),
        ("Jamse Carter", {"James Carter"}),
        ("Anna Cartar", {"Anna Carter"}),
        ("James Carter, plumber", {"James Carter"}),
        ("Lucia Oeberg-Sand", {"Lucía Öhberg-Sand"}),
        ("Cartr", {"James Carter", "Anna Carter"}),
        ("Zzyzx Qqq", set()),
        ("77777", set()),
    ],
)
def test_who_is_near_is_offered_where_nobody_has_the_name(
    made: Store, asked: str, near: set[str]
) -> None:
    found = made.named(asked)
    assert found.people == ()
    assert {person.name for person in found.near} >= near
    assert bool(found.near) == bool(near)
    message = str(NobodyNamedError(found))
    for person in found.near:
        assert f"  {person.id}  {person.name}" in message


def test_a_number_that_nobody_has(made: Store) -> None:
    with pytest.raises(NobodyNamedError, match="There is no person 77777"):
        _ = made.named("77777").only


def person(number: int, name: str, *posts: PostRow) -> PersonRow:
    return PersonRow(number, name, (), posts, 0, 0, 0, None, None)


def held(role: str | None, body: str | None, status: str = "current") -> PostRow:
    return PostRow(role, body, None, date(2020, 1, 1), date(2022, 1, 1), "", None, status)  # type: ignore[arg-type]


def test_a_list_holds_what_cannot_steer_a_terminal() -> None:
    harsh = person(7, "A\x1b[31m\nB", held("mayor\r\n", "Orr", "former"))
    assert listed([harsh]) == "  7  A [31m B  former mayor, Orr  2020-2022  0 quotations"
    assert listed([person(7, "A", held("governor", "Orr", "elect"))]).count("(elect)") == 1


def test_a_long_list_is_cut() -> None:
    everybody = [person(number, "A. B.") for number in range(MOST_LISTED + 3)]
    assert listed(everybody).splitlines()[-1].strip().startswith("and 3 more")
    asked_back = str(SeveralNamedError(NameResolution("A. B.", tuple(everybody))))
    assert asked_back.startswith(f"{MOST_LISTED + 3} people of that name:\n")
    assert asked_back.endswith("\nGive the number of one.")


def test_a_name_with_a_comma_is_a_name(store: Store) -> None:
    store.add(said("Ann Vale", "Yes."))
    store.add(said("Ann Vale", "No, no."))
    first, second = (row.id for row in store.person("Ann Vale"))
    store.decide(Rename(str(second), "Ann Vale, nurse"), "ida")
    assert store.named("ann vale, NURSE").only.id == second
    store.decide(AddAlias(str(first), "Vale, Ann Mary"), "ida")
    assert store.named("Vale, Ann Mary").only.id == first


def test_who_was_merged_is_found_by_both_numbers_and_both_names(store: Store) -> None:
    store.add(said("Ann Vale", "Yes.", role="mayor", at="Orr Council"))
    store.add(said("Ann Crane", "No.", role="vet", at="Bay Clinic"))
    vale, crane = (store.named(name).only.id for name in ("Ann Vale", "Ann Crane"))
    store.decide(Merge(str(vale), str(crane)), "ida")
    for asked in ("Ann Vale", "Crane", str(crane), f"Crane, {crane}", "Vale, vet", "Crane, mayor"):
        assert store.named(asked).only.id == vale


# Invariants over made archives.

NAMES = ("Ann Vale", "Ann Crane", "Bo Vale", "Vale", "Ann Mary Vale", "Dr. Ann Vale", "Q7 Vale")
ROLES = (None, "mayor", "vet", "deputy mayor", "minister")
BODIES = ("Orr Council", "Bay Clinic", "Ministry of Roads", "Vale, Sons & Co")

people = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES), st.sampled_from(BODIES)),
    min_size=1,
    max_size=6,
)
many = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def archive_of(
    blank: Path, folder: str, entries: list[tuple[str, str | None, str]], merges: list[int]
) -> Store:
    store = Store.open(copy(blank, Path(folder) / "quotes.db"))
    for number, (name, role, at) in enumerate(entries):
        store.add(said(name, f"Number {number}.", role=role, at=at if role else None))
    for first, second in pairwise(merges):
        ids = [person.id for person in store.people(limit=None)]
        pair = ids[first % len(ids)], ids[second % len(ids)]
        if pair[0] != pair[1]:
            store.decide(Merge(*map(str, pair)), "ida")
    return store


@many
@given(entries=people, merges=st.lists(st.integers(0, 5), max_size=3), asked=st.sampled_from(NAMES))
def test_what_is_shown_can_be_asked_for(
    blank: Path, entries: list[tuple[str, str | None, str]], merges: list[int], asked: str
) -> None:
    with TemporaryDirectory() as folder, archive_of(blank, folder, entries, merges) as store:
        found = store.named(asked)
        for shown in (*found.people, *found.near):
            assert store.named(str(shown.id)).people == (shown,)
        for shown in found.people:
            assert store.named(f"{asked}, {shown.id}").people == (shown,)
        if found.outcome == "several":
            with pytest.raises(SeveralNamedError) as error:
                _ = found.only
            offered = re.search(r'"(.+)"\.$', str(error.value))
            if offered:
                assert store.named(offered[1]).only in found.people
        for person in store.people(limit=None):
            for name in (person.name, *person.aliases):
                assert person in store.named(name).people
        if asked in {name for name, _, _ in entries}:
            assert found.people


@given(asked=st.text(max_size=30) | st.text("Cater,0123456789Q %_\\'\"", max_size=20))
def test_no_text_is_wrong(made: Store, asked: str) -> None:
    found = made.named(asked)
    assert (found.outcome == "nobody") == (not found.people)
    if found.outcome != "one":
        with pytest.raises(QuotesError):
            _ = found.only
