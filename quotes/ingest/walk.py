"""Paths -> the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quotes.ingest.given import Failure
from quotes.ingest.layout import known_ending


def walk(path: str) -> Iterator[Path | Failure]:
    """The path itself, or every file of a known ending below it, in the order of names.

    Hidden files and folders are passed over, and links to folders inside a folder are not
    followed, so a loop of links ends nowhere but here.
    """
    if not path or "\0" in path:
        yield Failure(shown(path), "it is not a path")
        return
    top = Path(path)
    if not top.is_dir():
        yield top
        return
    nothing = True
    for found in _below(top):
        nothing = False
        yield found
    if nothing:
        yield Failure(shown(path), "the folder holds no text, Markdown, Word, HTML or JSON file")


def shown(path: str | Path) -> str:
    """The path as text that any output and database takes."""
    return os.fsencode(path).decode("utf-8", "replace")


def reason(error: OSError) -> str:
    """One clause of what the system says."""
    said = error.strerror or str(error)
    return f"it cannot be read: {said[:1].lower()}{said[1:]}"


def _below(top: Path) -> Iterator[Path | Failure]:
    closed: list[Failure] = []

    def note(error: OSError) -> None:
        closed.append(Failure(shown(error.filename), reason(error)))

    for folder, folders, names in os.walk(top, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and known_ending(name):
                yield Path(folder) / name
    yield from closed
