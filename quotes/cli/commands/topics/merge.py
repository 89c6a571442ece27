"""``quotes topics merge``: two topics are one."""

from __future__ import annotations

from quotes.cli.deciding import By, Why, author
from quotes.cli.settings import Database, database_url
from quotes.cli.topics import From, Into, tell


def merge(gone: From, into: Into, why: Why = None, by: By = None, db: Database = None) -> None:
    """Make the first topic part of the second, which keeps its label.

    The label of the first becomes a name of the second, in articles to come too.

    \b
    Example:
      quotes topics merge "wind levy" "wind power"
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        made = store.curation.merge(gone, into, author(by), why)
    tell(f"{gone} is now part of {made.topic}", made)
