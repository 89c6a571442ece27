"""``quotes compare``: two people side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.charts import Chart, check_chart, write_chart
from quotes.cli.listings.comparisons import comparisons_listing
from quotes.cli.narrowing import MinScore, MostASide, Outlet, Since, Until, check_period
from quotes.cli.output import Format, output_options, write
from quotes.cli.people import the_person
from quotes.cli.settings import Database, database_url
from quotes.errors import UsageError
from quotes.store.standpoints.rows import StanceQuery


@output_options
def compare(
    form: Format,
    one: Annotated[str, typer.Argument(metavar="A", help="A person, by id or name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another person, by id or name.")],
    topic: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="Sides towards this only.", show_default=False),
    ] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_score: MinScore = 0.0,
    limit: MostASide = 2,
    chart: Chart = None,
    db: Database = None,
) -> None:
    """Put two people side by side.

    Shown is on what both took a side, and where they agree and differ. Without --topic these are
    the targets that both spoke of in the same words, or by the names of one topic.

    \b
    Example:
      quotes compare "Maren Okonedo" "Ilse Brandvold"
      quotes compare 3 7 --topic "water price" --chart both.svg
    """
    from quotes.store import Store

    check_period(since, until)
    check_chart(chart)
    query = StanceQuery(target=topic, outlet=outlet, since=since, until=until, min_score=min_score)
    with Store.open(database_url(db)) as store:
        people = the_person(store, one), the_person(store, other)
        if people[0].id == people[1].id:
            raise UsageError(f"{one} and {other} are one person; give two.")
        found = store.compare(*people, query)
    write([found], comparisons_listing(limit or None), form)
    if not found.shared:
        names = f"{found.one.name} and {found.other.name}"
        on = f' on "{topic}"' if topic else " on the same thing"
        typer.echo(f"No side that both {names} took{on} was found; ask for less.", err=True)
    elif chart:
        from quotes.report.comparisons import comparison_chart

        write_chart(comparison_chart(found), chart)
