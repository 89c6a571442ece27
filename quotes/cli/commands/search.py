"""``quotes search``: who said what."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from quotes.cli.listings.quotations import QUOTATIONS
from quotes.cli.output import Format, output_options, write
from quotes.cli.querying import meant, query_options
from quotes.cli.settings import Database, database_url
from quotes.store.rows import Query, Sort


@output_options
@query_options
def search(
    form: Format,
    query: Query,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    sort: Annotated[Sort, typer.Option(help="Which come first.")] = "relevance",
    db: Database = None,
) -> None:
    """Find quotations; every condition given must hold.

    \b
    Example:
      quotes search "water price" --stance oppose --since 2026
      quotes search --about "global warming" --org "Harbour Institute"
      quotes search --person Okonedo --sort newest --csv
      quotes search --unnamed --max-grade 1 --outlet "Harbour Gazette"
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        found = store.search(meant(replace(query, limit=limit or None, sort=sort), store))
    write(found, QUOTATIONS, form)
    if not found:
        typer.echo("No quotation fits; ask for less.", err=True)
