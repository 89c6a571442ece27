"""What articles and contact lists report of posts, and which reports are of one office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quotes.entities.body_names import Names, is_vague
from quotes.entities.roles import office_of
from quotes.lexicon import word_set, word_table
from quotes.text.normalize import fold
from quotes.types import PostStatus, ToldKind

_STATUSES = ("elect", "acting", "current", "former")
_STATUS_WORDS = {
    "outgoing",
    *(word for word, status in word_table("post_statuses").items() if status in _STATUSES),
}


@dataclass(frozen=True, slots=True)
class PostReport:
    """What one article says of a post.

    ``organization`` is the name to show, ``body`` what the organisation is known by; ``day`` is
    that of the article, None where it has none; ``article_id`` as in the answer format, None for
    what a contact list tells. ``began`` and ``ended`` are partial dates, where they are told.
    ``kind`` tells a post from the leaving of all posts and from a death. ``same_context``: the
    article names the body of the post that it is compared with.
    """

    role: str | None
    organization: str | None
    body: int | str | None
    unit: str | None
    status: PostStatus
    party: str | None
    country: str | None
    day: date | None
    evidence: str
    article_id: str | None
    kind: ToldKind = "held"
    began: str | None = None
    ended: str | None = None
    same_context: bool = False


@dataclass(frozen=True, slots=True)
class Contender:
    """That somebody else was in a post on a day; ``acting`` in another's stead."""

    person: int
    report: PostReport


def says_status(role: str | None) -> bool:
    """Whether a role has a word of status in it: "former mayor", "president-elect"."""
    words = fold(role or "").replace("-", " ").split()
    return len(words) > 1 and not _STATUS_WORDS.isdisjoint(words)


_NOT_HEADS = word_set("office_words", "aside")
"""Words of offices that one person holds and that do not lead the body."""


def one_office(left: PostReport, right: PostReport, names: Names) -> bool:
    """Whether the roles of two reports are one office of one body, as far as they tell."""
    ours, theirs = office_words(left), office_words(right)
    if ours == theirs or _but_for_body(ours, theirs, right) or _but_for_body(theirs, ours, left):
        return True
    if not left.role or not right.role:
        return False
    mine, other = office_of(left.role), office_of(right.role)
    if mine.lesser != other.lesser:
        return False
    if is_vague(left.organization) or is_vague(right.organization):
        placed = left.article_id is not None and left.article_id == right.article_id
    else:
        placed = names.like(left.organization or "", right.organization or "")
    if (
        "deputy" in mine.words
        and "deputy" in other.words
        and (mine.words < other.words or other.words < mine.words)
    ):
        return True
    if mine.top or other.top:
        # "head" of a body is whoever leads it, whatever the office is called.
        return (
            bool(placed)
            and (mine.top or mine.leads)
            and (other.top or other.leads)
            and not ((mine.words | other.words) & _NOT_HEADS)
        )
    return False


def _but_for_body(ours: frozenset[str], theirs: frozenset[str], report: PostReport) -> bool:
    """Whether a role says only more than another which body it is of: "commissioner of rubber"."""
    if not theirs < ours or not report.organization:
        return False
    return ours - theirs <= office_of(report.organization).words


def office_words(report: PostReport) -> frozenset[str]:
    """The telling words of a report's office, with the field of a ministry that is its body."""
    words = office_of(report.role).words if report.role else frozenset()
    if words in ({"minister"}, {"secretary"}) and report.organization:
        body = office_of(report.organization).words
        if body & {"ministry", "department"}:
            return words | (body - {"ministry", "department"})
    return words
