"""People as a newsroom's own list has them: what is read from a file and kept by the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quotes.article import PostStatus


@dataclass(frozen=True, slots=True)
class ContactPost:
    """A post as a list gives it, held from ``start`` to ``end``, both included.

    ``status`` is None where the list says nothing of it; ``organization_qid`` is the Wikidata
    identifier of the organisation ("Q42"); ``line`` is where the post stands, from 1.
    """

    role: str | None
    organization: str | None
    unit: str | None
    status: PostStatus | None = None
    start: date | None = None
    end: date | None = None
    organization_qid: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of a list, with a Wikidata identifier where it has one; ``line`` counts from 1."""

    name: str
    aliases: tuple[str, ...] = ()
    posts: tuple[ContactPost, ...] = ()
    qid: str | None = None
    line: int = 1
