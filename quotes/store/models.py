"""The tables. Every row that a machine found can be told from one that a human decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

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

from quotes.article import ID_LENGTH, Act, Kind, PostStatus, SpeakerType
from quotes.store.base import Base as Base
from quotes.store.base import Origin as Origin
from quotes.store.base import one_of, optional_span, share, span
from quotes.store.bodies import Body as Body
from quotes.store.bodies import BodyKey as BodyKey
from quotes.store.bodies import BodyName as BodyName
from quotes.store.bodies import OrganizationAlias as OrganizationAlias
from quotes.store.copied import ArticleBand as ArticleBand
from quotes.store.copied import ArticleCredit as ArticleCredit
from quotes.store.curated import QuotationTopic as QuotationTopic
from quotes.store.curated import Topic as Topic
from quotes.store.curated import TopicEdit as TopicEdit
from quotes.store.curated import TopicVerdict as TopicVerdict
from quotes.store.curated import VocabularyTerm as VocabularyTerm
from quotes.store.curated import VocabularyTopic as VocabularyTopic
from quotes.store.decided import Alias as Alias
from quotes.store.decided import Decision as Decision
from quotes.store.decided import DecisionMember as DecisionMember
from quotes.store.decided import PersonLink as PersonLink
from quotes.store.listed import Contact as Contact
from quotes.store.listed import ContactLink as ContactLink
from quotes.store.listed import ContactName as ContactName
from quotes.store.sided import Stance as Stance
from quotes.store.sketched import ArticleSketches as ArticleSketches
from quotes.store.vectored import ArticleVectors as ArticleVectors

NameKind = Literal["full", "alias"]


class Outlet(Base):
    """A newspaper, agency, site or broadcaster."""

    __tablename__ = "outlets"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class ExtractionRun(Base):
    """One sitting in which one program with one model and one set of settings read articles."""

    __tablename__ = "extraction_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    program: Mapped[str]
    model: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    started: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finished: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Article(Base):
    """One text that stood at an address; another text at the same address is another row.

    It is current while a row of ``addresses`` points to it.
    """

    __tablename__ = "articles"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(ID_LENGTH), unique=True)
    version: Mapped[int]
    supersedes_id: Mapped[int | None] = mapped_column(
        ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    run_id: Mapped[int] = mapped_column(
        ForeignKey("extraction_runs.id", ondelete="RESTRICT"), index=True
    )
    outlet_id: Mapped[int | None] = mapped_column(
        ForeignKey("outlets.id", ondelete="SET NULL"), index=True
    )
    source: Mapped[str]
    url: Mapped[str | None]
    title: Mapped[str | None]
    authors: Mapped[list[str]] = mapped_column(JSON)
    published: Mapped[date | None] = mapped_column(index=True)
    language: Mapped[str]
    extractor: Mapped[str | None]
    sha256: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(deferred=True)

    outlet: Mapped[Outlet | None] = relationship()


class Address(Base):
    """A URL, or a source where there is none, and the text that stands there now."""

    __tablename__ = "addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )


class Person(Base):
    """A person across articles; ``name`` is the one shown, as machine and humans decided."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    appearances: Mapped[list[Appearance]] = relationship(
        order_by="Appearance.id", foreign_keys="Appearance.person_id"
    )
    aliases: Mapped[list[Alias]] = relationship(order_by="Alias.id")
    contacts: Mapped[list[Contact]] = relationship(
        order_by="Contact.id", foreign_keys="Contact.person_id"
    )


class Appearance(Base):
    """A person of one article, under the fullest name there.

    ``home_id`` is the person whom the machine took them for, ``person_id`` the one they are after
    the decisions of humans; ``ordinal`` tells people of one name in one article apart.
    """

    __tablename__ = "appearances"
    __table_args__ = (
        UniqueConstraint("article_id", "folded", "ordinal"),
        CheckConstraint("ordinal >= 0", name="ordinal"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="RESTRICT"), index=True)
    home_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    ordinal: Mapped[int]

    article: Mapped[Article] = relationship()
    names: Mapped[list[Name]] = relationship(order_by="Name.id")
    posts: Mapped[list[Post]] = relationship(order_by="Post.id", back_populates="appearance")


class Name(Base):
    """A form of a person's name as one article has it."""

    __tablename__ = "names"
    __table_args__ = (UniqueConstraint("appearance_id", "name"), one_of("kind", NameKind))

    id: Mapped[int] = mapped_column(primary_key=True)
    appearance_id: Mapped[int] = mapped_column(ForeignKey("appearances.id", ondelete="CASCADE"))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    surname: Mapped[str] = mapped_column(index=True)
    kind: Mapped[NameKind] = mapped_column(Text)


class NameKey(Base):
    """What a person of an article can be looked up by who may be known under another form."""

    __tablename__ = "name_keys"

    appearance_id: Mapped[int] = mapped_column(
        ForeignKey("appearances.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True, index=True)


class Organization(Base):
    """A body across articles, under the name shown, as machine and humans decided.

    ``place`` is the country, region or town whose public body it is.
    """

    __tablename__ = "organizations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    place: Mapped[str | None]

    bodies: Mapped[list[Body]] = relationship(
        order_by="Body.id", foreign_keys="Body.organization_id"
    )
    aliases: Mapped[list[OrganizationAlias]] = relationship(order_by="OrganizationAlias.id")


class Post(Base):
    """What a person is at an organisation as one article says it, and where it does."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("appearance_id", "role", "body_id", "unit", "origin"),
        CheckConstraint(
            "role IS NOT NULL OR organization_id IS NOT NULL OR unit IS NOT NULL", name="something"
        ),
        span("evidence", "evidence_start", "evidence_end"),
        CheckConstraint("first_day <= last_day", name="days"),
        one_of("origin", Origin),
        one_of("status", PostStatus),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    appearance_id: Mapped[int] = mapped_column(ForeignKey("appearances.id", ondelete="CASCADE"))
    role: Mapped[str | None]
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    body_id: Mapped[int | None] = mapped_column(
        ForeignKey("bodies.id", ondelete="SET NULL"), index=True
    )
    unit: Mapped[str | None]
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    evidence: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    origin: Mapped[Origin] = mapped_column(Text)
    status: Mapped[PostStatus] = mapped_column(Text, server_default="current")
    party: Mapped[str | None]
    country: Mapped[str | None]

    appearance: Mapped[Appearance] = relationship(back_populates="posts")
    organization: Mapped[Organization | None] = relationship()


class Quotation(Base):
    """A quotation; ``context`` is the text of its paragraphs from ``context_start`` on.

    ``why_reason`` and ``why_certainty`` tell why its speakers are who they are said to be;
    ``why_rivals`` lists others with their chances.
    """

    __tablename__ = "quotations"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("act", Act),
        optional_span("cue", "cue_start", "cue_end"),
        share("confidence"),
        CheckConstraint("context_start >= 0", name="context_start"),
        one_of("origin", Origin),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(ID_LENGTH), unique=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("extraction_runs.id", ondelete="SET NULL"), index=True
    )
    nested_in_id: Mapped[int | None] = mapped_column(
        ForeignKey("quotations.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[Kind] = mapped_column(Text)
    act: Mapped[Act] = mapped_column(Text)
    text: Mapped[str]
    context_start: Mapped[int]
    context: Mapped[str]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    confidence: Mapped[float]
    origin: Mapped[Origin] = mapped_column(Text)
    why_reason: Mapped[str | None]
    why_certainty: Mapped[float | None] = mapped_column(share("why_certainty"))
    why_rivals: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))

    article: Mapped[Article] = relationship()
    nested_in: Mapped[Quotation | None] = relationship(remote_side=[id])
    pieces: Mapped[list[Piece]] = relationship(order_by="Piece.ordinal")
    speakers: Mapped[list[Speaker]] = relationship(order_by="Speaker.ordinal")
    topics: Mapped[list[QuotationTopic]] = relationship()
    stances: Mapped[list[Stance]] = relationship(order_by="Stance.id")


class Piece(Base):
    """A stretch of the article's text that belongs to a quotation."""

    __tablename__ = "pieces"
    __table_args__ = (span("span", '"start"', '"end"'),)

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


class Speaker(Base):
    """Who says a quotation, with the post that the article gives them on its day.

    ``organization_id`` is the organisation that speaks, or the one that the speaker belongs to.
    ``unnamed_grade`` and ``unnamed_collective`` are set where the speaker has no name;
    ``unnamed_number`` is then null for several.
    """

    __tablename__ = "speakers"
    __table_args__ = (
        one_of("type", SpeakerType),
        optional_span("mention", "mention_start", "mention_end"),
        CheckConstraint("appearance_id IS NULL OR type = 'person'", name="appearance"),
        one_of("status", PostStatus),
    )

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[SpeakerType] = mapped_column(Text)
    name: Mapped[str]
    mention_start: Mapped[int | None]
    mention_end: Mapped[int | None]
    mention: Mapped[str | None]
    appearance_id: Mapped[int | None] = mapped_column(
        ForeignKey("appearances.id", ondelete="SET NULL"), index=True
    )
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="SET NULL"), index=True
    )
    body_id: Mapped[int | None] = mapped_column(
        ForeignKey("bodies.id", ondelete="SET NULL"), index=True
    )
    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("posts.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[str | None]
    organization: Mapped[str | None]
    unit: Mapped[str | None]
    status: Mapped[PostStatus | None] = mapped_column(Text)
    party: Mapped[str | None]
    country: Mapped[str | None]
    unnamed_number: Mapped[int | None]
    unnamed_group: Mapped[str | None]
    unnamed_organization: Mapped[str | None]
    unnamed_position: Mapped[str | None]
    unnamed_reason: Mapped[str | None]
    unnamed_grade: Mapped[int | None] = mapped_column(index=True)
    unnamed_collective: Mapped[bool | None]

    appearance: Mapped[Appearance | None] = relationship()
