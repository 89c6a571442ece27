"""The tables of topics: what quotations are about, the curated vocabulary, what humans decided."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quotes.article import TopicOrigin
from quotes.store.base import Base, Origin, one_of, share

TermKind = Literal["synonym", "pattern"]
EditKind = Literal["add", "rename", "merge", "import"]


class Topic(Base):
    """What quotations are about; ``key`` is the label in lemmas, the same for its variants."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(server_default="", index=True)


class QuotationTopic(Base):
    """A topic of a quotation; ``method`` is how it was found, ``origin`` by whom."""

    __tablename__ = "quotation_topics"
    __table_args__ = (
        share("score"),
        one_of("method", TopicOrigin),
        one_of("origin", Origin),
        Index(None, "topic_id"),
    )

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    topic_id: Mapped[int] = mapped_column(
        ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True
    )
    origin: Mapped[Origin] = mapped_column(Text, primary_key=True)
    score: Mapped[float]
    method: Mapped[TopicOrigin] = mapped_column(Text)

    topic: Mapped[Topic] = relationship()


class TopicVerdict(Base):
    """A human's word on whether a quotation is about a topic; it goes before every machine's.

    Where ``holds``, ``quotation_topics`` has a row of a human too.
    """

    __tablename__ = "topic_verdicts"

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    topic_id: Mapped[int] = mapped_column(
        ForeignKey("topics.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    holds: Mapped[bool]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None]


class TopicEdit(Base):
    """What somebody did to the vocabulary: ``topic`` is the label it was done to, ``other`` the
    label before a rename, the one merged into it, or the file it was imported from."""

    __tablename__ = "topic_edits"
    __table_args__ = (one_of("kind", EditKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[EditKind] = mapped_column(Text)
    topic: Mapped[str]
    other: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None]


class VocabularyTopic(Base):
    """A topic that is curated; ``edit_id`` is what made it, null where quotes came with it.

    ``vector`` is its meaning as ``model`` sees it, a signed byte a component.
    """

    __tablename__ = "vocabulary_topics"

    topic_id: Mapped[int] = mapped_column(
        ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("topics.id", ondelete="SET NULL"), index=True
    )
    code: Mapped[str | None]
    edit_id: Mapped[int | None] = mapped_column(
        ForeignKey("topic_edits.id", ondelete="SET NULL"), index=True
    )
    model: Mapped[str | None]
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)


class VocabularyTerm(Base):
    """Another name of a curated topic, or a pattern that finds it; ``key`` is a name in lemmas.

    ``edit_id`` is what added it, null where quotes came with it.
    """

    __tablename__ = "vocabulary_terms"
    __table_args__ = (UniqueConstraint("topic_id", "kind", "term"), one_of("kind", TermKind))

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(
        ForeignKey("vocabulary_topics.topic_id", ondelete="CASCADE")
    )
    kind: Mapped[TermKind] = mapped_column(Text)
    term: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    edit_id: Mapped[int | None] = mapped_column(
        ForeignKey("topic_edits.id", ondelete="SET NULL"), index=True
    )
