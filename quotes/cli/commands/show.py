"""``quotes show``: one quotation and everything known about it."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.quotations import QUOTATION
from quotes.cli.listings.why import EXPLAINED, Explained
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url
from quotes.errors import QuotesError


@output_options
def show(
    form: Format,
    quotation_id: Annotated[
        str, typer.Argument(metavar="QUOTE-ID", help="The id, as `quotes search` shows it.")
    ],
    why: Annotated[
        bool, typer.Option("--why", help="Show why the speakers are who they are said to be.")
    ] = False,
    db: Database = None,
) -> None:
    """Show one quotation marked in its paragraph.

    Below the paragraph stands everything known about it; with --why also how the speakers were
    found, who else was weighed, and what ties them to the people of other articles.

    \b
    Example:
      quotes show 1f0c9a2e77b04d51
      quotes show 1f0c9a2e77b04d51 --why
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        row = store.quotation(quotation_id)
        speakers = store.explain(row.id) if row and why else ()
    if row is None:
        raise QuotesError(
            f"There is no quotation {quotation_id} in the database; "
            "`quotes search` shows the ids of those there are."
        )
    if why:
        write([Explained(row, speakers)], EXPLAINED, form)
    else:
        write([row], QUOTATION, form)
