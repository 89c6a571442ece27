"""Databases at the first revision, and a revision after the newest one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quotes.db import engine as schema
from quotes.db.engine import database_url, make_engine
from tests.store.made import raw

FIRST = "0001"
ROWS = Path(__file__).with_name("first.sql")
NEXT = """
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade():
    op.execute("{statement}")
"""

Grow = Callable[[str], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quotes.db"


@pytest.fixture
def first(path: Path) -> Path:
    """A database at the first revision, with rows in every table."""
    engine = make_engine(database_url(str(path)))
    assert schema.migrate(engine, FIRST) == FIRST
    engine.dispose()
    with raw(path) as connection:
        connection.executescript(ROWS.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Grow:
    """Lets the program know one revision more, which runs a statement."""

    def grow(statement: str) -> None:
        grown = tmp_path / "migrations"
        shutil.copytree(schema.migrations(), grown, ignore=shutil.ignore_patterns("__pycache__"))
        written = NEXT.format(head=schema.head(), statement=statement)
        (grown / "versions" / "next.py").write_text(written, encoding="utf-8")
        monkeypatch.setattr(schema, "migrations", lambda: grown)

    return grow


@pytest.fixture
def older(first: Path, grow: Grow) -> Path:
    """A database at the first revision, which is not the newest one."""
    grow("ALTER TABLE outlets ADD COLUMN country TEXT")
    return first
