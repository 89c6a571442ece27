"""Measure speed and memory and write docs/speed.md: ``scripts/bench``.

Every way is timed as a user runs it, start-up included, in turn with a spaCy pipeline of the small
English shape that is given the same cores. Words are what blanks part. Linux only: other systems do
not let a process choose its cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts.benchmark.after import share
from scripts.benchmark.checking import checks
from scripts.benchmark.page import WAYS, Figures, page
from scripts.benchmark.runs import Run, run
from scripts.benchmark.searching import QUOTATIONS, searches
from scripts.benchmark.starting import starts
from scripts.benchmark.storing import AT
from scripts.benchmark.storing import measure as stored_after
from scripts.benchmark.texts import samples, write_archive

ARTICLES = Path("seeds/articles")
PAGE = Path("docs/speed.md")
THREADS = (1, 2)


def measure(
    folder: Path, articles: int, archive: int, rounds: int, crowd: int, stored: Sequence[int]
) -> Figures:
    """All figures, with files and databases in the folder."""
    cores = len(os.sched_getaffinity(0))
    texts = samples(ARTICLES)
    file = folder / "articles.jsonl"
    words = write_archive(texts, articles, file)
    speed: dict[tuple[str, int], list[Run]] = {
        (way, threads): [] for threads in THREADS if threads <= cores for way in WAYS
    }
    for _ in range(rounds):
        for (way, threads), runs in speed.items():
            runs.append(_read(way, file, threads))
    return Figures(
        cores=cores,
        articles=articles,
        words=words,
        speed=speed,
        after=share(texts),
        start=[_first_answer(cores) for _ in range(rounds)],
        archives={n: _archive(folder, texts, n, cores) for n in (archive // 5, archive)},
        starts=starts(folder),
        searches=searches(folder, crowd),
        checks=checks(folder, crowd),
        stored=stored_after(stored),
    )


def _read(way: str, file: Path, threads: int) -> Run:
    if way == "add":
        return _add(file, threads)
    return run([sys.executable, "-m", "scripts.benchmark.pipe", way, str(file)], threads)


def _add(file: Path, threads: int) -> Run:
    """``quotes add`` of the file, into a new database that is thrown away."""
    quotes = [sys.executable, "-m", "quotes"]
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        database = ["--db", f"sqlite:///{folder}/bench.db"]
        subprocess.run([*quotes, "init", *database], check=True, capture_output=True)
        return run([*quotes, "add", str(file), *database], threads)


def _archive(folder: Path, texts: list[str], articles: int, threads: int) -> Run:
    file = folder / "archive.jsonl"
    write_archive(texts, articles, file)
    return _add(file, threads)


def _first_answer(threads: int) -> Run:
    article = next(iter(sorted(ARTICLES.glob("*.txt"))))
    return run([sys.executable, "-m", "quotes", "extract", str(article), "--nl"], threads)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=80, help="to measure speed (%(default)s)")
    parser.add_argument("--archive", type=int, default=1500, help="to measure memory (%(default)s)")
    parser.add_argument(
        "--crowd", type=int, default=QUOTATIONS, help="quotations to search in (%(default)s)"
    )
    parser.add_argument(
        "--stored", type=int, nargs="+", default=AT, help="articles stored before one (%(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="of every run (%(default)s)")
    parser.add_argument("--page", type=Path, default=PAGE, help="to write (%(default)s)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(
            Path(folder),
            args.articles,
            args.archive,
            args.rounds,
            args.crowd,
            sorted(args.stored),
        )
    text = page(figures)
    args.page.write_text(text, "utf8")
    print(text, end="")


if __name__ == "__main__":
    main()
