"""Read the texts that ask who is meant, and keep them as examples with their questions::

    python -m scripts.training.prepare --data DATA --marked FOLDER --out FOLDER

The shipped reader finds the names, so this is run once, and again when names are found otherwise.
``--marked`` may be given several times.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections.abc import Iterable
from pathlib import Path

from quotes.reader.component import Reader
from quotes.reader.model import Model
from scripts.coreference.documents import gap, litbank, ontogum
from scripts.coreference.examples import examples_of, examples_of_gap
from scripts.training import truth
from scripts.training.data import Example
from scripts.training.truth import Questions

Pool = list[tuple[Example, Questions | None]]
POOLS = ("marked", "written", "gap", "ontogum", "litbank")


def load(folder: Path, name: str) -> Pool:
    """A pool that this program wrote."""
    with (folder / f"{name}.pickle").open("rb") as file:
        pool: Pool = pickle.load(file)
    return pool


def _save(folder: Path, name: str, pool: Iterable[tuple[Example, Questions | None]]) -> None:
    made = list(pool)
    with (folder / f"{name}.pickle").open("wb") as file:
        pickle.dump(made, file)
    asked = sum(len(one.asks) for _, one in made if one is not None)
    print(f"{name}: {len(made)} texts, {asked} questions", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder shared/data")
    parser.add_argument("--marked", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pools", nargs="*", default=POOLS, choices=POOLS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    reader = Reader(Model.shipped(1))
    coref = args.data / "coref"
    if "marked" in args.pools:
        given = [one for folder in args.marked for one in truth.marked(folder)]
        _save(args.out, "marked", truth.examples(iter(given), reader))
    if "written" in args.pools:
        _save(args.out, "written", truth.examples(truth.written(), reader))
    if "gap" in args.pools:
        _save(
            args.out, "gap", examples_of_gap(reader, gap(coref / "gap.development.jsonl.gz"), 1.0)
        )
    for name, documents in (("ontogum", ontogum), ("litbank", litbank)):
        if name in args.pools:
            found = list(documents(coref / f"{name}.train.jsonl.gz"))
            random.Random(1).shuffle(found)
            _save(args.out, name, examples_of(reader, found, 1.0))


if __name__ == "__main__":
    main()
