"""The texts that are read: the sample articles, so often that the start-up does not count."""

from __future__ import annotations

import json
from pathlib import Path

REPEATS = 5


def texts(folder: Path) -> list[str]:
    """The plain-text articles of the folder, REPEATS times."""
    once = [path.read_text("utf8") for path in sorted(folder.glob("*.txt"))]
    return once * REPEATS


def as_json_lines(folder: Path) -> str:
    """The same as JSON lines, each with its own address, so that none is taken for another."""
    rows = (
        {"text": text, "url": f"https://bench.example/{number}"}
        for number, text in enumerate(texts(folder))
    )
    return "".join(json.dumps(row) + "\n" for row in rows)
