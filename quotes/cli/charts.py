"""What the commands share that draw charts: the option, and the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quotes.report.drawing import Drawing

Chart = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Draw it too, into a file that ends in .png, .svg or .html.",
        show_default=False,
    ),
]


def check_chart(path: Path | None) -> None:
    """Check, before anything is read, that a chart could be drawn into this file.

    :raises UsageError: the file has another ending.
    :raises QuotesError: the libraries are missing, or there is no such folder.
    """
    if path is not None:
        from quotes.report.drawing import check

        check(path)


def write_chart(drawing: Drawing, path: Path) -> None:
    """Draw into the file, and say so on standard error."""
    from quotes.report.drawing import draw

    draw(drawing, path)
    typer.echo(f"The chart is in {path}.", err=True)
