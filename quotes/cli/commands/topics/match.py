"""``quotes topics match``: which topics a text would get."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.topic_matches import MATCHES
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url


@output_options
def match(
    form: Format,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What a quotation may say.")],
    db: Database = None,
) -> None:
    """Show which topics of the vocabulary a text would get, and why.

    A topic that is only close in meaning is given to a quotation whose article names it elsewhere.

    \b
    Example:
      quotes topics match "Sea levels rise faster than we thought."
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        found = store.curation.match(text)
    write(found, MATCHES, form)
    if not found:
        typer.echo("No topic of the vocabulary fits.", err=True)
