"""Short ways to write profiles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from quotes.entities.post_match import Tenure
from quotes.entities.profile import Profile

DAY = date(2021, 3, 1)


def held(
    role: str | None,
    organization: str | None = None,
    *,
    unit: str | None = None,
    status: str = "current",
    day: date | None = DAY,
) -> Tenure:
    return Tenure(role, organization, unit, status, day, day)


def person(
    name: str,
    *posts: Tenure,
    aliases: Iterable[str] = (),
    gender: Literal["male", "female"] | None = None,
    beside: Iterable[str] = (),
    bodies: Iterable[str] = (),
    outlets: Iterable[str] = (),
    day: date | None = DAY,
) -> Profile:
    days = (day, day) if day else None
    parts = frozenset(beside), frozenset(bodies), frozenset(outlets)
    return Profile(name, frozenset({name, *aliases}), gender, frozenset(posts), *parts, days)
