"""How many files a command goes through: ``python -m scripts.house.trace [--tree FOLDER]``.

Three commands are run on a small database of the sample articles: an article is added, a claim
checked, two people merged. Counted are the files of the package in which a function is entered;
import time is left out: what runs while a module is being imported does not count.

The way of an extraction is the walk over named functions (no lambdas, comprehensions or inner
functions), each once, in the order of their first call, from the first function of ``store/`` that
is handed the extraction until it returns. ``carrying`` walks only over those that are handed the
extraction or a part of it (the very object, in a collection at most one level down); ``all`` over
every one. A return is a step to a module that the walk had been in and had left.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

RECORDER = Path(__file__).with_name("recorder.py")
ADDED = "dam-hearing-local.txt"
"""The article that is added to a database of all the other ones, which know its people."""
CLAIM = ("I waited 20 years for somebody to bring this county a future", "--by", "Lorraine Petty")
MERGED = ("Lars-Erik Tvedten", "Beatrix Nolte")
TARGETS = {"add": 75, "check": 30, "merge": 14}
MODULES, RETURNS = 15, 8
"""What the way of an extraction may have at most."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk over functions: ``returns`` are those to each module that was left before."""

    functions: int
    modules: tuple[str, ...]
    returns: Counter[str]


@dataclass(frozen=True, slots=True)
class Trace:
    """One command: the files it goes through, and the walks of an extraction that it stores."""

    files: tuple[str, ...]
    walks: dict[str, Walk]


def walk(modules: Iterable[str]) -> Walk:
    """The walk through the modules of functions in the order of their first call."""
    seen: dict[str, None] = {}
    returns: Counter[str] = Counter()
    functions, before = 0, None
    for module in modules:
        if module != before and module in seen:
            returns[module] += 1
        seen.setdefault(module)
        functions, before = functions + 1, module
    return Walk(functions, tuple(seen), returns)


def traces(tree: Path, folder: Path) -> dict[str, Trace]:
    """The commands run with the package of a tree, with databases in the folder."""
    database = f"sqlite:///{folder}/house.db"
    _quotes(tree, "init", "--db", database)
    articles = sorted(path for path in (tree / "seeds/articles").iterdir() if path.name != ADDED)
    _quotes(tree, "add", *map(str, articles), "--db", database)
    commands = {
        "add": ["add", str(tree / "seeds/articles" / ADDED)],
        "check": ["check", *CLAIM],
        "merge": ["people", "merge", *MERGED],
    }
    return {
        name: _traced(tree, [*command, "--db", database], folder)
        for name, command in commands.items()
    }


def _quotes(tree: Path, *arguments: str) -> None:
    _python(tree, "-m", "quotes", *arguments)


def _traced(tree: Path, command: Sequence[str], folder: Path) -> Trace:
    out = folder / "noted.json"
    _python(tree, str(RECORDER), str(out), *command)
    noted = json.loads(out.read_text("utf8"))
    walked = noted["walked"]
    walks = {
        "carrying": walk(file for file, _, carries in walked if carries),
        "all": walk(file for file, _, _ in walked),
    }
    files = sorted({file for file, _ in noted["entered"]})
    return Trace(tuple(files), walks if walked else {})


def _python(tree: Path, *arguments: str) -> None:
    """Run Python with the package of the tree, and without this folder on its path.

    :raises SystemExit: it fails.
    """
    done = subprocess.run(
        [sys.executable, "-P", *arguments],
        env=os.environ | {"PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} fails:\n{done.stderr}")


def report(found: dict[str, Trace], *, listed: bool) -> Iterator[str]:
    """The figures beside what they must reach, with the files where they are to be listed."""
    for name, trace in found.items():
        yield f"{name}: {len(trace.files)} files (target: at most {TARGETS[name]})"
        if listed:
            yield from (f"    {file}" for file in trace.files)
    for name, way in found["add"].walks.items():
        yield (
            f"extraction, {name}: {len(way.modules)} modules (target: at most {MODULES}), "
            f"{way.returns.total()} returns (target: at most {RETURNS}), {way.functions} functions"
        )
        yield "    most returned to: " + ", ".join(
            f"{module} {times}" for module, times in way.returns.most_common(3)
        )
        if listed:
            yield from (f"    {module}" for module in way.modules)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tree", type=Path, default=Path(), help="a checkout (this folder)")
    parser.add_argument("--list", action="store_true", help="list the files and modules too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = traces(args.tree.resolve(), Path(folder))
    print("\n".join(report(found, listed=args.list)))


if __name__ == "__main__":
    main()
