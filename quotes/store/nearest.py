"""Exact search among vectors, read from the database a part at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quotes.meaning.vectors import Floats, Vectors, similarities
from quotes.store.models import ArticleVectors
from quotes.store.packed import Ids, unpack

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
    session: Session,
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
    for ids, cosines in _compared(session, asked, model, articles):
        near = cosines >= least
        if among is not None:
            near &= np.isin(ids, among)
        found.append((ids[near], cosines[near]))
    return Near(
        np.concatenate([ids for ids, _ in found]),
        np.concatenate([cosines for _, cosines in found]),
    )


def _compared(
    session: Session, asked: Vectors, model: str, articles: Select[int]
) -> Iterator[tuple[Ids, Floats]]:
    stored = select(ArticleVectors.quotations, ArticleVectors.vectors).where(
        ArticleVectors.model == model, ArticleVectors.article_id.in_(articles)
    )
    for rows in session.execute(stored.execution_options(yield_per=ROWS)).partitions():
        ids, vectors = unpack(rows)
        yield ids, similarities(asked, vectors)
