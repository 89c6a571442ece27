"""The nearest vectors among very many: sketches are read of all, vectors of the likeliest only."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quotes.meaning.sketches import BYTES, shortlist
from quotes.meaning.vectors import WIDTH, Vectors, similarities
from quotes.store.chunks import chunks
from quotes.store.models import ArticleSketches, ArticleVectors
from quotes.store.nearest import Near
from quotes.store.packed import Ids, unpack


def likely_nearest(
    session: Session, asked: Vectors, model: str, articles: Select[int], most: int
) -> Near:
    """Quotations likely to have the vectors nearest to ``asked`` (384,), with exact cosines.

    There are ``most`` of them, fewer where the articles have no more vectors of the model.
    """
    stored = select(ArticleSketches.article_id, ArticleSketches.sketches).where(
        ArticleSketches.model == model, ArticleSketches.article_id.in_(articles)
    )
    rows = session.connection().execute(stored).all()
    joined = b"".join([packed for _, packed in rows])
    sketches = np.frombuffer(joined, np.uint8).reshape(-1, BYTES)
    counts = np.array([len(packed) // BYTES for _, packed in rows], np.intp)
    starts = np.cumsum(counts) - counts
    places = np.sort(shortlist(asked, sketches, most))
    of = np.searchsorted(starts, places, side="right") - 1
    found: dict[int, list[int]] = {}
    for article, place in zip(of.tolist(), (places - starts[of]).tolist(), strict=True):
        found.setdefault(rows[article][0], []).append(place)
    ids, vectors = _vectors(session, found)
    return Near(ids, similarities(asked, vectors))


def _vectors(session: Session, places: dict[int, list[int]]) -> tuple[Ids, Vectors]:
    """The ids and vectors that stand at these places in the rows of these articles."""
    ids, vectors = [np.empty(0, np.int64)], [np.empty((0, WIDTH), np.int8)]
    stored = select(ArticleVectors.article_id, ArticleVectors.quotations, ArticleVectors.vectors)
    for part in chunks(places):
        here = stored.where(ArticleVectors.article_id.in_(part))
        for article, quotations, packed in session.connection().execute(here):
            rows, each = unpack([(quotations, packed)])
            ids.append(rows[places[article]])
            vectors.append(each[places[article]])
    return np.concatenate(ids), np.concatenate(vectors)
