"""Revisions of the schema: which one a database has, and bringing it to the newest by Alembic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never

from sqlalchemy import Connection, Engine, column, inspect, select, table

from quotes.db.engine import (
    database_url,
    for_writing,
    make_engine,
    plain_errors,
    shown,
    sqlite_file,
)
from quotes.db.matching import SEARCH_TABLE
from quotes.db.tables import QuotationTable
from quotes.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

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
    raise StoreError(_sentence(found, shown(engine.url)))


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


def _sentence(state: State, database: str) -> str:
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
