"""What the store answers with, and what it is asked: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.article import Act, Kind, Polarity, Span, SpeakerType, Stance, TopicLink

Added = Literal["added", "unchanged", "updated"]
Sort = Literal["relevance", "newest", "oldest", "confidence"]


@dataclass(frozen=True, slots=True)
class Query:
    """Which quotations are wanted; every condition given must hold.

    ``text`` is matched against quotation and context by the words; ``person``, ``org`` and
    ``outlet`` by name without regard to case; dates are those of the article, both ends included.
    """

    text: str | None = None
    person: str | None = None
    org: str | None = None
    topic: str | None = None
    stance: Polarity | None = None
    kind: Kind | None = None
    act: Act | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0
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


@dataclass(frozen=True, slots=True)
class PostRow:
    """A role at an organisation, first and last seen in articles of these days, with evidence."""

    role: str | None
    organization: str | None
    unit: str | None
    first_seen: date | None
    last_seen: date | None
    evidence: str
    article_id: str


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker as stored; ``mention`` are the words in the text and ``place`` where they stand;
    ``person_id`` is set for people only."""

    type: SpeakerType
    name: str
    mention: str | None
    place: Span | None
    role: str | None
    organization: str | None
    unit: str | None
    person_id: int | None


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


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic and how many quotations and people it has."""

    topic: str
    quotations: int
    people: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over the whole database, current article versions only."""

    articles: int
    outlets: int
    people: int
    organizations: int
    quotations: int
    by_kind: dict[str, int]
    by_speaker_type: dict[str, int]
    by_outlet: dict[str, int]
    most_quoted: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
