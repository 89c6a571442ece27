"""The tables of organisations: each as one article has it, and what it is known by."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quotes.store.base import Base, one_of
from quotes.store.identity.body_keys import FormKind, KeyKind


class Body(Base):
    """An organisation of one article, under its fullest name there.

    ``home_id`` is the organisation that the machine took it for, ``organization_id`` the one it
    is after the decisions of humans; ``ordinal`` tells bodies of one name in one article apart.
    ``parent_id`` is the body that it is a part of.
    """

    __tablename__ = "bodies"
    __table_args__ = (
        UniqueConstraint("article_id", "folded", "ordinal"),
        CheckConstraint("ordinal >= 0", name="ordinal"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    home_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("bodies.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    ordinal: Mapped[int]
    place: Mapped[str | None]

    names: Mapped[list[BodyName]] = relationship(order_by="BodyName.id")


class BodyName(Base):
    """A form of an organisation's name as one article has it."""

    __tablename__ = "body_names"
    __table_args__ = (UniqueConstraint("body_id", "name"), one_of("kind", FormKind))

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    kind: Mapped[FormKind] = mapped_column(Text)


class BodyKey(Base):
    """What an organisation of an article is looked up by."""

    __tablename__ = "body_keys"
    __table_args__ = (one_of("kind", KeyKind),)

    body_id: Mapped[int] = mapped_column(
        ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[KeyKind] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True, index=True)


class OrganizationAlias(Base):
    """A name that a decision gave an organisation, whatever the articles call it."""

    __tablename__ = "organization_aliases"
    __table_args__ = (UniqueConstraint("organization_id", "name", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), index=True
    )
