"""What is answered about curated topics: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quotes.article import TopicOrigin


@dataclass(frozen=True, slots=True)
class TermRow:
    """A name or pattern of a topic; ``by`` and ``at`` are None where quotes came with it."""

    term: str
    by: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TopicEditRow:
    """What somebody did to a topic; ``other`` is the former label, the topic merged into it, or the
    file."""

    kind: Literal["add", "rename", "merge", "import"]
    other: str | None
    by: str
    at: datetime
    why: str | None


@dataclass(frozen=True, slots=True)
class TopicCard:
    """All that is known of a topic.

    ``links`` counts the current quotations that have it, by what found it; ``denied`` those of
    which a human said that they are not about it. ``curated`` is False for a name or phrase that
    only articles use.
    """

    topic: str
    curated: bool
    code: str | None
    parent: str | None
    children: tuple[str, ...]
    synonyms: tuple[TermRow, ...]
    patterns: tuple[TermRow, ...]
    quotations: int
    people: int
    links: dict[TopicOrigin, int]
    denied: int
    edits: tuple[TopicEditRow, ...]


@dataclass(frozen=True, slots=True)
class EditResult:
    """What came of a change to the vocabulary.

    ``topics`` counts those that are new or changed, ``quotations`` those that were looked at,
    ``by_words`` and ``by_meaning`` the links that these topics have now.
    """

    topic: str
    topics: int
    quotations: int
    by_words: int
    by_meaning: int


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A topic that a text would get, and why: the term, and the words that it fits.

    For a topic close in meaning both are None.
    """

    topic: str
    origin: TopicOrigin
    score: float
    term: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A human's word on whether a quotation is about a topic."""

    quotation: str
    topic: str
    holds: bool
    by: str
    at: datetime
    why: str | None
