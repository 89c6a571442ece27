"""The metadata for Datasette name what a database has."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    found = yaml.safe_load((DOCS / "datasette.yaml").read_text(encoding="utf-8"))
    database: dict[str, Any] = found["databases"]["quotes"]
    return database


def columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_every_table_and_column_is_there(blank: Path, shown: dict[str, Any]) -> None:
    connection = sqlite3.connect(blank)
    for table, facts in shown["tables"].items():
        named = {*facts.get("facets", ()), facts.get("label_column"), facts.get("sort_desc")}
        assert columns(connection, table), table
        assert named - {None} <= columns(connection, table), table
    connection.close()


def test_what_foreign_keys_lead_to_has_a_label(blank: Path, shown: dict[str, Any]) -> None:
    connection = sqlite3.connect(blank)
    tables = {name for name, facts in shown["tables"].items() if not facts.get("hidden")}
    led_to = {
        row[2]
        for table in tables
        for row in connection.execute(f"PRAGMA foreign_key_list({table})")
    }
    connection.close()
    unlabelled = {name for name in led_to if "label_column" not in shown["tables"].get(name, {})}
    assert unlabelled == {"extraction_runs", "decisions"} & led_to


def test_queries_run(blank: Path, shown: dict[str, Any]) -> None:
    connection = sqlite3.connect(blank)
    for query in shown["queries"].values():
        assert connection.execute(query["sql"], {"speaker": "", "topic": ""}).fetchall() == []
    connection.close()


def test_the_page_names_every_column_of_the_view(blank: Path) -> None:
    connection = sqlite3.connect(blank)
    page = (DOCS / "datasette.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in page for column in columns(connection, "quotation_view"))
    connection.close()
