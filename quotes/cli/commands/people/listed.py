"""``quotes people list``: who is quoted."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.people import PEOPLE
from quotes.cli.options import Database, database_url
from quotes.cli.output import Format, output_options, write


@output_options
def list_(
    form: Format,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Words of the name.", show_default=False)
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    db: Database = None,
) -> None:
    """List the people, the most quoted first.

    The word `list` can be left out, except before the name of another command.

    \b
    Example:
      quotes people list
      quotes people okonedo --json
      quotes people list merge
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.people(text, limit or None)
    write(found, PEOPLE, form)
    if not found:
        typer.echo("No person fits; ask for less.", err=True)
