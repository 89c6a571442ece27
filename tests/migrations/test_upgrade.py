"""A database at the first revision comes to the newest one with all that it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from typer.testing import CliRunner

from quotes.cli.app import app
from quotes.db.engine import Revision, config, database_url, make_engine, migrate, revision
from quotes.db.rows import Query
from quotes.errors import StoreError
from quotes.store.store import Store, upgrade
from tests.migrations.conftest import FIRST, Grow
from tests.store.made import check_search_index, raw

KEPT = (
    "addresses",
    "person_aliases",
    "articles",
    "contacts",
    "decisions",
    "organizations",
    "people",
    "pieces",
    "posts",
    "quotation_topics",
    "quotations",
    "speakers",
    "stances",
    "topic_verdicts",
    "vocabulary_topics",
)
"""Tables none of whose rows a revision may lose; one that renames a table renames it here."""


def counts(path: Path, tables: tuple[str, ...]) -> dict[str, int]:
    with raw(path) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in tables
        }


def lost(path: Path) -> list[tuple[str, str]]:
    """Which revision after the first loses rows of which table."""
    scripts = ScriptDirectory.from_config(config(None)).walk_revisions()
    engine = make_engine(database_url(str(path)))
    found = []
    before = counts(path, KEPT)
    for script in reversed([one for one in scripts if one.revision != FIRST]):
        migrate(engine, script.revision)
        after = counts(path, KEPT)
        found += [(script.revision, table) for table in KEPT if after[table] < before[table]]
        before = after
    engine.dispose()
    return found


def check_answers(path: Path) -> None:
    """The store tells of the first revision's rows what was written then."""
    check_search_index(path)
    with Store.open(str(path)) as store:
        (row,) = store.search(Query(text="ferries stop"))
        (speaker,) = row.speakers
        assert (row.id, row.text) == ("abcdef01", "the ferries stop in May")
        assert (speaker.name, speaker.role, speaker.organization, speaker.person_id) == (
            "Ann Vale",
            "director",
            "Harbour Office",
            1,
        )
        assert (row.article.title, row.article.outlet) == ("Ferries", "Isle Post")
        assert {link.topic for link in row.topics} == {"ferry", "transport"}
        assert [one.id for one in store.search(Query(unnamed=True))] == ["abcdef02"]
        (person,) = store.person("the sphinx")
        assert (person.id, person.name, person.qid, person.quotations) == (1, "Ann Vale", "Q5", 1)
        assert [(one.kind, one.name, one.undone_by) for one in store.decisions("person")] == [
            ("split", None, "bo"),
            ("alias", "The Sphinx", None),
        ]
        assert [one.name for one in store.organizations("HO")] == ["Harbour Office"]
        assert store.stats().articles == 2


def test_the_base_has_rows_in_every_table(first: Path) -> None:
    with raw(first) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        ).fetchall()
    assert 0 not in counts(first, tuple(name for (name,) in tables)).values()


def test_no_revision_loses_what_the_first_one_held(first: Path) -> None:
    assert lost(first) == []
    check_answers(first)


def test_a_revision_that_loses_rows_would_be_seen(first: Path, grow: Grow) -> None:
    grow("DELETE FROM speakers")
    assert lost(first) == [("next", "speakers")]


def test_an_older_database_is_upgraded(older: Path) -> None:
    with pytest.raises(StoreError, match="older version of quotes; run `quotes db upgrade`"):
        Store.open(str(older))
    assert revision(str(older)) == Revision(FIRST, "next", "older")
    assert upgrade(str(older)) == "next"
    assert revision(str(older)) == Revision("next", "next", "current")
    check_answers(older)


def test_create_upgrades_an_older_database(older: Path) -> None:
    with Store(str(older)) as store:
        assert store.revision() == "next"
    check_answers(older)


def test_an_upgrade_that_breaks_a_reference_is_taken_back(older: Path) -> None:
    with raw(older) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE quotations SET article_id = 99 WHERE id = 1")
    with pytest.raises(StoreError, match="refers to a row of articles that is missing"):
        upgrade(str(older))
    assert revision(str(older)).found == FIRST


def test_what_the_command_line_says_of_an_older_database(older: Path) -> None:
    def said(command: str) -> str:
        done = CliRunner().invoke(app, ["db", command, "--db", str(older)])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert said("current") == (
        "The database is at version 0001, this program needs next: run `quotes db upgrade`.\n"
    )
    assert said("upgrade") == "The database is at version next.\n"
    assert said("current") == "The database is at version next, up to date.\n"
