"""The table of stances: the sides that a machine found, and those that a human decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quotes.article import Polarity
from quotes.store.base import Base, Origin, one_of, optional_span, share


class Stance(Base):
    """The side that a quotation takes towards a target, and the words of the article that carry it.

    ``folded`` is the target as :func:`quotes.store.standpoints.targets.fold_target` writes it.
    ``polarity`` is null where a human says that the quotation takes no side; ``by``, ``at`` and
    ``why`` tell who decided, when and why.
    """

    __tablename__ = "stances"
    __table_args__ = (
        UniqueConstraint("quotation_id", "target", "origin"),
        one_of("polarity", Polarity),
        share("score"),
        one_of("origin", Origin),
        optional_span("words", "words_start", "words_end"),
        CheckConstraint("polarity IS NOT NULL OR origin = 'human'", name="side"),
        CheckConstraint('("by" IS NULL) = (at IS NULL)', name="author"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quotation_id: Mapped[int] = mapped_column(ForeignKey("quotations.id", ondelete="CASCADE"))
    target: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    polarity: Mapped[Polarity | None] = mapped_column(Text)
    score: Mapped[float]
    origin: Mapped[Origin] = mapped_column(Text)
    words_start: Mapped[int | None]
    words_end: Mapped[int | None]
    by: Mapped[str | None]
    at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None]
