"""``quotes topics set``: a human says what a quotation is about."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.deciding import By, Why, author
from quotes.cli.settings import Database, database_url


def set_(
    quotation: Annotated[
        str,
        typer.Argument(
            metavar="QUOTE-ID", help="The quotation, by its id or 6 digits that it begins with."
        ),
    ],
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="The topic, by label or name.")],
    denied: Annotated[bool, typer.Option("--not", help="It is not about this.")] = False,
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Say that a quotation is about a topic, or that it is not.

    Your word goes before what the program finds, and stays when the article is read again. What
    was said of the two before is forgotten.

    \b
    Example:
      quotes topics set 3f9a2c "water price"
      quotes topics set 3f9a2c weather --not --why "a figure of speech"
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        said = store.curation.judge(quotation, topic, author(by), why, holds=not denied)
    is_it = "is" if said.holds else "is not"
    typer.echo(f"Quotation {said.quotation} {is_it} about {said.topic}, says {said.by}.")
