from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from quotes.db import engine
from quotes.db.rows import Query
from quotes.errors import StoreError
from quotes.store.store import Store
from quotes.types import Article, Extraction, Stance
from tests.store.made import check_search_index, dump, ferry, note, raw


@contextmanager
def every_connection(statement: str) -> Iterator[None]:
    """Run a statement on each new connection of any engine."""

    def run(connection: Any, _: Any) -> None:
        connection.execute(statement)

    event.listen(Engine, "connect", run)
    try:
        yield
    finally:
        event.remove(Engine, "connect", run)


def many(count: int) -> Iterator[Extraction]:
    for number in range(count):
        yield ferry(source=f"{number}.txt", text=f"{ferry().article.text}\nNumber {number}.\n")


def test_addresses() -> None:
    assert str(engine.database_url("news.db")) == "sqlite:///news.db"
    assert str(engine.database_url("sqlite:////data/news.db")) == "sqlite:////data/news.db"
    assert engine.database_url("~/news.db").database == str(Path.home() / "news.db")
    url = engine.database_url("postgresql://ida:secret@host/news")
    assert url.drivername == "postgresql"
    assert "secret" not in engine.shown(url)


@pytest.mark.parametrize("address", ["birds://x", "http://example.org/x.db"])
def test_addresses_of_no_database(address: str) -> None:
    with pytest.raises(StoreError, match="does not begin the address"):
        Store.open(address)


def test_a_slash_too_few() -> None:
    with pytest.raises(StoreError, match="write sqlite:/// and then the path"):
        Store.open("sqlite://news.db")


def test_a_store_in_memory() -> None:
    with Store("sqlite://") as store:
        assert store.add(ferry()) == "added"
        assert len(store.search(Query(text="ferry"))) == 2


@pytest.mark.usefixtures("store")
def test_how_sqlite_is_set_up(path: Path) -> None:
    opened = engine.make_engine(engine.database_url(str(path)))
    with opened.connect() as connection:
        set_to = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    opened.dispose()
    assert set_to == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 1,
        "busy_timeout": 10_000,
    }


def test_a_full_disk_leaves_whole_articles(path: Path) -> None:
    Store(str(path)).close()
    with raw(path) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    full = every_connection(f"PRAGMA max_page_count = {pages + 20}")
    with full, Store.open(str(path)) as store:
        with pytest.raises(StoreError, match=r"no room left .* nothing was half-written\.$"):
            list(map(store.add, many(500)))
        stored = store.stats().articles
        assert store.stats().quotations == 5 * stored
    assert stored
    check_search_index(path)
    with Store.open(str(path)) as store:
        assert store.stats().articles == stored
        added = [store.add(extraction) for extraction in many(stored + 3)]
    assert added == ["unchanged"] * stored + ["added"] * 3


def test_a_full_disk_while_the_database_is_made(path: Path) -> None:
    with (
        every_connection("PRAGMA max_page_count = 10"),
        pytest.raises(StoreError, match="no room left"),
    ):
        Store(str(path))
    with pytest.raises(StoreError, match="run `quotes init`"):
        Store.open(str(path))
    with Store(str(path)) as store:
        assert store.add(ferry()) == "added"


class Interrupting(tuple[Stance, ...]):
    """Stances at which the user presses Ctrl-C."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Stance]:
        raise KeyboardInterrupt


def interrupted() -> Extraction:
    whole = ferry(source="second.txt", text=f"{ferry().article.text}\nMore.\n")
    last = whole.quotations[-1]
    object.__setattr__(last, "stances", Interrupting())
    return whole


def test_an_interrupted_run_leaves_whole_articles(path: Path, store: Store) -> None:
    store.add(ferry())
    before = dump(path)
    with pytest.raises(KeyboardInterrupt):
        store.add(interrupted())
    assert dump(path) == before
    second = ferry(source="second.txt", text=f"{ferry().article.text}\nMore.\n")
    assert [store.add(ferry()), store.add(second)] == ["unchanged", "added"]
    assert store.stats().quotations == 10
    check_search_index(path)


def test_a_row_that_is_refused_takes_the_whole_article_with_it(path: Path, store: Store) -> None:
    before = dump(path)
    whole = ferry()
    twice = Extraction(whole.article, whole.people, (*whole.quotations, whole.quotations[0]))
    with pytest.raises(StoreError, match=r"refused a row .*quotations\.public_id.* nothing of it"):
        store.add(twice)
    assert dump(path) == before
    assert store.add(whole) == "added"


def test_a_failure_after_a_first_run_does_not_lose_the_run(path: Path, store: Store) -> None:
    with raw(path) as connection:
        connection.execute(
            "CREATE TRIGGER no BEFORE INSERT ON pieces BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(StoreError):
        store.add(ferry())
    with raw(path) as connection:
        connection.execute("DROP TRIGGER no")
    assert store.add(ferry()) == "added"
    assert store.add(note("Bo Ek sang.", source="b.txt", program="1")) == "added"
    with raw(path) as connection:
        runs = connection.execute("SELECT program, model, settings FROM extraction_runs").fetchall()
    assert runs == [("1", "m", '{"threshold": "0.5"}'), ("1", "m", "{}")]


def test_a_locked_database(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    with Store(str(path)) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            store.add(ferry())
        assert store.search(Query()) == []
        other.rollback()
        assert store.add(ferry()) == "added"


def test_a_read_only_database(path: Path) -> None:
    with Store(str(path)) as store:
        store.add(ferry())
    with Store.open(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert store.add(ferry()) == "unchanged"
        assert len(store.search(Query(text="island"))) == 4
        with pytest.raises(StoreError, match="is read-only"):
            store.add(ferry(program="2"))


def test_a_damaged_database(path: Path) -> None:
    with Store(str(path)) as store:
        for extraction in many(20):
            store.add(extraction)
    content = bytearray(path.read_bytes())
    for page in range(4096 * 3, len(content), 4096):
        content[page : page + 200] = b"\xff" * 200
    path.write_bytes(content)
    with (
        pytest.raises(StoreError, match=r"is damaged; restore it|failed"),
        Store.open(str(path)) as s,
    ):
        s.search(Query())


@pytest.mark.parametrize(
    "use", [lambda store: store.search(Query(text="x")), lambda store: store.stats()]
)
def test_a_database_without_its_tables(
    use: Callable[[Store], object], path: Path, store: Store
) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP VIEW quotation_view")
        connection.execute("DROP TABLE articles")
    with pytest.raises(StoreError, match="lacks tables"):
        use(store)


def test_half_characters_are_refused(store: Store) -> None:
    broken = Extraction(Article(text="\ud800 broken", source="a.txt"))
    with pytest.raises(StoreError, match="half characters"):
        store.add(broken)
    assert store.stats().articles == 0


@pytest.mark.skipif(find_spec("psycopg") is not None, reason="the driver is installed")
def test_postgresql_needs_its_driver() -> None:
    with pytest.raises(StoreError, match="needs the Python package psycopg"):
        Store.open("postgresql://localhost/none")
