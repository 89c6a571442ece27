"""Official registers: read, imported and taken back as a whole, and asked for offices."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quotes.errors import IngestError, QuotesError, UsageError
from quotes.ingest.register import read_register
from quotes.store.store import Store
from scripts.evaluation.register import check_offices, check_renamings

TABLES = {
    "person": (
        "id,name,start_date,end_date\n"
        "p1,Emil Brandt,,2015-01-01\np1,Lord Brandt,2015-01-01,\np2,Nadia Holt,,\n"
    ),
    "post": (
        "id,organisation_id,display_name,name\n"
        "o1,b1,Harbour Secretary,Secretary of State for Harbours\n"
        "o2,b2,Coast Secretary,Secretary of State for the Coast and Harbours\n"
    ),
    "organisation": "id,name\nb1,Department for Harbours\nb2,Department for the Coast\n",
    "appointment": (
        "id,person_id,post_id,start_date,end_date\n"
        "a1,p1,o1,2010-05-01,2016-07-01\na2,p2,o2,2016-07-01,\na3,p2,o1,2014-01-01,2014-02-01\n"
    ),
    "appointment_characteristics": "appointment_id,is_acting\na3,True\n",
    "post_relationship": ("post_id,group_name,group_seniority\no1,Harbours,SoS\no2,Harbours,SoS\n"),
    "organisation_link": (
        "predecessor_organisation_id,successor_organisation_id,type,link_start_date\n"
        "b1,b2,Name change,2016-07-01\n"
    ),
}


def written(folder: Path, **changed: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in (TABLES | changed).items():
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(text.encode()))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "ministers")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "register.db") as opened:
        yield opened


def held(store: Store, name: str, on: date) -> list[str]:
    return [holder.name for office in store.office(name, on) for holder in office.holders]


def test_an_office_on_a_day(store: Store, folder: Path) -> None:
    made = store.import_register(read_register(folder), "ada", "the list of May")
    assert (made.people, made.appointments, made.organizations) == (2, 3, 2)
    name = "Secretary of State for Harbours"
    assert held(store, name, date(2010, 4, 30)) == []
    assert held(store, name, date(2010, 5, 1)) == ["Emil Brandt"]
    assert held(store, name, date(2015, 5, 1)) == ["Lord Brandt"]
    assert held(store, name, date(2016, 7, 1)) == []
    assert held(store, "Secretary of State for the Coast and Harbours", date(2020, 1, 1)) == [
        "Nadia Holt"
    ]


def test_in_another_s_stead_counts_only_where_nobody_else_holds_it(
    store: Store, folder: Path
) -> None:
    store.import_register(read_register(folder), "ada")
    assert held(store, "Secretary of State for Harbours", date(2014, 1, 15)) == ["Emil Brandt"]


def test_a_field_leads_to_the_offices_that_are_one(store: Store, folder: Path) -> None:
    store.import_register(read_register(folder), "ada")
    assert held(store, "harbours secretary", date(2012, 1, 1)) == ["Emil Brandt"]
    assert held(store, "harbours secretary", date(2018, 1, 1)) == ["Nadia Holt"]


def test_the_check_finds_nothing_wrong_and_a_changed_store_wrong(
    store: Store, folder: Path
) -> None:
    register = read_register(folder)
    store.import_register(register, "ada")
    assert check_offices(store, register, 2020).wrong == ()
    assert check_renamings(store, register).wrong == ()
    store.undo_import(1, "ada")
    assert len(check_renamings(store, register).wrong) == 4
    assert check_offices(store, register, 2020).wrong != ()


def test_the_same_files_change_nothing(store: Store, folder: Path) -> None:
    first = store.import_register(read_register(folder), "ada")
    again = store.import_register(read_register(folder), "bo")
    assert (again.id, again.by, again.unchanged) == (first.id, "ada", True)
    assert len(store.registers()) == 1


def test_other_files_take_the_place_of_the_earlier(store: Store, folder: Path) -> None:
    store.import_register(read_register(folder), "ada")
    written(folder, appointment=TABLES["appointment"].replace("a2,p2,o2", "a2,p1,o2"))
    store.import_register(read_register(folder), "bo")
    newer, older = store.registers()
    assert (newer.undone_at, older.undone_by) == (None, "bo")
    assert held(store, "Secretary of State for the Coast and Harbours", date(2020, 1, 1)) == [
        "Lord Brandt"
    ]


def test_a_register_is_taken_back_as_a_whole(store: Store, folder: Path) -> None:
    made = store.import_register(read_register(folder), "ada")
    store.undo_import(made.id, "bo", "of another country")
    assert not store.office("Secretary of State for Harbours")
    with pytest.raises(UsageError, match="undone already"):
        store.undo_import(made.id, "bo")
    with pytest.raises(QuotesError, match="no import 9"):
        store.undo_import(9, "bo")
    store.import_register(read_register(folder), "ada")
    assert held(store, "Secretary of State for Harbours", date(2012, 1, 1)) == ["Emil Brandt"]


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("person", "id,start_date,end_date\n", "has no column name"),
        ("appointment", "id,person_id,post_id,start_date,end_date\na1,p1,o1,,\n", "no start_date"),
        (
            "appointment",
            "id,person_id,post_id,start_date,end_date\na1,p1,o9,2010-01-01,\n",
            "no known post: o9",
        ),
        (
            "appointment",
            "id,person_id,post_id,start_date,end_date\na1,p9,o1,2010-01-01,\n",
            "nobody known: p9",
        ),
        (
            "appointment",
            "id,person_id,post_id,start_date,end_date\na1,p1,o1,2010-02-30,\n",
            "line 2, has no day of the calendar",
        ),
    ],
)
def test_a_bad_register_is_refused_with_a_sentence(
    folder: Path, table: str, text: str, message: str
) -> None:
    written(folder, **{table: text})
    with pytest.raises(IngestError, match=message):
        read_register(folder)


def test_a_folder_without_the_tables_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="is no register"):
        read_register(tmp_path)
