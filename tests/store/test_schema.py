from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine

from quotes.errors import StoreError
from quotes.store import Query, Store, revision, schema, upgrade
from quotes.store.engine import database_url, make_engine
from quotes.store.models import Base
from tests.store.made import check_search_index, ferry, raw


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": schema.compared, "compare_type": True}
        )
        return list(compare_metadata(context, Base.metadata))


def parts(sql: str) -> list[str]:
    """What stands between the commas of the outer brackets."""
    found, depth = [""], 0
    for char in sql[sql.index("(") + 1 : sql.rindex(")")]:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            found.append("")
        else:
            found[-1] += char
    return [part.strip() for part in found]


def definitions(engine: Engine) -> dict[str, list[str]]:
    """The parts of each CREATE TABLE in an order of their own, to see constraints as well."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        )
        return {
            name: sorted(parts(re.sub(r"\s+", " ", sql)))
            for name, sql in rows
            if schema.compared(name, "table", {}) and name != "alembic_version"
        }


@pytest.fixture
def older(path: Path) -> Path:
    """A database of revision 0001 with an article in it."""
    engine = make_engine(database_url(str(path)))
    assert schema.migrate(engine, "0001") == "0001"
    engine.dispose()
    with raw(path) as connection:
        connection.executescript(
            """
            INSERT INTO extraction_runs VALUES (1, '1', 'm', '{}', '2024-01-01', '2024-01-01');
            INSERT INTO articles (id, public_id, version, run_id, source, authors, language,
                sha256, text)
            VALUES (1, 'a', 1, 1, 'a.txt', '[]', 'en', 'ab', 'The ferry stops.');
            INSERT INTO addresses VALUES (1, 'a.txt', 1);
            INSERT INTO quotations (id, public_id, article_id, run_id, kind, act, text,
                context_start, context, confidence, origin)
            VALUES (1, 'abcdef', 1, 1, 'direct', 'statement', 'The ferry stops.', 0,
                'The ferry stops.', 0.9, 'machine');
            """
        )
    return path


@pytest.mark.parametrize("start", [None, "0001"])
def test_migrations_make_what_the_models_say(start: str | None, path: Path) -> None:
    engine = make_engine(database_url(str(path)))
    if start:
        schema.migrate(engine, start)
    schema.migrate(engine)
    modelled = create_engine("sqlite://")
    Base.metadata.create_all(modelled)
    try:
        assert differences(engine) == []
        assert definitions(engine) == definitions(modelled)
    finally:
        engine.dispose()
        modelled.dispose()


@pytest.mark.usefixtures("store")
def test_a_missing_column_would_be_seen(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("ALTER TABLE outlets ADD COLUMN country TEXT")
    engine = make_engine(database_url(str(path)))
    assert differences(engine) != []
    engine.dispose()


def test_migrations_can_be_undone(path: Path) -> None:
    from alembic import command

    engine = make_engine(database_url(str(path)))
    schema.migrate(engine)
    with engine.begin() as connection:
        command.downgrade(schema.config(connection), "base")
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    engine.dispose()
    assert [name for name in left if not name.startswith("sqlite_")] == [
        "alembic_version",
    ]


def test_an_older_database_is_upgraded_and_can_be_searched(older: Path) -> None:
    with pytest.raises(StoreError, match="older version of quotes; run `quotes db upgrade`"):
        Store.open(str(older))
    assert revision(str(older)) == ("0001", schema.head())
    assert upgrade(str(older)) == schema.head()
    check_search_index(older)
    with Store.open(str(older)) as store:
        assert [row.id for row in store.search(Query(text="ferries"))] == ["abcdef"]


def test_create_upgrades_an_older_database(older: Path) -> None:
    with Store.create(str(older)) as store:
        assert store.revision() == schema.head()
        assert store.stats().quotations == 1


def test_create_opens_what_is_there(path: Path) -> None:
    with Store.create(str(path)) as store:
        store.add(ferry())
    with Store.create(str(path)) as store:
        assert store.stats().articles == 1


def test_an_upgrade_that_breaks_a_reference_is_taken_back(older: Path) -> None:
    with raw(older) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE quotations SET article_id = 99")
    with pytest.raises(StoreError, match="refers to a row of articles that is missing"):
        upgrade(str(older))
    assert revision(str(older))[0] == "0001"


@pytest.mark.usefixtures("store")
def test_a_newer_database_is_left_alone(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for use in (Store.open, Store.create, upgrade):
        with pytest.raises(StoreError, match="made by a newer version of quotes; update"):
            use(str(path))
    assert revision(str(path)) == ("9999", schema.head())


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    for use in (Store.open, Store.create, upgrade):
        with pytest.raises(StoreError, match="was not made by quotes"):
            use(str(path))


def test_missing_places_say_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    for use in (Store.open, upgrade, revision):
        with pytest.raises(StoreError, match="run `quotes init`"):
            use(str(missing))
    assert not missing.exists()
    with pytest.raises(StoreError, match="is a folder"):
        Store.create(str(tmp_path))
    with pytest.raises(StoreError, match=r"folder .* does not exist"):
        Store.create(str(tmp_path / "no" / "quotes.db"))


def test_an_empty_file_is_not_yet_a_database(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="run `quotes init`"):
        Store.open(str(path))
    with Store.create(str(path)) as store:
        assert store.revision() == schema.head()


@pytest.mark.parametrize("use", [Store.open, Store.create, upgrade, revision])
def test_a_file_that_is_no_database(use: object, path: Path) -> None:
    path.write_text("Dear reader, " * 500, encoding="utf-8")
    with pytest.raises(StoreError, match="is not a database"):
        use(str(path))  # type: ignore[operator]
    assert path.read_text(encoding="utf-8").startswith("Dear reader")


def test_odd_characters_in_the_path(tmp_path: Path) -> None:
    odd = tmp_path / "100% of 'it' ?#"
    odd.mkdir()
    file = odd / "a%20b%.db"
    with Store.create(str(file)) as store:
        assert store.add(ferry()) == "added"
    assert file.is_file()
    with Store.open(str(file)) as store:
        assert store.stats().articles == 1


@pytest.mark.usefixtures("store")
def test_foreign_keys_are_named(path: Path) -> None:
    with raw(path) as connection:
        tables = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()
    foreign = [
        line for (sql,) in tables if sql for line in sql.split("\n") if "FOREIGN KEY" in line
    ]
    assert len(foreign) >= 20
    assert all("CONSTRAINT fk_" in line for line in foreign)


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
