"""The vectors of an article's quotations as one row, with their sketches, and what has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from quotes.meaning.sketches import sketched
from quotes.meaning.vectors import WIDTH, Vectors
from quotes.store.models import ArticleSketches, ArticleVectors, Quotation

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
    connection: Connection, article: int, model: str | None, made: Mapping[int, bytes]
) -> None:
    """Write vectors of an article's quotations in place of those that it has, and their sketches.

    Those that the same model made of its other quotations stay; without a model, all do.

    :param made: vectors by the row ids of their quotations.
    """
    stored = select(ArticleVectors.model, ArticleVectors.quotations, ArticleVectors.vectors)
    former = connection.execute(stored.where(ArticleVectors.article_id == article)).first()
    vectors = dict(made)
    if former is not None:
        connection.execute(delete(ArticleVectors).where(ArticleVectors.article_id == article))
        if model in (None, former.model):
            model = former.model
            vectors = _of_the_present(connection, article, former) | vectors
    if vectors:
        ordered = sorted(vectors)
        ids = np.array(ordered, ID).tobytes()
        joined = b"".join(vectors[quotation] for quotation in ordered)
        of = {"article_id": article, "model": model}
        connection.execute(
            insert(ArticleVectors).values(of | {"quotations": ids, "vectors": joined})
        )
        sketches = sketched(unpack([(ids, joined)])[1]).tobytes()
        connection.execute(insert(ArticleSketches).values(of | {"sketches": sketches}))


def _of_the_present(
    connection: Connection, article: int, former: Row[str, bytes, bytes]
) -> dict[int, bytes]:
    """The stored vectors of those quotations that are still there."""
    there = set(connection.scalars(select(Quotation.id).where(Quotation.article_id == article)))
    ids, vectors = unpack([(former.quotations, former.vectors)])
    pairs = zip(ids.tolist(), vectors, strict=True)
    return {row: vector.tobytes() for row, vector in pairs if row in there}


def lacking(model: str) -> Select[int, int]:
    """Articles that lack vectors of this model: ``article_id``, and ``missing``, how many."""
    made = (ArticleVectors.article_id == Quotation.article_id) & (ArticleVectors.model == model)
    have = func.coalesce(func.max(func.length(ArticleVectors.quotations)), 0) // ID.itemsize
    missing = func.count(Quotation.id) - have
    return (
        select(Quotation.article_id, missing.label("missing"))
        .outerjoin(ArticleVectors, made)
        .group_by(Quotation.article_id)
        .having(missing > 0)
        .order_by(Quotation.article_id)
    )
