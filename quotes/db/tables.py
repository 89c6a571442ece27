"""The tables. Every row that a machine found can be told from one that a human decided."""

from datetime import date, datetime
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeVar, cast, get_args

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.selectable import NamedFromClause
from sqlalchemy.types import TypeEngine

from quotes.db.rows import DecisionKind, DecisionSubject
from quotes.names.organization import FormKind, KeyKind
from quotes.types import (
    ID_LENGTH,
    Act,
    CreditKind,
    Kind,
    Polarity,
    PostStatus,
    QuotationStatus,
    SpeakerType,
    ToldKind,
    TopicOrigin,
)

# What all tables share: named constraints, and the checks that several of them have.


Origin = Literal["machine", "human"]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


Held = TypeVar("Held")


class Mapped(Generic[Held]):
    """What a column holds, as the annotation beside it says: None where it may be null."""

    if TYPE_CHECKING:

        def __get__(self, row: None, table: type) -> Column[Held]: ...


_TYPES: dict[object, type[TypeEngine[Any]]] = {
    bool: Boolean,
    bytes: LargeBinary,
    date: Date,
    datetime: DateTime,
    float: Double,
    int: Integer,
    str: Text,
}
"""The type of a column that names none, by that of its values."""


def mapped_column(*arguments: Any, **options: Any) -> Any:
    """A column of a table, with what the annotation beside it does not say."""
    return arguments, options


class Base:
    """A table: its columns are attributes of the class.

    The annotation of a column says what it holds, and whether it may be null. The class stands
    for its table in statements; there is no mapping of rows to objects.
    """

    metadata: ClassVar = MetaData(naming_convention=NAMING)
    table: ClassVar[Table]
    __tablename__: ClassVar[str]
    __table_args__: ClassVar[tuple[Any, ...]] = ()

    def __init_subclass__(cls) -> None:
        columns = [
            _column(name, get_args(annotation)[0], *vars(cls).get(name, ((), {})))
            for name, annotation in cls.__annotations__.items()
        ]
        *constraints, options = (*cls.__table_args__, {})
        if constraints and isinstance(constraints[-1], dict):
            options = constraints.pop()
        cls.table = Table(cls.__tablename__, cls.metadata, *columns, *constraints, **options)
        for column in columns:
            setattr(cls, column.name, column)

    __clause_element__ = classmethod(attrgetter("table"))

    @classmethod
    def aliased(cls) -> type[Self]:
        """The table under another name, to be joined with itself."""
        return cast("type[Self]", _Aliased(cls.table.alias()))


class _Aliased:
    """What stands for a table under another name in statements."""

    def __init__(self, alias: NamedFromClause) -> None:
        self._alias = alias
        for column in alias.c:
            setattr(self, column.name, column)

    def __clause_element__(self) -> NamedFromClause:
        return self._alias


def _column(
    name: str, held: Any, arguments: tuple[Any, ...], options: dict[str, Any]
) -> Column[Any]:
    """A column for what the annotation says that it holds."""
    null = NoneType in get_args(held)
    if null:
        (held,) = (kind for kind in get_args(held) if kind is not NoneType)
    if not arguments or isinstance(arguments[0], SchemaItem):
        arguments = (_TYPES[held], *arguments)
    return Column(name, *arguments, nullable=null, **options)


def one_of(column: str, values: object) -> CheckConstraint:
    """The column holds one of the values of a ``Literal``."""
    listed = ", ".join(f"'{value}'" for value in get_args(values))
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def share(column: str) -> CheckConstraint:
    """The column holds a number in [0, 1]."""
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=column)


def span(name: str, start: str, end: str) -> CheckConstraint:
    """The two columns are a span of at least one character."""
    return CheckConstraint(f"0 <= {start} AND {start} < {end}", name=name)


def optional_span(name: str, start: str, end: str) -> CheckConstraint:
    """The two columns are a span, or both are empty."""
    return CheckConstraint(
        f"({start} IS NULL AND {end} IS NULL) OR (0 <= {start} AND {start} < {end})", name=name
    )


# The tables of organisations: each as one article has it, and what it is known by.


class ArticleOrganizationTable(Base):
    """An organisation of one article, under its fullest name there.

    ``machine_organization_id`` is the organisation that the machine took it for,
    ``organization_id`` the one it is after the decisions of humans; ``ordinal`` tells those of one
    name in one article apart. ``parent_id`` is the organisation that it is a part of.
    """

    __tablename__ = "article_organizations"
    __table_args__ = (
        UniqueConstraint("article_id", "folded", "ordinal"),
        CheckConstraint("ordinal >= 0", name="ordinal"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    machine_organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_organizations.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    ordinal: Mapped[int]
    place: Mapped[str | None]


class ArticleOrganizationNameTable(Base):
    """A form of an organisation's name as one article has it."""

    __tablename__ = "article_organization_names"
    __table_args__ = (UniqueConstraint("article_organization_id", "name"), one_of("kind", FormKind))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_organization_id: Mapped[int] = mapped_column(
        ForeignKey("article_organizations.id", ondelete="CASCADE")
    )
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    kind: Mapped[FormKind] = mapped_column(Text)


class ArticleOrganizationKeyTable(Base):
    """What an organisation of an article is looked up by."""

    __tablename__ = "article_organization_keys"
    __table_args__ = (Index(None, "key", "kind"), one_of("kind", KeyKind))

    article_organization_id: Mapped[int] = mapped_column(
        ForeignKey("article_organizations.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[KeyKind] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)


class OrganizationAliasTable(Base):
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


# The tables by which copies of an article are found: bands of its text, and its credits.


class ArticleBandTable(Base):
    """A band of the MinHash signature of an article's text, as a number of 32 bits.

    Articles with a band in common are likely to share text; see
    :mod:`quotes.text.shingles`.
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


class ArticleCreditTable(Base):
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


# The tables of topics: what quotations are about, the curated vocabulary, what humans decided.


TermKind = Literal["synonym", "pattern"]


class TopicTable(Base):
    """What quotations are about; ``key`` is the label in lemmas, the same for its variants."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(server_default="", index=True)


class QuotationTopicTable(Base):
    """A topic of a quotation as it was found; ``method`` is how, ``origin`` by whom.

    ``label_id`` is the topic as it was called, ``topic_id`` the one that it counts as after the
    decisions of humans: null where a better link to this topic is there, or a human denies it.
    """

    __tablename__ = "quotation_topics"
    __table_args__ = (
        share("score"),
        one_of("method", TopicOrigin),
        one_of("origin", Origin),
        Index(None, "label_id"),
        Index(None, "topic_id"),
    )

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    label_id: Mapped[int] = mapped_column(
        ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True
    )
    method: Mapped[TopicOrigin] = mapped_column(Text, primary_key=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id", ondelete="CASCADE"))
    origin: Mapped[Origin] = mapped_column(Text)
    score: Mapped[float]


class TopicVerdictTable(Base):
    """A human's word on whether a quotation is about a topic; it goes before every machine's.

    It follows from the decision ``decision_id``. Where ``holds``, ``quotation_topics`` has a row
    of a human too.
    """

    __tablename__ = "topic_verdicts"

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    topic_id: Mapped[int] = mapped_column(
        ForeignKey("topics.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    holds: Mapped[bool]
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), index=True
    )


class VocabularyTopicTable(Base):
    """A topic that is curated; ``decision_id`` made it, that of number 0 came with quotes.

    ``found_label`` is what articles called it before, None where no article did; ``vector`` is
    its meaning as ``model`` sees it, a signed byte a component.
    """

    __tablename__ = "vocabulary_topics"

    topic_id: Mapped[int] = mapped_column(
        ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("topics.id", ondelete="SET NULL"), index=True
    )
    code: Mapped[str | None]
    found_label: Mapped[str | None]
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id", ondelete="SET NULL"), index=True
    )
    model: Mapped[str | None]
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)


class VocabularyTermTable(Base):
    """Another name of a curated topic, or a pattern that finds it; ``key`` is a name in lemmas.

    ``decision_id`` added it.
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
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id", ondelete="SET NULL"), index=True
    )


# The tables of who is who: what the machine weighed, and what humans decided.


LinkVerdict = Literal["same", "maybe"]


class PersonLinkTable(Base):
    """How the machine weighed a person of an article against a known one, and on what evidence."""

    __tablename__ = "person_links"
    __table_args__ = (one_of("verdict", LinkVerdict), share("score"))

    article_person_id: Mapped[int] = mapped_column(
        ForeignKey("article_people.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    verdict: Mapped[LinkVerdict] = mapped_column(Text)
    score: Mapped[float]
    evidence: Mapped[list[dict[str, str]]] = mapped_column(JSON)


class DecisionTable(Base):
    """What somebody decided; undone decisions stay, marked as such.

    ``person_id`` is whom it is about, ``other_person_id`` the one merged into them, told apart
    from them, or split off; for organisations likewise. ``name`` is the name given. ``details``
    say what side is taken of what, what is done to which topics, and the former name of whom is
    renamed.
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
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    undone_by: Mapped[str | None]
    undone_why: Mapped[str | None]


class DecisionMemberTable(Base):
    """A person of an article who was split off, named so that the article can be read again."""

    __tablename__ = "decision_members"

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True
    )
    article: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    folded: Mapped[str] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)


class DecisionSelectorTable(Base):
    """The words of the quotation that a decision is about, with those around them.

    ``address`` is where its article stands, ``quotation`` the id that it had; ``repeated`` tells
    that the article had the words more than once.
    """

    __tablename__ = "decision_selectors"

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(index=True)
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    quotation: Mapped[str] = mapped_column(String(ID_LENGTH))
    repeated: Mapped[bool]


class DecisionTargetTable(Base):
    """A quotation, in one version of its article, that a decision in force holds on to."""

    __tablename__ = "decision_targets"

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True
    )
    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class PersonAliasTable(Base):
    """A name that a decision gave a person, whatever the articles call them."""

    __tablename__ = "person_aliases"
    __table_args__ = (UniqueConstraint("person_id", "name", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    surname: Mapped[str] = mapped_column(index=True)
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), index=True
    )


# The tables of contact lists: the people whom a human listed, whatever articles say of them.


class ContactListTable(Base):
    """A list that somebody imported, with what was new in it."""

    __tablename__ = "contact_lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None]


class ContactTable(Base):
    """A person of the lists, under the name given there.

    ``machine_person_id`` is the person across articles whom the import took them for,
    ``person_id`` the one they are after the decisions of humans; ``qid`` their Wikidata number.
    """

    __tablename__ = "contacts"
    __table_args__ = (CheckConstraint("qid LIKE 'Q%'", name="qid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="RESTRICT"), index=True)
    machine_person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="RESTRICT"), index=True
    )
    name: Mapped[str]
    qid: Mapped[str | None] = mapped_column(unique=True)


class ContactNameTable(Base):
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


class ContactKeyTable(Base):
    """What a person of the lists can be looked up by who may be known under another form."""

    __tablename__ = "contact_keys"

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True, index=True)


class ContactPostTable(Base):
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


class ContactLinkTable(Base):
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


# The tables of registers: who held which office by an official list, apart from articles.


class RegisterTable(Base):
    """A register that somebody imported; taken back where ``undone_at`` is set.

    ``digest`` tells whether the same files are imported again.
    """

    __tablename__ = "registers"
    __table_args__ = (CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    digest: Mapped[str] = mapped_column(index=True)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    why: Mapped[str | None]
    undone_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    undone_by: Mapped[str | None]
    undone_why: Mapped[str | None]


class RegisterNameTable(Base):
    """A name of a person of a register, ``person`` there, and the days on which it is borne."""

    __tablename__ = "register_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(
        ForeignKey("registers.id", ondelete="CASCADE"), index=True
    )
    person: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]


class RegisterOfficeTable(Base):
    """An office of a register at a body; ``groups`` are those that it calls one through time."""

    __tablename__ = "register_offices"
    __table_args__ = (UniqueConstraint("register_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(
        ForeignKey("registers.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str]
    name: Mapped[str]
    body: Mapped[str | None]
    rank: Mapped[str | None]
    groups: Mapped[list[str]] = mapped_column(JSON)


class RegisterTermTable(Base):
    """That a person of a register held an office of it from a day to a day, None for still."""

    __tablename__ = "register_terms"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(
        ForeignKey("registers.id", ondelete="CASCADE"), index=True
    )
    office_id: Mapped[int] = mapped_column(
        ForeignKey("register_offices.id", ondelete="CASCADE"), index=True
    )
    person: Mapped[str] = mapped_column(index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    acting: Mapped[bool]


class RegisterRenamingTable(Base):
    """That a body of a register goes on under another name from a day on."""

    __tablename__ = "register_renamings"

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(
        ForeignKey("registers.id", ondelete="CASCADE"), index=True
    )
    old: Mapped[str]
    new: Mapped[str]
    day: Mapped[date]


# The table of stances: the sides that a machine found, and those that a human decided.


class StanceTable(Base):
    """The side that a quotation takes towards a target, and the words of the article that carry it.

    ``folded`` is the target as :func:`quotes.text.normalize.fold_target` writes it.
    ``polarity`` is null where a human says that the quotation takes no side; a row of a human
    follows from the decision ``decision_id``.
    """

    __tablename__ = "stances"
    __table_args__ = (
        UniqueConstraint("quotation_id", "target", "origin"),
        one_of("polarity", Polarity),
        share("score"),
        one_of("origin", Origin),
        optional_span("words", "words_start", "words_end"),
        CheckConstraint("polarity IS NOT NULL OR origin = 'human'", name="side"),
        CheckConstraint("(origin = 'human') = (decision_id IS NOT NULL)", name="decision"),
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
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id", ondelete="CASCADE"), index=True
    )


# The table of sketches: what is read of all vectors before the best are compared.


class ArticleSketchesTable(Base):
    """The sketches of an article's vectors, 48 bytes each, in the order that those stand in."""

    __tablename__ = "sketches"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("vectors.article_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    model: Mapped[str]
    sketches: Mapped[bytes]


# The table of vectors: one row an article, so that many are read fast.


class ArticleVectorsTable(Base):
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


NameKind = Literal["full", "alias"]


class OutletTable(Base):
    """A newspaper, agency, site or broadcaster."""

    __tablename__ = "outlets"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class ExtractionRunTable(Base):
    """One sitting in which one program with one model and one set of settings read articles."""

    __tablename__ = "extraction_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    program: Mapped[str]
    model: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    started: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finished: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ArticleTable(Base):
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
    text: Mapped[str]


class AddressTable(Base):
    """A URL, or a source where there is none, and the text that stands there now."""

    __tablename__ = "addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )


class PersonTable(Base):
    """A person across articles; ``name`` is the one shown, as machine and humans decided."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class ArticlePersonTable(Base):
    """A person of one article, under the fullest name there.

    ``machine_person_id`` is the person whom the machine took them for, ``person_id`` the one they
    are after the decisions of humans; ``ordinal`` tells people of one name in one article apart.
    """

    __tablename__ = "article_people"
    __table_args__ = (
        Index(None, "machine_person_id", "article_id"),
        UniqueConstraint("article_id", "folded", "ordinal"),
        CheckConstraint("ordinal >= 0", name="ordinal"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="RESTRICT"), index=True)
    machine_person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="RESTRICT"))
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    ordinal: Mapped[int]
    features: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ArticleFeaturesTable(Base):
    """What people across articles are told apart by, as an article tells it of all its people."""

    __tablename__ = "article_features"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    features: Mapped[dict[str, Any]] = mapped_column(JSON)


class PersonProfileTable(Base):
    """What all articles tell of a person whom the machine put together.

    ``history`` is what they tell whatever their number, ``recent`` the rows of the latest
    appearances, whose surroundings are compared; ``size`` their number, ``latest`` the place of the
    latest article. By both, it is chosen with whom of many of one name an appearance is compared.
    ``pending`` marks somebody of an article that came late, whose names have to be gone through.
    ``names`` are those of more than one word, a line each; ``tail`` are the rows of the latest
    appearances that can be taken back, in their order.
    """

    __tablename__ = "person_profiles"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    history: Mapped[dict[str, Any]] = mapped_column(JSON)
    recent: Mapped[list[int]] = mapped_column(JSON)
    size: Mapped[int]
    latest: Mapped[str]
    pending: Mapped[bool] = mapped_column(index=True)
    names: Mapped[str] = mapped_column(server_default="")
    tail: Mapped[list[int]] = mapped_column(JSON, server_default="[]")


class PersonMarkTable(Base):
    """What was known of a person after so many appearances (``size``), as in ``person_profiles``.

    Two or three are kept of each person, so that an article that comes a little late is put in
    where it belongs without going through all others.
    """

    __tablename__ = "person_marks"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    size: Mapped[int] = mapped_column(primary_key=True)
    latest: Mapped[str]
    history: Mapped[dict[str, Any]] = mapped_column(JSON)
    recent: Mapped[list[int]] = mapped_column(JSON)


class PersonKeyTable(Base):
    """What a person whom the machine put together is found by: the keys of all whole names."""

    __tablename__ = "person_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ArticlePersonNameTable(Base):
    """A form of a person's name as one article has it."""

    __tablename__ = "article_person_names"
    __table_args__ = (UniqueConstraint("article_person_id", "name"), one_of("kind", NameKind))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_person_id: Mapped[int] = mapped_column(
        ForeignKey("article_people.id", ondelete="CASCADE")
    )
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    surname: Mapped[str] = mapped_column(index=True)
    kind: Mapped[NameKind] = mapped_column(Text)


class ArticlePersonKeyTable(Base):
    """What a person of an article can be looked up by who may be known under another form."""

    __tablename__ = "article_person_keys"

    article_person_id: Mapped[int] = mapped_column(
        ForeignKey("article_people.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True, index=True)


class OrganizationTable(Base):
    """A body across articles, under the name shown, as machine and humans decided.

    ``place`` is the country, region or town whose public body it is.
    """

    __tablename__ = "organizations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    place: Mapped[str | None]


class PostTable(Base):
    """What a person is at an organisation as one article says it, and where it does."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("article_person_id", "role", "article_organization_id", "unit", "origin"),
        CheckConstraint(
            "role IS NOT NULL OR organization_id IS NOT NULL OR unit IS NOT NULL", name="something"
        ),
        span("evidence", "evidence_start", "evidence_end"),
        CheckConstraint("first_day <= last_day", name="days"),
        one_of("origin", Origin),
        one_of("status", PostStatus),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_person_id: Mapped[int] = mapped_column(
        ForeignKey("article_people.id", ondelete="CASCADE")
    )
    role: Mapped[str | None]
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    article_organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_organizations.id", ondelete="SET NULL"), index=True
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


class TermTable(Base):
    """What an article tells of when a person held a post; ``began`` and ``ended`` are partial days.

    ``organization`` is the body as the article names it, ``article_organization_id`` its row there.
    """

    __tablename__ = "terms"
    __table_args__ = (
        one_of("kind", ToldKind),
        one_of("status", PostStatus),
        span("evidence", "evidence_start", "evidence_end"),
        CheckConstraint("kind = 'held' OR ended IS NOT NULL", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_person_id: Mapped[int] = mapped_column(
        ForeignKey("article_people.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[ToldKind] = mapped_column(Text)
    role: Mapped[str | None]
    organization: Mapped[str | None]
    article_organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_organizations.id", ondelete="SET NULL"), index=True
    )
    status: Mapped[PostStatus] = mapped_column(Text)
    began: Mapped[str | None]
    ended: Mapped[str | None]
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    evidence: Mapped[str]


class RenamingTable(Base):
    """That an article says a body to go on under another name; ``day`` is a partial day."""

    __tablename__ = "renamings"
    __table_args__ = (span("evidence", "evidence_start", "evidence_end"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    old: Mapped[str]
    new: Mapped[str]
    day: Mapped[str | None]
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    evidence: Mapped[str]


class QuotationTable(Base):
    """A quotation; ``context`` is the text of its paragraphs from ``context_start`` on.

    ``why_reason`` and ``why_certainty`` tell why its speakers are who they are said to be;
    ``why_rivals`` lists others with their chances.
    """

    __tablename__ = "quotations"
    __table_args__ = (
        UniqueConstraint("public_id", "article_id"),
        one_of("kind", Kind),
        one_of("act", Act),
        optional_span("cue", "cue_start", "cue_end"),
        share("confidence"),
        CheckConstraint("context_start >= 0", name="context_start"),
        one_of("origin", Origin),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(ID_LENGTH))
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
    status: Mapped[QuotationStatus] = mapped_column(
        Text, one_of("status", QuotationStatus), server_default="said"
    )
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


class PieceTable(Base):
    """A stretch of the article's text that belongs to a quotation."""

    __tablename__ = "pieces"
    __table_args__ = (span("span", '"start"', '"end"'),)

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotations.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


class SpeakerTable(Base):
    """Who says a quotation, with the post that the article gives them on its day.

    ``organization_id`` is the organisation that speaks, or the one that the speaker belongs to.
    ``unnamed_grade`` and ``unnamed_collective`` are set where the speaker has no name;
    ``unnamed_number`` is then null for several.
    """

    __tablename__ = "speakers"
    __table_args__ = (
        one_of("type", SpeakerType),
        optional_span("mention", "mention_start", "mention_end"),
        CheckConstraint("article_person_id IS NULL OR type = 'person'", name="article_person"),
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
    article_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_people.id", ondelete="SET NULL"), index=True
    )
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="SET NULL"), index=True
    )
    article_organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_organizations.id", ondelete="SET NULL"), index=True
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
