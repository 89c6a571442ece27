"""What a claim may come from: looked up in the indexes of the database, without a scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from quotes.errors import QuotesError
from quotes.meaning.vectors import Encoder, similarities
from quotes.store import find
from quotes.store.engine import plain_errors
from quotes.store.lookup import counting, meaning, naming, wording
from quotes.store.lookup.frequencies import Frequencies
from quotes.store.lookup.rows import Called, Candidate, Searched
from quotes.store.models import Article, Quotation
from quotes.store.rows import QuotationRow


class Lookup:
    """Looks into an open database; every method raises StoreError where the database fails.

    ``people`` are row ids, as :meth:`called` gives them. Only current articles are looked into.
    """

    def __init__(self, engine: Engine, encoder: Encoder) -> None:
        self._engine = engine
        self._encoder = encoder
        self._frequencies = Frequencies()

    def candidates(
        self, text: str, people: frozenset[int] | None = None, limit: int = 40
    ) -> list[Candidate]:
        """Quotations that may hold the text, or part of it, in these or altered words.

        The best come first, whoever said them. With ``people``, up to half of them are theirs,
        where they said anything that resembles the text.
        """
        with self._reading() as session:
            return wording.candidates(session, text, people, limit, self._frequencies)

    def near(
        self, text: str, people: frozenset[int] | None = None, limit: int = 10
    ) -> list[Candidate]:
        """The quotations closest in meaning to the text, the closest first.

        With ``people``, of theirs only. Quotations without a vector are not found.
        """
        with self._reading() as session:
            return meaning.near(session, text, people, limit, self._encoder)

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine in [-1, 1] of a text's meaning with that of each other text."""
        asked, *there = self._encoder.encode([text, *others])
        return [float(one) for one in similarities(asked, np.array(there))] if there else []

    def quotations(self, rows: Iterable[int]) -> dict[int, QuotationRow]:
        """Everything known about the quotations with these row ids, by them."""
        with self._reading() as session:
            return find.rows_of(session, rows)

    def of_article(self, article_id: str) -> list[QuotationRow]:
        """All quotations of the article with this public id, in order."""
        article = select(Article.id).where(Article.public_id == article_id).scalar_subquery()
        with self._reading() as session:
            rows = session.scalars(select(Quotation.id).where(Quotation.article_id == article))
            found = find.rows_of(session, rows).values()
        return sorted(found, key=lambda one: (one.pieces[0].start, one.pieces[-1].end))

    def text(self, article_id: str) -> str:
        """The stored text of the article with this public id.

        :raises QuotesError: there is no such article.
        """
        with self._reading() as session:
            text = session.scalar(select(Article.text).where(Article.public_id == article_id))
        if text is None:
            raise QuotesError(f"There is no article with the id {article_id}.")
        return text

    def people(self, name: str) -> list[Called]:
        """Whom the name may mean, the most quoted first, found as ``Store.person`` finds them."""
        with self._reading() as session:
            return naming.called(session, name)

    def in_post(
        self, people: frozenset[int], words: frozenset[str] | None = None
    ) -> frozenset[int]:
        """Those of the people who have a post; with ``words``, whose role has one of them."""
        with self._reading() as session:
            return naming.in_post(session, people, words)

    def searched(self, people: frozenset[int] | None = None) -> Searched:
        """How much there is to be searched; with ``people``, how much of it is theirs."""
        with self._reading() as session:
            return counting.searched(session, people)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with plain_errors(self._engine.url), Session(self._engine) as session:
            yield session
