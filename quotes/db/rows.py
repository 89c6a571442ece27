"""What the store answers with, and what it is asked: frozen, detached from any session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, TypeVar, overload

from quotes.errors import QuotesError
from quotes.types import (
    Act,
    Anonymity,
    Kind,
    Polarity,
    PostStatus,
    QuotationStatus,
    Span,
    SpeakerType,
    Stance,
    TopicLink,
    Why,
)

if TYPE_CHECKING:
    import pandas

Item = TypeVar("Item")

# Lists of rows, as a notebook shows them.


class Rows(list[Item]):
    """What an archive answers with: a list of frozen rows, shown in a notebook as a table."""

    @overload
    def __getitem__(self, index: SupportsIndex) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[Item]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Item | Rows[Item]:
        if isinstance(index, slice):
            return Rows(super().__getitem__(index))
        return super().__getitem__(index)

    def to_pandas(self) -> pandas.DataFrame:
        """A table with a line a row; what a row holds many of stands in one cell.

        :raises QuotesError: pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError:
            raise QuotesError(
                "Tables need the Python package pandas; install it with `pip install pandas`."
            ) from None
        return pandas.DataFrame.from_records([flat(row) for row in self])

    def _repr_html_(self) -> str:
        records = [flat(row) for row in self]
        heads = list(dict.fromkeys(name for record in records for name in record))
        used = [name for name in heads if any(record.get(name) for record in records)]
        head = "".join(f"<th>{escape(name)}</th>" for name in used)
        lines = [
            "".join(f"<td>{escape(_label(record.get(name)))}</td>" for name in used)
            for record in records
        ]
        return "<table>" + "".join(f"<tr>{line}</tr>" for line in (head, *lines)) + "</table>"


def flat(row: object) -> dict[str, Any]:
    """The fields of a row as the cells of a table.

    The fields of a row inside it bear its name before theirs; several are one text.
    """
    if not is_dataclass(row):
        return {"value": row}
    found: dict[str, Any] = {}
    for name, value in ((part.name, getattr(row, part.name)) for part in fields(row)):
        if is_dataclass(value) and not isinstance(value, Span):
            found.update({f"{name}_{inner}": cell for inner, cell in flat(value).items()})
        elif isinstance(value, tuple | Mapping | Span):
            found[name] = _label(value)
        else:
            found[name] = value
    return found


def _label(value: object) -> str:
    """A value in a few words: a row inside another by its name."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_label(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return "; ".join(map(_label, value))
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, Stance):
        return f"{value.polarity} {value.target}"
    for name in ("name", "topic", "role", "title", "id"):
        if is_dataclass(value) and getattr(value, name, None):
            return str(getattr(value, name))
    return str(value)


# How concentrated voices are: whether few say most of what is quoted, or many say a little.


TOP = 10


@dataclass(frozen=True, slots=True)
class Concentration:
    """Measures over how often each voice is quoted.

    ``voices`` is how many there are and ``quotations`` how often they are quoted in all.
    ``top_share`` in [0, 1] is the part that the ten most quoted have in it. ``gini`` in [0, 1) is
    the Gini coefficient (Gini, 1912): 0 where all are quoted equally often. ``effective`` is how
    many voices, all quoted equally often, would be as concentrated: the inverse of the Herfindahl
    index (Laakso and Taagepera, 1979), from 1 to ``voices``.
    """

    voices: int
    quotations: int
    top_share: float
    gini: float
    effective: float


def concentration(counts: Iterable[int]) -> Concentration | None:
    """The measures of these counts, each one voice's; None where nobody is quoted.

    :param counts: how often each voice is quoted; zeros are left out.
    """
    ascending = sorted(count for count in counts if count > 0)
    voices, total = len(ascending), sum(ascending)
    if not voices:
        return None
    ranked = sum(rank * count for rank, count in enumerate(ascending, start=1))
    return Concentration(
        voices=voices,
        quotations=total,
        top_share=sum(ascending[-TOP:]) / total,
        gini=(2 * ranked - (voices + 1) * total) / (voices * total),
        effective=total**2 / sum(count**2 for count in ascending),
    )


Added = Literal["added", "unchanged", "updated"]
EntitySubject = Literal["person", "organization"]
DecisionSubject = Literal[EntitySubject, "stance", "topic"]
DecisionKind = Literal["merge", "split", "rename", "alias", "different", "set", "add", "import"]
Sort = Literal["relevance", "newest", "oldest", "confidence"]


@dataclass(frozen=True, slots=True)
class Query:
    """Which quotations are wanted; every condition given must hold.

    ``text`` is matched against quotation and context by the words; ``about`` by the meaning, and by
    any of its words, so that the best are found, not all; ``person``, ``org`` and
    ``outlet`` by name without regard to case; dates are those of the article, both ends included.
    ``topic`` names topics by label, by synonym or by words of their labels, ``topics`` are whole
    labels of which one is enough; whatever stands below a topic counts as this topic.
    ``sure`` wants those that are shown as sure, whatever ``min_confidence`` is.
    ``stance`` wants the side of words that were said; else ``status`` None wants words of any.
    ``unnamed`` wants a speaker who is an unnamed source (no collective), with a grade from
    ``min_grade`` to ``max_grade``, both included.
    """

    text: str | None = None
    about: str | None = None
    person: str | None = None
    org: str | None = None
    topic: str | None = None
    topics: tuple[str, ...] = ()
    stance: Polarity | None = None
    kind: Kind | None = None
    act: Act | None = None
    status: QuotationStatus | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0
    sure: bool = False
    unnamed: bool = False
    min_grade: int = 0
    max_grade: int = 3
    limit: int | None = 50
    sort: Sort = "relevance"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """The article that a quotation stands in; ``id`` as in the answer format."""

    id: str
    source: str
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: date | None
    sha256: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of a body, and the day from which on it is borne; None from the first."""

    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A role at an organisation, first and last seen in articles of these days, with evidence.

    Where a contact list tells it, ``evidence`` names the line and ``article_id`` is None. ``since``
    is the first day on which it is known to be held (or former, or to come), ``ended`` the first on
    which it no longer is, None where nothing tells of an end. ``bodies`` are the names of the body
    where it was renamed. ``organization_id`` is that of the body across articles, None where only a
    list names it.
    """

    role: str | None
    organization: str | None
    unit: str | None
    first_seen: date | None
    last_seen: date | None
    evidence: str
    article_id: str | None
    status: PostStatus = "current"
    party: str | None = None
    country: str | None = None
    ended: date | None = None
    organization_id: int | None = field(default=None, compare=False)
    since: date | None = None
    bodies: tuple[BodyName, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker as stored; ``mention`` are the words in the text at ``mention_span``;
    ``person_id`` is set for people only; ``status`` is that of the post, None without one;
    ``organization_id`` is the body that speaks or that the speaker belongs to."""

    type: SpeakerType
    name: str
    mention: str | None
    mention_span: Span | None
    role: str | None
    organization: str | None
    unit: str | None
    person_id: int | None
    anonymity: Anonymity | None = None
    status: PostStatus | None = None
    party: str | None = None
    country: str | None = None
    organization_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A quotation with everything known about it.

    ``pieces`` and ``cue`` are offsets into the article's stored text; ``context`` is
    the text from the start of the paragraph of the first piece to the end of the paragraph of the
    last, beginning at character ``context_start``.
    """

    id: str
    kind: Kind
    act: Act
    text: str
    pieces: tuple[Span, ...]
    cue: Span | None
    context: str
    context_start: int
    speakers: tuple[SpeakerRow, ...]
    article: ArticleRow
    topics: tuple[TopicLink, ...]
    stances: tuple[Stance, ...]
    confidence: float
    nested_in: str | None
    why: Why | None = None
    status: QuotationStatus = "said"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with how often, where and when they are quoted."""

    id: int
    name: str
    aliases: tuple[str, ...]
    posts: tuple[PostRow, ...]
    quotations: int
    articles: int
    outlets: int
    first: date | None
    last: date | None
    qid: str | None = None


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One term of somebody in an office; ``person`` is None for who stands in a register only.

    ``post`` says from when to when, and on what evidence.
    """

    name: str
    person: int | None
    post: PostRow


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office under the name that is asked for or shown, with its holders, the first first.

    ``body`` is what it is of, None where no article names it. ``disputed``: several are
    reported to hold at one time what one person holds.
    """

    role: str
    body: str | None
    holders: tuple[HolderRow, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class MeantRow:
    """Whom a title means, and why."""

    name: str
    person: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What came of importing a contact list.

    Of its ``people`` some are new to the database (``added``), some known and now known better
    (``matched``), the others known as they are (``unchanged``); ``maybe`` of those added may be
    somebody who is known.
    """

    file: str
    by: str
    people: int
    added: int
    matched: int
    unchanged: int
    maybe: int


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An official register that somebody imported, with what it holds.

    ``unchanged`` tells that it was there before as it is; ``undone_at`` when it was taken back.
    """

    id: int
    source: str
    by: str
    at: datetime
    why: str | None
    people: int
    appointments: int
    organizations: int
    unchanged: bool = False
    undone_at: datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision of a human.

    Of people and organisations ``person`` is the one that it is about, ``other`` the one merged
    into it, told apart from it or split off, ``articles`` those that were split off, ``name`` the
    name given. A decision on a quotation names it by ``quotation``, the id that it had, and its
    ``words``. ``details`` say what side is taken of what, what is done to which topics, and the
    ``former`` name of whom was renamed. ``inapplicable``: it cannot apply as other decisions
    stand, or no article that is stored has the quotation.
    """

    id: int
    kind: DecisionKind
    origin: Literal["machine", "human"]
    person: int
    person_name: str
    other: int | None
    other_name: str | None
    name: str | None
    articles: tuple[str, ...]
    by: str
    at: datetime
    why: str | None
    inapplicable: bool
    undone_at: datetime | None
    undone_by: str | None
    undone_why: str | None
    subject: DecisionSubject = "person"
    quotation: str | None = None
    words: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that speaks for or against two people being one; ``detail`` is for a human."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """How the machine weighed the person of an article against one across articles.

    ``verdict`` is "same" or "maybe", ``score`` in [0, 1] the chance that it is the same person.
    """

    person_id: int
    name: str
    verdict: str
    score: float
    evidence: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class SpeakerWhy:
    """Why one speaker is who they are.

    ``evidence`` is the passage that tells of the post; ``person_id`` and ``person`` are the record
    across articles, None for who is no person. ``decisions`` are those in force on that person,
    the earliest first.
    """

    name: str
    evidence: str | None
    person_id: int | None
    person: str | None
    links: tuple[LinkRow, ...]
    decisions: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class MaybeRow:
    """Two people who may be one; ``score`` in [0, 1] is the estimated chance of it."""

    person: int
    person_name: str
    other: int
    other_name: str
    score: float
    evidence: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organisation with its names, and how often it, or somebody in post there, is quoted.

    ``parents`` are the names of the bodies that articles say it is a part of; ``people`` counts
    those in post there or speaking for it.
    """

    id: int
    name: str
    aliases: tuple[str, ...]
    former_names: tuple[str, ...]
    parents: tuple[str, ...]
    place: str | None
    people: int
    quotations: int
    articles: int
    first: date | None
    last: date | None
    qid: str | None = None


@dataclass(frozen=True, slots=True)
class OrganizationPair:
    """Two organisations that share a name or an abbreviation, ``shared``, and may be one."""

    organization: int
    organization_name: str
    other: int
    other_name: str
    shared: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic and how many quotations, people and articles it has.

    ``curated`` topics are those of the vocabulary, with an IPTC Media Topic and a parent or not.
    """

    topic: str
    quotations: int
    people: int
    articles: int = 0
    curated: bool = False
    code: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class SourceUse:
    """How often quotations have an unnamed source: of how many, and with which grades.

    ``by_grade`` has a count for each grade from 0 to 3.
    """

    quotations: int
    by_grade: tuple[int, ...]

    @property
    def unnamed(self) -> int:
        """The quotations with an unnamed source."""
        return sum(self.by_grade)

    @property
    def share(self) -> float:
        """Their part of all quotations, in [0, 1]."""
        return self.unnamed / self.quotations if self.quotations else 0.0

    @property
    def mean_grade(self) -> float | None:
        """The mean of the grades, from 0 to 3; None without an unnamed source."""
        total = sum(grade * count for grade, count in enumerate(self.by_grade))
        return total / self.unnamed if self.unnamed else None


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over the whole database, current article versions only.

    Only quotations whose words were said count; ``by_status`` has the others too.
    """

    articles: int
    outlets: int
    people: int
    organizations: int
    quotations: int
    by_status: dict[str, int]
    by_kind: dict[str, int]
    by_speaker_type: dict[str, int]
    by_outlet: dict[str, int]
    most_quoted: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    unnamed: SourceUse
    unnamed_by_outlet: dict[str, SourceUse]
    voices: Concentration | None
    voices_by_outlet: dict[str, Concentration]
