"""Writes the reference part of docs/usage.md from the commands; ``--check`` only compares."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from typer.main import get_command

from quotes.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "usage.md"
START, END = "<!-- made by scripts/usage.py -->", "<!-- end of what scripts/usage.py made -->"
SHARED = {"help", "verbose", "context"}


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


def reference() -> str:
    """The whole reference, as Markdown."""
    return "\n".join(line for name, command in commands() for line in section(name, command))


def section(name: str, command: Any) -> Iterator[str]:
    """One command: what it does, an example, its arguments and options."""
    words, _, example = inspect.cleandoc(command.help).partition("\b\nExample:\n")
    yield f"### quotes {name}\n"
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


def page(text: str) -> str:
    """The page with its reference made anew."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{reference()}\n{END}{after}"


def main() -> None:
    old = PAGE.read_text(encoding="utf-8")
    new = page(old)
    if "--check" in sys.argv[1:]:
        if new != old:
            sys.exit("docs/usage.md does not agree with the commands; run scripts/usage.py.")
    else:
        PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
