"""Quotations about something: ranks by words and ranks by meaning, joined.

The two rankings are joined by reciprocal rank fusion (Cormack, Clarke and Buettcher 2009): a
quotation scores 1 / (5 + rank) in each, and the weighted sums are compared. Weights and constants
are those that find most on the judged queries (docs/meaning.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from quotes.meaning.vectors import Encoder
from quotes.store.chunks import SIZE, chunks
from quotes.store.fulltext import with_terms
from quotes.store.matching import CURRENT
from quotes.store.models import Address, Article, ArticleVectors, Quotation
from quotes.store.nearest import nearest
from quotes.store.packed import Ids
from quotes.store.shortlisted import likely_nearest

DEPTH = 1000
"""Quotations of each ranking that count."""
FEW = 20_000
"""Candidates that are listed before vectors are compared; of more, the best are tried in turn."""
LEAST = 0.2
"""The cosine below which nothing is about what is asked."""
SURE = 0.28
"""The cosine that one has to have; where none has it, there is nothing about it."""
PART = 0.4
"""The part of the highest cosine below which the others are not about it."""
FLATNESS = 5
"""How little the first ranks stand out from the next."""
WORDS, MEANING = 0.5, 1.0
"""How much the two rankings count."""


class Candidates:
    """The quotations of current articles for which some conditions hold."""

    def __init__(
        self,
        session: Session,
        of_article: Sequence[ColumnElement[bool]],
        of_quotation: Sequence[ColumnElement[bool]],
    ) -> None:
        """The conditions are parted by whether they are on articles or on quotations.

        ``articles`` selects the row ids of the former. Where there are any of the latter, ``few``
        are the row ids of the candidates, or there are ``many``.
        """
        self._session = session
        self._conditions = (*of_article, *of_quotation)
        self.articles: Select[int] = CURRENT.join(Article).where(*of_article)
        self.few = self._few() if of_quotation else None
        self.many = bool(of_quotation) and self.few is None

    def _few(self) -> Ids | None:
        ids = self._wanted().where(Quotation.article_id.in_(CURRENT)).limit(FEW + 1)
        found = np.fromiter(self._session.scalars(ids), np.int64)
        return found if len(found) <= FEW else None

    def _wanted(self) -> Select[int]:
        return select(Quotation.id).join(Quotation.article).where(*self._conditions)

    def among(self, ids: Iterable[int]) -> Iterator[int]:
        """Those of the ids that are candidates, in the same order, looked up as they are needed."""
        if self.few is not None:
            few = set(self.few.tolist())
            yield from (one for one in ids if one in few)
            return
        current = exists().where(Address.article_id == Quotation.article_id)
        for part in chunks(ids):
            wanted = self._wanted().where(Quotation.id.in_(part), current)
            left = set(self._session.scalars(wanted))
            yield from (one for one in part if one in left)


def ranked(session: Session, about: str, candidates: Candidates, encoder: Encoder) -> list[int]:
    """Row ids of the candidates that are about something, the best first.

    Those without a vector of the encoder's model are ranked by their words alone.
    """
    return fused(
        (_by_words(session, about, candidates), WORDS),
        (_by_meaning(session, about, candidates, encoder), MEANING),
    )


def fused(*rankings: tuple[Iterable[int], float]) -> list[int]:
    """One ranking of what is in several, each with its weight; the first of equals goes first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking, weight in rankings:
        for rank, one in enumerate(ranking, start=1):
            scores[one] += weight / (FLATNESS + rank)
    return sorted(scores, key=lambda one: -scores[one])


def _by_words(session: Session, about: str, candidates: Candidates) -> Iterator[int]:
    found = with_terms(about, session.get_bind().dialect).execution_options(yield_per=SIZE)
    return islice(candidates.among(session.scalars(found)), DEPTH)


def _by_meaning(
    session: Session, about: str, candidates: Candidates, encoder: Encoder
) -> list[int]:
    model = encoder.sha256
    made = select(ArticleVectors.article_id).where(ArticleVectors.model == model)
    if session.scalar(made.limit(1)) is None:
        return []
    (asked,) = encoder.encode([about])
    few, articles = candidates.few, candidates.articles
    if few is not None and len(few) <= SIZE:
        articles = select(Quotation.article_id).where(Quotation.id.in_(few.tolist()))
    if few is None and not candidates.many:
        likely = likely_nearest(session, asked, model, articles, DEPTH)
        return likely.least(LEAST).related(SURE, PART).best()
    near = nearest(session, asked, model, articles, least=LEAST, among=few)
    if candidates.many:
        near = near.among(islice(candidates.among(near.best()), DEPTH))
    return near.related(SURE, PART).best(DEPTH)
