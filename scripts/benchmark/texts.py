"""The articles that are read: the sample articles, as many times as it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path


def samples(folder: Path) -> list[str]:
    """The texts of the plain-text articles of the folder."""
    return [path.read_text("utf8") for path in sorted(folder.glob("*.txt"))]


def write_archive(samples: list[str], articles: int, target: Path) -> int:
    """Write so many articles as JSON lines, the samples again and again; how many words they have.

    Each has its own address, so that none is taken for another.
    """
    words = 0
    with target.open("w", encoding="utf8") as file:
        for number, text in enumerate(islice(cycle(samples), articles)):
            row = {"text": text, "url": f"https://bench.example/{number}"}
            file.write(json.dumps(row) + "\n")
            words += len(text.split())
    return words


def texts_of(archive: Path) -> Iterator[str]:
    """The texts of an archive, one after the other."""
    with archive.open(encoding="utf8") as file:
        for line in file:
            yield json.loads(line)["text"]
