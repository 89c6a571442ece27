"""What articles and contact lists report of posts, before it is put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quotes.lexicon import word_table
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


def says_status(role: str | None) -> bool:
    """Whether a role has a word of status in it: "former mayor", "president-elect"."""
    words = fold(role or "").replace("-", " ").split()
    return len(words) > 1 and not _STATUS_WORDS.isdisjoint(words)
