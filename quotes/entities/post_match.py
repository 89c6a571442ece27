"""Whether the posts of two people can be one person's: their roles, organisations and days."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from quotes.entities import weights
from quotes.entities.weights import ByGap, MatchEvidence, MatchWeight, RoleMatch
from quotes.lexicon import word_set, word_table
from quotes.names.organization import OrganizationMatch, is_generic, match_organizations
from quotes.text.normalize import fold

_RELATED = frozenset(
    frozenset({trade, other})
    for trade, related in word_table("related_trades").items()
    for other in related.split(" ")
)
_TRADE_OF = {
    word: frozenset(trades.split(" ")) for word, trades in word_table("posts", column=2).items()
}
CALLINGS = frozenset(_TRADE_OF) - word_set("posts", "rank")
"""Words for what a person is by trade or study, those left out that are ranks or say little."""
_FORMS = (
    (r"\bspokes(?:man|woman|lady|people|men|women)\b", "spokesperson"),
    (r"\bchair(?:man|woman|person|lady)\b", "chair"),
    (r"\bcongress(?:man|woman|person)\b|\bmember of congress\b", "congressmember"),
    (r"\bassembly(?:man|woman|person)\b", "assemblymember"),
    (r"\bcouncil(?:man|woman|or|person| member)\b", "councillor"),
    (r"\bpolice(?:man|woman)\b", "police officer"),
    (r"\bbusiness(?:man|woman)\b", "businessperson"),
    (r"\bfisher(?:man|woman)\b", "fisher"),
    (r"\bactress\b", "actor"),
    (r"\bwaitress\b", "waiter"),
    (r"\bchief executive(?: officer)?\b|\bmanaging director\b", "ceo"),
    (r"\bsenate member\b|\bmember of (?:the )?senate\b", "senator"),
    (r"\bmember of (?:the )?parliament\b|\bparliamentarian\b|\bmember parliament\b", "mp"),
    (r"\blaw ?maker\b|\blegislator\b", "legislator"),
    (r"\bco ?founder\b", "founder"),
    (r"\bhead ?(?:teacher|master|mistress)\b", "headteacher"),
    (r"\bpress officer\b|\bpress secretary\b", "spokesperson"),
    (r"\b(?:barrister|solicitor|attorney)\b", "lawyer"),
    (r"\bprime minister\b", "premier"),
    (r"\badvisor\b", "adviser"),
    (r"\bscientist\b", "researcher"),
    (r"\b(?:director|chief|boss)\b", "head"),
)
_LESSER = re.compile(r"\b(?:deputy|vice|assistant|associate|under|sub|junior|shadow|trainee)\b")
_ADORNMENTS = word_set("role_adornments")
_PLACING = re.compile(r" (?:of|for|from|in|at|to|with|on) ")
_LEGISLATORS = frozenset({"senator", "mp", "congressmember", "representative", "legislator"})
_BROAD = frozenset({"legislator"})
_LOCAL = _LEGISLATORS | word_set("posts", "local")
_NOW = frozenset({"current", "acting"})
_VAGUE = word_set("posts", "vague")
_TITLES = frozenset(word_table("titles"))
_OFFICES = frozenset("senator mayor governor premier president bishop archbishop".split())


@dataclass(frozen=True, slots=True)
class ParsedRole:
    """A role in its parts: what it is, of what or where, and whether it is a lesser rank."""

    words: frozenset[str]
    scope: frozenset[str]
    lesser: bool

    @property
    def trades(self) -> frozenset[str]:
        """The trades that its words belong to."""
        return frozenset().union(*(_TRADE_OF.get(word, frozenset()) for word in self.words))

    @property
    def is_local(self) -> bool:
        """Whether it is an office that belongs to one place, so that two places are two people."""
        return bool(self.words & _LOCAL)


@lru_cache(maxsize=4096)
def parse_role(text: str) -> ParsedRole:
    """The parts of a role as spelled."""
    plain = fold(text)
    for pattern, form in _FORMS:
        plain = re.sub(pattern, form, plain)
    lesser = bool(_LESSER.search(plain))
    what, *where = _PLACING.split(_LESSER.sub(" ", plain), maxsplit=1)
    words = frozenset(what.split()) - _ADORNMENTS or frozenset(what.split())
    scope = frozenset(" ".join(where).split()) - {"the", "a", "an", "of", "for", "and", "in"}
    return ParsedRole(words, scope, lesser)


def _are_of_two_matters(ours: ParsedRole, theirs: ParsedRole) -> bool:
    """Whether two roles of one trade are over two things, as "professor of law" and "lecturer in
    history" are, or "eye surgeon" and "hand surgeon"; those who lead may well lead two."""
    apart = bool(ours.scope and theirs.scope) and not ours.scope & theirs.scope
    shared = ours.words & theirs.words
    branches = bool(shared and ours.words - shared and theirs.words - shared)
    return (apart or branches) and "head" not in ours.trades & theirs.trades


@lru_cache(maxsize=4096)
def match_roles(left: str | None, right: str | None) -> RoleMatch:
    """How two roles, as spelled, go together; the same both ways round."""
    if not left or not right:
        return "open"
    ours, theirs = parse_role(left), parse_role(right)
    if ours.words == theirs.words or _subsume(ours, theirs):
        if ours.lesser != theirs.lesser:
            return "rank"
        if not ours.scope or not theirs.scope or ours.scope & theirs.scope:
            return "same"
        return "elsewhere" if ours.is_local and theirs.is_local else "aside"
    if not ours.trades or not theirs.trades:
        return "trade" if ours.words & theirs.words else "open"
    if ours.trades & theirs.trades:
        return "aside" if _are_of_two_matters(ours, theirs) else "trade"
    return "related" if _are_related(ours, theirs) else "unlike"


def _subsume(ours: ParsedRole, theirs: ParsedRole) -> bool:
    """Whether one role is the other said more fully (researcher, marine researcher)."""
    if ours.words & _LEGISLATORS and theirs.words & _LEGISLATORS:
        return bool(ours.words & theirs.words) or bool((ours.words | theirs.words) & _BROAD)
    small, large = sorted((ours.words, theirs.words), key=len)
    return bool(small) and small <= large and any(word in _TRADE_OF for word in small)


def _are_related(ours: ParsedRole, theirs: ParsedRole) -> bool:
    return any(frozenset(pair) in _RELATED for pair in product(ours.trades, theirs.trades))


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post as spelled, its status (current, former, acting, elect), first and last day seen."""

    role: str | None
    organization: str | None
    unit: str | None
    status: str
    first: date | None
    last: date | None


class _PostMatch(NamedTuple):
    """An observation of two posts that is not put into words yet."""

    kind: str
    weight: float
    left: Tenure
    right: Tenure


def weigh_posts(
    ours: Collection[Tenure], theirs: Collection[Tenure], families: frozenset[str] = frozenset()
) -> MatchWeight | None:
    """The most telling agreement between two sets of posts, else the gravest contradiction.

    People hold several posts and change them: one that agrees outweighs those that differ. None
    where the posts say nothing.

    :param families: the folded family names of the two; a firm that is called so has namesakes.
    """
    pairs = product(sorted(ours, key=_order), sorted(theirs, key=_order))
    matches = [match for pair in pairs if (match := _weigh(*pair, families)) is not None]
    if not matches:
        return None
    best = max(matches, key=lambda match: (match.weight, match.kind == "post", match.kind))
    worst = min(matches, key=lambda match: (match.weight, match.kind))
    return _in_words(best if best.weight > 0 else worst)


def _order(post: Tenure) -> tuple[str, ...]:
    parts = post.organization, post.role, post.unit, post.status, post.first, post.last
    return tuple(str(part or "") for part in parts)


def _weigh(left: Tenure, right: Tenure, families: frozenset[str]) -> _PostMatch | None:
    roles = match_roles(left.role, right.role)
    ours, theirs = _organization(left), _organization(right)
    if roles == "elsewhere" or _is_office_elsewhere(left, right):
        return _elsewhere(left, right)
    if ours and theirs:
        organizations = match_organizations(ours, theirs)
        if organizations == "other":
            return _different_organizations(left, right, roles)
        return _like_organizations(left, right, organizations, roles, families)
    if _is_placed_in(left, theirs) or _is_placed_in(right, ours):
        return _like_organizations(left, right, "like", roles, families)
    return _roles_only(left, right, roles)


def _organization(post: Tenure) -> str | None:
    return post.organization or post.unit


def _is_placed_in(post: Tenure, body: str | None) -> bool:
    """Whether a role names the other's organisation ("mayor of Skarholm", Skarholm Council)."""
    if not post.role or not body or _organization(post):
        return False
    scope = parse_role(post.role).scope
    return bool(scope) and match_organizations(" ".join(sorted(scope)), body) in ("same", "like")


def _is_named_in(post: Tenure, right: Tenure) -> bool:
    """Whether an office names the place of the other's body ("mayor of Vik", Vik Town Council)."""
    role, body = parse_role(post.role or ""), fold(_organization(right) or "")
    return role.is_local and bool(role.scope) and role.scope <= set(body.split())


def _is_office_elsewhere(left: Tenure, right: Tenure) -> bool:
    """Whether both hold an office of a place, and the places differ ("mayor" of two councils)."""
    if not left.role or not right.role or match_roles(left.role, right.role) != "same":
        return False
    if not (parse_role(left.role).is_local and parse_role(right.role).is_local):
        return False
    ours, theirs = _places(left), _places(right)
    pairs = [match_organizations(place, far) for place in ours for far in theirs]
    return bool(pairs) and all(match == "other" for match in pairs)


def _places(post: Tenure) -> list[str]:
    scope = " ".join(sorted(parse_role(post.role).scope)) if post.role else ""
    return [part for part in (post.organization, post.unit, scope) if part]


def _elsewhere(left: Tenure, right: Tenure) -> _PostMatch:
    if not _both_now(left, right):
        return _PostMatch("other place", weights.OTHER_PLACE, left, right)
    weight = _by_gap(days_between(left, right), weights.TWO_PLACES)
    return _PostMatch("other place", weight, left, right)


def _like_organizations(
    left: Tenure,
    right: Tenure,
    organizations: OrganizationMatch,
    roles: RoleMatch,
    families: frozenset[str],
) -> _PostMatch | None:
    gap = days_between(left, right)
    later = gap is not None and gap > weights.YEAR and roles in ("trade", "rank", "related", "open")
    if organizations == "part":
        weight = weights.PART_OF_ORGANIZATION.get(roles, 0.0)
    elif left.role and right.role:
        weight = weights.SAME_ORGANIZATION[roles] + (weights.YEARS_LATER if later else 0.0)
    else:
        weight = weights.ORGANIZATION_WITHOUT_ROLE
    if organizations == "like":
        weight += weights.SHORT_FORM
    if left.organization and right.organization and left.unit and right.unit:
        units = match_organizations(left.unit, right.unit)
        weight += weights.OTHER_UNIT if units == "other" else 0.0
    if any(is_generic(body) for body in (_organization(left), _organization(right)) if body):
        weight += weights.ONLY_KIND
    named = {word for post in (left, right) for word in fold(_organization(post) or "").split()}
    if families & named and not (roles == "same" and left.role and right.role):
        weight += weights.FAMILY_FIRM
    if not _in_order(left, right):
        weight += weights.FORMER_BEFORE_CURRENT
    if weight <= 0:
        return _roles_only(left, right, roles)
    if not left.role or not right.role:
        return _PostMatch("organisation", weight, left, right)
    if roles in ("related", "aside", "open") and not later:
        return _PostMatch("other role", weight, left, right)
    return _PostMatch("post" if roles == "same" else "organisation", weight, left, right)


def _roles_only(left: Tenure, right: Tenure, roles: RoleMatch) -> _PostMatch | None:
    if not left.role or not right.role or roles == "related":
        return None
    bodies = [body for body in (_organization(left), _organization(right)) if body]
    kind = "role" if bodies else "bare role"
    if roles == "same":
        placed = _is_named_in(left, right) or _is_named_in(right, left)
        weight = _shared_role(parse_role(left.role), parse_role(right.role))
        return _PostMatch("post" if placed else kind, weight, left, right)
    if any(parse_role(role).words <= _VAGUE for role in (left.role, right.role)):
        return _PostMatch("other role", weights.OTHER_VAGUE_ROLE, left, right)
    if roles in ("trade", "rank"):
        weight = weights.SAME_TRADE if roles == "trade" else weights.SAME_RANK
        return _PostMatch(kind, weight, left, right)
    if roles == "aside":
        return _PostMatch("other role", weights.OTHER_MATTER, left, right)
    if roles == "open" or not _both_now(left, right):
        return _PostMatch("other role", weights.OTHER_ROLE, left, right)
    weight = _by_gap(days_between(left, right), weights.TWO_TRADES)
    return _PostMatch("other role", weight, left, right)


def _shared_role(ours: ParsedRole, theirs: ParsedRole) -> float:
    """What it tells to share a role: little where it is one word that many people are, or a
    title only."""
    said = (ours.words | ours.scope) & (theirs.words | theirs.scope)
    if said <= _VAGUE | _TITLES - _OFFICES:
        return weights.VAGUE_ROLE
    return weights.SAME_ROLE if len(said) > 1 or said & _OFFICES else weights.MASS_ROLE


def _different_organizations(left: Tenure, right: Tenure, roles: RoleMatch) -> _PostMatch | None:
    kind = "other organisation"
    if _is_described(left) or _is_described(right):
        kind = "other body"
    if not _both_now(left, right):
        unlike = _PostMatch(kind, weights.OTHER_ORGANIZATION, left, right)
        return unlike if roles == "unlike" else None
    gap = days_between(left, right)
    weight = _by_gap(gap, weights.TWO_ORGANIZATIONS)
    if gap is not None and gap > weights.YEAR and roles in ("same", "trade", "rank"):
        return _PostMatch("other organisation later", weight, left, right)
    if roles == "unlike":
        weight += weights.UNLIKE_ROLES
    elif roles == "open" and left.role and right.role:
        weight += weights.OPEN_ROLES
    return _PostMatch(kind, weight, left, right)


def _is_described(post: Tenure) -> bool:
    """Whether its body has no name there ("the city", "avalanche service") and may be any."""
    body = _organization(post)
    return body is not None and body == body.lower()


def _both_now(left: Tenure, right: Tenure) -> bool:
    return left.status in _NOW and right.status in _NOW


def _in_order(left: Tenure, right: Tenure) -> bool:
    """Whether a post that one has left was held before that, as far as the days tell."""
    for former, held in ((left, right), (right, left)):
        if former.status == "former" and held.status in _NOW and former.last and held.first:
            return (held.first - former.last).days <= weights.MONTH
    return True


def days_between(left: Tenure, right: Tenure) -> int | None:
    """Days from the end of the earlier post to the beginning of the later, 0 if they meet."""
    if not (left.first and left.last and right.first and right.last):
        return None
    return max((left.first - right.last).days, (right.first - left.last).days, 0)


def _by_gap(gap: int | None, by_gap: ByGap) -> float:
    """The weight of a gap in days, None where it is not known."""
    *known, unknown = by_gap
    if gap is None:
        return unknown
    within = (gap <= weights.MONTH, gap <= weights.YEAR, gap <= weights.FIVE_YEARS, True)
    return known[within.index(True)]


def _in_words(match: _PostMatch) -> MatchWeight:
    ours, theirs = _describe(match.left), _describe(match.right)
    if ours.casefold() == theirs.casefold():
        detail = f"both are {ours}"
    else:
        detail = f"one is {ours}, the other is {theirs}"
    return MatchWeight(match.weight, MatchEvidence(match.kind, detail))


def _describe(post: Tenure) -> str:
    status = "" if post.status == "current" else f"{post.status} "
    parts = [f"{status}{post.role}"] if post.role else [f"{status}of".strip()]
    where = ", ".join(part for part in (post.unit, post.organization) if part)
    if where and post.role:
        parts.append("of")
    return " ".join([*parts, where]).strip()
