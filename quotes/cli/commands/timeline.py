"""``quotes timeline``: how somebody's stance changed over time."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.charts import Chart, check_chart, write_chart
from quotes.cli.listings.positions import not_found
from quotes.cli.listings.timelines import TIMELINES
from quotes.cli.narrowing import MinScore, Since, Until, check_period
from quotes.cli.output import Format, output_options, write
from quotes.cli.people import nobody, several
from quotes.cli.settings import Database, database_url
from quotes.store.standpoints.rows import SURE, StanceQuery, Step


@output_options
def timeline(
    form: Format,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person, by name, alias or id.")],
    topic: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="Sides towards this only.", show_default=False),
    ] = None,
    by: Annotated[Step, typer.Option(help="How long a step is.")] = "month",
    since: Since = None,
    until: Until = None,
    min_score: MinScore = 0.0,
    sure: Annotated[
        float,
        typer.Option(
            min=0,
            max=1,
            metavar="NUMBER",
            help="How likely both quotations of a reversal must be right, each, from 0 to 1.",
        ),
    ] = SURE,
    chart: Chart = None,
    db: Database = None,
) -> None:
    """Show how somebody's stance changed over time.

    The sides taken stand month by month, with the quotations. A reversal is a pair of quotations
    with opposite sides on the same thing, the last before the change and the first after it;
    undated articles and those with both sides make none.

    Names alone never merge two people: where several have the name, each is shown.

    \b
    Example:
      quotes timeline "Maren Okonedo" --topic "water price"
      quotes timeline Okonedo --by year --since 2020 --chart okonedo.png
    """
    from quotes.store import Store

    check_period(since, until)
    check_chart(chart)
    query = StanceQuery(target=topic, since=since, until=until, min_score=min_score)
    with Store.open(database_url(db)) as store:
        found = store.timelines(name, query, by, sure)
    if not found:
        raise nobody(name)
    if chart and len(found) > 1:
        raise several(name, [one.person for one in found])
    write(found, TIMELINES, form)
    for one in found:
        if not one.periods and not one.undated:
            typer.echo(f"{one.person.name}: {not_found(topic, one.searched)}", err=True)
        elif chart and not one.periods:
            typer.echo("No chart was drawn: none of the articles is dated.", err=True)
        elif chart:
            from quotes.report.timelines import timeline_chart

            write_chart(timeline_chart(one), chart)
