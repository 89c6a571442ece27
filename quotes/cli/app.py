"""The command line: how a function becomes a command, and all commands put together.

A command opens its archive here, and leaves errors, exit codes, Ctrl-C and the writing of files to
this module. Each is imported when it is called, not before.
"""

from __future__ import annotations

import functools
import getpass
import inspect
import io
import logging
import os
import signal
import sys
import tempfile
import threading
import tomllib
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from quotes import __version__
from quotes.errors import QuotesError, UsageError

if TYPE_CHECKING:
    from quotes.archive import Archive

DEFAULT_DATABASE = "quotes.db"
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

    Typer converts with pydantic from 0.29 on, which takes a third of the time of a listing to
    load; it asks it also about options that are not given, and about text. Where a version keeps
    no descriptor of a parameter's type, it converts as it likes.
    """
    for parameter in parameters:
        if isinstance(parameter, TyperOption | TyperArgument) and parameter.nargs == 1:
            descriptor = getattr(parameter, "type_descriptor", None)
            if descriptor is not None:
                _keep_plain(parameter, descriptor)


def _keep_plain(parameter: TyperOption | TyperArgument, given: Any) -> None:
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


# The archive of a command: the flag, then the variable, then the config file, then the default.


def open_archive(db: str | None) -> Archive:
    """The database to use, opened; ``db`` is what flag or variable said."""
    from quotes.archive import Archive

    return Archive.open(database_url(db))


def create_archive(db: str | None) -> Archive:
    """The database to use, made where there is none; ``db`` is what flag or variable said."""
    from quotes.archive import Archive

    return Archive(database_url(db))


def config_file() -> Path:
    """Where the user's settings are read from."""
    from platformdirs import user_config_path

    return user_config_path("quotes") / "config.toml"


def database_url(given: str | None) -> str:
    """The path or URL of the database to use; ``given`` is what flag or variable said."""
    return given or _configured_database() or DEFAULT_DATABASE


def _configured_database() -> str | None:
    file = config_file()
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuotesError(f"The config file {file} cannot be read: {error}; mend it.") from error
    database = settings.get("db")
    if database is not None and not (isinstance(database, str) and database):
        raise QuotesError(f'In {file}, db must be a text such as "sqlite:///quotes.db".')
    return database


def author(user: str | None) -> str:
    """Who decides: as given, else the name of the account.

    :raises UsageError: neither is known.
    """
    if user and user.strip():
        return user.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("Say who decides with --user, or set QUOTES_USER.") from None


# All commands.


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
    "office": Entry("office", "Show who held an office, when, and what they said in it."),
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


def main() -> None:
    """Run the command line of this process and end it with the exit code.

    Output is UTF-8 on every system; what UTF-8 cannot hold (half a surrogate pair out of broken
    JSON) is written as a backslash escape.
    """
    if sys.stdout is None:  # as under `>&-`; the next file that is opened would take its place
        sys.exit("quotes: standard output is closed; open it, or send it to a file.")
    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
        app(prog_name="quotes")
    except KeyboardInterrupt:
        sys.exit(130)
