"""``quotes stats``: what the database holds."""

from __future__ import annotations

from quotes.cli.listings.figures import STATS
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url


@output_options
def stats(form: Format, db: Database = None) -> None:
    """Count what the database holds.

    \b
    Example:
      quotes stats
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        figures = store.stats()
    write([figures], STATS, form)
