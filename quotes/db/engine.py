"""Connections: database addresses, how SQLite is set up, errors in plain words, and the revision of
the schema that a database has and is brought to by Alembic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, assert_never

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    column,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    table,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from quotes.db.matching import SEARCH_TABLE
from quotes.db.tables import QuotationTable
from quotes.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

# Lists too long for one SQL statement.


Item = TypeVar("Item")

SIZE = 500


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of at most 500, fewer than the variables that SQLite allows."""
    rest = iter(items)
    while part := list(islice(rest, SIZE)):
        yield part


BUSY_SECONDS = 10
CACHE_KIBIBYTES = 32 * 1024
"""What SQLite keeps of a database in memory: the inner pages of the indexes of 10,000 articles."""
CHECKPOINT_PAGES = 4000
"""After how many pages the log is written into the database; many are written into it again and
again, so that four times the usual number spares most of that."""

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
        f"cache_size = -{CACHE_KIBIBYTES}",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
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


# Revisions of the schema.

_VERSION = table("alembic_version", column("version_num"))
"""Where Alembic keeps the revision; it is read here, since loading Alembic takes long."""

_REVISION = re.compile(
    r'^revision = "(?P<revision>[^"]+)"\ndown_revision = (?:None|"(?P<before>[^"]+)")$',
    re.MULTILINE,
)

State = Literal["empty", "older", "current", "newer", "foreign"]


@dataclass(frozen=True, slots=True)
class Revision:
    """The revision that a database has, the newest one there is, and how the two stand."""

    found: str
    newest: str
    state: State


def migrations() -> Path:
    """The folder of the migrations: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "migrations"
    return packed if packed.is_dir() else package.parent / "migrations"


def config(connection: Connection | None) -> Config:
    """How Alembic runs here: no file of settings, on this connection, None to read scripts."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def compared(name: str | None, kind: str, _: object) -> bool:
    """Whether Alembic compares this with the models: not the full-text search's own."""
    return not (kind in ("table", "index") and name and name.startswith(SEARCH_TABLE))


def revisions() -> list[str]:
    """All revisions of the schema, the oldest first, as their files tell."""
    after: dict[str | None, str] = {}
    for file in (migrations() / "versions").glob("*.py"):
        if named := _REVISION.search(file.read_text(encoding="utf-8")):
            after[named["before"]] = named["revision"]
    found: list[str] = []
    while (following := after.get(found[-1] if found else None)) is not None:
        found.append(following)
    return found


def head() -> str:
    """The newest revision that this version of the program knows."""
    return revisions()[-1]


def current(connection: Connection) -> str | None:
    """The revision that the database has, None where it has none."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.scalar(select(_VERSION.c.version_num))
    return found


def state(connection: Connection) -> State:
    """How the database stands to this version of the program.

    "empty" has no tables at all, "foreign" those of another program, which may use Alembic too.
    """
    found = current(connection)
    tables = inspect(connection).get_table_names()
    if found is None or QuotationTable.__tablename__ not in tables:
        return "foreign" if tables else "empty"
    if found == head():
        return "current"
    return "older" if found in revisions() else "newer"


def migrate(engine: Engine, target: str = "head") -> str | None:
    """Bring the database up to a revision in one transaction; the revision it then has.

    Foreign keys are off meanwhile, because a SQLite table is altered by making it anew, and
    dropping the old one would delete all rows that refer to it.
    """
    from alembic import command

    with for_writing(engine).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        _enforce_foreign_keys(connection, on=False)
        try:
            with connection.begin():
                command.upgrade(config(connection), target)
                broken = sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if broken:
                    raise StoreError(
                        f"A row of {broken[0]} refers to a row of {broken[2]} that is missing; "
                        "the database was left as it was, restore it from a backup."
                    )
                return current(connection)
        finally:
            _enforce_foreign_keys(connection, on=True)


def require_place(engine: Engine, *, existing: bool) -> None:
    """Check what can be checked of a SQLite file before it is touched.

    :raises StoreError: it is a folder, lies in no folder, or is missing where it must exist.
    """
    path = sqlite_file(engine.url)
    if path is None:
        return
    if path.is_dir():
        raise StoreError(f"{path} is a folder; give the path of a database file.")
    if existing and not path.exists():
        raise StoreError(f"There is no database at {path}; run `quotes init` first.")
    if not path.parent.is_dir():
        raise StoreError(f"The folder {path.parent} does not exist; make it first.")


def require(engine: Engine, *states: State) -> State:
    """The state of the database, if it is one of these.

    :raises StoreError: the database is in another state; the message says what to do.
    """
    with engine.connect() as connection:
        found = state(connection)
    if found in states:
        return found
    raise StoreError(_advice(found, shown(engine.url)))


def revision(url: str) -> Revision:
    """The revision that the database at this address has, and the newest one there is.

    :raises StoreError: the database is missing, has no tables of quotes, or cannot be read.
    """
    engine = make_engine(database_url(url))
    with plain_errors(engine.url):
        try:
            require_place(engine, existing=True)
            found = require(engine, "older", "current", "newer")
            with engine.connect() as connection:
                return Revision(current(connection) or "", head(), found)
        finally:
            engine.dispose()


def _advice(state: State, database: str) -> str:
    """What a user is told who wants another state."""
    match state:
        case "empty":
            return f"There are no tables in the database {database}; run `quotes init` first."
        case "foreign":
            return f"The database {database} was not made by quotes; give another --db."
        case "older":
            return (
                f"The database {database} was made by an older version of quotes; run "
                "`quotes db upgrade`."
            )
        case "newer":
            return (
                f"The database {database} was made by a newer version of quotes; update the "
                "program."
            )
        case "current":
            return f"The database {database} is there already."
        case _:
            assert_never(state)


def _enforce_foreign_keys(connection: Connection, *, on: bool) -> None:
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
        cursor.close()
