"""What a human can ask for; people, organisations and topics as they were typed."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.db.rows import EntitySubject
from quotes.types import CuratedTopic, Polarity


@dataclass(frozen=True, slots=True)
class Merge:
    """Make the second part of the first, whose name stays."""

    entity: str
    other: str
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class Same:
    """Make two one, under the fuller of their names."""

    entity: str
    other: str
    subject: EntitySubject = "person"


@dataclass(frozen=True, slots=True)
class Different:
    """Keep two apart, whatever the machine finds."""

    entity: str
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


@dataclass(frozen=True, slots=True)
class AddTopic:
    """Add a topic to the vocabulary, or what is new of it to one that is there."""

    topic: CuratedTopic


@dataclass(frozen=True, slots=True)
class ImportTopics:
    """Add all topics of a list, which may name parents that come later; ``file`` is its name."""

    topics: tuple[CuratedTopic, ...]
    file: str


@dataclass(frozen=True, slots=True)
class RenameTopic:
    """Show a topic under this label; the former one stays a name of it."""

    topic: str
    name: str


@dataclass(frozen=True, slots=True)
class MergeTopics:
    """Make the topic ``gone`` part of ``into``, whose label stays."""

    gone: str
    into: str


@dataclass(frozen=True, slots=True)
class SetTopic:
    """Say that a quotation is about a topic, or that it is not.

    ``quotation`` is its id, or 6 digits or more that it begins with.
    """

    quotation: str
    topic: str
    holds: bool = True


EntityRequest = Merge | Same | Different | Split | Rename | AddAlias
VocabularyRequest = AddTopic | ImportTopics | RenameTopic | MergeTopics
Request = EntityRequest | SetStance | VocabularyRequest | SetTopic
