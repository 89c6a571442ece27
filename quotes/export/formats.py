"""The table of formats, and writing a selection in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from quotes.export.annotations import annotation_collection
from quotes.export.csl import csl_items
from quotes.export.files import whole_file, write_folder
from quotes.export.ftm import ftm_entities
from quotes.export.lines import json_lines
from quotes.export.notes import person_notes
from quotes.export.parquet import write_parquet
from quotes.export.schema_org import quotation_graph
from quotes.export.spreadsheet import csv_rows

if TYPE_CHECKING:
    from quotes.store.selected.selection import Selection

FormatName = Literal["csv", "jsonl", "parquet", "w3c", "ftm", "schema.org", "csl", "markdown"]

TEXTS: dict[str, Callable[[Selection], Iterator[str]]] = {
    "csv": csv_rows,
    "jsonl": json_lines,
    "w3c": annotation_collection,
    "ftm": ftm_entities,
    "schema.org": quotation_graph,
    "csl": csl_items,
}
"""What gives the parts of one text, in UTF-8."""

BINARIES: dict[str, Callable[[Selection, BinaryIO], None]] = {"parquet": write_parquet}
"""What writes bytes."""

FOLDERS: dict[str, Callable[[Selection], Iterator[tuple[str, str]]]] = {"markdown": person_notes}
"""What gives the names and texts of several files."""

_BYTE_ORDER_MARK = "\ufeff".encode()


def write_stream(
    selection: Selection, form: FormatName, out: BinaryIO, *, bom: bool = False
) -> None:
    """Write the selection in a format of one file into a stream.

    :param bom: begin with a byte order mark, by which Excel knows UTF-8.
    :raises QuotesError: the format needs a library that is missing.
    """
    if form in BINARIES:
        BINARIES[form](selection, out)
        return
    if bom:
        out.write(_BYTE_ORDER_MARK)
    for part in TEXTS[form](selection):
        out.write(part.encode())


def write_file(selection: Selection, form: FormatName, path: Path, *, bom: bool = False) -> None:
    """Write the selection in a format of one file; a file that is there is replaced in the end.

    :raises QuotesError: the file cannot be written so, or the format needs a library.
    """
    with whole_file(path) as out:
        write_stream(selection, form, out, bom=bom)


def write_files(
    selection: Selection, form: FormatName, folder: Path, *, force: bool = False
) -> int:
    """Write the selection in a format of several files into a folder; how many there are.

    :raises QuotesError: the folder cannot be written so; see :func:`write_folder`.
    """
    return write_folder(folder, FOLDERS[form](selection), force=force)
