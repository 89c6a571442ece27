"""Score "did X say Y?" on a set of claims: ``python -m scripts.evaluation.checks``.

The articles of the set (tests/checks/articles) and the samples go through the real extractor into
a real database, and every claim of tests/checks/claims.jsonl is checked there. Right is a verdict
that is the expected one; its evidence is right where the passage shown first is the expected one,
and of a stitched claim every passage is shown.

The claims marked as held are for judging only: ``--errors`` lists what came out wrong in the
others, unless ``--held`` asks for those. With ``--floor`` the figures become the floor that the
tests hold; a lower one is refused unless ``--lower-floor`` is given.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quotes.check.verdict import Checker
from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.types import Claim, Span
from scripts.evaluation import floor
from scripts.evaluation.checking import (
    VERDICTS,
    Case,
    Checks,
    Result,
    archive,
    articles,
    confusion_table,
    faults,
    figures,
    results,
    table,
)
from scripts.evaluation.retrieval_queries import Passage
from scripts.evaluation.run import Json

CLAIMS = Path("tests/checks/claims.jsonl")
FOLDERS = {"seeds": Path("seeds/articles"), "checks": Path("tests/checks/articles")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the set; ``held`` claims are for judging, not for learning from."""

    line: Json
    held: bool


def load(path: Path = CLAIMS) -> list[Asked]:
    """The claims of a file of JSON lines (see tests/checks/README.md), in their order."""
    lines = (json.loads(line) for line in path.read_text("utf8").splitlines() if line.strip())
    return [Asked(line, bool(line.get("held", False))) for line in lines]


def case(line: Json, texts: Mapping[str, str]) -> Case:
    """What a line asks, with the places of its evidence.

    :param texts: the stored texts of the articles, as ``seeds/NAME`` or ``checks/NAME``.
    :raises ValueError: there is no such verdict, or no such passage in the article.
    """
    verdict = line["verdict"]
    if verdict not in VERDICTS:
        raise ValueError(f"{line['id']}: there is no verdict {verdict}")
    parts = [_places(one["article"], one["quote"], line["id"], texts) for one in line["evidence"]]
    if line.get("any"):
        parts = [tuple(place for part in parts for place in part)]
    on = line.get("on")
    return Case(
        name=line["id"],
        group=verdict,
        claim=Claim(line["claim"], line.get("by"), date.fromisoformat(on) if on else None),
        verdicts=(verdict,),
        parts=tuple(parts),
        turns=line.get("turns"),
        change=line.get("change"),
        speaker=line.get("speaker") if verdict == "other-speaker" else None,
        note=line.get("note", ""),
    )


def measured(
    asked: Sequence[Asked], extractor: Extractor, make: Callable[[Store], Checks] = Checker
) -> list[Result]:
    """What checks give for the claims.

    :param make: makes what checks claims against a store.
    """
    found = {
        doc: article
        for prefix, path in FOLDERS.items()
        for doc, article in articles(prefix, [path]).items()
    }
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/quotes.db") as store:
        read = archive(found, store, extractor)
        return results([case(one.line, read.texts) for one in asked], make(store), read)


def floor_figures(rows: Sequence[Result]) -> floor.Floor:
    """The figures that the floor holds, by their names there."""
    count = figures(rows)
    return {"checks_right": count.right.value, "checks_right_and_shown": count.whole.value}


def _places(article: str, quote: str, name: str, texts: Mapping[str, str]) -> tuple[Passage, ...]:
    """Everywhere in the article where the words of the evidence stand."""
    docs = [doc for doc in texts if article == Path(doc).name.partition(".")[0]]
    if not docs:
        raise ValueError(f"{name}: there is no article {article}")
    found = tuple(
        Passage(doc, (Span(start, start + len(quote)),))
        for doc in docs
        for start in _starts(quote, texts[doc])
    )
    if not found:
        raise ValueError(f"{name}: {article} has no passage {quote!r}")
    return found


def _starts(quote: str, text: str) -> list[int]:
    starts = []
    start = text.find(quote)
    while start >= 0:
        starts.append(start)
        start = text.find(quote, start + 1)
    return starts


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held", action="store_true", help="score the held claims only")
    which.add_argument("--seen", action="store_true", help="score the other claims only")
    parser.add_argument("--errors", action="store_true", help="list what came out wrong")
    parser.add_argument("--floor", action="store_true", help="hold these figures from now on")
    parser.add_argument("--lower-floor", action="store_true", help="even where they are lower")
    args = parser.parse_args()
    if (args.floor or args.lower_floor) and (args.held or args.seen):
        parser.error("the floor stands on all claims: leave --held and --seen out")
    asked = load()
    rows = list(zip(asked, measured(asked, Extractor.load(vectors=True)), strict=True))
    scored = [row for one, row in rows if not (args.held or args.seen) or one.held == args.held]
    print(f"{len(scored)} claims\n")
    print(table(scored), confusion_table(scored), sep="\n\n")
    if args.errors:
        print("", *faults([row for one, row in rows if one.held == args.held]), sep="\n")
    if args.floor or args.lower_floor:
        try:
            floor.write(floor.raised(floor.held(), floor_figures(scored), args.lower_floor))
        except ValueError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
