"""``quotes init``: make a database."""

from __future__ import annotations

import typer

from quotes.cli.settings import Database, database_url


def init(db: Database = None) -> None:
    """Make an empty database for articles and quotations.

    \b
    Example:
      quotes init
      quotes init --db newsroom.db
    """
    from quotes.store import Store

    Store.create(database_url(db)).close()
    typer.echo("The database is ready; fill it with `quotes add PATH` or `quotes seed`.")
