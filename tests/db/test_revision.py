from __future__ import annotations

from pathlib import Path

import pytest

from quotes.db.engine import Revision, head, revision
from quotes.errors import StoreError
from quotes.store.store import Store, upgrade
from tests.store.made import ferry, raw


def test_create_opens_what_is_there(path: Path) -> None:
    with Store(str(path)) as store:
        store.add(ferry())
    with Store(str(path)) as store:
        assert store.stats().articles == 1


@pytest.mark.usefixtures("store")
def test_a_newer_database_is_left_alone(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for use in (Store.open, Store, upgrade):
        with pytest.raises(StoreError, match="made by a newer version of quotes; update"):
            use(str(path))
    assert revision(str(path)) == Revision("9999", head(), "newer")


@pytest.mark.parametrize("alembic", [False, True])
def test_a_database_of_another_program_is_left_alone(path: Path, alembic: bool) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
        if alembic:
            connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
            connection.execute("INSERT INTO alembic_version VALUES (?)", (head(),))
    for use in (Store.open, Store, upgrade, revision):
        with pytest.raises(StoreError, match="was not made by quotes"):
            use(str(path))


def test_missing_places_say_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    for use in (Store.open, upgrade, revision):
        with pytest.raises(StoreError, match="run `quotes init`"):
            use(str(missing))
    assert not missing.exists()
    with pytest.raises(StoreError, match="is a folder"):
        Store(str(tmp_path))
    with pytest.raises(StoreError, match=r"folder .* does not exist"):
        Store(str(tmp_path / "no" / "quotes.db"))


def test_an_empty_file_is_not_yet_a_database(path: Path) -> None:
    path.touch()
    for use in (Store.open, upgrade, revision):
        with pytest.raises(StoreError, match="run `quotes init`"):
            use(str(path))
    with Store(str(path)) as store:
        assert store.revision() == head()


@pytest.mark.parametrize("use", [Store.open, Store, upgrade, revision])
def test_a_file_that_is_no_database(use: object, path: Path) -> None:
    path.write_text("Dear reader, " * 500, encoding="utf-8")
    with pytest.raises(StoreError, match="is not a database"):
        use(str(path))  # type: ignore[operator]
    assert path.read_text(encoding="utf-8").startswith("Dear reader")


def test_odd_characters_in_the_path(tmp_path: Path) -> None:
    odd = tmp_path / "100% of 'it' ?#"
    odd.mkdir()
    file = odd / "a%20b%.db"
    with Store(str(file)) as store:
        assert store.add(ferry()) == "added"
    assert file.is_file()
    with Store.open(str(file)) as store:
        assert store.stats().articles == 1


def test_the_view_joins_what_belongs_to_a_quotation(path: Path, store: Store) -> None:
    store.add(ferry())
    with raw(path) as connection:
        rows = connection.execute(
            "SELECT speaker, role, organization, outlet, title, current FROM quotation_view "
            "WHERE text LIKE '%ferry will stop%'"
        ).fetchall()
    assert rows == [
        (
            "Mara Lindqvist",
            "director",
            "Harbour Office",
            "The Skarholm Courier",
            "Ferry to Skarholm stops",
            1,
        )
    ]
