"""``quotes people``: who is quoted, and who is who."""

from __future__ import annotations

import typer
from typer.core import TyperGroup

from quotes.cli.commands.people import (
    alias,
    decisions,
    different,
    import_,
    maybe,
    merge,
    rename,
    same,
    split,
    undo,
)
from quotes.cli.commands.people.listed import list_
from quotes.cli.run import command

_LIST = "list"


class ListsByDefault(TyperGroup):
    """A group whose ``list`` runs where the first word is none of its commands."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """The arguments, with ``list`` before those that name no command and ask for no help."""
        known = {*self.commands, *ctx.help_option_names}
        if not args or args[0] not in known:
            args = [_LIST, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=ListsByDefault,
    help="List the people, and decide who is who. `quotes people TEXT` is short for "
    "`quotes people list TEXT`.",
)
for function in (
    list_,
    maybe.maybe,
    merge.merge,
    same.same,
    different.different,
    split.split,
    rename.rename,
    import_.import_,
    decisions.decisions,
    undo.undo,
):
    command(app, function, function.__name__.rstrip("_"))
app.add_typer(alias.app, name="alias")
