"""The table of vectors: one row an article, so that many are read fast."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from quotes.store.base import Base


class ArticleVectors(Base):
    """The vectors of an article's quotations, which ``model`` made.

    ``quotations`` are their row ids, 8 bytes each, the lowest first; ``vectors`` their vectors in
    the same order, a signed byte a component.
    """

    __tablename__ = "vectors"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    model: Mapped[str]
    quotations: Mapped[bytes]
    vectors: Mapped[bytes]
