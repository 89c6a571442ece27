"""``quotes organizations split``: one record was two bodies."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.deciding import Body, By, Why, decide_organization
from quotes.cli.options import Database


def split(
    organization: Body,
    article: Annotated[
        list[str],
        typer.Option(
            metavar="ID", help="An article that means another body; give it once an article."
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The name of the other body.", show_default=False),
    ] = None,
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Make what some articles mean an organisation of its own.

    `quotes search --org NAME --json` shows the ids of the articles.

    \b
    Example:
      quotes organizations split 3 --article 1f0c9a2e77b04d51 --name "Harbour Office of Orrin"
    """
    from quotes.entities.decisions import Split

    decide_organization(Split(organization, tuple(article), name), by, why, db)
