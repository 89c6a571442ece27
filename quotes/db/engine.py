"""Connections: database addresses, how SQLite is set up, and errors in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from quotes.errors import StoreError

# Lists too long for one SQL statement.


Item = TypeVar("Item")

SIZE = 500


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of at most 500, fewer than the variables that SQLite allows."""
    rest = iter(items)
    while part := list(islice(rest, SIZE)):
        yield part


BUSY_SECONDS = 10

_WRITES = "quotes_writes"

_SQLITE_TROUBLES = {
    "disk is full": "There is no room left for the database {db}; free some disk space and try "
    "again, nothing was half-written.",
    "disk i/o error": "The disk failed while the database {db} was read or written; check the disk "
    "and try again.",
    "readonly database": "The database {db} is read-only; give yourself the right to write it and "
    "its folder.",
    "is locked": "The database {db} is in use by another program; try again when that has ended.",
    "not a database": "{db} is not a database; give another --db.",
    "malformed": "The database {db} is damaged; restore it from a backup or make a new one with "
    "`quotes init`.",
    "unable to open": "The database {db} cannot be opened; check that its folder exists and that "
    "you may read and write there.",
    "no such table": "The database {db} lacks tables of quotes; run `quotes init` on a new one.",
}


def database_url(address: str) -> URL:
    """The SQLAlchemy URL of a database address, which may be the plain path of a SQLite file.

    :raises StoreError: the address is no URL of a database that is known.
    """
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).expanduser()))
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise StoreError(
            f"{address.partition('://')[0]}:// does not begin the address of a database that "
            "quotes knows; give a path, sqlite:/// or postgresql://."
        ) from None
    if url.get_backend_name() == "sqlite" and (url.host or url.username or url.port):
        raise StoreError(f"{address} names a computer; write sqlite:/// and then the path.")
    return url


def shown(url: URL) -> str:
    """The database as a message names it: the path of a SQLite file, else the URL, no password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database, None for other databases, in memory, or a ``file:`` URI."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return None if str(url.database).startswith("file:") else Path(str(url.database))


def make_engine(url: URL) -> Engine:
    """An engine for the URL; SQLite gets WAL, foreign keys and whole transactions.

    :raises StoreError: the driver of the database is not installed.
    """
    sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS} if sqlite else {})
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The database {shown(url)} needs the Python package {error.name}; install it first."
        ) from None
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take SQLite's write lock at their very beginning.

    A transaction that first reads and then writes would otherwise fail, without waiting,
    whenever another program wrote in between.
    """
    return engine.execution_options(**{_WRITES: True})


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: it leaves out CREATE and PRAGMA.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def plain_errors(url: URL) -> Iterator[None]:
    """Turn what a database driver raises into a :class:`StoreError` of one sentence."""
    try:
        yield
    except IntegrityError as error:
        raise StoreError(
            f"The database {shown(url)} refused a row ({_cause(error)}); nothing of it was kept."
        ) from error
    except SQLAlchemyError as error:
        raise StoreError(_sentence(_cause(error), url)) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            "The text holds half characters (lone surrogates) that no database can keep; "
            "save it as UTF-8 first."
        ) from error


def _cause(error: SQLAlchemyError) -> str:
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _sentence(cause: str, url: URL) -> str:
    for trouble, sentence in _SQLITE_TROUBLES.items():
        if trouble in cause.lower():
            return sentence.format(db=shown(url))
    return f"The database {shown(url)} failed: {cause.rstrip('.')}."
