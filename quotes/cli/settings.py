"""Settings: the flag, then the ``QUOTES_*`` variable, then the config file, then the default."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import typer

from quotes.errors import QuotesError

DEFAULT_DATABASE = "quotes.db"

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        envvar="QUOTES_DB",
        metavar="URL",
        help="The database: a file, or a URL such as postgresql://host/name. "
        "Without it: `db` in the config file, then quotes.db in the current folder.",
        show_default=False,
    ),
]


def config_file() -> Path:
    """Where the user's settings are read from."""
    from platformdirs import user_config_path

    return user_config_path("quotes") / "config.toml"


def database_url(given: str | None) -> str:
    """The path or URL of the database to use; ``given`` is what flag or variable said."""
    return given or _configured_database() or DEFAULT_DATABASE


def _configured_database() -> str | None:
    file = config_file()
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuotesError(f"The config file {file} cannot be read: {error}; mend it.") from error
    database = settings.get("db")
    if database is not None and not (isinstance(database, str) and database):
        raise QuotesError(f'In {file}, db must be a text such as "sqlite:///quotes.db".')
    return database
