"""What is compared of two people, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.store.folding import fold_organization
from quotes.store.identity.portrait import UNKNOWN, Portrait


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post as spelled, its status (current, former, acting, elect), first and last day seen."""

    role: str | None
    organization: str | None
    unit: str | None
    status: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What one or more articles tell of a person.

    ``name`` and ``names`` are as spelled. ``companions`` are the folded full names of other
    people of the same articles, ``organizations`` the folded names of all organisations there,
    ``outlets`` the folded names of the outlets; ``days`` the first and last day of the articles;
    ``settings`` the telling words of each article, ``portrait`` what their texts tell of the
    person.
    """

    name: str
    names: frozenset[str]
    gender: Literal["male", "female"] | None
    posts: frozenset[Tenure]
    companions: frozenset[str]
    organizations: frozenset[str]
    outlets: frozenset[str]
    days: tuple[date, date] | None
    settings: frozenset[frozenset[str]] = frozenset()
    portrait: Portrait = UNKNOWN

    @property
    def served(self) -> frozenset[str]:
        """The folded names of the organisations of the posts."""
        return frozenset(
            fold_organization(post.organization) for post in self.posts if post.organization
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation for or against, ``detail`` as a sentence for a human."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two profiles are one person's.

    ``score`` in [0, 1] is the estimated chance of it, ``evidence`` what was observed, for and
    against, the name first.
    """

    verdict: Literal["same", "maybe", "different"]
    score: float
    evidence: tuple[Evidence, ...]
