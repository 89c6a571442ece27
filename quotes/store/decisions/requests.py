"""What a human can ask for; people are given by id or by name, as they were typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merge:
    """Make the second person part of the first, whose name stays."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Same:
    """Make two people one, under the fuller of their names."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Different:
    """Keep two people apart, whatever the machine finds."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Split:
    """Make whom these articles mean a person of their own, under the name where one is given.

    ``articles`` are ids of articles, or the 6 or more digits that one begins with.
    """

    person: str
    articles: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """Show a person under this name."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class AddAlias:
    """Let a person be found under this name too."""

    person: str
    name: str


Request = Merge | Same | Different | Split | Rename | AddAlias
