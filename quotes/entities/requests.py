"""What a human can ask for; people and organisations as they were typed, by id or name."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.db.rows import EntitySubject
from quotes.types import Polarity


@dataclass(frozen=True, slots=True)
class Merge:
    """Make the second part of the first, whose name stays."""

    one: str
    other: str
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class Same:
    """Make two one, under the fuller of their names."""

    one: str
    other: str
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class Different:
    """Keep two apart, whatever the machine finds."""

    one: str
    other: str
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class Split:
    """Make whom these articles mean one of their own, under the name where one is given.

    ``articles`` are ids of articles, or the 6 or more digits that one begins with.
    """

    entity: str
    articles: tuple[str, ...]
    name: str | None = None
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class Rename:
    """Show somebody under this name."""

    entity: str
    name: str
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class AddAlias:
    """Let somebody be found under this name too."""

    entity: str
    name: str
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class SetStance:
    """Say which side a quotation takes towards a target; None: it takes none.

    ``quotation`` is its id, or 6 digits or more that it begins with.
    """

    quotation: str
    target: str
    polarity: Polarity | None


EntityRequest = Merge | Same | Different | Split | Rename | AddAlias
Request = EntityRequest | SetStance
