"""The figures as the page docs/speed.md."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from scripts.benchmark.checking import Checks, Times
from scripts.benchmark.runs import Run
from scripts.benchmark.searching import Searches
from scripts.benchmark.starting import Starts, section
from scripts.benchmark.storing import Stored
from scripts.benchmark.storing import section as storing

WAYS = {
    "reader": "the reader alone (`nlp.pipe`)",
    "add": "the whole way (`quotes add`)",
    "peer": "spaCy CNN pipeline",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured.

    ``speed`` has the runs over ``words`` words by way and number of threads; ``start`` the runs on
    one article; ``archives`` one run by the number of articles. ``after`` is the time of all that
    is decided on a reading, as a part of the reader's. ``starts`` are those of a small database,
    ``searches`` and ``checks`` those of a database of many quotations; ``stored`` what storing one
    more article costs after so many others.
    """

    cores: int
    articles: int
    words: int
    speed: dict[tuple[str, int], list[Run]]
    after: float
    start: list[Run]
    archives: dict[int, Run]
    starts: Starts
    searches: Searches
    checks: Checks
    stored: list[Stored]


def page(figures: Figures) -> str:
    """The text of the page."""
    rounds = len(figures.start)
    return "\n".join(
        [
            "# Speed and memory",
            "",
            f"Made by `scripts/bench` on a machine with {figures.cores} cores: "
            f"{figures.articles} articles with {figures.words} words,",
            "from a file to stored quotations (`quotes add`), to documents with everything the "
            "reader sets on them (`nlp.pipe`),",
            "and to the documents of a spaCy CNN pipeline of the small English shape on the same "
            "cores. Start-up is included;",
            f"the median of {rounds} rounds.",
            "",
            "| | threads | words/s | of spaCy's | peak memory, MiB |",
            "|---|---|---|---|---|",
            *(_speed(figures, way, threads) for way, threads in figures.speed),
            "",
            "| | |",
            "|---|---|",
            f"| Start-up to first answer (`quotes extract` on one article) "
            f"| {median(run.seconds for run in figures.start):.2f} s |",
            f"| Peak memory on that article | {_memory(figures.start)} MiB |",
            "| Finding out who speaks, with all people, posts and organizations, as a part of the "
            f"reader's time (`python -m scripts.benchmark.after`) | {figures.after:.2f} |",
            *(
                f"| Peak memory of `quotes add` on {articles} articles | {_memory([run])} MiB |"
                for articles, run in figures.archives.items()
            ),
            "",
            *section(figures.starts),
            "",
            *storing(figures.stored),
            "",
            *_searching(figures.searches),
            "",
            *_checking(figures.checks),
            "",
        ]
    )


def _searching(found: Searches) -> list[str]:
    return [
        f"A search among {found.quotations:,} stored quotations, for the best 50 with everything "
        "known about them. They are",
        "template sentences with real vectors (`scripts/benchmark/crowd.py`). The first search in "
        "a process also loads the",
        "model that makes vectors. Bare SQL only finds the best 50 row ids by the words, or only "
        "reads all vectors.",
        "",
        "| search | median, ms | first in a process, ms | bare SQL, ms |",
        "|---|---|---|---|",
        f"| with words (`quotes search TEXT`) | {found.words:.0f} | {found.first_words:.0f} "
        f"| {found.bare_words:.0f} |",
        f"| with meaning (`quotes search --about TEXT`) | {found.meaning:.0f} "
        f"| {found.first_meaning:.0f} | {found.bare_vectors:.0f} |",
    ]


def _checking(found: Checks) -> list[str]:
    return [
        f"A check of {found.claims} claims against {found.quotations:,} such quotations "
        "(`quotes check`, once it has started; `scripts/benchmark/checking.py`).",
        "Bare SQL ranks the quotations with any word of the claim but function words. A draft with "
        f"{found.in_draft} quotations,",
        f"its reading included, takes {found.draft:.1f} s.",
        "",
        "| | median, ms | 95 of 100 below, ms |",
        "|---|---|---|",
        _times("a check", found.whole),
        *(_times(f"a claim {kind}", times) for kind, times in found.by_kind.items()),
        _times("candidates by words, alone", found.words),
        _times("candidates by meaning, alone", found.meaning),
        _times("bare SQL", found.bare),
    ]


def _times(name: str, times: Times) -> str:
    return f"| {name} | {times.median:.0f} | {times.most:.0f} |"


def _speed(figures: Figures, way: str, threads: int) -> str:
    runs = figures.speed[way, threads]
    seconds = median(run.seconds for run in runs)
    theirs = median(run.seconds for run in figures.speed["peer", threads])
    return (
        f"| {WAYS[way]} | {threads} | {figures.words / seconds:.0f} | {theirs / seconds:.2f} "
        f"| {_memory(runs)} |"
    )


def _memory(runs: list[Run]) -> str:
    return f"{max(run.memory for run in runs):.0f}"
