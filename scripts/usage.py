"""Writes the reference of the commands, a page a group, and the list of them in docs/usage.md.

``--check`` only compares.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from typer.main import get_command

from quotes.cli.app import app

DOCS = Path(__file__).parents[1] / "docs"
INDEX = "usage.md"
START, END = "<!-- made by scripts/usage.py -->", "<!-- end of what scripts/usage.py made -->"
SHARED = {"help", "verbose", "context"}
PAGES = {
    "articles": ("Articles into the database", ("add", "extract", "seed")),
    "quotations": ("Finding quotations", ("search", "show", "trace")),
    "people": ("People", ("people", "person", "office")),
    "organizations": ("Organisations", ("organizations",)),
    "topics": ("Topics", ("topics",)),
    "stances": ("Stances", ("stance", "timeline", "compare")),
    "checking": ("Checking claims and drafts", ("check",)),
    "output": ("Reports and exports", ("report", "export")),
    "database": ("The database", ("init", "stats", "db")),
}
"""The pages by the names of their files: the title, and the commands and groups on them."""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its full name: ``search``, ``db upgrade``."""
    yield from commands_below(get_command(app), "")


def commands_below(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    """The commands of a group and of the groups in it; ``before`` is what leads to it."""
    for name, command in commands_of(group):
        if commands_of(command):
            yield from commands_below(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def commands_of(group: Any) -> list[tuple[str, Any]]:
    """The commands of a group in the order of the code; none for a plain command."""
    return list(getattr(group, "commands", {}).items())


def pages() -> dict[str, str]:
    """The pages with the commands, by their paths below docs."""
    found = dict(commands())
    made = {}
    for page, (title, names) in PAGES.items():
        there = [full for name in names for full in found if full.split()[0] == name]
        sections = (line for full in there for line in section(full, found.pop(full)))
        made[f"usage/{page}.md"] = "\n".join((f"# {title}\n", f"{HEAD}\n", *sections))
    if found:
        sys.exit(f"No page of scripts/usage.py has {', '.join(found)}.")
    return made


HEAD = (
    "Made by scripts/usage.py. Every command also has `-v` (`--verbose`) and `-h` (`--help`). "
    "[Using quotes](../usage.md) shows how the commands go together."
)


def index() -> Iterator[str]:
    """The list of the pages, with the commands of each."""
    named = [name for name, _ in commands()]
    for page, (title, names) in PAGES.items():
        listed = ", ".join(f"`{full}`" for full in named if full.split()[0] in names)
        yield f"- [{title}](usage/{page}.md): {listed}"


def section(name: str, command: Any) -> Iterator[str]:
    """One command: what it does, an example, its arguments and options."""
    words, _, example = inspect.cleandoc(command.help).partition("\b\nExample:\n")
    yield f"## quotes {name}\n"
    yield f"{words.strip()}\n"
    yield indent(f"{dedent(example).rstrip()}\n", "    ")
    rows = [row(parameter) for parameter in command.params if parameter.name not in SHARED]
    if rows:
        yield "| Argument or option | Meaning |"
        yield "|---|---|"
        yield from rows
        yield ""


def row(parameter: Any) -> str:
    """One line of the table: the names with the values they take, and what they mean."""
    if parameter.param_type_name == "argument":
        names = parameter.metavar or parameter.name.upper()
    else:
        names = ", ".join(parameter.opts) + values(parameter)
    meaning = parameter.help
    if not parameter.required and parameter.default not in (None, False):
        meaning += f" Without it: {parameter.default}."
    return cells(f"`{names}`", meaning)


def values(option: Any) -> str:
    """What an option takes: a placeholder, the words to choose from, or nothing for a flag."""
    if option.is_flag:
        return ""
    if option.metavar:
        return f" {option.metavar}"
    choices = (str(getattr(one, "value", one)) for one in option.type_descriptor.choices)
    return " " + "\\|".join(choices)


def cells(*texts: str) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(texts) + " |"


def written() -> dict[str, str]:
    """All that this script writes, by the paths below docs."""
    before, _, rest = (DOCS / INDEX).read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    listed = "\n".join(index())
    return {INDEX: f"{before}{START}\n\n{listed}\n\n{END}{after}", **pages()}


def main() -> None:
    for path, text in written().items():
        file = DOCS / path
        if "--check" not in sys.argv[1:]:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            sys.exit(f"docs/{path} does not agree with the commands; run scripts/usage.py.")


if __name__ == "__main__":
    main()
