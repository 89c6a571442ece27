"""The tables. Every row that a machine found can be told from one that a human decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Literal, get_args

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from quotes.article import ID_LENGTH, Act, Kind, Polarity, SpeakerType

Origin = Literal["machine", "human"]
NameKind = Literal["full", "alias"]
TopicMethod = Literal["entity", "phrase", "vocabulary"]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What all tables share: named constraints, and text without a length for strings."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {str: Text()}


def _one_of(column: str, values: object) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in get_args(values))
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _share(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=column)


def _span(name: str, start: str, end: str) -> CheckConstraint:
    return CheckConstraint(f"0 <= {start} AND {start} < {end}", name=name)


def _optional_span(name: str, start: str, end: str) -> CheckConstraint:
    return CheckConstraint(
        f"({start} IS NULL AND {end} IS NULL) OR (0 <= {start} AND {start} < {end})", name=name
    )


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
    """A person across articles, known by the names that articles or humans give."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    names: Mapped[list[Name]] = relationship(order_by="Name.id")
    posts: Mapped[list[Post]] = relationship(order_by="Post.id")


class Name(Base):
    """A form of a person's name as one article has it, or as a human gave it."""

    __tablename__ = "names"
    __table_args__ = (
        UniqueConstraint("person_id", "article_id", "name", "origin"),
        _one_of("kind", NameKind),
        _one_of("origin", Origin),
        CheckConstraint("article_id IS NOT NULL OR origin = 'human'", name="article"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    surname: Mapped[str] = mapped_column(index=True)
    kind: Mapped[NameKind] = mapped_column(Text)
    origin: Mapped[Origin] = mapped_column(Text)


class Organization(Base):
    """A body that people speak for, or that speaks itself."""

    __tablename__ = "organizations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class Post(Base):
    """What a person is at an organisation as one article says it, and where it does."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("person_id", "article_id", "role", "organization_id", "unit", "origin"),
        CheckConstraint(
            "role IS NOT NULL OR organization_id IS NOT NULL OR unit IS NOT NULL", name="something"
        ),
        _span("evidence", "evidence_start", "evidence_end"),
        CheckConstraint("first_day <= last_day", name="days"),
        _one_of("origin", Origin),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str | None]
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    unit: Mapped[str | None]
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    evidence: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    origin: Mapped[Origin] = mapped_column(Text)

    article: Mapped[Article] = relationship()
    organization: Mapped[Organization | None] = relationship()


class Quotation(Base):
    """A quotation; ``context`` is the text of its paragraphs from ``context_start`` on."""

    __tablename__ = "quotations"
    __table_args__ = (
        _one_of("kind", Kind),
        _one_of("act", Act),
        _optional_span("cue", "cue_start", "cue_end"),
        _share("confidence"),
        CheckConstraint("context_start >= 0", name="context_start"),
        _one_of("origin", Origin),
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

    article: Mapped[Article] = relationship()
    nested_in: Mapped[Quotation | None] = relationship(remote_side=[id])
    pieces: Mapped[list[Piece]] = relationship(order_by="Piece.ordinal")
    speakers: Mapped[list[Speaker]] = relationship(order_by="Speaker.ordinal")
    topics: Mapped[list[QuotationTopic]] = relationship()
    stances: Mapped[list[Stance]] = relationship(order_by="Stance.id")


class Piece(Base):
    """A stretch of the article's text that belongs to a quotation."""

    __tablename__ = "pieces"
    __table_args__ = (_span("span", '"start"', '"end"'),)

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


class Speaker(Base):
    """Who says a quotation, with the post that the article gives them on its day.

    ``organization_id`` is the organisation that speaks, or the one that the speaker belongs to.
    """

    __tablename__ = "speakers"
    __table_args__ = (
        _one_of("type", SpeakerType),
        _optional_span("mention", "mention_start", "mention_end"),
        CheckConstraint("person_id IS NULL OR type = 'person'", name="person"),
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
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="SET NULL"), index=True
    )
    post_id: Mapped[int | None] = mapped_column(
        ForeignKey("posts.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[str | None]
    organization: Mapped[str | None]
    unit: Mapped[str | None]


class Topic(Base):
    """What quotations are about."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class QuotationTopic(Base):
    """A topic of a quotation; ``method`` is how it was found, ``origin`` by whom."""

    __tablename__ = "quotation_topics"
    __table_args__ = (
        _share("score"),
        _one_of("method", TopicMethod),
        _one_of("origin", Origin),
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
    method: Mapped[TopicMethod] = mapped_column(Text)

    topic: Mapped[Topic] = relationship()


class Stance(Base):
    """The side that a quotation takes towards a target."""

    __tablename__ = "stances"
    __table_args__ = (
        UniqueConstraint("quotation_id", "target", "origin"),
        _one_of("polarity", Polarity),
        _share("score"),
        _one_of("origin", Origin),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quotation_id: Mapped[int] = mapped_column(ForeignKey("quotations.id", ondelete="CASCADE"))
    target: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    polarity: Mapped[Polarity] = mapped_column(Text)
    score: Mapped[float]
    origin: Mapped[Origin] = mapped_column(Text)
