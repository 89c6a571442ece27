"""``quotes topics``: what is talked about, and the vocabulary of it."""

from __future__ import annotations

import typer

from quotes.cli.command import command
from quotes.cli.commands.people import ListsByDefault
from quotes.cli.commands.topics import add, import_, listed, match, merge, rename, set_, show

app = typer.Typer(
    cls=ListsByDefault,
    help="List the topics, and look after their vocabulary. `quotes topics TEXT` is short for "
    "`quotes topics list TEXT`.",
)
for function in (
    listed.list_,
    show.show,
    match.match,
    add.add,
    rename.rename,
    merge.merge,
    import_.import_,
    set_.set_,
):
    command(app, function, function.__name__.rstrip("_"))
