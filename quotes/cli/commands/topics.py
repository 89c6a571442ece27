"""``quotes topics``: what is talked about."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.topics import TOPICS
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url


@output_options
def topics(
    form: Format,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Words of the topic.", show_default=False)
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    db: Database = None,
) -> None:
    """List the topics, the most quoted first.

    \b
    Example:
      quotes topics
      quotes topics water --csv
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        found = store.topics(text, limit or None)
    write(found, TOPICS, form)
    if not found:
        typer.echo("No topic fits; ask for less.", err=True)
