from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from quotes import __version__
from quotes.cli.app import app
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def commands(group: Any, *names: str) -> list[tuple[tuple[str, ...], Any]]:
    found = []
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found += commands(command, *names, name)
        else:
            found.append(((*names, name), command))
    return found


COMMANDS = commands(get_command(app))


def test_the_commands_are_those_of_the_design() -> None:
    assert {" ".join(names) for names, _ in COMMANDS} == {
        "init",
        "add",
        "extract",
        "search",
        "show",
        "trace",
        "office",
        "people imports",
        "people undo-import",
        "people list",
        "people maybe",
        "people merge",
        "people same",
        "people different",
        "people split",
        "people rename",
        "people import",
        "people decisions",
        "people undo",
        "people alias add",
        "people alias remove",
        "organizations list",
        "organizations maybe",
        "organizations merge",
        "organizations same",
        "organizations different",
        "organizations split",
        "organizations rename",
        "organizations decisions",
        "organizations undo",
        "organizations alias add",
        "person",
        "timeline",
        "compare",
        "stance list",
        "stance set",
        "stance decisions",
        "stance undo",
        "topics list",
        "topics show",
        "topics match",
        "topics add",
        "topics rename",
        "topics merge",
        "topics import",
        "topics set",
        "topics decisions",
        "topics undo",
        "stats",
        "export",
        "report",
        "check",
        "seed",
        "db upgrade",
        "db current",
        "db reindex",
    }


@pytest.mark.parametrize(("names", "command"), COMMANDS, ids=lambda v: str(v)[:30])
def test_every_command_is_explained_with_an_example(
    run: Run, names: tuple[str, ...], command: Any
) -> None:
    shown = run(*names, "--help").stdout
    assert re.search(rf"Example:\n +(cat \S+ \| )?quotes {' '.join(names)}", shown)
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help, f"{parameter.name} of {names} has no help"
            assert parameter.help.endswith(".")


def test_the_list_of_commands_is_not_cut_off(run: Run) -> None:
    assert "..." not in run("--help").stdout.replace("ARGS]...", "")


def test_the_page_agrees_with_the_commands() -> None:
    check = subprocess.run(
        [sys.executable, ROOT / "scripts" / "usage.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert check.returncode == 0, check.stderr


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"quotes {__version__}\n"


def test_no_command_shows_the_help(run: Run) -> None:
    assert "Commands:" in run(code=2).output
