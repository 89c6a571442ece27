"""Whether the person of a new article is the one that the database knows, on evidence.

Record linkage after Fellegi and Sunter (1969): each observation adds its weight, a natural
log-odds, and two thresholds part the sum into same, maybe and different. The weights were set by
hand so as to err towards "maybe"; docs/people.md lists them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, NamedTuple

from quotes.entities.profile import (
    CALLINGS,
    MatchEvidence,
    ParsedRole,
    Profile,
    ProfileFeatures,
    RoleMatch,
    Tenure,
    Verdict,
    match_roles,
    parse_role,
    shared_setting,
    telling_words,
)
from quotes.lexicon import COMMON_GIVEN, given_roots, word_set
from quotes.names.organization import BodyMatch, is_common, is_vast, match_bodies
from quotes.names.person import DEGREES, Degree, Likeness, ParsedName, is_initial, likeness, parse
from quotes.text.normalize import fold, fold_organization, fold_person, surname

# How common names are: by a list of very common ones, and by the counts of the database.


Rarity = Literal["rare", "ordinary", "shared", "common"]
"""``rare``: neither the given nor the family name is common; ``ordinary``: one of them is;
``shared``: two people of the database carry the full name; ``common``: more of them do, or both
parts are common."""

_FAMILY = word_set("family_names", "common")
_FEW = 2
_MANY = 5
_ONE_IN = 200
_EVERYWHERE = 5
_ONE_ARTICLE_IN = 50


@dataclass(frozen=True, slots=True)
class Commonness:
    """How many people of the database carry a name, and in how many articles a name stands.

    Only the names that are asked for need to be there; a name that is missing counts as nobody's.

    :ivar full: people by folded full name.
    :ivar given: people by the folded first word of their name.
    :ivar family: people by the folded last word of their name.
    :ivar articles: articles by the folded full name of a person named in them.
    :ivar bodies: articles by the folded name of an organisation named in them.
    :ivar people: all people of the database.
    :ivar all_articles: all articles of the database.
    """

    full: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    family: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, int] = field(default_factory=dict)
    bodies: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    all_articles: int = 0

    def rarity(self, name: str, folded: str) -> Rarity:
        """How many people may well carry a full name.

        :param name: the name as spelled, ``folded`` the same folded, as the counts have it.
        """
        parsed = parse(name)
        given = self._is_common_given(parsed, folded.partition(" ")[0])
        family = self._is_common_family(parsed, surname(folded))
        carriers = self.full.get(folded, 0)
        if (given and family) or carriers > _FEW:
            return "common"
        if carriers == _FEW:
            return "shared"
        return "ordinary" if given or family else "rare"

    def is_everywhere(self, companion: str) -> bool:
        """Whether a folded full name stands in so many articles that to share it tells little."""
        return self._is_in_many(self.articles.get(companion, 0))

    def is_spread(self, body: str) -> bool:
        """Whether a folded body stands in so many articles that to be near it tells little."""
        return self._is_in_many(self.bodies.get(body, 0))

    def _is_in_many(self, articles: int) -> bool:
        return articles > max(_EVERYWHERE, self.all_articles // _ONE_ARTICLE_IN)

    def _is_common_given(self, name: ParsedName, given: str) -> bool:
        spellings = name.words[0] if name.words else frozenset()
        if is_initial(spellings):
            return True
        known = spellings.union(*(given_roots(form) for form in spellings))
        return bool(known & COMMON_GIVEN) or self._has_many(self.given.get(given, 0))

    def _is_common_family(self, name: ParsedName, family: str) -> bool:
        known = name.words[-1] if name.words else frozenset()
        return bool(known & _FAMILY) or self._has_many(self.family.get(family, 0))

    def _has_many(self, people: int) -> bool:
        return people >= max(_MANY, self.people // _ONE_IN)


# An observation with what it weighs.


@dataclass(frozen=True, slots=True)
class MatchWeight:
    """An observation with its weight, in natural log-odds."""

    weight: float
    evidence: MatchEvidence


# What the texts of two people's articles say for or against their being one.


SAME_AGE, OTHER_AGE = 1.5, -5.0
OTHER_PRONOUN, NAMESAKE = -3.0, -2.5
SAME_CALLING, OTHER_CALLING = 1.0, -3.0
ONE_PLACE, PLACES = 1.0, 1.5
_SAME_BIRTH, _OTHER_BIRTH = 1, 2
_YOUNGEST = 8
WHAT_THEY_ARE = CALLINGS | word_set("posts", "described")
"""Words that tell what somebody is, which namesakes of one trade share."""


def weigh_features(
    new: Profile, known: Profile, agreed: bool, local: frozenset[str]
) -> list[MatchWeight]:
    """The findings of age, pronouns, calling, namesakes and places; the same both ways round.

    :param agreed: whether the posts agree, so that a calling of one is no other than the other's.
    :param local: words that tell nothing as names of places: of the outlets and organisations.
    """
    ours, theirs = new.portrait, known.portrait
    found = [*_age(new, known), *_pronouns(ours, theirs), *_namesake(ours, theirs)]
    found += [] if agreed else _calling(new, known)
    places = list(_portraits_places(ours, theirs, local))
    topic = [] if places or is_elsewhere(ours, theirs) else _topic(new, known, local)
    return [*found, *places, *topic]


def is_elsewhere(ours: ProfileFeatures, theirs: ProfileFeatures) -> bool:
    """Whether both stand beside proper names, and none of them is in an article of the other."""
    shared = (ours.near & theirs.places) | (ours.places & theirs.near)
    return bool(ours.near and theirs.near) and not shared


def _age(new: Profile, known: Profile) -> Iterator[MatchWeight]:
    ours, theirs = new.portrait.births, known.portrait.births
    apart = [abs(one - other) for one, other in product(ours, theirs)]
    if apart and min(apart) <= _SAME_BIRTH:
        yield MatchWeight(SAME_AGE, MatchEvidence("age", "the ages agree"))
    elif apart and min(apart) > _OTHER_BIRTH:
        detail = f"one is {min(apart)} years older than the other"
        yield MatchWeight(OTHER_AGE, MatchEvidence("other age", detail))
    elif _is_unborn(new, known) or _is_unborn(known, new):
        detail = "one would be a small child or unborn in an article of the other"
        yield MatchWeight(OTHER_AGE, MatchEvidence("other age", detail))


def _is_unborn(one: Profile, other: Profile) -> bool:
    born = one.portrait.births
    return bool(born) and other.days is not None and other.days[0].year - min(born) < _YOUNGEST


def _pronouns(ours: ProfileFeatures, theirs: ProfileFeatures) -> Iterator[MatchWeight]:
    if len(ours.genders) == 1 == len(theirs.genders) and ours.genders != theirs.genders:
        yield MatchWeight(OTHER_PRONOUN, MatchEvidence("other pronoun", "one is he, the other she"))


def _namesake(ours: ProfileFeatures, theirs: ProfileFeatures) -> Iterator[MatchWeight]:
    if ours.namesake or theirs.namesake:
        detail = "an article tells of somebody else of the name"
        yield MatchWeight(NAMESAKE, MatchEvidence("other bearer", detail))


def _calling(new: Profile, known: Profile) -> Iterator[MatchWeight]:
    """What the words that the texts have for them, and their roles, say."""
    ours, theirs = new.portrait.callings, known.portrait.callings
    shared = sorted(ours & theirs)
    if shared:
        if not new.posts or not known.posts:
            detail = f"the texts call both {' and '.join(shared)}"
            yield MatchWeight(SAME_CALLING, MatchEvidence("calling", detail))
        return
    pairs = [*product(sorted(ours), _roles(known)), *product(sorted(theirs), _roles(new))]
    pairs += product(sorted(ours), sorted(theirs))
    if pairs and all(match_roles(one, other) == "unlike" for one, other in pairs):
        one, other = sorted(pairs[0])
        detail = f"one is called {one}, the other {other}"
        yield MatchWeight(OTHER_CALLING, MatchEvidence("other calling", detail))


def _roles(profile: Profile) -> list[str]:
    return sorted({post.role for post in profile.posts if post.role})


def _portraits_places(
    ours: ProfileFeatures, theirs: ProfileFeatures, local: Collection[str]
) -> Iterator[MatchWeight]:
    """The proper names that stand beside one of them, and in an article of the other."""
    shared = sorted(((ours.near & theirs.places) | (ours.places & theirs.near)) - set(local))
    if shared:
        weight = PLACES if len(shared) > 1 else ONE_PLACE
        told = ", ".join(word.title() for word in shared[:5])
        yield MatchWeight(weight, MatchEvidence("place", f"the articles of both name {told}"))


def _topic(new: Profile, known: Profile, local: frozenset[str]) -> Iterator[MatchWeight]:
    """A single telling word that the articles of both have, none for what people are."""
    shared = shared_setting(new.settings, known.settings, local | WHAT_THEY_ARE, fewest=1)
    if len(shared) == 1:
        yield MatchWeight(
            ONE_PLACE, MatchEvidence("topic", f"the articles of both tell of {shared[0]}")
        )


# What the posts of two profiles say for or against their being one person's.


_MONTH, _POSTS_YEAR, _FIVE_YEARS = 31, 366, 5 * 366
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
) -> MatchWeight | None:
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
    ours, theirs = _posts_places(one), _posts_places(other)
    pairs = [match_bodies(place, far) for place in ours for far in theirs]
    return bool(pairs) and all(match == "other" for match in pairs)


def _posts_places(post: Tenure) -> list[str]:
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
    later = gap is not None and gap > _POSTS_YEAR and roles in ("trade", "rank", "related", "open")
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


def _shared_role(ours: ParsedRole, theirs: ParsedRole) -> float:
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
    if gap is not None and gap > _POSTS_YEAR and roles in ("same", "trade", "rank"):
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
    within = (gap <= _MONTH, gap <= _POSTS_YEAR, gap <= _FIVE_YEARS, True)
    return weights[within.index(True)]


def _weight(found: _Found) -> float:
    return found.weight


def _told(found: _Found) -> MatchWeight:
    ours, theirs = _describe(found.one), _describe(found.other)
    if ours.casefold() == theirs.casefold():
        detail = f"both are {ours}"
    else:
        detail = f"one is {ours}, the other is {theirs}"
    return MatchWeight(found.weight, MatchEvidence(found.kind, detail))


def _describe(post: Tenure) -> str:
    status = "" if post.status == "current" else f"{post.status} "
    parts = [f"{status}{post.role}"] if post.role else [f"{status}of".strip()]
    where = ", ".join(part for part in (post.unit, post.organization) if part)
    if where and post.role:
        parts.append("of")
    return " ".join([*parts, where]).strip()


SAME, DIFFERENT = 3.0, -2.0
MOST_OF_MAYBE = 0.9
NAME: dict[Rarity, float] = {"rare": 1.5, "ordinary": 1.0, "shared": 0.0, "common": -1.0}
DEGREE: dict[Degree, float] = {
    "whole": 0.0,
    "form": 0.0,
    "initials": -1.5,
    "suffix": -1.5,
    "spelling": -1.5,
    "near": -1.5,
}
COMPANION, COMMON_COMPANION, COMPANIONS = 2.0, 1.0, 4.0
OFFICIAL = 0.5
SETTING = 2.0
BODY_MENTIONED, BODIES_MENTIONED = 0.5, 1.0
BODY_OF_POST, BODY_OF_LONE_POST = 1.5, 0.5
BODY_OF_ROLE = 1.5
ROLE_ALONE = 0.5
OUTLET: dict[Rarity, float] = {"rare": 1.5, "ordinary": 1.5, "shared": 0.5, "common": 0.5}
OUTLET_OF_LITTLE, MANY_OUTLETS = 0.5, 5
SAME_WEEK, GENERATION_APART, LIFE_APART = 0.5, -1.5, -5.0
_WEEK, _WEIGH_YEAR, _GENERATION, _LIFE = 7, 366, 20 * 365, 40 * 365
_GRAVE = -2.0
_STRONG = frozenset(
    {"post", "organisation", "organisation of a post", "organisation of a role", "companion"}
    | {"setting"}
)
ANOTHER_ROLE = "organisation in another role"
"""The kind of evidence that two namesakes in one large body give as well."""
_WHAT = frozenset({"role", "calling", ANOTHER_ROLE})
_SAME_BODY = ("post", "organisation")
_WHERE = frozenset({"outlet", "place", "topic", "organisation mentioned"})
_TELLING = _STRONG | _WHAT | _WHERE | {"age"}
_SAID = 5
_RARITY: dict[Rarity, str] = {
    "rare": "a rare name",
    "ordinary": "no common name",
    "shared": "a name that two known people carry",
    "common": "a common name",
}


def weigh(new: Profile, known: Profile, commonness: Commonness) -> Verdict:
    """Whether two profiles are one person's; the same verdict and score both ways round.

    ``same`` needs a sum of at least 3.0, a name that agrees more than nearly, at least one
    observation beside the name, and no grave contradiction; ``different`` is a contradiction of
    names or gender, or a sum of at most -2.0; ``maybe`` is the rest and left to a human.
    """
    name = _likeness(new, known)
    if name.degree == "none":
        return Verdict("different", 0.0, (MatchEvidence("other name", name.reason),))
    if new.gender and known.gender and new.gender != known.gender:
        gender = MatchEvidence("other gender", "one is a man, the other a woman")
        return Verdict("different", 0.0, (MatchEvidence("name", name.reason), gender))
    rarity = max(_rarity(new, commonness), _rarity(known, commonness), key=list(NAME).index)
    posts = weigh_posts(new.posts, known.posts, _families(new) | _families(known))
    findings = [_name(name, rarity)]
    findings += _of_posts(posts, new, known, commonness)
    findings += _companions(new, known, commonness)
    findings += _bodies(new, known, commonness)
    findings += _outlet(new, known, rarity)
    findings += _setting(new, known)
    findings += _of_texts(posts, new, known)
    findings += _days(new, known)
    total = sum(finding.weight for finding in findings)
    evidence = tuple(finding.evidence for finding in findings)
    score = round(1 / (1 + math.exp(-total)), 3)
    if total <= DIFFERENT:
        return Verdict("different", score, evidence)
    told = _is_told(name, findings) and (name.degree != "suffix" or _is_one_tenure(new, known))
    if total >= SAME and told and not _is_contradicted(findings):
        return Verdict("same", score, evidence)
    return Verdict("maybe", min(score, MOST_OF_MAYBE), evidence)


def _likeness(new: Profile, known: Profile) -> Likeness:
    """How the names agree at best, or how any two of them contradict each other.

    A name that the other profile has too contradicts nothing: a person may go by two given names.
    """
    found = {pair: likeness(*pair) for pair in product(_names(new), _names(known))}
    whole = {name for pair, one in found.items() if one.degree == "whole" for name in pair}
    contradictions = [
        one for pair, one in found.items() if one.contradicts and not whole & set(pair)
    ]
    return min(
        contradictions or found.values(), key=lambda one: (DEGREES.index(one.degree), one.reason)
    )


def _names(profile: Profile) -> list[str]:
    """The name and the other full forms; a family name with its particle is no full form."""
    whole = fold_person(profile.name)
    forms = {name: fold_person(name) for name in profile.names}
    full = {name for name, form in forms.items() if " " in form and not whole.endswith(f" {form}")}
    return sorted(full | {profile.name})


def _families(profile: Profile) -> frozenset[str]:
    return frozenset(surname(fold_person(name)) for name in _names(profile))


def _rarity(profile: Profile, commonness: Commonness) -> Rarity:
    return commonness.rarity(profile.name, fold_person(profile.name))


def _name(name: Likeness, rarity: Rarity) -> MatchWeight:
    told = f"{name.reason}; {_RARITY[rarity]}"
    return MatchWeight(NAME[rarity] + DEGREE[name.degree], MatchEvidence("name", told))


def _companions(new: Profile, known: Profile, commonness: Commonness) -> list[MatchWeight]:
    own = {fold_person(name) for name in new.names | known.names | {new.name, known.name}}
    shared = sorted((new.companions & known.companions) - own)
    official = new.portrait.officials | known.portrait.officials
    telling = [one for one in shared if not commonness.is_everywhere(one) and one not in official]
    if not telling and shared:
        detail = f"both stand beside {_listed(shared)}, whom many articles may name"
        return [MatchWeight(OFFICIAL, MatchEvidence("official beside", detail))]
    if not telling:
        return []
    families = _families(new) | _families(known)
    weights = (
        COMPANION
        if commonness.rarity(one, one) != "common" and surname(one) not in families
        else COMMON_COMPANION
        for one in telling
    )
    weight = min(sum(weights), COMPANIONS)
    return [
        MatchWeight(weight, MatchEvidence("companion", f"both stand beside {_listed(telling)}"))
    ]


def _of_posts(
    posts: MatchWeight | None, new: Profile, known: Profile, commonness: Commonness
) -> list[MatchWeight]:
    """What the posts tell, and where they do not agree, what the bodies told of the other do.

    A body that one of them serves, or served, and that the other's article names tells of a
    change of post, so that another organisation a year or more later contradicts nothing.
    """
    if posts and posts.weight > 0 and posts.evidence.kind in _SAME_BODY:
        return [posts]
    found = [posts] if posts else []
    if posts and posts.evidence.kind == "role" and (told := _bodies_of_role(new, known)):
        detail = f"the article of the other tells of {_listed(sorted(told))}"
        return [posts, MatchWeight(BODY_OF_ROLE, MatchEvidence("organisation of a role", detail))]
    if posts and posts.evidence.kind == "role" and _is_untold(new, known):
        lone = MatchEvidence("role alone", posts.evidence.detail)
        found = [MatchWeight(min(posts.weight, ROLE_ALONE), lone)]
    near = _near_bodies(new, known) | _near_bodies(known, new)
    telling = sorted(body for body in near if not commonness.is_spread(body))
    if not telling:
        return found
    if posts and posts.evidence.kind == "other organisation later":
        found = [MatchWeight(posts.weight, MatchEvidence("change of post", posts.evidence.detail))]
    detail = f"one is of {_listed(telling)}, which the articles of the other mention"
    weight = BODY_OF_POST if new.posts and known.posts else BODY_OF_LONE_POST
    unlike = posts is not None and posts.evidence.kind == "role" and posts.weight <= SAME_TRADE
    kind = ANOTHER_ROLE if unlike else "organisation of a post"
    return [*found, MatchWeight(weight, MatchEvidence(kind, detail))]


def _bodies_of_role(new: Profile, known: Profile) -> set[str]:
    """The organisations of a role of one of which the articles of the other, in that role, tell."""
    return {
        post.organization
        for one, other in ((new, known), (known, new))
        for post in one.posts
        if post.organization
        and _tells({fold_organization(post.organization)}, other, every=True)
        and any(
            match_roles(post.role, held.role) == "same" and held.role and not held.organization
            for held in other.posts
        )
    }


def _is_untold(new: Profile, known: Profile) -> bool:
    """Whether no article of one tells anything of an organisation that the other is of."""
    return any(
        one.served and other.settings and not other.served and not _tells(one.served, other)
        for one, other in ((new, known), (known, new))
    )


def _tells(bodies: Collection[str], other: Profile, every: bool = False) -> bool:
    """Whether an article of the other has a telling word of a body, or every one.

    A body that was taken for a person there is told of too; one without telling words may be.
    """
    words = [telling_words(body, ()) for body in bodies]
    if not other.companions.isdisjoint(bodies):
        return True
    if every:
        return any(one and any(one <= setting for setting in other.settings) for one in words)
    return any(not one or any(one & setting for setting in other.settings) for one in words)


def _of_texts(posts: MatchWeight | None, new: Profile, known: Profile) -> list[MatchWeight]:
    agreed = posts is not None and posts.evidence.kind in ("post", "organisation", "role")
    words = (word for body in new.outlets & known.outlets for word in body.split())
    served = (word for body in new.served | known.served for word in body.split())
    return weigh_features(new, known, agreed, frozenset(words) | frozenset(served))


def _near_bodies(one: Profile, other: Profile) -> set[str]:
    """The telling bodies of the posts of one that the articles of the other name."""
    return {
        body
        for body in one.served & other.organizations
        if not is_vast(body) and not is_common(body)
    }


def _bodies(new: Profile, known: Profile, commonness: Commonness) -> list[MatchWeight]:
    held = new.served | known.served
    shared = sorted(
        body
        for body in (new.organizations & known.organizations) - held
        if not is_vast(body) and not commonness.is_spread(body)
    )
    if not shared:
        return []
    weight = min(BODY_MENTIONED * len(shared), BODIES_MENTIONED)
    detail = f"the articles of both mention {_listed(shared)}"
    return [MatchWeight(weight, MatchEvidence("organisation mentioned", detail))]


def _setting(new: Profile, known: Profile) -> list[MatchWeight]:
    told = (
        (post.role or "", post.organization or "")
        for posts in (new.posts, known.posts)
        for post in posts
        if new.posts and known.posts
    )
    counted = frozenset(word for parts in told for part in parts for word in fold(part).split())
    if is_elsewhere(new.portrait, known.portrait):
        return []
    shared = shared_setting(new.settings, known.settings, counted | WHAT_THEY_ARE)
    if set(shared) <= new.portrait.places & known.portrait.places:
        return []
    detail = f"the articles of both tell of {_listed(list(shared), title=False)}"
    return [MatchWeight(SETTING, MatchEvidence("setting", detail))]


def _outlet(new: Profile, known: Profile, rarity: Rarity) -> list[MatchWeight]:
    shared = sorted(new.outlets & known.outlets)
    if not shared:
        return []
    many = max(len(new.outlets), len(known.outlets)) > MANY_OUTLETS
    one_sided = bool(new.posts) != bool(known.posts)
    weight = OUTLET_OF_LITTLE if many or one_sided else OUTLET[rarity]
    return [MatchWeight(weight, MatchEvidence("outlet", f"both stand in {_listed(shared)}"))]


def _days(new: Profile, known: Profile) -> list[MatchWeight]:
    if not new.days or not known.days:
        return []
    gap = max((new.days[0] - known.days[1]).days, (known.days[0] - new.days[1]).days, 0)
    if gap <= _WEEK:
        return [MatchWeight(SAME_WEEK, MatchEvidence("days", "the articles are of one week"))]
    if gap < _GENERATION:
        return []
    weight = LIFE_APART if gap >= _LIFE else GENERATION_APART
    return [
        MatchWeight(weight, MatchEvidence("days", f"the articles are {gap // 365} years apart"))
    ]


def _is_told(name: Likeness, findings: list[MatchWeight]) -> bool:
    """Whether enough beside the name speaks for one person.

    A role without its organisation, a place or the outlet alone is what namesakes share too: it
    takes one of the stronger kinds, or two of what they are, where they are, and their age.
    Initials take a whole post, or two kinds of evidence other than the outlet; another spelling a
    whole post and one more of them; "Jr." in one name only a post, or a role in one outlet.
    """
    told = {one.evidence.kind for one in findings if one.weight > 0} & _TELLING
    if name.degree == "initials":
        return "post" in told or len(told - {"outlet"}) > 1
    if name.degree == "spelling":
        return "post" in told and len(told - {"outlet"}) > 1
    if name.degree == "suffix":
        return "post" in told or {"role", "outlet"} <= told
    weaker = (_WHAT, _WHERE, frozenset({"age"}))
    return name.degree != "near" and (
        bool(told & _STRONG) or sum(bool(told & kinds) for kinds in weaker) > 1
    )


def _is_one_tenure(new: Profile, known: Profile) -> bool:
    """Whether a post that both have is one that a father cannot have left to his son.

    All posts are held today, within a year, and none in a firm that bears the family's name.
    """
    if not new.days or not known.days:
        return False
    posts = new.posts | known.posts
    first, last = min(new.days[0], known.days[0]), max(new.days[1], known.days[1])
    bodies = {word for one in (new, known) for body in one.served for word in body.split()}
    return (
        (last - first).days <= _WEIGH_YEAR
        and all(post.status == "current" for post in posts)
        and bodies.isdisjoint(_families(new) | _families(known))
    )


def _is_contradicted(findings: list[MatchWeight]) -> bool:
    """Whether something speaks against one person, be it outweighed."""
    return any(one.weight <= _GRAVE or one.evidence.kind.startswith("other ") for one in findings)


def _listed(names: list[str], title: bool = True) -> str:
    told = [name.title() if title else name for name in names[:_SAID]]
    more = [f"{len(names) - _SAID} more"] if len(names) > _SAID else []
    *others, last = told + more
    return f"{', '.join(others)} and {last}" if others else last
