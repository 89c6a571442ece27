"""``quotes people maybe``: pairs left to a human."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.decisions import MAYBE
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
    """List the pairs of people who may be one, the likeliest first.

    With each stand a score from 0 to 1 and what speaks for and against it. `quotes people same`
    and `quotes people different` decide.

    \b
    Example:
      quotes people maybe
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.maybe(limit or None)
    write(found, MAYBE, form)
    if not found:
        typer.echo("No two people are left to be decided on.", err=True)
