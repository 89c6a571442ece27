from __future__ import annotations

from collections.abc import Callable

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from quotes.cli.app import _convert_only_what_is_given, command
from quotes.errors import QuotesError, StoreError, UsageError


def failing(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        """Fail."""
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (QuotesError("It broke; mend it."), 1, "quotes: It broke; mend it.\n"),
        (StoreError("The disk is full; make room."), 1, "quotes: The disk is full; make room.\n"),
        (
            UsageError("That makes no sense; say more."),
            2,
            "quotes: That makes no sense; say more.\n",
        ),
        (
            PermissionError(13, "Permission denied", "a.txt"),
            1,
            "quotes: a.txt: Permission denied.\n",
        ),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_failure_has_its_exit_code_and_its_sentence(
    error: BaseException, code: int, said: str
) -> None:
    app = typer.Typer()
    command(app, failing(error))
    result = CliRunner().invoke(app, [])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", said)


def test_an_unexpected_failure_is_one_sentence_too() -> None:
    app = typer.Typer()
    command(app, failing(ZeroDivisionError("a\nb")))
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 1
    assert result.stderr == (
        "quotes: internal error (ZeroDivisionError: a b); "
        "run it again with -v to see where, and report it.\n"
    )


@pytest.mark.parametrize("described", [True, False])
def test_typer_converts_itself_where_it_describes_no_types(described: bool) -> None:
    def work(name: str = "Ada") -> None:
        """Work."""

    app = typer.Typer(add_completion=False)
    command(app, work)
    parameter = next(p for p in get_command(app).params if p.name == "name")
    if not described:
        del parameter.type_descriptor
    _convert_only_what_is_given([parameter])
    assert ("process_value" in vars(parameter)) is described
