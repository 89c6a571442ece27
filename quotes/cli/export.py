"""``quotes export``: quotations in the formats of other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.api import Query
from quotes.cli.app import open_archive
from quotes.cli.asking import with_person
from quotes.cli.options import (
    Database,
    query_options,
    with_topics,
)
from quotes.errors import UsageError
from quotes.export.formats import (
    BinaryFormat,
    FolderFormat,
    FormatName,
    format_of,
    write_file,
    write_folder,
    write_stream,
)
from quotes.report.wording import count

if TYPE_CHECKING:
    from quotes.api import Selection


_STDOUT = Path("-")


@query_options
def export(
    query: Query,
    form: Annotated[FormatName, typer.Option("--format", "-f", help="What to write.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The file to write, or the folder for markdown. Without it: standard output.",
            show_default=False,
        ),
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV so that Excel takes it for UTF-8.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Write into a folder of other files, and over notes that were changed."
        ),
    ] = False,
    db: Database = None,
) -> None:
    """Write quotations for other programs.

    All that fit are written, in the order of their days; every condition given must hold.
    docs/exports.md tells what each format holds, and how to bring it into Excel, Zotero, Obsidian
    or Aleph.

    \b
    Example:
      quotes export --format csv -o quotations.csv
      quotes export --format markdown -o vault/People --since 2026
      quotes export "water price" --format jsonl | jq .text
      quotes export --format csl --person Okonedo -o okonedo.json
    """
    path = _path(form, output)
    if bom and form != "csv":
        raise UsageError("--bom is for CSV only; leave it out.")
    with open_archive(db) as archive:
        asked, meant = with_person(query, archive)
        with archive.selection(with_topics(asked, archive)) as selection:
            _write(selection, form, path, bom=bom, force=force)
            found = len(selection)
    if not found:
        typer.echo("No quotation fits; ask for less.", err=True)
    meant.tell()


def _path(form: FormatName, output: Path | None) -> Path | None:
    """Where to write to, None for standard output.

    :raises UsageError: the format cannot be written there.
    """
    path = None if output == _STDOUT else output
    if path is None and isinstance(format_of(form), FolderFormat):
        raise UsageError(f"{form} is a folder of notes; name the folder with -o.")
    if path is None and isinstance(format_of(form), BinaryFormat):
        raise UsageError(f"{form} is no text; name a file with -o.")
    return path


def _write(
    selection: Selection, name: FormatName, path: Path | None, *, bom: bool, force: bool
) -> None:
    form = format_of(name)
    if isinstance(form, FolderFormat):
        assert path is not None
        made = count(write_folder(path, form.files(selection), force=force), "note")
    elif path is None:
        write_stream(selection, form, sys.stdout.buffer, bom=bom)
        return
    else:
        write_file(selection, form, path, bom=bom)
        made = count(len(selection), "quotation")
    typer.echo(f"{made} written to {path}.", err=True)
