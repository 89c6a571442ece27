"""Claims checked against a database of many quotations: ``python -m scripts.benchmark.checking``.

Each claim is timed as ``quotes check`` answers it once it has started, beside the two ways of
looking up candidates, and a bare statement of FTS5 that ranks all quotations with any word of the
claim but function words. The database is that of :mod:`scripts.benchmark.crowd`, whose sentences
are very much alike, so that every word is in thousands of quotations.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import create_engine, select

from quotes.check.drafts import check_draft
from quotes.check.verdict import Checker
from quotes.db.matching import terms
from quotes.db.tables import QuotationTable, SpeakerTable
from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.types import Article, Claim
from scripts.benchmark.crowd import fill

QUOTATIONS = 200_000
EACH = 8
"""Claims of each kind."""
IN_DRAFT = 20
"""Quotations of the draft."""
NOBODY = "Quentin Zabriskie"
REPHRASED = (
    "Tap water is about to cost more",
    "They want atomic power stations to be allowed",
    "Tenants should not have to pay ever higher sums",
    "Nobody bothered to talk to the people who live there",
    "The islanders cannot do without their boat",
    "Global warming forces our hand",
    "Hundreds of people would lose their work",
    "The next generation has to foot the cost",
)
NOT_SAID = (
    "My grandmother taught me how to bake sourdough",
    "The goalkeeper was injured in the second half",
    "Astronomers counted fourteen moons that evening",
    "He never learned to play the violin",
    "Tourists left their umbrellas in the museum",
    "The orchestra tuned its instruments twice",
    "Her first novel sold eleven copies",
    "Dinosaurs had feathers, as every child knows",
)
_BARE = (
    "SELECT rowid FROM quotation_search WHERE quotation_search MATCH ? "
    "ORDER BY bm25(quotation_search, 4.0, 1.0) LIMIT 40"
)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: the median, and what 95 of 100 stay below."""

    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Checks:
    """The figures for ``claims`` claims; ``draft`` is seconds for a draft, its reading included."""

    quotations: int
    claims: int
    whole: Times
    by_kind: dict[str, Times]
    words: Times
    meaning: Times
    bare: Times
    in_draft: int
    draft: float


def checks(folder: Path, quotations: int = QUOTATIONS) -> Checks:
    """The figures, on a database that is made in the folder."""
    path = folder / "claims.db"
    fill(path, quotations)
    return measured(path)


def measured(path: Path) -> Checks:
    """The figures on the database of a crowd that is there."""
    said = _said(path)
    claims = {kind: list(made) for kind, made in _claims(said).items()}
    every = [claim for made in claims.values() for claim in made]
    with Store.open(str(path)) as store:
        checker, lookup = Checker(store), store.lookup
        checker.check(replace(every[0], by=None))
        lookup.near(every[0].text)
        spent = {
            kind: [_timed(partial(checker.check, one)) for one in claims[kind]] for kind in claims
        }
        words = [_timed(partial(lookup.candidates, one.text)) for one in every]
        meaning = [_timed(partial(lookup.near, one.text)) for one in every]
        extractor = Extractor.load()
        draft = _draft(said[:IN_DRAFT])
        extractor.extract(draft)
        seconds = _timed(lambda: check_draft(extractor.extract(draft), checker.check)) / 1000
        searched = lookup.searched().quotations
    with closing(sqlite3.connect(path)) as connection:
        bare = [_timed(partial(_bare, connection, one.text)) for one in every]
    return Checks(
        quotations=searched,
        claims=len(every),
        whole=_times([one for times in spent.values() for one in times]),
        by_kind={kind: _times(times) for kind, times in spent.items()},
        words=_times(words),
        meaning=_times(meaning),
        bare=_times(bare),
        in_draft=IN_DRAFT,
        draft=seconds,
    )


def _said(path: Path) -> list[tuple[str, str]]:
    """Quotations without their marks, and who says them, from all over the database."""
    engine = create_engine(f"sqlite:///{path}")
    number = max(EACH * 8, IN_DRAFT)
    with engine.connect() as connection:
        last = (
            connection.scalar(select(QuotationTable.id).order_by(QuotationTable.id.desc()).limit(1))
            or 0
        )
        rows = range(1, last + 1, max(1, last // number))
        quoted = select(QuotationTable.text, SpeakerTable.name).join(SpeakerTable)
        found = connection.execute(quoted.where(QuotationTable.id.in_(rows))).all()
    engine.dispose()
    return [(text.strip("\u201c\u201d"), name) for text, name in found]


def _claims(said: Sequence[tuple[str, str]]) -> dict[str, Iterator[Claim]]:
    """So many claims of each kind as are timed, each made of other quotations."""
    part = [said[place : place + EACH] for place in range(0, 6 * EACH, EACH)]
    return {
        "verbatim": (Claim(text, name) for text, name in part[0]),
        "trimmed": (Claim(text.partition(": ")[2], name) for text, name in part[1]),
        "altered": (Claim(text.replace("the ", "the old ", 1), name) for text, name in part[2]),
        "stitched": (
            Claim(f"{one.partition(': ')[0]} and {other.partition(': ')[2]}", name)
            for (one, name), (other, _) in zip(part[3], part[4], strict=True)
        ),
        "of another speaker": (Claim(text, NOBODY) for text, _ in part[5]),
        "by nobody named": (Claim(text) for text, _ in part[5]),
        "in other words": (Claim(text) for text in REPHRASED),
        "not found": (Claim(text) for text in NOT_SAID),
    }


def _draft(said: Sequence[tuple[str, str]]) -> Article:
    """An article with these quotations, all but every third one altered."""
    paragraphs = []
    for number, (text, name) in enumerate(said):
        words = text[:-1] if number % 3 == 0 else text[:-1].replace(": ", " now: ")
        paragraphs.append(f"\u201c{words},\u201d said {name}.")
    return Article("\n\n".join(paragraphs), "draft.txt")


def _bare(connection: sqlite3.Connection, text: str) -> int:
    wanted = " OR ".join(f'"{term}"' for term in terms(text.replace('"', " ")))
    return len(connection.execute(_BARE, (wanted,)).fetchall())


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def _times(times: Sequence[float]) -> Times:
    return Times(median(times), quantiles(times, n=20, method="inclusive")[-1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotations", type=int, default=QUOTATIONS, help="(%(default)s)")
    parser.add_argument("--db", type=Path, help="a database of a crowd that was made before")
    args = parser.parse_args()
    if args.db:
        print(measured(args.db))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(checks(Path(folder), args.quotations))


if __name__ == "__main__":
    main()
