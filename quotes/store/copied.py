"""The tables by which copies of an article are found: bands of its text, and its credits."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from quotes.store.base import Base, one_of, optional_span
from quotes.store.republished.credit import CreditKind


class ArticleBand(Base):
    """A band of the MinHash signature of an article's text, as a number of 32 bits.

    Articles with a band in common are likely to share text; see
    :mod:`quotes.store.republished.minhash`.
    """

    __tablename__ = "article_bands"
    __table_args__ = ({"sqlite_with_rowid": False},)

    band: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )


class ArticleCredit(Base):
    """Whose text an article says that it is.

    An "agency" wrote it, it was "republished" from an outlet, or it is the "release" of a body,
    whose name may be unknown. The span is where the text says so, empty where the list of its
    authors does.
    """

    __tablename__ = "article_credits"
    __table_args__ = (
        one_of("kind", CreditKind),
        optional_span("evidence", "evidence_start", "evidence_end"),
    )

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[CreditKind] = mapped_column(Text)
    name: Mapped[str | None]
    evidence_start: Mapped[int | None]
    evidence_end: Mapped[int | None]
