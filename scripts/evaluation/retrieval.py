"""Score the search on judged queries: ``python -m scripts.evaluation.retrieval``.

The articles of the queries (tests/retrieval) go through the real extractor into a real database:
those of the samples, and of the marked news where ``--shared`` is there. Recall at 10 is the share
of a query's answers, at most ten of them, that are among the first ten results, averaged over the
queries; MRR the mean of 1 / rank of the first answer there. A result is an answer where the two
share more than half of either. Answers that the reader did not find count as missed.

``--errors`` lists what the product's search missed. With ``--floor`` the figures on the samples
alone become the floor that the tests hold; a lower one is refused unless ``--lower-floor`` is
given.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, create_engine, select, text

from quotes.db.matching import CURRENT
from quotes.db.nearest import nearest
from quotes.db.rows import Query
from quotes.db.tables import QuotationTable
from quotes.ingest.metadata import Failure
from quotes.ingest.registry import read
from quotes.meaning.vectors import Encoder
from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.types import Article
from scripts.evaluation import floor
from scripts.evaluation.retrieval_queries import HALVES, Half, Judged, Passage, content_words, load
from scripts.evaluation.scorer import Estimate, mean

SEEDS = Path("seeds/articles")
MOST = 50
"""Results that are asked for; the first ten count, the others tell how near a miss was."""

Search = Callable[[str], list[Passage]]

_ANY_WORD = text(
    "SELECT quotations.public_id FROM quotation_search "
    "JOIN quotations ON quotations.id = quotation_search.rowid "
    "WHERE quotation_search MATCH :words "
    "ORDER BY bm25(quotation_search, 4.0, 1.0), quotations.id LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles as ``quotes add`` stores them: names, and the quotations found in them.

    ``docs`` are the names of the articles, ``quotations`` stand by their public ids.
    """

    docs: frozenset[str]
    quotations: Mapping[str, Passage]

    def holds(self, answer: Passage) -> bool:
        """Whether the reader found the quotation at all."""
        return any(answer.agrees(found) for found in self.quotations.values())


def folders(shared: Path) -> dict[str, Path]:
    """The folders of articles that are there, by prefix: the samples, and the marked news."""
    gold = shared / "gold/articles"
    return {"seeds": SEEDS} | ({"gold": gold} if gold.is_dir() else {})


def texts(folders: Mapping[str, Path]) -> dict[str, str]:
    """The stored texts of the articles in some folders, by their names."""
    return {doc: article.text for doc, article in _articles(folders).items()}


def collect(folders: Mapping[str, Path], store: Store, extractor: Extractor) -> Collection:
    """Read the articles of some folders and put them into the store, which has no others."""
    articles = _articles(folders)
    quotations: dict[str, Passage] = {}
    for doc, found in zip(articles, extractor.extract_many(articles.values()), strict=True):
        store.add(found)
        quotations |= {one.id: Passage(doc, one.pieces) for one in found.quotations}
    return Collection(frozenset(articles), quotations)


def searches(store: Store, collection: Collection) -> dict[str, Search]:
    """Every way to search the collection in this store, by its name in the table.

    The first is the product's, the others are what it is compared with.
    """
    encoder = Encoder.shipped()

    def found(query: Query) -> list[Passage]:
        return [collection.quotations[row.id] for row in store.search(query)]

    def nearest_alone(connection: Connection, text: str) -> list[str]:
        (asked,) = encoder.encode([text])
        near = nearest(connection, asked, encoder.sha256, CURRENT, least=-1.0)
        public = dict(connection.execute(select(QuotationTable.id, QuotationTable.public_id)).all())
        return [public[row] for row in near.best(MOST)]

    def any_word(connection: Connection, text: str) -> list[str]:
        expression = " OR ".join(f'"{word}"' for word in content_words(text))
        asked = {"words": expression, "most": MOST}
        return list(connection.scalars(_ANY_WORD, asked)) if expression else []

    def directly(ids: Callable[[Connection, str], list[str]], text: str) -> list[Passage]:
        engine = create_engine(store.url)
        try:
            with engine.connect() as connection:
                return [collection.quotations[one] for one in ids(connection, text)]
        finally:
            engine.dispose()

    return {
        "meaning and words": lambda text: found(Query(about=text, limit=MOST)),
        "vectors alone": partial(directly, nearest_alone),
        "FTS5, any word": partial(directly, any_word),
        "FTS5, all words": lambda text: found(Query(text=text, limit=MOST)),
    }


def _articles(folders: Mapping[str, Path]) -> dict[str, Article]:
    articles: dict[str, Article] = {}
    for prefix, folder in folders.items():
        for article in read([str(folder)]):
            if isinstance(article, Failure):
                raise ValueError(f"{article.source}: {article.reason}")
            articles[f"{prefix}/{Path(article.source).name}"] = article
    return articles


QUERIES = Path("tests/retrieval/queries.jsonl")
FIRST = 10


@dataclass(frozen=True, slots=True)
class Result:
    """What a search gave for a query: of every answer the rank, from 1, or None without one.

    ``read`` says of every answer whether the reader found it at all.
    """

    judged: Judged
    ranks: tuple[int | None, ...]
    read: tuple[bool, ...]

    @property
    def recall(self) -> float:
        """The share of the answers, at most ten, among the first ten results."""
        first = sum(rank is not None and rank <= FIRST for rank in self.ranks)
        return min(1.0, first / min(len(self.ranks), FIRST))

    @property
    def reciprocal(self) -> float:
        """1 / rank of the first answer among the first ten results, 0 without one."""
        best = min((rank for rank in self.ranks if rank is not None), default=FIRST + 1)
        return 1 / best if best <= FIRST else 0.0

    @property
    def readable(self) -> float:
        """The recall of a search that misses nothing but what the reader did not find."""
        return min(1.0, sum(self.read) / min(len(self.read), FIRST))


@dataclass(frozen=True, slots=True)
class Figures:
    """Recall at 10 over all queries and by half, and MRR, each in percent."""

    recall: Estimate
    halves: Mapping[Half, Estimate]
    mrr: Estimate


def results(queries: Sequence[Judged], search: Search, collection: Collection) -> list[Result]:
    """What a search gives for each of the queries."""
    return [_result(judged, search, collection) for judged in queries]


def figures(rows: Sequence[Result]) -> Figures:
    """The figures of some results, with 95 % intervals over the queries."""
    return Figures(
        recall=_mean(row.recall for row in rows),
        halves={
            half: _mean(row.recall for row in rows if row.judged.half == half) for half in HALVES
        },
        mrr=_mean(row.reciprocal for row in rows),
    )


def table(ways: Mapping[str, Sequence[Result]]) -> str:
    """The figures of several searches, what the reader allows, and the gain of the first."""
    first, *others = ways
    lines = [("recall at 10, percent", "all", *HALVES, "MRR")]
    for name, rows in ways.items():
        count = figures(rows)
        found = (count.recall, *(count.halves[half] for half in HALVES), count.mrr)
        lines.append((name, *map(_shown, found)))
    readable = [_mean(row.readable for row in part) for part in _parts(ways[first])]
    lines.append(("found by the reader at all", *map(_shown, readable), ""))
    for other in others:
        gains = [
            _mean(ours.recall - theirs.recall for ours, theirs in zip(our, their, strict=True))
            for our, their in zip(_parts(ways[first]), _parts(ways[other]), strict=True)
        ]
        lines.append((f"{first}, above {other}", *map(_shown, gains), ""))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def misses(rows: Iterable[Result]) -> list[str]:
    """One line for every answer that is not among the first ten results, and why."""
    return [
        f"{_why(rank, read)}, {row.judged.half}: {row.judged.query} -> {answer.doc} "
        f"{answer.pieces[0].start}-{answer.pieces[-1].end}"
        for row in rows
        for answer, rank, read in zip(row.judged.answers, row.ranks, row.read, strict=True)
        if rank is None or rank > FIRST
    ]


def floor_figures(rows: Sequence[Result]) -> floor.Floor:
    """The figures that the floor holds, of queries on the samples alone, by their names there."""
    count = figures(rows)
    return {
        "retrieval_recall": count.recall.value,
        "retrieval_other_words_recall": count.halves["other-words"].value,
        "retrieval_mrr": count.mrr.value,
    }


def measured(
    queries: Sequence[Judged], places: Mapping[str, Path], extractor: Extractor
) -> dict[str, list[Result]]:
    """What every way to search gives for the queries whose answers all stand in some folders.

    :param places: the folders of the articles, by the prefix of their names.
    """
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/quotes.db") as store:
        collection = collect(places, store, extractor)
        asked = [judged for judged in queries if judged.within(collection.docs)]
        return {
            name: results(asked, search, collection)
            for name, search in searches(store, collection).items()
        }


def _result(judged: Judged, search: Search, collection: Collection) -> Result:
    found = search(judged.query)
    ranks = (
        next((rank for rank, one in enumerate(found, start=1) if answer.agrees(one)), None)
        for answer in judged.answers
    )
    return Result(judged, tuple(ranks), tuple(map(collection.holds, judged.answers)))


def _parts(rows: Sequence[Result]) -> list[Sequence[Result]]:
    return [rows, *([row for row in rows if row.judged.half == half] for half in HALVES)]


def _mean(shares: Iterable[float]) -> Estimate:
    return mean(np.array(list(shares), np.float64))


def _shown(estimate: Estimate) -> str:
    return f"{estimate.value:.1f} ({estimate.low:.1f} to {estimate.high:.1f})"


def _why(rank: int | None, read: bool) -> str:
    if not read:
        return "not found by the reader"
    return "not returned" if rank is None else f"rank {rank}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true", help="list what the search missed")
    parser.add_argument("--floor", action="store_true", help="hold these figures from now on")
    parser.add_argument("--lower-floor", action="store_true", help="even where they are lower")
    args = parser.parse_args()
    queries, extractor, places = load(QUERIES), Extractor.load(vectors=True), folders(args.shared)
    ways = measured(queries, places, extractor)
    product, *_ = ways.values()
    print(f"{len(product)} queries, {sum(len(row.ranks) for row in product)} answers")
    print(table(ways))
    if args.errors:
        print(*misses(product), sep="\n")
    if args.floor or args.lower_floor:
        own, *_ = measured(queries, {"seeds": places["seeds"]}, extractor).values()
        try:
            floor.write(floor.raised(floor.held(), floor_figures(own), args.lower_floor))
        except ValueError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
