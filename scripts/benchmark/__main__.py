"""Measure speed and memory and write docs/speed.md: ``scripts/bench``.

The whole way, from a file of articles to quotations in a database, is timed as a user runs it
(``quotes add``, start-up included), then a spaCy pipeline of the small English shape on the same
texts. Words are what blanks part.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from quotes.reader.model import cores
from scripts.benchmark.texts import as_json_lines, texts

ARTICLES = Path("seeds/articles")
PAGE = Path("docs/speed.md")

_LOAD = """
import time
begin = time.perf_counter()
from quotes.pipeline import Extractor
Extractor.load()
print(time.perf_counter() - begin)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One command: words a second, start-up included, and peak memory in MiB."""

    speed: float
    memory: float


def timed(command: list[str], words: int) -> Run:
    """Run the command to its end."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {process.returncode}")
    return Run(words / seconds, usage.ru_maxrss / 1024)


def measure() -> tuple[int, Run, Run, float]:
    """Number of words, our run, the peer's run, and the seconds that our model takes to load."""
    words = sum(len(text.split()) for text in texts(ARTICLES))
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        lines.write_text(as_json_lines(ARTICLES), "utf8")
        database = f"sqlite:///{folder}/bench.db"
        subprocess.run(
            [python, "-m", "quotes", "init", "--db", database], check=True, capture_output=True
        )
        ours = timed([python, "-m", "quotes", "add", str(lines), "--db", database], words)
    peer = timed([python, "-m", "scripts.benchmark.peer", str(ARTICLES)], words)
    done = subprocess.run([python, "-c", _LOAD], check=True, capture_output=True, text=True)
    return words, ours, peer, float(done.stdout)


def page(words: int, ours: Run, peer: Run, load: float) -> str:
    """The text of docs/speed.md."""
    return f"""# Speed and memory

Made by `scripts/bench` on {cores()} cores: {words} words, from a file of
articles to stored quotations.

| | words/s | peak memory, MiB |
|---|---|---|
| `quotes add` (start-up included) | {ours.speed:.0f} | {ours.memory:.0f} |
| spaCy CNN pipeline of the small English shape | {peer.speed:.0f} | {peer.memory:.0f} |
| ratio | {ours.speed / peer.speed:.2f} | {ours.memory / peer.memory:.2f} |

Loading the program and its model takes {load:.2f} s.
"""


def main() -> None:
    text = page(*measure())
    PAGE.write_text(text, "utf8")
    print(text, end="")


if __name__ == "__main__":
    main()
