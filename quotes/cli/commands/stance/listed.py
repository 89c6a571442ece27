"""``quotes stance list``: who stands where."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.listings.positions import not_found, positions_listing
from quotes.cli.narrowing import MinScore, MostASide, Outlet, Since, Until, check_period
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url
from quotes.errors import UsageError
from quotes.store.standpoints.rows import StanceQuery


@output_options
def list_(
    form: Format,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="What the sides are taken towards.")
    ],
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Said by this person.")] = None,
    org: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by or for this organization.")
    ] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_score: MinScore = 0.0,
    limit: MostASide = 2,
    db: Database = None,
) -> None:
    """Show who stands where on something, with the quotations as evidence.

    Speakers stand under the side that they take: people, organisations, then unnamed sources. Who
    was on both sides has changed (first one, then the other) or is mixed. The side of a target
    that turns what was asked for ("repeal of the toll") is turned; one that tells nothing of it
    ("toll cuts") is left out.

    The word `list` can be left out, except before a target that is called `set`.

    \b
    Example:
      quotes stance list "water price"
      quotes stance dam --since 2026 --min-score 0.7
      quotes stance toll --org "Harbour Institute" --json
    """
    from quotes.store import Store

    check_period(since, until)
    if not any(map(str.isalnum, target)):
        raise UsageError("A target needs a word; say what the sides are taken towards.")
    query = StanceQuery(
        target=target,
        person=person,
        org=org,
        outlet=outlet,
        since=since,
        until=until,
        min_score=min_score,
    )
    with Store.open(database_url(db)) as store:
        found = store.positions(query)
    write(found.voices, positions_listing(target, limit or None), form)
    if not found.voices:
        typer.echo(not_found(target, found.searched), err=True)
