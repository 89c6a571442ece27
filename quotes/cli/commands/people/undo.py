"""``quotes people undo``: a decision is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.deciding import By, Why, author
from quotes.cli.decisions import sentence
from quotes.cli.options import Database, database_url


def undo(
    decision: Annotated[
        int,
        typer.Argument(
            min=1,
            max=10**18,
            metavar="DECISION-ID",
            help="The id, as `quotes people decisions` shows it.",
        ),
    ],
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Take back a decision.

    Any decision can be undone, not only the last one; the others stay. It stays in the log.

    \b
    Example:
      quotes people undo 4 --why "they are sisters"
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        undone = store.undo(decision, author(by), why)
    typer.echo(f"Undone is decision {undone.id}: {sentence(undone)}.")
