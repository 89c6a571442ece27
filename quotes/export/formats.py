"""The formats of an export, and writing one: a file or a folder, wholly or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, BinaryIO, Literal, assert_never

from quotes.errors import QuotesError, UsageError
from quotes.export.annotations import annotation_collection
from quotes.export.csl import csl_items
from quotes.export.ftm import ftm_entities
from quotes.export.obsidian import person_notes
from quotes.export.schema_org import quotation_graph
from quotes.export.tabular import csv_rows, json_lines, write_parquet

if TYPE_CHECKING:
    from quotes.search.selection import Selection

FormatName = Literal["csv", "jsonl", "parquet", "w3c", "ftm", "schema.org", "csl", "markdown"]

_BYTE_ORDER_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class TextFormat:
    """One text in UTF-8, of which ``parts`` gives one after the other."""

    parts: Callable[[Selection], Iterator[str]]


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """One file of bytes, which ``write`` writes into a stream."""

    write: Callable[[Selection, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """Several files, of which ``files`` gives the names and texts."""

    files: Callable[[Selection], Iterator[tuple[str, str]]]


def format_of(name: FormatName) -> TextFormat | BinaryFormat | FolderFormat:
    """The format of this name: the one place that knows them all."""
    match name:
        case "csv":
            return TextFormat(csv_rows)
        case "jsonl":
            return TextFormat(json_lines)
        case "parquet":
            return BinaryFormat(write_parquet)
        case "w3c":
            return TextFormat(annotation_collection)
        case "ftm":
            return TextFormat(ftm_entities)
        case "schema.org":
            return TextFormat(quotation_graph)
        case "csl":
            return TextFormat(csl_items)
        case "markdown":
            return FolderFormat(person_notes)
        case _:
            assert_never(name)


def write_stream(
    selection: Selection,
    form: TextFormat | BinaryFormat,
    out: BinaryIO,
    *,
    bom: bool = False,
) -> None:
    """Write the selection in a format of one file into a stream.

    :param bom: begin with a byte order mark, by which Excel knows UTF-8.
    :raises QuotesError: the format needs a library that is missing.
    """
    match form:
        case TextFormat(parts):
            if bom:
                out.write(_BYTE_ORDER_MARK)
            for part in parts(selection):
                out.write(part.encode())
        case BinaryFormat(write):
            write(selection, out)
        case _:
            assert_never(form)


def write_file(
    selection: Selection, form: TextFormat | BinaryFormat, path: Path, *, bom: bool = False
) -> None:
    """Write the selection in a format of one file; a file that is there is replaced in the end.

    :raises QuotesError: the file cannot be written so, or the format needs a library.
    """
    with whole_file(path) as out:
        write_stream(selection, form, out, bom=bom)


MANIFEST = ".quotes-export.json"
"""Tells which files of a folder an export wrote, with the SHA-256 of each."""

_DATABASE = b"SQLite format 3\0"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream into a temporary file beside this one, which takes its place in the end.

    What is no regular file, such as a pipe, is written into as it is.

    :raises UsageError: the path is a folder or a database, or lies in no folder.
    """
    target = path.resolve()
    _check_file(path, target)
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    made = target.with_name(f".{target.name[:100]}.{token_hex(4)}.tmp")
    try:
        with made.open("xb") as stream:
            yield stream
        if target.exists():
            shutil.copymode(target, made)
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def write_folder(folder: Path, files: Iterable[tuple[str, str]], *, force: bool = False) -> int:
    """Write texts as files of a folder; how many there are.

    The folder is made where there is none. Files that an earlier export wrote and this one does
    not are removed, files of others are left alone.

    :param files: names without folders, and texts.
    :param force: write into a folder of others, and over files that were changed.
    :raises UsageError: the folder holds files of others or files that were changed, and ``force``
        is not given, or it is a file, or lies in no folder.
    """
    target = folder.resolve()
    if target.exists() and not target.is_dir():
        raise UsageError(f"{folder} is a file; name a folder.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}; make it first.")
    before = _manifest(target)
    if not force:
        _check_folder(folder, target, before)
    made = target.with_name(f".{target.name[:100]}.{token_hex(4)}.tmp")
    made.mkdir()
    try:
        now = {name: _write(made / name, text) for name, text in files}
        manifest = {"made_by": "quotes export", "files": now}
        _write(made / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        if target.exists():
            _move_into(made, target, [*now, MANIFEST], before.keys() - now.keys())
        else:
            made.rename(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return len(now)


def _check_file(path: Path, target: Path) -> None:
    if target.is_dir():
        raise UsageError(f"{path} is a folder; name a file.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}; make it first.")
    if target.is_file():
        with target.open("rb") as stream:
            if stream.read(len(_DATABASE)) == _DATABASE:
                raise UsageError(f"{path} is a database, which no export replaces; name another.")


def _check_folder(folder: Path, target: Path, before: dict[str, str]) -> None:
    if not before and target.exists() and any(target.iterdir()):
        raise UsageError(
            f"{folder} holds files that no export wrote; name another folder, or write into it "
            "with --force."
        )
    changed = sorted(name for name, sha256 in before.items() if _changed(target / name, sha256))
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise UsageError(
            f"{changed[0]}{more} in {folder} changed since the last export; keep your changes "
            "elsewhere, or write over them with --force."
        )


def _manifest(target: Path) -> dict[str, str]:
    """The files of the last export with their digests; empty where there was none."""
    file = target / MANIFEST
    if not file.is_file():
        return {}
    try:
        files = json.loads(file.read_text(encoding="utf-8"))["files"]
        return {Path(name).name: str(sha256) for name, sha256 in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise QuotesError(f"{file} is damaged; remove it and export with --force.") from None


def _changed(file: Path, sha256: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() != sha256


def _write(file: Path, text: str) -> str:
    """Write the file; its SHA-256."""
    written = text.encode("utf-8")
    file.write_bytes(written)
    return hashlib.sha256(written).hexdigest()


def _move_into(made: Path, target: Path, names: Iterable[str], gone: Iterable[str]) -> None:
    for name in names:
        (made / name).replace(target / name)
    for name in gone:
        (target / name).unlink(missing_ok=True)
