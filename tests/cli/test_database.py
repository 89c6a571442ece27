from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from quotes.db.engine import head
from tests.cli.conftest import Run

READERS = (
    ("search",),
    ("people",),
    ("topics",),
    ("stats",),
    ("person", "Ilse Brandvold"),
    ("show", "feedfacecafebeef"),
    ("add", "."),
    ("db", "current"),
    ("db", "upgrade"),
    ("db", "reindex"),
)


def test_init_makes_an_empty_database(run: Run, folder: Path) -> None:
    assert "ready" in run("init").stdout
    assert (folder / "quotes.db").is_file()
    assert "up to date" in run("db", "current").stdout
    run("db", "upgrade")
    assert '"articles": 0' in run("stats", "--nl").stdout


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_a_missing_database_is_said_in_one_sentence(
    run: Run, folder: Path, command: tuple[str, ...]
) -> None:
    result = run(*command, code=1)
    assert result.stdout == ""
    assert "quotes init" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (folder / "quotes.db").exists()


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_what_is_no_database_is_left_alone(
    run: Run, folder: Path, command: tuple[str, ...]
) -> None:
    (folder / "quotes.db").write_text("This is a shopping list, not a database.\n" * 100)
    before = (folder / "quotes.db").read_bytes()
    result = run(*command, code=1)
    assert result.stderr.startswith("quotes: ")
    assert result.stderr.count("\n") == 1
    assert (folder / "quotes.db").read_bytes() == before


def test_a_newer_database_is_refused(run: Run, filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    result = run("search", code=1)
    assert result.stderr.startswith("quotes: ")
    assert "internal error" not in result.stderr
    assert run("db", "current").stdout == (
        f"The database is at version 9999, this program needs {head()}: update the program.\n"
    )


def test_the_version_of_what_is_no_database_of_quotes_is_not_told(run: Run, folder: Path) -> None:
    file = folder / "quotes.db"
    file.touch()
    assert "run `quotes init`" in run("db", "current", code=1).stderr
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    assert "was not made by quotes" in run("db", "current", code=1).stderr


def test_reindex_makes_what_is_missing_once(run: Run, filled: Path) -> None:
    assert run("db", "reindex").stdout == ("3 vectors made; the index of words was made anew.\n")
    assert run("db", "reindex").stdout.startswith("0 vectors made;")
    with sqlite3.connect(filled) as connection:
        ((articles,),) = connection.execute("SELECT count(*) FROM vectors")
    connection.close()
    assert articles == 2
