"""What the posts of two profiles say for or against their being one person's."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product
from typing import NamedTuple

from quotes.lexicon import word_set
from quotes.store.folding import fold
from quotes.store.identity.finding import Finding
from quotes.store.identity.organizations import BodyMatch, is_vast, match_bodies
from quotes.store.identity.profile import Evidence, Tenure
from quotes.store.identity.roles import Role, RoleMatch, match_roles, parse_role

_MONTH, _YEAR, _FIVE_YEARS = 31, 366, 5 * 366
_NOW = frozenset({"current", "acting"})

SAME_BODY: dict[RoleMatch, float] = {
    "same": 4.5,
    "trade": 2.5,
    "rank": 2.0,
    "related": 1.5,
    "aside": 1.5,
    "open": 1.0,
    "unlike": 0.0,
}
ROLE_UNTOLD = 4.0
YEARS_LATER = 0.5
LIKE_BODY = -1.5
OTHER_UNIT = -2.0
VAST_BODY = -2.5
FAMILY_FIRM = -1.5
PART_OF_BODY: dict[RoleMatch, float] = {"same": 1.5, "trade": 0.5, "open": 0.5}
SAME_ROLE, MASS_ROLE, VAGUE_ROLE, SAME_TRADE, SAME_RANK = 2.0, 1.0, 0.5, 0.5, 0.3
OTHER_VAGUE_ROLE, OTHER_ROLE, OTHER_MATTER = -0.3, -1.0, -1.5
FORMER_BEFORE_CURRENT = -1.5
_VAGUE = word_set("posts", "vague")
_OFFICES = frozenset("senator mayor governor premier president bishop archbishop".split())


class _Found(NamedTuple):
    """An observation of two posts that is not put into words yet."""

    kind: str
    weight: float
    one: Tenure
    other: Tenure


def weigh_posts(
    ours: Collection[Tenure], theirs: Collection[Tenure], families: frozenset[str] = frozenset()
) -> Finding | None:
    """The most telling agreement between two sets of posts, else the gravest contradiction.

    People hold several posts and change them: one that agrees outweighs those that differ. None
    where the posts say nothing.

    :param families: the folded family names of the two; a firm that is called so has namesakes.
    """
    pairs = product(sorted(ours, key=_order), sorted(theirs, key=_order))
    found = [one for pair in pairs if (one := _weigh(*pair, families)) is not None]
    if not found:
        return None
    agreeing = max(found, key=_weight)
    return _told(agreeing if agreeing.weight > 0 else min(found, key=_weight))


def _order(post: Tenure) -> tuple[str, ...]:
    parts = post.organization, post.role, post.unit, post.status, post.first, post.last
    return tuple(str(part or "") for part in parts)


def _weigh(one: Tenure, other: Tenure, families: frozenset[str]) -> _Found | None:
    roles = match_roles(one.role, other.role)
    ours, theirs = _body(one), _body(other)
    if roles == "elsewhere" or _is_office_elsewhere(one, other):
        return _elsewhere(one, other)
    if ours and theirs:
        bodies = match_bodies(ours, theirs)
        if bodies == "other":
            return _different_bodies(one, other, roles)
        return _like_bodies(one, other, bodies, roles, families)
    if _is_placed_in(one, theirs) or _is_placed_in(other, ours):
        return _like_bodies(one, other, "like", roles, families)
    return _roles_only(one, other, roles)


def _body(post: Tenure) -> str | None:
    return post.organization or post.unit


def _is_placed_in(post: Tenure, body: str | None) -> bool:
    """Whether a role names the other's organisation ("mayor of Skarholm", Skarholm Council)."""
    if not post.role or not body or _body(post):
        return False
    place = parse_role(post.role).place
    return bool(place) and match_bodies(" ".join(sorted(place)), body) in ("same", "like")


def _is_seated(post: Tenure, other: Tenure) -> bool:
    """Whether an office names the place of the other's body ("mayor of Vik", Vik Town Council)."""
    role, body = parse_role(post.role or ""), fold(_body(other) or "")
    return role.is_local and bool(role.place) and role.place <= set(body.split())


def _is_office_elsewhere(one: Tenure, other: Tenure) -> bool:
    """Whether both hold an office of a place, and the places differ ("mayor" of two councils)."""
    if not one.role or not other.role or match_roles(one.role, other.role) != "same":
        return False
    if not (parse_role(one.role).is_local and parse_role(other.role).is_local):
        return False
    ours, theirs = _places(one), _places(other)
    pairs = [match_bodies(place, far) for place in ours for far in theirs]
    return bool(pairs) and all(match == "other" for match in pairs)


def _places(post: Tenure) -> list[str]:
    place = " ".join(sorted(parse_role(post.role).place)) if post.role else ""
    return [part for part in (post.organization, post.unit, place) if part]


def _elsewhere(one: Tenure, other: Tenure) -> _Found:
    if not _both_now(one, other):
        return _Found("other place", -1.0, one, other)
    weight = _by_gap(days_between(one, other), (-4.0, -4.0, -3.0, -1.5), -3.0)
    return _Found("other place", weight, one, other)


def _like_bodies(
    one: Tenure, other: Tenure, bodies: BodyMatch, roles: RoleMatch, families: frozenset[str]
) -> _Found | None:
    gap = days_between(one, other)
    later = gap is not None and gap > _YEAR and roles in ("trade", "rank", "related", "open")
    if bodies == "part":
        weight = PART_OF_BODY.get(roles, 0.0)
    elif one.role and other.role:
        weight = SAME_BODY[roles] + (YEARS_LATER if later else 0.0)
    else:
        weight = ROLE_UNTOLD
    if bodies == "like":
        weight += LIKE_BODY
    if one.organization and other.organization and one.unit and other.unit:
        weight += OTHER_UNIT if match_bodies(one.unit, other.unit) == "other" else 0.0
    if any(is_vast(body) for body in (_body(one), _body(other)) if body):
        weight += VAST_BODY
    named = {word for post in (one, other) for word in fold(_body(post) or "").split()}
    if families & named and not (roles == "same" and one.role and other.role):
        weight += FAMILY_FIRM
    if not _in_order(one, other):
        weight += FORMER_BEFORE_CURRENT
    if weight <= 0:
        return _roles_only(one, other, roles)
    if not one.role or not other.role:
        return _Found("organisation", weight, one, other)
    if roles in ("related", "aside", "open") and not later:
        return _Found("other role", weight, one, other)
    return _Found("post" if roles == "same" else "organisation", weight, one, other)


def _roles_only(one: Tenure, other: Tenure, roles: RoleMatch) -> _Found | None:
    if not one.role or not other.role or roles == "related":
        return None
    if roles == "same":
        seated = _is_seated(one, other) or _is_seated(other, one)
        weight = _shared_role(parse_role(one.role), parse_role(other.role))
        return _Found("post" if seated else "role", weight, one, other)
    if any(parse_role(role).words <= _VAGUE for role in (one.role, other.role)):
        return _Found("other role", OTHER_VAGUE_ROLE, one, other)
    if roles in ("trade", "rank"):
        return _Found("role", SAME_TRADE if roles == "trade" else SAME_RANK, one, other)
    if roles == "aside":
        return _Found("other role", OTHER_MATTER, one, other)
    if roles == "open" or not _both_now(one, other):
        return _Found("other role", OTHER_ROLE, one, other)
    weight = _by_gap(days_between(one, other), (-3.5, -3.0, -2.0, -1.0), -2.5)
    return _Found("other role", weight, one, other)


def _shared_role(ours: Role, theirs: Role) -> float:
    """What it tells to share a role: little where it is one word that many people are."""
    said = (ours.words | ours.place) & (theirs.words | theirs.place)
    if said <= _VAGUE:
        return VAGUE_ROLE
    return SAME_ROLE if len(said) > 1 or said & _OFFICES else MASS_ROLE


def _different_bodies(one: Tenure, other: Tenure, roles: RoleMatch) -> _Found | None:
    if not _both_now(one, other):
        return _Found("other organisation", -1.0, one, other) if roles == "unlike" else None
    gap = days_between(one, other)
    weight = _by_gap(gap, (-2.5, -2.0, -1.5, -1.0), -2.0)
    if gap is not None and gap > _YEAR and roles in ("same", "trade", "rank"):
        return _Found("other organisation later", weight, one, other)
    if roles == "unlike":
        weight -= 1.5
    elif roles == "open" and one.role and other.role:
        weight -= 0.5
    return _Found("other organisation", weight, one, other)


def _both_now(one: Tenure, other: Tenure) -> bool:
    return one.status in _NOW and other.status in _NOW


def _in_order(one: Tenure, other: Tenure) -> bool:
    """Whether a post that one has left was held before that, as far as the days tell."""
    for left, held in ((one, other), (other, one)):
        if left.status == "former" and held.status in _NOW and left.last and held.first:
            return (held.first - left.last).days <= _MONTH
    return True


def days_between(one: Tenure, other: Tenure) -> int | None:
    """Days from the end of the earlier post to the beginning of the later, 0 if they meet."""
    if not (one.first and one.last and other.first and other.last):
        return None
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def _by_gap(gap: int | None, weights: tuple[float, float, float, float], unknown: float) -> float:
    """The weight for a month, a year, five years, and longer."""
    if gap is None:
        return unknown
    within = (gap <= _MONTH, gap <= _YEAR, gap <= _FIVE_YEARS, True)
    return weights[within.index(True)]


def _weight(found: _Found) -> float:
    return found.weight


def _told(found: _Found) -> Finding:
    ours, theirs = _describe(found.one), _describe(found.other)
    if ours.casefold() == theirs.casefold():
        detail = f"both are {ours}"
    else:
        detail = f"one is {ours}, the other is {theirs}"
    return Finding(found.weight, Evidence(found.kind, detail))


def _describe(post: Tenure) -> str:
    status = "" if post.status == "current" else f"{post.status} "
    parts = [f"{status}{post.role}"] if post.role else [f"{status}of".strip()]
    where = ", ".join(part for part in (post.unit, post.organization) if part)
    if where and post.role:
        parts.append("of")
    return " ".join([*parts, where]).strip()
