"""Score people who recur in real news: ``python -m scripts.evaluation.recurring``.

The articles of PolNeAR (train and dev) go through the real extractor into real databases, by day,
backwards, and shuffled. Of every full name that stands in five and more of them and is one person
(``tests/identity/recurring.txt``), the pairs of articles are counted that led to one person, and
the names of two people that led to one.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from sqlalchemy import create_engine, select

from quotes.db.tables import ArticlePersonTable, ArticleTable
from quotes.store.store import Store
from quotes.types import Extraction
from scripts.entities.pairs import read_corpus

PEOPLE = Path("tests/identity/recurring.txt")
CORPORA = ("attribution/polnear.train", "attribution/polnear.dev")
SEED = 3

Clusters = Mapping[tuple[str, str], int]
"""The person that a folded name of an article led to, by the article's id and the name."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """Of the pairs of articles of one name, how many led to one person.

    ``names`` are the shares by name, ``mixed`` the pairs of names of two people that led to one
    person anywhere.
    """

    joined: int
    pairs: int
    names: Mapping[str, float]
    mixed: tuple[tuple[str, str], ...]


def people() -> list[list[str]]:
    """The folded names of each person of the list."""
    lines = PEOPLE.read_text("utf8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


def clusters(extractions: Sequence[Extraction]) -> Clusters:
    """Whom the names led to in a database that the articles were added to in this order."""
    with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "news.db")) as store:
        for extraction in extractions:
            store.add(extraction, settle=False)
        store.settle()
        engine = create_engine(store.url)
        named = select(
            ArticleTable.public_id, ArticlePersonTable.folded, ArticlePersonTable.person_id
        ).join(ArticlePersonTable, ArticlePersonTable.article_id == ArticleTable.id)
        with engine.connect() as connection:
            found = {(article, name): person for article, name, person in connection.execute(named)}
        engine.dispose()
    return found


def measure(found: Clusters, listed: Sequence[Sequence[str]]) -> Recurring:
    """Count the pairs that were joined, and the people who were mixed up."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for (_, name), person in found.items():
        by_name[name].append(person)
    joined = pairs = 0
    shares: dict[str, float] = {}
    for name in (name for names in listed for name in names):
        size = len(by_name[name])
        together = sum(count * (count - 1) // 2 for count in Counter(by_name[name]).values())
        joined, pairs = joined + together, pairs + size * (size - 1) // 2
        shares[name] = together / (size * (size - 1) / 2) if size > 1 else 1.0
    mixed = tuple(
        (one[0], other[0])
        for one, other in combinations(listed, 2)
        if {it for name in one for it in by_name[name]}
        & {it for name in other for it in by_name[name]}
    )
    return Recurring(joined, pairs, shares, mixed)


def groups(found: Clusters) -> frozenset[frozenset[tuple[str, str]]]:
    """The clusters whatever their numbers."""
    members: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for place, person in found.items():
        members[person].add(place)
    return frozenset(map(frozenset, members.values()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--cache", type=Path, required=True, help="where extractions are kept")
    parser.add_argument("--least", type=float, default=0.95, help="list names joined to less")
    args = parser.parse_args()
    read = [found for corpus in CORPORA for found in read_corpus(args.shared, args.cache, corpus)]
    by_day = sorted(read, key=lambda it: (it.article.published or date.min, it.article.id))
    shuffled = random.Random(SEED).sample(by_day, len(by_day))
    first: Clusters | None = None
    for order, extractions in (
        ("by day", by_day),
        ("backwards", by_day[::-1]),
        ("shuffled", shuffled),
    ):
        found = clusters(extractions)
        result = measure(found, people())
        share = 100 * sum(result.names.values()) / len(result.names)
        same = first is None or groups(found) == groups(first)
        first = first or found
        print(
            f"{order}: {100 * result.joined / result.pairs:.1f} % of {result.pairs} pairs joined, "
            f"by name {share:.1f} % on the mean; {len(result.mixed)} pairs of people mixed up"
            + ("" if same else "; other people than by day"),
            flush=True,
        )
    print("mixed up:", result.mixed)
    for name, joined in sorted(result.names.items(), key=lambda it: it[1]):
        if joined < args.least:
            print(f"{100 * joined:5.1f} % {name}")


if __name__ == "__main__":
    main()
