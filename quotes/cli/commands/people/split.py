"""``quotes people split``: one record was two people."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.deciding import By, Person, Why, decide
from quotes.cli.options import Database


def split(
    person: Person,
    article: Annotated[
        list[str],
        typer.Option(
            metavar="ID", help="An article that means somebody else; give it once an article."
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The name of the other person.", show_default=False),
    ] = None,
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Make whom some articles mean a person of their own.

    The ids of a person's articles stand in what `quotes person NAME --json` prints.

    \b
    Example:
      quotes people split 3 --article 1f0c9a2e77b04d51 --name "Maren Okonedo, nurse"
    """
    from quotes.entities.decisions import Split

    decide(Split(person, tuple(article), name), by, why, db)
