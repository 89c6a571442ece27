"""``quotes topics rename``: the label that is shown."""

from __future__ import annotations

from quotes.cli.deciding import By, Why, author
from quotes.cli.settings import Database, database_url
from quotes.cli.topics import Label, NewLabel, tell


def rename(old: Label, new: NewLabel, why: Why = None, by: By = None, db: Database = None) -> None:
    """Show a topic under another label; the former one stays a name of it.

    \b
    Example:
      quotes topics rename "military drill" "military exercises"
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        made = store.curation.rename(old, new.strip(), author(by), why)
    tell(f"{old} is now called {made.topic}", made)
