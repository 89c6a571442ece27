"""``quotes topics show``: all that is known of a topic."""

from __future__ import annotations

from quotes.cli.listings.topic_cards import CARDS
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url
from quotes.cli.topics import Label


@output_options
def show(form: Format, label: Label, db: Database = None) -> None:
    """Show a topic: its names and patterns, what is above and below it, who changed it.

    \b
    Example:
      quotes topics show "climate change"
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        card = store.curation.card(label)
    write([card], CARDS, form)
