"""Exact search among vectors, read from the database a part at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Row, Select, delete, func, select

from quotes.db.engine import chunks, for_writing
from quotes.db.inserts import insert_rows
from quotes.db.matching import CURRENT, rebuild
from quotes.db.tables import ArticleSketchesTable, ArticleVectorsTable, QuotationTable
from quotes.meaning.vectors import (
    BYTES,
    WIDTH,
    Encoder,
    Floats,
    Vectors,
    passage_vectors,
    shortlist,
    similarities,
    sketched,
)

# The vectors of an article's quotations as one row, with their sketches, and what has none.


Ids = NDArray[np.int64]

ID = np.dtype("<i8")


def unpack(rows: Iterable[tuple[bytes, bytes] | Row[bytes, bytes]]) -> tuple[Ids, Vectors]:
    """The ids (n,) of one row or more, and the vectors (n, 384) in their order."""
    ids, vectors = zip(*rows, strict=True)
    return (
        np.frombuffer(b"".join(ids), ID),
        np.frombuffer(b"".join(vectors), np.int8).reshape(-1, WIDTH),
    )


def write_vectors(
    connection: Connection,
    article: int,
    model: str | None,
    made: Mapping[int, bytes],
    *,
    again: bool = True,
) -> None:
    """Write vectors of an article's quotations in place of those that it has, and their sketches.

    Those that the same model made of its other quotations stay; without a model, all do.

    :param made: vectors by the row ids of their quotations.
    :param again: whether the article may have vectors already.
    """
    stored = select(
        ArticleVectorsTable.model, ArticleVectorsTable.quotations, ArticleVectorsTable.vectors
    ).where(ArticleVectorsTable.article_id == article)
    former = connection.execute(stored).first() if again else None
    vectors = dict(made)
    if former is not None:
        connection.execute(
            delete(ArticleVectorsTable).where(ArticleVectorsTable.article_id == article)
        )
        if model in (None, former.model):
            model = former.model
            vectors = _of_the_present(connection, article, former) | vectors
    if vectors:
        ordered = sorted(vectors)
        ids = np.array(ordered, ID).tobytes()
        joined = b"".join(vectors[quotation] for quotation in ordered)
        of = {"article_id": article, "model": model}
        insert_rows(connection, ArticleVectorsTable, [of | {"quotations": ids, "vectors": joined}])
        sketches = sketched(unpack([(ids, joined)])[1]).tobytes()
        insert_rows(connection, ArticleSketchesTable, [of | {"sketches": sketches}])


def _of_the_present(
    connection: Connection, article: int, former: Row[str, bytes, bytes]
) -> dict[int, bytes]:
    """The stored vectors of those quotations that are still there."""
    there = set(
        connection.scalars(select(QuotationTable.id).where(QuotationTable.article_id == article))
    )
    ids, vectors = unpack([(former.quotations, former.vectors)])
    pairs = zip(ids.tolist(), vectors, strict=True)
    return {row: vector.tobytes() for row, vector in pairs if row in there}


def lacking(model: str) -> Select[int, int]:
    """Articles that lack vectors of this model: ``article_id``, and ``missing``, how many."""
    made = (ArticleVectorsTable.article_id == QuotationTable.article_id) & (
        ArticleVectorsTable.model == model
    )
    have = func.coalesce(func.max(func.length(ArticleVectorsTable.quotations)), 0) // ID.itemsize
    missing = func.count(QuotationTable.id) - have
    return (
        select(QuotationTable.article_id, missing.label("missing"))
        .outerjoin(ArticleVectorsTable, made)
        .group_by(QuotationTable.article_id)
        .having(missing > 0)
        .order_by(QuotationTable.article_id)
    )


ROWS = 256
"""Articles whose vectors are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Near:
    """Row ids of quotations (n,) and their cosines (n,) with what was asked, in no order."""

    ids: Ids
    cosines: Floats

    def best(self, most: int | None = None) -> list[int]:
        """The ids with the highest cosines, at most so many, the highest first."""
        ids, cosines = self.ids, self.cosines
        if most is not None and most < len(ids):
            last = np.partition(cosines, len(cosines) - most)[len(cosines) - most]
            chosen = cosines >= last
            ids, cosines = ids[chosen], cosines[chosen]
        ordered: list[int] = ids[np.lexsort((ids, -cosines))][:most].tolist()
        return ordered

    def among(self, ids: Iterable[int]) -> Near:
        """What is left of them when only these ids count."""
        left = np.isin(self.ids, np.fromiter(ids, np.int64))
        return Near(self.ids[left], self.cosines[left])

    def least(self, cosine: float) -> Near:
        """Those with at least this cosine."""
        left = self.cosines >= cosine
        return Near(self.ids[left], self.cosines[left])

    def related(self, sure: float, part: float) -> Near:
        """Those with at least a part of the highest cosine; none if that is below ``sure``."""
        highest = float(self.cosines.max(initial=-1.0))
        return self.least(part * highest if highest >= sure else 2.0)


def nearest(
    connection: Connection,
    asked: Vectors,
    model: str,
    articles: Select[int],
    *,
    least: float,
    among: Ids | None = None,
) -> Near:
    """The quotations whose vectors, made by the model, have at least this cosine.

    :param asked: the vector (384,) to compare with.
    :param articles: row ids of the articles to look in.
    :param among: the only quotations that count; all of the articles without.
    """
    found = [(np.empty(0, np.int64), np.empty(0, np.float32))]
    for ids, cosines in _compared(connection, asked, model, articles):
        near = cosines >= least
        if among is not None:
            near &= np.isin(ids, among)
        found.append((ids[near], cosines[near]))
    return Near(
        np.concatenate([ids for ids, _ in found]),
        np.concatenate([cosines for _, cosines in found]),
    )


def _compared(
    connection: Connection, asked: Vectors, model: str, articles: Select[int]
) -> Iterator[tuple[Ids, Floats]]:
    stored = select(ArticleVectorsTable.quotations, ArticleVectorsTable.vectors).where(
        ArticleVectorsTable.model == model, ArticleVectorsTable.article_id.in_(articles)
    )
    for rows in connection.execute(stored.execution_options(yield_per=ROWS)).partitions():
        ids, vectors = unpack(rows)
        yield ids, similarities(asked, vectors)


# Making again what can be made from the texts stored: missing vectors, and the index of words.


BATCH = 20
"""Articles whose vectors are made before they are written."""

Passages = dict[int, tuple[str, str]]
"""Text and context of quotations by their row ids."""


def without_vectors(connection: Connection, model: str, *, current: bool) -> int:
    """How many quotations have no vector that this model made.

    :param current: count those of current articles only.
    """
    articles = lacking(model)
    if current:
        articles = articles.where(QuotationTable.article_id.in_(CURRENT))
    missing = articles.subquery()
    return connection.scalar(select(func.sum(missing.c.missing))) or 0


def make_vectors(engine: Engine, encoder: Encoder) -> Iterator[int]:
    """Make the vectors that are missing, of older versions of articles as well.

    Some articles at a time are written, in a transaction of their own; after each it is told how
    many quotations were done. What the database holds at the beginning is what is gone through.
    """
    with engine.connect() as connection:
        articles = connection.scalars(lacking(encoder.sha256)).all()
    for begin in range(0, len(articles), BATCH):
        batch = articles[begin : begin + BATCH]
        with engine.connect() as connection:
            read = _passages(connection, batch)
        made = {
            article: passage_vectors(encoder, list(part.values())) for article, part in read.items()
        }
        with for_writing(engine).begin() as connection:
            now = _passages(connection, batch)
            for article, part in read.items():
                vectors = dict(zip(part, map(np.ndarray.tobytes, made[article]), strict=True))
                same = {row: vectors[row] for row in part if now[article].get(row) == part[row]}
                write_vectors(connection, article, encoder.sha256, same)
        yield sum(map(len, read.values()))


def rebuild_words(engine: Engine) -> None:
    """Make the index of words anew."""
    with for_writing(engine).begin() as connection:
        rebuild(connection)


def _passages(connection: Connection, articles: Sequence[int]) -> defaultdict[int, Passages]:
    columns = select(
        QuotationTable.article_id, QuotationTable.id, QuotationTable.text, QuotationTable.context
    )
    found: defaultdict[int, Passages] = defaultdict(dict)
    for article, row, text, context in connection.execute(
        columns.where(QuotationTable.article_id.in_(articles))
    ):
        found[article][row] = (text, context)
    return found


# The nearest vectors among very many: sketches are read of all, vectors of the likeliest only.


def likely_nearest(
    connection: Connection, asked: Vectors, model: str, articles: Select[int], most: int
) -> Near:
    """Quotations likely to have the vectors nearest to ``asked`` (384,), with exact cosines.

    There are ``most`` of them, fewer where the articles have no more vectors of the model.
    """
    stored = select(ArticleSketchesTable.article_id, ArticleSketchesTable.sketches).where(
        ArticleSketchesTable.model == model, ArticleSketchesTable.article_id.in_(articles)
    )
    rows = connection.execute(stored).all()
    joined = b"".join([packed for _, packed in rows])
    sketches = np.frombuffer(joined, np.uint8).reshape(-1, BYTES)
    counts = np.array([len(packed) // BYTES for _, packed in rows], np.intp)
    starts = np.cumsum(counts) - counts
    indices = np.sort(shortlist(asked, sketches, most))
    of = np.searchsorted(starts, indices, side="right") - 1
    found: dict[int, list[int]] = {}
    for article, index in zip(of.tolist(), (indices - starts[of]).tolist(), strict=True):
        found.setdefault(rows[article][0], []).append(index)
    ids, vectors = _vectors(connection, found)
    return Near(ids, similarities(asked, vectors))


def _vectors(connection: Connection, indices: dict[int, list[int]]) -> tuple[Ids, Vectors]:
    """The ids and vectors that have these indices in the rows of these articles."""
    ids, vectors = [np.empty(0, np.int64)], [np.empty((0, WIDTH), np.int8)]
    stored = select(
        ArticleVectorsTable.article_id, ArticleVectorsTable.quotations, ArticleVectorsTable.vectors
    )
    for part in chunks(indices):
        here = stored.where(ArticleVectorsTable.article_id.in_(part))
        for article, quotations, packed in connection.execute(here):
            rows, each = unpack([(quotations, packed)])
            ids.append(rows[indices[article]])
            vectors.append(each[indices[article]])
    return np.concatenate(ids), np.concatenate(vectors)
