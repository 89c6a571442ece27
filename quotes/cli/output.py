"""The output of every command that lists: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import functools
import inspect
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar, assert_never

import typer
from rich.console import Console

from quotes.cli.app import reshape
from quotes.cli.layout import Column, show_table
from quotes.errors import UsageError
from quotes.export.tabular import BETWEEN, Cell, harmless

Item = TypeVar("Item")
Json = dict[str, Any]
Format = Literal["table", "json", "nl", "csv"]

TABLE_LIMIT = 50
"""Items in a table where no limit is given."""


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """How one sort of thing is listed.

    ``record`` gives its JSON object, ``columns`` and ``cells`` the header and the rows of CSV (an
    item may take several rows), ``show`` writes items for people.
    """

    record: Callable[[Item], Json]
    columns: tuple[str, ...]
    cells: Callable[[Item], Iterable[tuple[Cell, ...]]]
    show: Callable[[Iterable[Item], Console], None]


def table_listing(
    record: Callable[[Item], Json],
    csv_columns: Sequence[str],
    *columns: Column[Item],
    flat: Callable[[Item], Json] = lambda _: {},
) -> Listing[Item]:
    """A listing with a row an item, in CSV with the values of these keys of its JSON object.

    A list is parted by semicolons. Where ``person`` is an object with an id and a name,
    ``person_id`` and ``person`` are the two.

    :param flat: the values that CSV writes in another way.
    """
    return Listing(
        record=record,
        columns=tuple(csv_columns),
        cells=lambda item: [csv_row(record(item) | flat(item), csv_columns)],
        show=lambda items, terminal: show_table(items, columns, terminal),
    )


def csv_row(record: Json, columns: Iterable[str]) -> tuple[Cell, ...]:
    """A row of CSV for :func:`table_listing`."""
    return tuple(_csv_cell(record, column) for column in columns)


def _csv_cell(record: Json, column: str) -> Cell:
    if column in record:
        value = record[column]
    else:
        value = record[column.removesuffix("_id")]
        value = value and value["id"]
    if isinstance(value, dict):
        value = value["name"]
    if isinstance(value, list):
        return BETWEEN.join(value)
    cell: Cell = int(value) if isinstance(value, bool) else value
    return cell


@dataclass(frozen=True, slots=True)
class Output:
    """How the user wants a listing, and whether a pager may show it."""

    format: Format = "table"
    pager: bool = False

    def limit(self, given: int | None, most: int = TABLE_LIMIT) -> int | None:
        """At most how many items there are to be; None for all.

        :param given: what ``--limit`` says, 0 for all.
        :param most: how many a table has where it says nothing; programs get all.
        """
        if given is None:
            return most if self.format == "table" else None
        return given or None

    def write(
        self, items: Iterable[Item], listing: Listing[Item], total: int | None = None
    ) -> None:
        """Write the items to stdout as they come.

        :param total: how many there are, where these may be the first of them only.
        """
        if self.format == "table":
            with _paged(self.pager) as terminal:
                listing.show(items, terminal)
                if isinstance(items, Sequence) and total is not None and len(items) < total:
                    terminal.print(f"{len(items)} of {total}; --limit 0 shows all.")
        elif self.format == "json":
            _write_json(items, listing)
        elif self.format == "nl":
            for item in items:
                print(_dump(listing.record(item)), flush=True)
        elif self.format == "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(listing.columns)
            for item in items:
                writer.writerows([harmless(cell) for cell in row] for row in listing.cells(item))
        else:
            assert_never(self.format)

    def write_list(
        self,
        listing: Listing[Item],
        ask: Callable[[int | None], Sequence[Item]],
        *,
        limit: int | None,
        none: str,
        count: Callable[[], int] | None = None,
    ) -> None:
        """Ask for a list and write it; a table that is cut says how many there are.

        :param ask: gives at most so many items, all for None.
        :param none: what is said on stderr where there are none.
        :param count: how many there are, where that is quicker than to ask for all.
        """
        most = self.limit(limit)
        found = ask(most)
        total = None
        if self.format == "table" and most == len(found):
            total = count() if count else len(ask(None))
        self.write(found, listing, total)
        if not found:
            typer.echo(none, err=True)


def _dump(record: Json) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))


def _write_json(items: Iterable[Item], listing: Listing[Item]) -> None:
    opening = "["
    for item in items:
        print(opening + _dump(listing.record(item)), end="")
        opening = ",\n "
    print("]" if opening != "[" else "[]")


class _Terminal(Console):
    """A console that lets a closed pipe be seen, as writing to a file does."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, stderr: bool = False, **options: Any) -> Console:
    """A console for plain text of unknown content: no markup, no guessing at colours in it."""
    return _Terminal(stderr=stderr, markup=False, highlight=False, emoji=False, **options)


@contextmanager
def _paged(wanted: bool) -> Iterator[Console]:
    """A console that writes to the user's pager, or to stdout where that is no terminal.

    The pager is ``PAGER``, none if it is empty or ``cat``, else ``less``, which then shows at once
    what fits on the screen, as for git.
    """
    command = shlex.split(os.environ.get("PAGER", "less")) if wanted and sys.stdout.isatty() else []
    if not command or command == ["cat"] or not shutil.which(command[0]):
        yield console()
        return
    here = console()
    pager = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        encoding="utf-8",
        errors="backslashreplace",
        env={"LESS": "FRX", **os.environ},
    )
    assert pager.stdin is not None
    try:
        yield console(file=pager.stdin, force_terminal=True, width=here.width, height=here.height)
    finally:
        with suppress(BrokenPipeError):
            pager.stdin.close()
        while pager.poll() is None:
            with suppress(KeyboardInterrupt):  # it is the pager's to take
                pager.wait()


def _flag(name: str, parameter: str, what: str) -> inspect.Parameter:
    return inspect.Parameter(
        parameter,
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option(f"--{name}", help=what)],
    )


_FLAGS = (
    _flag("json", "as_json", "Write a JSON array."),
    _flag("nl", "as_nl", "Write one JSON object a line."),
    _flag("csv", "as_csv", "Write CSV with a header."),
    _flag("no-pager", "no_pager", "Write a long table to the terminal, not into a pager."),
)


def output_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command ``--json``, ``--nl``, ``--csv`` and ``--no-pager``; it gets ``out``."""
    signature = inspect.signature(function, eval_str=True)

    @functools.wraps(function)
    def formatted(
        *, as_json: bool, as_nl: bool, as_csv: bool, no_pager: bool, **arguments: Any
    ) -> None:
        chosen: dict[Format, bool] = {"json": as_json, "nl": as_nl, "csv": as_csv}
        formats = [name for name, is_chosen in chosen.items() if is_chosen]
        if len(formats) > 1:
            raise UsageError("Choose one of --json, --nl and --csv, not several.")
        out = Output(formats[0] if formats else "table", pager=not no_pager)
        function(out=out, **arguments)

    own = tuple(p for p in signature.parameters.values() if p.name != "out")
    reshape(formatted, signature, (*own, *_FLAGS))
    return formatted
