"""``quotes stance``: who stands where, and what a human says of it."""

from __future__ import annotations

import typer

from quotes.cli.command import command
from quotes.cli.commands.people import ListsByDefault
from quotes.cli.commands.stance import listed, set_

app = typer.Typer(
    cls=ListsByDefault,
    help="Show who stands where on something, or correct a side. `quotes stance TARGET` is short "
    "for `quotes stance list TARGET`.",
)
for function in (listed.list_, set_.set_):
    command(app, function, function.__name__.rstrip("_"))
