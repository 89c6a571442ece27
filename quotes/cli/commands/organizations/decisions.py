"""``quotes organizations decisions``: the log of what humans decided."""

from __future__ import annotations

import typer

from quotes.cli.decisions import DECISIONS
from quotes.cli.options import Database, database_url
from quotes.cli.output import Format, output_options, write


@output_options
def decisions(form: Format, db: Database = None) -> None:
    """List what was decided on organisations, the latest first.

    Each with its id, who decided, when and why, and whether it was undone.

    \b
    Example:
      quotes organizations decisions --json
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.organization_decisions()
    write(found, DECISIONS, form)
    if not found:
        typer.echo("Nothing was decided yet.", err=True)
