"""Score checks of altered quotations: ``python -m scripts.evaluation.altered``.

The quotations of hand-marked articles, those of ``--shared`` and of the project (tests/gold), are
altered by rules and chance with a fixed seed, and each claim is checked against the articles, which
the real extractor has read. The claims come from what a human marked: where the reader did not find
the quotation, or gave it to somebody else, that counts too; the figures without those stand beside.

``--errors`` lists what came out wrong.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from quotes.check.verdict import Checker
from quotes.db.rows import Query, QuotationRow
from quotes.pipeline import Extractor
from quotes.store.store import Store
from scripts.evaluation.altered_claims import Altered, Marked, Said, claims, marked, sources
from scripts.evaluation.checking import (
    Archive,
    Checks,
    Result,
    archive,
    articles,
    confusion_table,
    faults,
    results,
    table,
)
from scripts.evaluation.retrieval_queries import Passage
from scripts.evaluation.score import same_organization, same_person

GOLD, SEEDS = Path("tests/gold"), Path("seeds/articles")


def collections(shared: Path) -> dict[str, Marked]:
    """The marked articles that are there, those of the project last."""
    gold = shared / "gold"
    own = {"tests/gold": marked(GOLD, SEEDS, "seeds")}
    return {"shared/gold": marked(gold, gold / "articles", "gold")} | own if gold.is_dir() else own


def measured(
    marks: Marked, extractor: Extractor, make: Callable[[Store], Checks] = Checker
) -> tuple[list[Result], list[Result]]:
    """What checks give for all claims, and for those whose quotations the reader found.

    :param make: makes what checks claims against a store.
    """
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/quotes.db") as store:
        read = archive(articles(marks.prefix, marks.paths), store, extractor)
        asked = claims(sources(marks, read.texts), read.texts)
        rows = results([one.case for one in asked], make(store), read)
        found = found_by_reader(asked, read)
    return rows, [row for row, is_found in zip(rows, found, strict=True) if is_found]


def found_by_reader(asked: Iterable[Altered], archive: Archive) -> list[bool]:
    """Of each claim whether the reader found its quotations, under their own speakers."""
    stored = [(archive.places[row.id], row) for row in archive.store.search(Query(limit=None))]
    return [all(_is_found(one, stored) for one in claim.sources) for claim in asked]


def _is_found(said: Said, stored: Sequence[tuple[Passage, QuotationRow]]) -> bool:
    return any(
        said.place.agrees(passage)
        and any(
            same_person(name, speaker.name) or same_organization(name, speaker.name)
            for name in said.speakers
            for speaker in row.speakers
        )
        for passage, row in stored
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true", help="list what came out wrong")
    args = parser.parse_args()
    extractor = Extractor.load(vectors=True)
    for name, marks in collections(args.shared).items():
        rows, found = measured(marks, extractor)
        print(f"{name}: {len(rows)} claims, of {len(found)} the reader found the quotation\n")
        print(table(rows, {"where the reader found it": found}), confusion_table(rows), sep="\n\n")
        if args.errors:
            missed = [row for row in rows if row not in found]
            print("", *faults(found), "", sep="\n")
            print("The reader did not find the quotation:", *faults(missed), sep="\n")
        print()


if __name__ == "__main__":
    main()
