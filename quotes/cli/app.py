"""The commands of ``quotes``, put together; each is imported when it is called, not before."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand
from typer.main import get_command

from quotes import __version__
from quotes.cli.run import Group, command


class Entry(NamedTuple):
    """Where a command is: the module that has it under its name, and the line in ``--help``."""

    module: str
    summary: str


COMMANDS = {
    "init": Entry("database", "Make an empty database for articles and quotations."),
    "add": Entry("add", "Read articles, find their quotations, and store both."),
    "extract": Entry("add", "Find the quotations of articles; store nothing."),
    "search": Entry("search", "Find quotations; every condition given must hold."),
    "show": Entry("search", "Show one quotation marked in its paragraph."),
    "trace": Entry("traces", "Show where a quotation comes from."),
    "person": Entry("entities", "Report on a person."),
    "timeline": Entry("timeline", "Show how somebody's stance changed over time."),
    "compare": Entry("compare", "Put two people side by side."),
    "report": Entry("report", "Report on an expert, for an editor."),
    "check": Entry("check", "Check whether somebody really said it."),
    "stats": Entry("database", "Count what the database holds."),
    "export": Entry("export", "Write quotations for other programs."),
    "seed": Entry("add", "Load the sample articles that come with quotes."),
    "people": Entry("entities", "List the people, and decide who is who."),
    "organizations": Entry("entities", "List the organisations, and decide which of them are one."),
    "topics": Entry("topics", "List the topics, and look after their vocabulary."),
    "stance": Entry("stance", "Show who stands where on something, or correct a side."),
    "db": Entry("database", "Look after the database."),
}


class _Loaded(MutableMapping[str, Any]):
    """The commands by name, as Typer keeps them; each is made when it is first looked up."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            module = import_module(f"quotes.cli.{COMMANDS[name].module}")
            found = getattr(module, name)
            if not isinstance(found, typer.Typer):
                alone = typer.Typer(add_completion=False, rich_markup_mode=None)
                command(alone, found, name)
                found = alone
            self._made[name] = get_command(found)
        return self._made[name]

    def __setitem__(self, name: str, made: Any) -> None:
        self._made[name] = made

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class LazyGroup(Group):
    """A group that knows its commands by name, and imports the one that is called."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Loaded()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in the order of ``--help``."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands for ``--help``."""
        with self._without_imports():
            super().format_commands(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What the shell offers: the commands and options that begin so."""
        with self._without_imports():
            return super().shell_complete(ctx, incomplete)

    @contextmanager
    def _without_imports(self) -> Iterator[None]:
        """Let the commands be their names and summaries only."""
        loaded = self.commands
        self.commands = {
            name: TyperCommand(name, help=entry.summary) for name, entry in COMMANDS.items()
        }
        try:
            yield
        finally:
            self.commands = loaded


app = typer.Typer(
    cls=LazyGroup,
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
