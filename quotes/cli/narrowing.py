"""The options that commands about stances share: whose, where, when and how sure."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from quotes.cli.dates import first_day, last_day
from quotes.errors import UsageError

Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Published by this outlet.")]
Since = Annotated[
    date | None,
    typer.Option(
        parser=first_day, metavar="DATE", help="Published on this day or later: 2026-03-31."
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        parser=last_day,
        metavar="DATE",
        help="Published on this day or earlier; 2026-03 and 2026 name the whole period.",
    ),
]
MinScore = Annotated[
    float,
    typer.Option(min=0, max=1, metavar="NUMBER", help="Sides at least this sure, from 0 to 1."),
]
MostASide = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="NUMBER",
        help="At most so many quotations of a speaker on a side; 0 for all.",
    ),
]


def check_period(since: date | None, until: date | None) -> None:
    """:raises UsageError: the first day lies after the last one."""
    if since and until and since > until:
        raise UsageError(f"--since {since} lies after --until {until}; swap them.")
