"""``quotes people alias``: names that no article uses."""

from __future__ import annotations

import typer

from quotes.cli.deciding import By, NewName, Person, Why, author, decide
from quotes.cli.decisions import sentence
from quotes.cli.options import Database, database_url
from quotes.cli.run import command

app = typer.Typer(help="Names by which a person is found too.", no_args_is_help=True)


def add(person: Person, name: NewName, why: Why = None, by: By = None, db: Database = None) -> None:
    """Let a person be found under another name too.

    \b
    Example:
      quotes people alias add 3 "Maren Brandvold"
    """
    from quotes.entities.decisions import AddAlias

    decide(AddAlias(person, name), by, why, db)


def remove(
    person: Person, name: NewName, why: Why = None, by: By = None, db: Database = None
) -> None:
    """Take back a name that `alias add` gave.

    \b
    Example:
      quotes people alias remove 3 "Maren Brandvold"
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        undone = store.remove_alias(person, name, author(by), why)
    typer.echo(f"Undone is decision {undone.id}: {sentence(undone)}.")


command(app, add)
command(app, remove)
