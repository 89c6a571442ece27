"""``quotes db``: the version of the database."""

from __future__ import annotations

import typer

from quotes.cli.command import command
from quotes.cli.settings import Database, database_url

app = typer.Typer(
    help="Look after the database.",
    no_args_is_help=True,
)


def upgrade(db: Database = None) -> None:
    """Bring an older database up to date.

    Nothing that is stored is lost.

    \b
    Example:
      quotes db upgrade
    """
    from quotes.store import upgrade as upgrade_store

    typer.echo(f"The database is at version {upgrade_store(database_url(db))}.")


def current(db: Database = None) -> None:
    """Show the version of the database.

    Beside it stands the version that this program needs, if that is another.

    \b
    Example:
      quotes db current
    """
    from quotes.store import revision

    has, needs = revision(database_url(db))
    if has == needs:
        typer.echo(f"The database is at version {has}, up to date.")
    else:
        typer.echo(
            f"The database is at version {has or 'none'}, this program needs {needs}: "
            "run `quotes db upgrade`."
        )


command(app, upgrade)
command(app, current)
