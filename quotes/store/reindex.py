"""Making again what can be made from the texts stored: missing vectors, and the index of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from quotes.meaning.passages import passage_vectors
from quotes.meaning.vectors import Encoder
from quotes.store.engine import for_writing
from quotes.store.fulltext import rebuild
from quotes.store.matching import CURRENT
from quotes.store.models import Quotation
from quotes.store.packed import lacking, write_vectors

BATCH = 20
"""Articles whose vectors are made before they are written."""

Passages = dict[int, tuple[str, str]]
"""Text and context of quotations by their row ids."""


def without_vectors(session: Session, model: str, *, current: bool) -> int:
    """How many quotations have no vector that this model made.

    :param current: count those of current articles only.
    """
    articles = lacking(model)
    if current:
        articles = articles.where(Quotation.article_id.in_(CURRENT))
    missing = articles.subquery()
    return session.scalar(select(func.sum(missing.c.missing))) or 0


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
                vectors = {row: one.tobytes() for row, one in zip(part, made[article], strict=True)}
                same = {row: vectors[row] for row in part if now[article].get(row) == part[row]}
                write_vectors(connection, article, encoder.sha256, same)
        yield sum(map(len, read.values()))


def rebuild_words(engine: Engine) -> None:
    """Make the index of words anew."""
    with for_writing(engine).begin() as connection:
        rebuild(connection)


def _passages(connection: Connection, articles: Sequence[int]) -> defaultdict[int, Passages]:
    columns = select(Quotation.article_id, Quotation.id, Quotation.text, Quotation.context)
    found: defaultdict[int, Passages] = defaultdict(dict)
    for article, row, text, context in connection.execute(
        columns.where(Quotation.article_id.in_(articles))
    ):
        found[article][row] = (text, context)
    return found
