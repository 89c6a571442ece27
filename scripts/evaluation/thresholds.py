"""How many claims of the check set are right with other values of a threshold.

``python -m scripts.evaluation.thresholds NAME VALUE...``, NAME as in quotes/check/thresholds.py.
The articles are read once; each value takes one pass over the claims.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator

from quotes.check import thresholds
from quotes.check.verdict import Checker
from quotes.pipeline import Extractor
from quotes.store.store import Store
from scripts.evaluation.checking import archive, articles, results
from scripts.evaluation.checks import FOLDERS, case, load


def counted(name: str, values: list[float]) -> Iterator[tuple[float, int]]:
    """The value that stands and each other one, with how many claims are right."""
    found = {
        doc: article
        for prefix, path in FOLDERS.items()
        for doc, article in articles(prefix, [path]).items()
    }
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/quotes.db") as store:
        read = archive(found, store, Extractor.load(vectors=True))
        cases = [case(asked.line, read.texts) for asked in load()]
        for value in (getattr(thresholds, name), *values):
            _put(name, value)
            rows = results(cases, Checker(store), read)
            yield value, sum(row.right for row in rows)


def _put(name: str, value: float) -> None:
    """The value in place of the threshold, wherever it was imported."""
    for module in list(sys.modules.values()):
        if module.__name__.startswith("quotes.check.") and hasattr(module, name):
            setattr(module, name, value)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=[name for name in vars(thresholds) if name.isupper()])
    parser.add_argument("values", nargs="+", type=float)
    args = parser.parse_args()
    for value, right in counted(args.name, args.values):
        print(f"{args.name} = {value:g}: {right} right", flush=True)


if __name__ == "__main__":
    main()
