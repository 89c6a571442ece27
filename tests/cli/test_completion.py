"""What the shell is told so that the tab key completes commands and options."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from typer.main import get_command

from quotes.cli.app import COMMANDS, app

QUOTES = (sys.executable, "-m", "quotes")


def quotes(*arguments: str, **env: str) -> str:
    return subprocess.run(
        [*QUOTES, *arguments], capture_output=True, text=True, check=True, env={**os.environ, **env}
    ).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_made_for_each_shell(shell: str) -> None:
    script = quotes("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert "_QUOTES_COMPLETE" in script
    assert f"complete_{shell}" in script


def test_commands_and_their_options_are_completed() -> None:
    def completed(words: str) -> set[str]:
        return set(
            quotes(
                _QUOTES_COMPLETE="complete_bash",
                COMP_WORDS=words,
                COMP_CWORD=str(len(words.split(" ")) - 1),
            ).split()
        )

    assert completed("quotes se") == {"search", "seed"}
    assert completed("quotes people ren") == {"rename"}
    assert "--min-confidence" in completed("quotes search --min")


def test_the_list_of_commands_agrees_with_the_commands() -> None:
    made = get_command(app).commands  # type: ignore[attr-defined]
    assert list(made) == list(COMMANDS)
    for name, command in made.items():
        assert command.help.startswith(COMMANDS[name].summary)
