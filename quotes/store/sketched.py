"""The table of sketches: what is read of all vectors before the best are compared."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from quotes.store.base import Base


class ArticleSketches(Base):
    """The sketches of an article's vectors, 48 bytes each, in the order that those stand in."""

    __tablename__ = "sketches"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("vectors.article_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    model: Mapped[str]
    sketches: Mapped[bytes]
