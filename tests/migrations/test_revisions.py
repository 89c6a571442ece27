"""What holds of all revisions, and of the schema that they make together."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from sqlite3 import IntegrityError

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from quotes.db.engine import (
    compared,
    config,
    database_url,
    head,
    make_engine,
    migrate,
    migrations,
    revisions,
)
from quotes.db.tables import Base
from quotes.store.store import Store
from tests.migrations.conftest import FIRST
from tests.store.made import raw

REVISIONS = sorted((migrations() / "versions").glob("*.py"))
ALLOWED = {"alembic", "sqlalchemy", *sys.stdlib_module_names} - {"importlib", "runpy"}


def imported(source: str) -> set[str]:
    """The packages that a file imports, "." for its own."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else str(node.module).partition(".")[0])
    return found


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": compared, "compare_type": True}
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
            if compared(name, "table", {}) and name != "alembic_version"
        }


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda path: path.stem)
def test_a_revision_imports_nothing_that_may_change(revision: Path) -> None:
    assert imported(revision.read_text(encoding="utf-8")) <= ALLOWED


@pytest.mark.parametrize(
    "source",
    [
        "from quotes.text.normalize import fold",
        "import quotes.store as store",
        "def upgrade():\n    import quotes",
        "from . import helpers",
        "from importlib import import_module",
        "import numpy as np",
    ],
)
def test_an_import_that_may_change_would_be_seen(source: str) -> None:
    assert not imported(source) <= ALLOWED


def test_revisions_are_one_line_from_the_first() -> None:
    scripts = ScriptDirectory.from_config(config(None))
    assert scripts.get_bases() == [FIRST]
    assert scripts.get_heads() == [head()]
    assert [it.revision for it in scripts.walk_revisions()] == revisions()[::-1]
    assert len(revisions()) == len(REVISIONS)


@pytest.mark.parametrize("start", [None, FIRST])
def test_migrations_make_what_the_models_say(start: str | None, path: Path) -> None:
    engine = make_engine(database_url(str(path)))
    if start:
        migrate(engine, start)
    migrate(engine)
    modelled = create_engine("sqlite://")
    Base.metadata.create_all(modelled)
    try:
        assert differences(engine) == []
        assert definitions(engine) == definitions(modelled)
    finally:
        engine.dispose()
        modelled.dispose()


def test_a_difference_would_be_seen(path: Path) -> None:
    Store(str(path)).close()
    with raw(path) as connection:
        connection.execute("ALTER TABLE outlets ADD COLUMN country TEXT")
    engine = make_engine(database_url(str(path)))
    assert differences(engine) != []
    engine.dispose()


def test_the_first_revision_can_be_undone(first: Path) -> None:
    engine = make_engine(database_url(str(first)))
    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
    engine.dispose()
    with raw(first) as database:
        left = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
    assert [name for name in left if not name.startswith("sqlite_")] == ["alembic_version"]


def test_foreign_keys_are_named(first: Path) -> None:
    with raw(first) as connection:
        tables = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()
    foreign = [
        line for (sql,) in tables if sql for line in sql.split("\n") if "FOREIGN KEY" in line
    ]
    assert len(foreign) >= 20
    assert all("CONSTRAINT fk_" in line for line in foreign)


def test_other_programs_see_the_search_of_the_quotations(path: Path) -> None:
    """The condition is the one by which sqlite-utils and Datasette find it, and no other table."""
    Store(str(path)).close()
    condition = """rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content="quotations"%'"""
    with raw(path) as connection:
        found = connection.execute(f"SELECT name FROM sqlite_master WHERE {condition}").fetchall()
    assert found == [("quotation_search",)]


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        ("article_credits", "article_id, ordinal, kind, name", "1, 1, 'paper', 'X'"),
        (
            "article_credits",
            "article_id, ordinal, kind, evidence_start, evidence_end",
            "1, 1, 'agency', 4, 4",
        ),
        (
            "stances",
            "quotation_id, target, folded, score, origin, polarity",
            "1, 'x', 'x', 1.0, 'machine', NULL",
        ),
        (
            "stances",
            "quotation_id, target, folded, score, origin, polarity",
            "1, 'x', 'x', 1.0, 'human', NULL",
        ),
        (
            "stances",
            "quotation_id, target, folded, score, origin, polarity, words_start, words_end",
            "1, 'x', 'x', 1.0, 'machine', 'oppose', 4, 4",
        ),
        (
            "quotations",
            "public_id, article_id, kind, act, status, text, context_start, context, confidence, "
            "origin",
            "'x', 1, 'direct', 'statement', 'meant', 'x', 0, 'x', 0.5, 'machine'",
        ),
    ],
)
def test_what_no_row_may_say(first: Path, table: str, columns: str, values: str) -> None:
    engine = make_engine(database_url(str(first)))
    migrate(engine)
    engine.dispose()
    with pytest.raises(IntegrityError, match="CHECK"), raw(first) as connection:
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})")


def test_what_was_stored_without_a_status_was_said(first: Path) -> None:
    engine = make_engine(database_url(str(first)))
    migrate(engine)
    with raw(first) as connection:
        rows = connection.execute("SELECT quotation, status FROM quotation_view").fetchall()
        assert sorted(rows) == [("abcdef01", "said"), ("abcdef02", "said")]
    with engine.begin() as connection:
        command.downgrade(config(connection), FIRST)
    engine.dispose()
    with raw(first) as connection:
        for table in ("quotations", "quotation_view"):
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            assert "status" not in {column[1] for column in columns}


def test_sketches_go_with_their_vectors(first: Path) -> None:
    engine = make_engine(database_url(str(first)))
    migrate(engine)
    engine.dispose()
    with raw(first) as connection:
        connection.execute("DELETE FROM vectors WHERE article_id = 1")
        assert connection.execute("SELECT article_id FROM sketches").fetchall() == [(2,)]
