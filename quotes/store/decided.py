"""The tables of who is who: what the machine weighed, and what humans decided."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quotes.article import ID_LENGTH
from quotes.store.base import Base, Origin, one_of, share
from quotes.store.rows import DecisionKind

LinkVerdict = Literal["same", "maybe"]
DecisionSubject = Literal["person", "organization"]


class PersonLink(Base):
    """How the machine weighed a person of an article against a known one, and on what evidence."""

    __tablename__ = "person_links"
    __table_args__ = (one_of("verdict", LinkVerdict), share("score"))

    appearance_id: Mapped[int] = mapped_column(
        ForeignKey("appearances.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    verdict: Mapped[LinkVerdict] = mapped_column(Text)
    score: Mapped[float]
    evidence: Mapped[list[dict[str, str]]] = mapped_column(JSON)


class Decision(Base):
    """What somebody decided on who is who; undone decisions stay, marked as such.

    ``person_id`` is whom it is about, ``other_person_id`` the one merged into them, told apart
    from them, or split off; for organisations likewise. ``name`` is the name given.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        one_of("subject", DecisionSubject),
        one_of("kind", DecisionKind),
        one_of("origin", Origin),
        CheckConstraint(
            "(subject = 'person') = (person_id IS NOT NULL) AND "
            "(subject = 'organization') = (organization_id IS NOT NULL)",
            name="operand",
        ),
        CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[DecisionSubject] = mapped_column(Text)
    kind: Mapped[DecisionKind] = mapped_column(Text)
    origin: Mapped[Origin] = mapped_column(Text)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="RESTRICT"), index=True
    )
    other_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="RESTRICT"), index=True
    )
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    other_organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    name: Mapped[str | None]
    undone_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    undone_by: Mapped[str | None]
    undone_why: Mapped[str | None]

    members: Mapped[list[DecisionMember]] = relationship()


class DecisionMember(Base):
    """A person of an article who was split off, named so that the article can be read again."""

    __tablename__ = "decision_members"

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True
    )
    article: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    folded: Mapped[str] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)


class Alias(Base):
    """A name that a decision gave a person, whatever the articles call them."""

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("person_id", "name", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    surname: Mapped[str] = mapped_column(index=True)
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), index=True
    )
