"""``quotes organizations list``: which bodies articles name."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.organizations import ORGANIZATIONS
from quotes.cli.options import Database, database_url
from quotes.cli.output import Format, output_options, write


@output_options
def list_(
    form: Format,
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="Words of one of its names.", show_default=False),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    db: Database = None,
) -> None:
    """List the organisations, the most quoted first.

    Those count that speak themselves or have somebody in post who does. The word `list` can be
    left out, except before the name of another command.

    \b
    Example:
      quotes organizations list
      quotes organizations "harbour" --json
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.organizations(text, limit or None)
    write(found, ORGANIZATIONS, form)
    if not found:
        typer.echo("No organisation fits; ask for less.", err=True)
