"""How a function becomes a command: ``--verbose``, errors and exit codes, files, Ctrl-C."""

from __future__ import annotations

import functools
import inspect
import logging
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

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
    app.command(name, cls=_Command)(guarded)


class _Command(TyperCommand):
    """A command whose options need not be converted where they are not given."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the arguments; what is left of them."""
        _convert_only_what_is_given(self.get_params(ctx))
        return super().parse_args(ctx, args)


def _convert_only_what_is_given(parameters: Iterable[Any]) -> None:
    """Let parameters pass on their defaults and plain text as they are.

    Typer converts with pydantic, which takes a third of the time of a listing to load; it asks it
    also about options that are not given, and about text.
    """
    for parameter in parameters:
        if isinstance(parameter, TyperOption | TyperArgument) and parameter.nargs == 1:
            _keep_plain(parameter)


def _keep_plain(parameter: TyperOption | TyperArgument) -> None:
    given = parameter.type_descriptor
    text = given.annotation is str and given.parameter_info.parser is None
    convert = type(parameter).process_value

    def process_value(ctx: Any, value: Any) -> Any:
        default = value is parameter.default and not parameter.required
        if parameter.multiple or not (default or (text and isinstance(value, str))):
            return convert(parameter, ctx, value)
        return parameter.callback(ctx, parameter, value) if parameter.callback else value

    parameter.process_value = process_value  # type: ignore[method-assign]


class Group(TyperGroup):
    """A group whose options need not be converted where they are not given."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the arguments; what is left of them."""
        _convert_only_what_is_given(self.get_params(ctx))
        return super().parse_args(ctx, args)


class ListsByDefault(Group):
    """A group whose ``list`` runs where the first word is none of its commands."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """The arguments, with ``list`` before those that name no command and ask for no help."""
        known = {*self.commands, *ctx.help_option_names}
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in known):
            args = ["list", *args]
        return super().parse_args(ctx, args)


def group(summary: str, *functions: Callable[..., None], lists: bool = False) -> typer.Typer:
    """A group of commands that bear the names of the functions, without a closing underscore.

    :param lists: ``list`` runs where the first word is none of the commands.
    """
    app = typer.Typer(
        help=summary,
        cls=ListsByDefault if lists else Group,
        no_args_is_help=not lists,
        add_completion=False,
        rich_markup_mode=None,
    )
    for function in functions:
        command(app, function, function.__name__.rstrip("_"))
    return app


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
    """What the user reads of an error."""
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


def check_folder(path: Path) -> None:
    """Check, before anything is read, that there is a folder for the file.

    :raises QuotesError: there is none.
    """
    if not path.parent.is_dir():
        raise QuotesError(f"{path} cannot be written: there is no folder {path.parent}.")


def write_file(path: Path, content: str | bytes) -> None:
    """Write the content into the file, text in UTF-8; a file that is there is replaced at once.

    :raises QuotesError: it cannot be written; what was there stays.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
            written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask())
            written.replace(path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
    except OSError as error:
        said = error.strerror or str(error)
        raise QuotesError(f"{path} cannot be written: {said[:1].lower()}{said[1:]}.") from error


def _mask() -> int:
    """The rights that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def finishing() -> Iterator[None]:
    """Let the work inside be finished before Ctrl-C takes effect; pressed twice, it does not wait.

    An interrupt that struck anywhere could be swallowed by a callback of the garbage collector
    and be lost.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = False

    def note(_: int, __: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
