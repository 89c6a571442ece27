"""The output formats, the same on every command that lists."""

from __future__ import annotations

import csv
import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Generic, TypeVar

import typer
from rich.console import Console

from quotes.cli.run import reshape
from quotes.errors import UsageError
from quotes.export.tabular import Cell, harmless

Item = TypeVar("Item")
Json = dict[str, Any]


class Format(Enum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    NL = "nl"
    CSV = "csv"


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


class _Terminal(Console):
    """A console that lets a closed pipe be seen, as writing to a file does."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A console for plain text of unknown content: no markup, no guessing at colours in it."""
    return _Terminal(stderr=stderr, markup=False, highlight=False, emoji=False)


def write(items: Iterable[Item], listing: Listing[Item], form: Format) -> None:
    """Write the items to stdout as they come."""
    if form is Format.TABLE:
        listing.show(items, console())
    elif form is Format.JSON:
        _write_json(items, listing)
    elif form is Format.NL:
        for item in items:
            print(_dump(listing.record(item)), flush=True)
    else:
        _write_csv(items, listing)


def _dump(record: Json) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))


def _write_json(items: Iterable[Item], listing: Listing[Item]) -> None:
    opening = "["
    for item in items:
        print(opening + _dump(listing.record(item)), end="")
        opening = ",\n "
    print("]" if opening != "[" else "[]")


def _write_csv(items: Iterable[Item], listing: Listing[Item]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(listing.columns)
    for item in items:
        writer.writerows([harmless(cell) for cell in row] for row in listing.cells(item))


def _flag(name: str, what: str) -> inspect.Parameter:
    return inspect.Parameter(
        f"as_{name}",
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option(f"--{name}", help=what)],
    )


_FLAGS = (
    _flag("json", "Write a JSON array."),
    _flag("nl", "Write one JSON object a line."),
    _flag("csv", "Write CSV with a header."),
)


def output_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command ``--json``, ``--nl`` and ``--csv``; it gets the choice as ``form``."""
    signature = inspect.signature(function, eval_str=True)

    @functools.wraps(function)
    def formatted(*, as_json: bool, as_nl: bool, as_csv: bool, **arguments: Any) -> None:
        chosen = {Format.JSON: as_json, Format.NL: as_nl, Format.CSV: as_csv}
        forms = [form for form, is_chosen in chosen.items() if is_chosen]
        if len(forms) > 1:
            raise UsageError("Choose one of --json, --nl and --csv, not several.")
        function(form=forms[0] if forms else Format.TABLE, **arguments)

    own = tuple(p for p in signature.parameters.values() if p.name != "form")
    reshape(formatted, signature, (*own, *_FLAGS))
    return formatted
