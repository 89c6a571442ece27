"""``quotes organizations maybe``: pairs left to a human."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.organizations import PAIRS
from quotes.cli.options import Database, database_url
from quotes.cli.output import Format, output_options, write


@output_options
def maybe(
    form: Format,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    db: Database = None,
) -> None:
    """List the pairs of organisations that share a name or an abbreviation.

    `quotes organizations same` and `quotes organizations different` decide.

    \b
    Example:
      quotes organizations maybe
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.organization_pairs(limit or None)
    write(found, PAIRS, form)
    if not found:
        typer.echo("No two organisations are left to be decided on.", err=True)
