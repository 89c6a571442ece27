"""``quotes stance set``: what a human says of a quotation's side."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from quotes.article import Polarity
from quotes.cli.deciding import By, Why, author
from quotes.cli.listings.words import one_line
from quotes.cli.settings import Database, database_url

Side = Literal["support", "oppose", "neutral", "none"]


def set_(
    quotation_id: Annotated[
        str, typer.Argument(metavar="QUOTE-ID", help="The id, as `quotes search` shows it.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="What the side is taken towards.")
    ],
    side: Annotated[
        Side, typer.Argument(metavar="SIDE", help="support, oppose, neutral, or none: no side.")
    ],
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Say which side a quotation takes towards a target.

    What you say goes before what the machine found on the same target, and stays when the article
    is read again. Saying it anew replaces what was said; `none` takes the side away.

    \b
    Example:
      quotes stance set 1f0c9a2e77b04d51 "water price" oppose --why "she says so below"
      quotes stance set 1f0c9a2e77b04d51 "the mayor" none
    """
    from quotes.store import Store

    polarity: Polarity | None = None if side == "none" else side
    with Store.open(database_url(db)) as store:
        row = store.set_stance(quotation_id, target, polarity, author(by), why)
    said = {"support": "supports", "oppose": "opposes", "neutral": "is neutral on"}
    takes = said.get(side, "takes no side on")
    typer.echo(f"Quotation {row.id} {takes} {one_line(target)}.")
