"""``quotes db``: the version of the database, and what can be made again from its texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from quotes.cli.command import command
from quotes.cli.interrupt import finishing
from quotes.cli.listings.words import count
from quotes.cli.output import console
from quotes.cli.settings import Database, database_url

if TYPE_CHECKING:
    from quotes.store import Store

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

    version = revision(database_url(db))
    if version.state == "current":
        typer.echo(f"The database is at version {version.found}, up to date.")
    else:
        mend = "update the program" if version.state == "newer" else "run `quotes db upgrade`"
        typer.echo(
            f"The database is at version {version.found}, this program needs {version.newest}: "
            f"{mend}."
        )


def reindex(db: Database = None) -> None:
    """Make the vectors that are missing, and the index of words anew.

    Quotations that were stored before there were vectors, or with those of another model, get
    theirs, so that `quotes search --about` finds them by meaning, and the topics close to them. A
    run that was interrupted keeps what it did; the same command again does the rest.

    \b
    Example:
      quotes db reindex
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        made = sum(_vectors(store))
        with finishing():
            store.curation.settle_all()
            store.rebuild_words()
    typer.echo(f"{count(made, 'vector')} made; the index of words was made anew.")


def _vectors(store: Store) -> Iterator[int]:
    """How many vectors each batch made; the progress is shown on stderr if that is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    terminal = console(stderr=True)
    batches = store.make_vectors()
    with Progress(
        *columns,
        console=terminal,
        transient=True,
        redirect_stdout=False,
        disable=not terminal.is_terminal,
    ) as bar:
        task = bar.add_task("Vectors", total=store.without_vectors(current=False))
        while True:
            with finishing():
                made = next(batches, 0)
            if not made:
                return
            bar.advance(task, made)
            yield made


command(app, upgrade)
command(app, current)
command(app, reindex)
