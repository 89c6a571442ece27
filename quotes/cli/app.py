"""The commands of ``quotes``, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes import __version__
from quotes.cli import add, check, export, report, search, stance, topics
from quotes.cli import add as extract
from quotes.cli import add as seed
from quotes.cli import check as trace
from quotes.cli import database as db
from quotes.cli import database as init
from quotes.cli import database as stats
from quotes.cli import search as show
from quotes.cli import stance as compare
from quotes.cli import stance as timeline
from quotes.cli.commands import organizations, people, person
from quotes.cli.run import command

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def quotes(
    context: typer.Context,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the traceback of an error.")
    ] = False,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--version", help="Show the version and end.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Who said what, who are they, and did they really say it?

    \b
    Example:
      quotes init
      quotes add articles/
      quotes search "water price" --since 2026
    """
    context.obj = verbose


for function in (
    init.init,
    add.add,
    extract.extract,
    search.search,
    show.show,
    trace.trace,
    person.person,
    timeline.timeline,
    compare.compare,
    report.report,
    check.check,
    stats.stats,
    export.export,
    seed.seed,
):
    command(app, function)
app.add_typer(people.app, name="people")
app.add_typer(organizations.app, name="organizations")
app.add_typer(topics.app, name="topics")
app.add_typer(stance.app, name="stance")
app.add_typer(db.app, name="db")
