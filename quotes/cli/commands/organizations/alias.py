"""``quotes organizations alias``: names that no article uses."""

from __future__ import annotations

import typer

from quotes.cli.deciding import Body, By, NewName, Why, decide_organization
from quotes.cli.options import Database
from quotes.cli.run import command

app = typer.Typer(help="Names by which an organisation is found too.", no_args_is_help=True)


def add(
    organization: Body, name: NewName, why: Why = None, by: By = None, db: Database = None
) -> None:
    """Let an organisation be found under another name too.

    `quotes organizations undo` takes the decision back.

    \b
    Example:
      quotes organizations alias add 3 "the river centre"
    """
    from quotes.entities.decisions import AddAlias

    decide_organization(AddAlias(organization, name), by, why, db)


command(app, add)
