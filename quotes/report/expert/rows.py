"""What the report on a person tells: frozen, every figure with the articles that it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.report.words import post_line
from quotes.store.dossiers.rows import Companion, Link
from quotes.store.rows import ArticleRow, MaybeRow, PersonRow, PostRow, QuotationRow
from quotes.store.standpoints.rows import Course, Reversal, Standpoint, Step

VoiceKind = Literal["regular", "passing"]
TopicKind = Literal["curated", "name", "phrase"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the report is narrowed to, and how likely the sides in it are right at least."""

    since: date | None
    until: date | None
    topic: str | None
    sure: float


@dataclass(frozen=True, slots=True)
class Held:
    """A post, and the article that tells of it; None where a contact list does."""

    post: PostRow
    article: ArticleRow | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often somebody is quoted, and how.

    ``mixed`` quotations are in part the person's own words, ``indirect`` ones the article's;
    ``independent`` counts an article and its copies once. ``first`` and ``latest`` are dated.
    """

    quotations: int
    direct: int
    mixed: int
    indirect: int
    articles: tuple[ArticleRow, ...]
    independent: int
    outlets: int
    first: QuotationRow | None
    latest: QuotationRow | None


@dataclass(frozen=True, slots=True)
class Period:
    """A month or year by its first day, None for undated articles, and what was quoted in it."""

    first: date | None
    quotations: int
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet, None for articles without one, and what it quoted."""

    name: str | None
    quotations: int
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody quoted in the same articles; ``share`` in [0, 1] is of the person's articles."""

    companion: Companion
    articles: tuple[ArticleRow, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What the person is quoted on; ``independent`` counts an article and its copies once.

    A "curated" topic is one of the vocabulary or one that a human gave.
    """

    topic: str
    kind: TopicKind
    quotations: int
    articles: tuple[ArticleRow, ...]
    independent: int
    outlets: int
    first: date | None
    last: date | None
    voice: VoiceKind


@dataclass(frozen=True, slots=True)
class Subject:
    """Where the person stands on one subject, with the standpoints, the earliest first."""

    label: str
    course: Course
    standpoints: tuple[Standpoint, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Nearly the same words in several articles, the earliest first."""

    quotations: tuple[QuotationRow, ...]
    articles: int
    independent: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two posts at different organizations told for the same time, each by other articles."""

    one: Held
    other: Held


@dataclass(frozen=True, slots=True)
class Doubts:
    """What the report cannot be sure of.

    ``maybe`` are others who may be the same person, ``namesakes`` further records of the same name,
    ``links`` articles that were less surely taken to be on this one; ``unsure`` are quotations that
    are more likely wrong than right; ``left_out`` counts sides not sure enough to be shown.
    """

    namesakes: tuple[PersonRow, ...]
    maybe: tuple[MaybeRow, ...]
    links: tuple[Link, ...]
    clashes: tuple[Clash, ...]
    unsure: tuple[QuotationRow, ...]
    undated: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ExpertReport:
    """The report on a person. ``quotations`` are the newest first, ``articles`` numbered from 1."""

    person: PersonRow
    scope: Scope
    made: date
    posts: tuple[Held, ...]
    tally: Tally
    step: Step
    periods: tuple[Period, ...]
    outlets: tuple[Outlet, ...]
    beside: tuple[Beside, ...]
    topics: tuple[Topic, ...]
    subjects: tuple[Subject, ...]
    reversals: tuple[Reversal, ...]
    repeated: tuple[Repeated, ...]
    by_others: tuple[QuotationRow, ...]
    doubts: Doubts
    quotations: tuple[QuotationRow, ...]
    articles: tuple[ArticleRow, ...]


def main_post(report: ExpertReport) -> str:
    """The post that tells most who the person is, "" without one.

    It is the latest, and of those last seen on its day one with a role and an organization.
    """
    posts = [held.post for held in report.posts if post_line(held.post)]
    named = [post for post in posts if post.role] or posts
    latest = [post for post in named if post.last_seen == named[0].last_seen]
    placed = [post for post in latest if post.organization] or latest
    return post_line(placed[0]) if placed else ""
