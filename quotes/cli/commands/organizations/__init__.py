"""``quotes organizations``: which bodies articles name, and which of them are one."""

from __future__ import annotations

import typer

from quotes.cli.commands.organizations import (
    alias,
    decisions,
    different,
    maybe,
    merge,
    rename,
    same,
    split,
    undo,
)
from quotes.cli.commands.organizations.listed import list_
from quotes.cli.commands.people import ListsByDefault
from quotes.cli.run import command

app = typer.Typer(
    cls=ListsByDefault,
    help="List the organisations, and decide which of them are one. `quotes organizations TEXT` "
    "is short for `quotes organizations list TEXT`.",
)
for function in (
    list_,
    maybe.maybe,
    merge.merge,
    same.same,
    different.different,
    split.split,
    rename.rename,
    decisions.decisions,
    undo.undo,
):
    command(app, function, function.__name__.rstrip("_"))
app.add_typer(alias.app, name="alias")
