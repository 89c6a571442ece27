"""What all commands share: ``--verbose``, and how each kind of failure ends the program."""

from __future__ import annotations

import functools
import inspect
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, Any

import typer

from quotes.errors import QuotesError, UsageError

FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130

_log = logging.getLogger(__name__)

_SHARED = (
    inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
    inspect.Parameter(
        "verbose",
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[
            bool, typer.Option("--verbose", "-v", help="Show the traceback of an error.")
        ],
    ),
)


def command(app: typer.Typer, function: Callable[..., None], name: str | None = None) -> None:
    """Make the function a command of the app, with ``--verbose`` and the shared exit codes.

    :param name: the name of the command, where it is not that of the function.
    """
    signature = inspect.signature(function, eval_str=True)

    @functools.wraps(function)
    def guarded(*, context: typer.Context, verbose: bool, **arguments: Any) -> None:
        with guard(verbose=verbose or bool(context.obj)):
            function(**arguments)

    reshape(guarded, signature, (*signature.parameters.values(), *_SHARED))
    app.command(name)(guarded)


def reshape(
    function: Callable[..., None],
    signature: inspect.Signature,
    parameters: tuple[inspect.Parameter, ...],
) -> None:
    """Let a wrapper show these parameters, from which Typer makes arguments and options."""
    keywords = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    function.__signature__ = signature.replace(parameters=keywords)  # type: ignore[attr-defined]
    function.__annotations__ = {p.name: p.annotation for p in keywords} | {"return": None}


@contextmanager
def guard(*, verbose: bool) -> Iterator[None]:
    """Turn whatever goes wrong inside into one sentence on stderr and the exit code for it."""
    if verbose:
        logging.getLogger("quotes").setLevel(logging.INFO)
    try:
        yield
        sys.stdout.flush()
    except typer.Exit:
        raise
    except BrokenPipeError as error:
        _let_go_of_stdout()
        raise typer.Exit(0) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(INTERRUPTED) from error
    except Exception as error:
        if isinstance(error, OSError):
            _let_go_of_stdout()
        tell(error)
        code = WRONG_USAGE if isinstance(error, UsageError) else FAILED
        raise typer.Exit(code) from error


def tell(error: Exception, source: str | None = None) -> None:
    """Write an error to stderr in one sentence; the log gets its traceback."""
    _log.info("The traceback of this error:", exc_info=error)
    prefix = f"{source}: " if source else ""
    typer.echo(f"quotes: {prefix}{sentence(error)}", err=True)


def sentence(error: Exception) -> str:
    """What the user is told of an error."""
    if isinstance(error, QuotesError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"internal error ({what}); run it again with -v to see where, and report it."


def _let_go_of_stdout() -> None:
    """Point stdout at nothing, so that the flush at the end of the process cannot fail."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
