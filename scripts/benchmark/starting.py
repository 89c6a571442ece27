"""What a listing costs on a small database: ``python -m scripts.benchmark.starting``.

Processor seconds of the whole process, beside those of Python alone and of Python with the two
libraries that no listing can do without. All modules are compiled before, as they are for a user.
``-X importtime`` tells which of the libraries that none needs are imported all the same.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from scripts.benchmark.runs import run

ARTICLES = Path("seeds/articles")
ROUNDS = 5
TARGET = 0.45
"""The processor seconds that a listing may take."""
LISTINGS = {
    "quotes people": ["people"],
    "quotes search dam": ["search", "dam"],
    "quotes stats": ["stats"],
}
BARE = {
    "python -c pass": "pass",
    'python -c "import typer, sqlalchemy"': "import typer, sqlalchemy",
}
NEEDLESS = (
    "alembic",
    "numpy",
    "onnxruntime",
    "pydantic",
    "rapidfuzz",
    "simplemma",
    "spacy",
    "sqlalchemy.orm",
)
_MODULE = re.compile(r"^import time:.*\| *([\w.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Start:
    """Processor seconds of a command, the median over some runs, and what it need not import."""

    seconds: float
    needless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Starts:
    """The listings and what they are measured against, by what one types."""

    listings: dict[str, Start]
    bare: dict[str, Start]


def starts(folder: Path) -> Starts:
    """The figures, on a database of the sample articles that is made in the folder."""
    quotes = [sys.executable, "-m", "quotes"]
    database = ["--db", f"sqlite:///{folder}/small.db"]
    subprocess.run([*quotes, "init", *database], check=True, capture_output=True)
    subprocess.run([*quotes, "add", str(ARTICLES), *database], check=True, capture_output=True)
    with _compiled(folder / "compiled"):
        return Starts(
            listings={
                name: Start(
                    _seconds([*quotes, *words, *database]),
                    needless(import_times([*words, *database])),
                )
                for name, words in LISTINGS.items()
            },
            bare={
                name: Start(_seconds([sys.executable, "-c", code])) for name, code in BARE.items()
            },
        )


def needless(report: str) -> tuple[str, ...]:
    """Which libraries that no listing needs are in the report of ``-X importtime``."""
    imported = [f"{name}." for name in _MODULE.findall(report)]
    return tuple(name for name in NEEDLESS if any(one.startswith(f"{name}.") for one in imported))


def section(found: Starts) -> list[str]:
    """The lines of the page on them."""
    ways = found.bare.values()
    return [
        "A listing of a small database (the sample articles), in processor seconds of the whole "
        f"process; the aim is {TARGET} s.",
        "",
        "| | processor seconds | "
        + " | ".join(f"times `{name}`" for name in found.bare)
        + " | imported without need |",
        "|---|---|" + "---|" * len(found.bare) + "---|",
        *(
            f"| `{name}` | {one.seconds:.2f} | "
            + " | ".join(f"{one.seconds / bare.seconds:.1f}" for bare in ways)
            + f" | {', '.join(one.needless)} |"
            for name, one in (found.listings | found.bare).items()
        ),
    ]


@contextmanager
def _compiled(folder: Path) -> Iterator[None]:
    """Let processes keep compiled modules in the folder, whatever the settings of this machine."""
    before = dict(os.environ)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _seconds(command: list[str]) -> float:
    """The median of some runs after one that compiles the modules."""
    run(command, 1)
    return median(run(command, 1).processor for _ in range(ROUNDS))


def import_times(arguments: list[str]) -> str:
    """What ``-X importtime`` tells of a command of quotes."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "quotes", *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stderr


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(section(starts(Path(folder)))))


if __name__ == "__main__":
    main()
