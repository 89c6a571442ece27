"""Small pieces of text that reports and listings share."""

from __future__ import annotations

import unicodedata
from datetime import date

from quotes.db.rows import PostRow, SpeakerRow
from quotes.entities.occupancy import says_status
from quotes.types import Affiliation

Post = Affiliation | PostRow | SpeakerRow


def visible(text: str) -> str:
    """The text, character for character, with nothing in it that could steer a terminal."""
    return "".join(
        " " if unicodedata.category(char) == "Cc" and char != "\n" else char for char in text
    )


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(visible(text).split())


def iso(day: date | None) -> str | None:
    """The day as ISO 8601."""
    return day.isoformat() if day else None


def period(first: date | None, last: date | None) -> str:
    """From when to when, for people."""
    days = list(dict.fromkeys(day.isoformat() for day in (first, last) if day))
    return " to ".join(days) or "undated"


def post_line(post: Post) -> str:
    """Role, unit and organization, for people, with the status where the role does not say it."""
    line = one_line(", ".join(p for p in (post.role, post.unit, post.organization) if p))
    status = post.status or "current"
    if not line or status == "current" or says_status(post.role):
        return line
    return f"{line} (elect)" if status == "elect" else f"{status} {line}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 article``, ``2 articles``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
