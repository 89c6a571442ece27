"""The tables of contact lists: the people whom a human listed, whatever articles say of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quotes.article import PostStatus
from quotes.store.base import Base, one_of, share
from quotes.store.decided import LinkVerdict


class ContactList(Base):
    """A list that somebody imported, with what was new in it."""

    __tablename__ = "contact_lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None]


class Contact(Base):
    """A person of the lists, under the name given there.

    ``home_id`` is the person across articles whom the import took them for, ``person_id`` the one
    they are after the decisions of humans; ``qid`` is the Wikidata identifier.
    """

    __tablename__ = "contacts"
    __table_args__ = (CheckConstraint("qid LIKE 'Q%'", name="qid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="RESTRICT"), index=True)
    home_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str]
    qid: Mapped[str | None] = mapped_column(unique=True)

    names: Mapped[list[ContactName]] = relationship(order_by="ContactName.id")
    posts: Mapped[list[ContactPost]] = relationship(order_by="ContactPost.id")


class ContactName(Base):
    """A name that a list gives a person."""

    __tablename__ = "contact_names"
    __table_args__ = (UniqueConstraint("contact_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    list_id: Mapped[int] = mapped_column(
        ForeignKey("contact_lists.id", ondelete="RESTRICT"), index=True
    )
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    surname: Mapped[str] = mapped_column(index=True)


class ContactKey(Base):
    """What a person of the lists can be looked up by who may be known under another form."""

    __tablename__ = "contact_keys"

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True, index=True)


class ContactPost(Base):
    """A post that a list gives a person, and on which line.

    ``organization_key`` is what organisations of articles with a name of their own are known by.
    """

    __tablename__ = "contact_posts"
    __table_args__ = (
        CheckConstraint(
            "role IS NOT NULL OR organization IS NOT NULL OR unit IS NOT NULL", name="something"
        ),
        CheckConstraint("first_day <= last_day", name="days"),
        CheckConstraint("organization_qid LIKE 'Q%'", name="organization_qid"),
        one_of("status", PostStatus),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    list_id: Mapped[int] = mapped_column(
        ForeignKey("contact_lists.id", ondelete="RESTRICT"), index=True
    )
    line: Mapped[int]
    role: Mapped[str | None]
    organization: Mapped[str | None]
    organization_key: Mapped[str | None] = mapped_column(index=True)
    organization_qid: Mapped[str | None]
    unit: Mapped[str | None]
    status: Mapped[PostStatus] = mapped_column(Text)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]

    source: Mapped[ContactList] = relationship()


class ContactLink(Base):
    """A known person who may be the person of a list, and on what evidence."""

    __tablename__ = "contact_links"
    __table_args__ = (one_of("verdict", LinkVerdict), share("score"))

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    verdict: Mapped[LinkVerdict] = mapped_column(Text)
    score: Mapped[float]
    evidence: Mapped[list[dict[str, str]]] = mapped_column(JSON)
