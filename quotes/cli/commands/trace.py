"""``quotes trace``: where a quotation comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.traces import TRACES
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url


@output_options
def trace(
    form: Format,
    quotation: Annotated[
        str,
        typer.Argument(
            metavar="QUOTE",
            help="The id, as `quotes search` shows it, or the words themselves.",
        ),
    ],
    db: Database = None,
) -> None:
    """Show where a quotation comes from.

    All articles with these words are listed, the earliest first, also where the words are trimmed
    or changed a little, and what changed. Copies of one article, and articles credited to one
    agency or outlet, are one source and stand together; the independent outlets are counted.

    \b
    Example:
      quotes trace 1f0c9a2e77b04d51
      quotes trace "We will not sell the mill"
    """
    from quotes.check.tracing.trace import trace as trace_words
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        write([trace_words(store, quotation)], TRACES, form)
