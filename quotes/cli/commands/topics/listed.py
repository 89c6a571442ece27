"""``quotes topics list``: what is talked about."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.topics import TOPICS
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url


@output_options
def list_(
    form: Format,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Words of the topic.", show_default=False)
    ] = None,
    curated: Annotated[
        bool,
        typer.Option(
            "--curated", help="The vocabulary only, with what no quotation is about as well."
        ),
    ] = False,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    db: Database = None,
) -> None:
    """List the topics, the most quoted first.

    Phrases that most articles have come later than their number of quotations says. The word
    `list` can be left out, except before the name of another command.

    \b
    Example:
      quotes topics list --curated --limit 0
      quotes topics water --csv
      quotes topics
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        found = store.topics(text, limit or None, curated=curated)
    write(found, TOPICS, form)
    if not found:
        typer.echo("No topic fits; ask for less.", err=True)
