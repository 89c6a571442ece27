"""Searches in a database of many quotations: ``python -m scripts.benchmark.searching``.

Each search is timed as the store answers it, rows and all, beside bare statements of SQL: one that
finds the row ids by the rank of the words, and one that reads every vector. The database is that of
:mod:`scripts.benchmark.crowd`.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from quotes.db.rows import Query
from quotes.store.store import Store
from scripts.benchmark.crowd import fill

QUOTATIONS = 200_000
ROUNDS = 3
WORDS = (
    "flood wall storms",
    '"pension scheme"',
    "nuclear licence voted",
    "ferry timetable island",
    "fish quota auditors",
    "rent cap tender",
)
MEANINGS = (
    "global warming",
    "electricity from reactors",
    "prices for tenants",
    "people lose their work",
    "health care for mothers",
    "nobody was consulted",
)
_BARE_WORDS = (
    "SELECT rowid FROM quotation_search WHERE quotation_search MATCH ? "
    "ORDER BY bm25(quotation_search, 4.0, 1.0) LIMIT 50"
)
_BARE_VECTORS = "SELECT quotations, vectors FROM vectors"


@dataclass(frozen=True, slots=True)
class Searches:
    """Milliseconds of one search, the median over some; ``first`` is in a process just started,
    once it has loaded its modules."""

    quotations: int
    words: float
    first_words: float
    bare_words: float
    meaning: float
    first_meaning: float
    bare_vectors: float


def searches(folder: Path, quotations: int = QUOTATIONS) -> Searches:
    """The figures, on a database that is made in the folder."""
    path = folder / "crowd.db"
    fill(path, quotations)
    with Store.open(str(path)) as store:
        store.search(Query(about=MEANINGS[0]))
        words = _median(partial(store.search, Query(text=text)) for text in WORDS)
        meaning = _median(partial(store.search, Query(about=text)) for text in MEANINGS)
    with closing(sqlite3.connect(path)) as connection:
        bare_words = _median(partial(_bare, connection, _BARE_WORDS, text) for text in WORDS)
        bare_vectors = _median([partial(_bare, connection, _BARE_VECTORS)])
    return Searches(
        quotations=quotations,
        words=words,
        first_words=_first(path, "words", WORDS),
        bare_words=bare_words,
        meaning=meaning,
        first_meaning=_first(path, "meaning", MEANINGS),
        bare_vectors=bare_vectors,
    )


def once(path: str, way: str, text: str) -> float:
    """Milliseconds of one search in this process."""
    query = Query(about=text) if way == "meaning" else Query(text=text)
    with Store.open(path) as store:
        return _timed(partial(store.search, query))


def _bare(connection: sqlite3.Connection, statement: str, *values: str) -> int:
    return len(connection.execute(statement, values).fetchall())


def _first(path: Path, way: str, texts: Sequence[str]) -> float:
    command = [sys.executable, "-m", "scripts.benchmark.searching", "--once", str(path), way]
    runs = (
        subprocess.run([*command, text], check=True, capture_output=True, text=True)
        for text in texts[:ROUNDS]
    )
    return median(float(json.loads(run.stdout)) for run in runs)


def _median(works: Iterable[Callable[[], object]]) -> float:
    return median(_timed(work) for work in works for _ in range(ROUNDS))


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotations", type=int, default=QUOTATIONS, help="(%(default)s)")
    parser.add_argument("--once", nargs=3, metavar=("DATABASE", "words|meaning", "TEXT"))
    args = parser.parse_args()
    if args.once:
        print(once(*args.once))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(searches(Path(folder), args.quotations))


if __name__ == "__main__":
    main()
