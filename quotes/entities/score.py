"""Whether the person of a new article is the one that the database knows, on evidence.

:mod:`quotes.entities.weights` lists what each observation weighs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Self, assert_never

from quotes.entities import weights
from quotes.entities.post_match import match_roles, weigh_posts
from quotes.entities.profile import (
    Profile,
    ProfileFeatures,
    Surroundings,
    distinctive_words,
    surroundings,
)
from quotes.entities.weights import MatchEvidence, MatchVerdict, MatchWeight, Rarity
from quotes.lexicon import COMMON_GIVEN, word_set
from quotes.names.organization import is_common, is_generic
from quotes.names.person import fold_person, is_initial, parse, roots, surname
from quotes.names.person_match import DEGREES, Likeness, likeness
from quotes.text.normalize import fold, fold_organization

_FAMILY = word_set("family_names", "common")
_STRONG = frozenset(
    {"post", "organisation", "organisation of a post", "organisation of a role", "companion"}
    | {"setting", "widely named"}
)
_ANOTHER_ROLE = "organisation in another role"
"""The kind of evidence that two namesakes in one large body give as well."""
_ROLES = frozenset({"role", "bare role"})
"""The kinds of a role that both have: where one is of a body, and where none is."""
_WHAT = _ROLES | {"calling", _ANOTHER_ROLE}
_SAME_BODY = ("post", "organisation")
_NAMED_THERE = frozenset({"place", "topic", "organisation mentioned"})
_TELLING = _STRONG | _WHAT | _NAMED_THERE | {"outlet", "age"}
_AGAINST = frozenset(
    {"other organisation", "other organisation later", "other role", "other age", "other bearer"}
    | {"other place", "other pronoun", "other calling", "other life"}
)
"""The kinds of evidence that speak against one person."""
_FINAL = frozenset(
    {"other age", "other bearer", "other place", "other pronoun", "other calling", "other life"}
)
"""The kinds of evidence that one person cannot give."""
_SHOWN = 5
_RARITY: dict[Rarity, str] = {
    "rare": "a rare name",
    "ordinary": "no common name",
    "common": "a common name",
}


@lru_cache(maxsize=1 << 13)
def rarity(name: str) -> Rarity:
    """How many people may well carry a full name, by how common its parts are in the world."""
    parsed = parse(name)
    if not parsed.parts:
        return "common"
    first, last = parsed.parts[0], parsed.parts[-1]
    given = is_initial(first) or bool((first | roots(first)) & COMMON_GIVEN)
    family = bool(last & _FAMILY)
    if given and family:
        return "common"
    return "ordinary" if given or family else "rare"


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely a whole name is written of: in how many articles, of how many outlets."""

    articles: int
    outlets: int

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Self:
        """That of the people who bear a name, the one in question among them."""
        found = list(profiles)
        outlets = frozenset[str]().union(*(profile.outlets for profile in found))
        return cls(sum(profile.size for profile in found), len(outlets))


def weigh(new: Profile, known: Profile, spread: Spread | None = None) -> MatchVerdict:
    """Whether two profiles are one person's; the same verdict and score both ways round.

    ``same`` needs a sum of at least 3.0, a name that agrees more than nearly, at least one
    observation beside the name, and no grave contradiction; ``different`` is a contradiction of
    names or gender, or a sum of at most -2.0; ``maybe`` is the rest and left to a human.
    """
    name = _likeness(new, known)
    if name.degree == "none":
        return MatchVerdict(
            "different", 0.0, -math.inf, (MatchEvidence("other name", name.reason),)
        )
    if new.gender and known.gender and new.gender != known.gender:
        gender = MatchEvidence("other gender", "one is a man, the other a woman")
        return MatchVerdict(
            "different", 0.0, -math.inf, (MatchEvidence("name", name.reason), gender)
        )
    rare = max((rarity(profile.name) for profile in (new, known)), key=list(weights.NAME).index)
    observations = [
        *_name(name, rare, spread or Spread.of((new, known))),
        *observe(new, known, rare),
    ]
    total = sum(observation.weight for observation in observations)
    evidence = tuple(observation.evidence for observation in observations)
    score = round(1 / (1 + math.exp(-total)), 3)
    if total <= weights.DIFFERENT:
        return MatchVerdict("different", score, total, evidence)
    if (
        total >= weights.SAME
        and _is_supported(name, observations)
        and (name.degree != "suffix" or _is_one_tenure(new, known))
        and (name.degree != "near" or (new.full_names and known.full_names))
        and not _is_contradicted(observations, total)
    ):
        return MatchVerdict("same", score, total, evidence)
    return MatchVerdict("maybe", min(score, weights.MOST_OF_MAYBE), total, evidence)


def observe(new: Profile, known: Profile, rare: Rarity) -> list[MatchWeight]:
    """What is seen of two people beside their names, each observation with its weight.

    :param rare: how rare the name is.
    """
    seen = _seen(new, known, rare)
    return [*(_factored(found) for found in seen), *_setting(new, known)]


@dataclass(frozen=True, slots=True)
class Observations:
    """What is seen of two people, as weights are fitted to it.

    ``by_hand`` are the weights set by hand, by kind of evidence. Of the settings, ``known`` says
    how far there are any to be compared; ``words``, ``told`` and ``meaning`` say how alike they
    are, in the same measure.
    """

    by_hand: Mapping[str, float]
    known: float
    words: float
    told: float
    meaning: float


def observations_of(new: Profile, known: Profile) -> Observations:
    """What is seen of two people beside their names, before any weight is fitted."""
    by_hand: dict[str, float] = defaultdict(float)
    for found in _seen(new, known, "ordinary"):
        by_hand[found.evidence.kind] += found.weight
    setting = _compared(new, known)
    if setting is None:
        return Observations(by_hand, 0.0, 0.0, 0.0, 0.0)
    size, alike = setting
    meaning = 0.0 if alike.meaning is None else alike.meaning - weights.USUAL_MEANING
    return Observations(by_hand, size, size * alike.words, size * alike.told, size * meaning)


def _seen(new: Profile, known: Profile, rare: Rarity) -> list[MatchWeight]:
    posts = weigh_posts(new.posts, known.posts, _families(new) | _families(known))
    return [
        *_of_posts(posts, new, known),
        *_companions(new, known),
        *_organizations(new, known),
        *_outlet(new, known, rare),
        *_of_texts(posts, new, known),
        *_days(new, known),
    ]


def _factored(found: MatchWeight) -> MatchWeight:
    """The observation with its weight as it was fitted."""
    return MatchWeight(found.weight * weights.factor(found.evidence.kind), found.evidence)


def _apart(*evidence: MatchEvidence) -> MatchVerdict:
    return MatchVerdict("different", 0.0, -math.inf, evidence)


def _likeness(new: Profile, known: Profile) -> Likeness:
    """How the names agree at best, or how any two of them contradict each other.

    A name that the other profile has too contradicts nothing: a person may go by two given names.
    """
    return _likeliest(_names(new), _names(known))


@lru_cache(maxsize=1 << 12)
def _likeliest(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Likeness:
    pairs = {pair: likeness(*pair) for pair in product(ours, theirs)}
    whole = {name for pair, found in pairs.items() if found.degree == "whole" for name in pair}
    contradictions = [
        found for pair, found in pairs.items() if found.contradicts and not whole & set(pair)
    ]
    return min(
        contradictions or pairs.values(),
        key=lambda found: (DEGREES.index(found.degree), found.reason),
    )


def _names(profile: Profile) -> tuple[str, ...]:
    """The name and the other full forms; a family name with its particle is no full form."""
    return _full_forms(profile.name, profile.names)


@lru_cache(maxsize=1 << 12)
def _full_forms(name: str, names: frozenset[str]) -> tuple[str, ...]:
    whole = fold_person(name)
    forms = {it: fold_person(it) for it in names}
    full = {it for it, form in forms.items() if " " in form and not whole.endswith(f" {form}")}
    return tuple(sorted(full | {name}))


def _families(profile: Profile) -> frozenset[str]:
    return _surnames(_names(profile))


@lru_cache(maxsize=1 << 12)
def _surnames(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(surname(fold_person(name)) for name in names)


def _name(name: Likeness, rare: Rarity, spread: Spread) -> list[MatchWeight]:
    """What the name tells, and where it is one whole name, how many articles have it already.

    The more articles have a name, the likelier the next one tells of somebody who is known (the
    prior of a Chinese restaurant); where these are of several outlets, one person is known widely.
    """
    weight = weights.NAME[rare] + weights.DEGREE[name.degree]
    found = [MatchWeight(weight, MatchEvidence("name", f"{name.reason}; {_RARITY[rare]}"))]
    if name.degree not in ("whole", "form") or spread.articles < weights.MANY_ARTICLES:
        return found
    wide = rare != "common" and spread.outlets >= weights.SEVERAL_OUTLETS
    prior = math.log(min(spread.articles, weights.COUNTED))
    detail = f"{spread.articles} articles of {spread.outlets} outlets have the name"
    evidence = MatchEvidence("widely named" if wide else "articles", detail)
    return [*found, MatchWeight(prior if wide else prior / 2, evidence)]


def _companions(new: Profile, known: Profile) -> list[MatchWeight]:
    own = {fold_person(name) for name in new.names | known.names | {new.name, known.name}}
    shared = sorted((new.companions & known.companions) - own)
    official = new.features.officials | known.features.officials
    telling = [name for name in shared if name not in official]
    if not telling and shared:
        detail = f"both stand beside {_listed(shared)}, whom many articles may name"
        return [MatchWeight(weights.OFFICIAL, MatchEvidence("official beside", detail))]
    if not telling:
        return []
    families = _families(new) | _families(known)
    weight = sum(
        weights.COMPANION
        if rarity(name) != "common" and surname(name) not in families
        else weights.COMMON_COMPANION
        for name in telling
    )
    evidence = MatchEvidence("companion", f"both stand beside {_listed(telling)}")
    return [MatchWeight(min(weight, weights.COMPANIONS), evidence)]


def _of_posts(posts: MatchWeight | None, new: Profile, known: Profile) -> list[MatchWeight]:
    """What the posts tell, and where they do not agree, what the bodies told of the other do.

    A body that one of them serves, or employers, and that the other's article names tells of a
    change of post, so that another organisation a year or more later contradicts nothing.
    """
    if posts and posts.weight > 0 and posts.evidence.kind in _SAME_BODY:
        return [posts]
    found = [posts] if posts else []
    if posts and posts.evidence.kind == "role" and (named := _employers_in_role(new, known)):
        detail = f"the article of the other tells of {_listed(sorted(named))}"
        return [
            posts,
            MatchWeight(
                weights.ORGANIZATION_OF_ROLE, MatchEvidence("organisation of a role", detail)
            ),
        ]
    if posts and posts.evidence.kind == "role" and _is_unmentioned(new, known):
        lone = MatchEvidence("role alone", posts.evidence.detail)
        found = [MatchWeight(min(posts.weight, weights.ROLE_ALONE), lone)]
    near = _near_employers(new, known) | _near_employers(known, new)
    telling = sorted(near)
    if not telling:
        return found
    if posts and posts.evidence.kind == "other organisation later":
        found = [MatchWeight(posts.weight, MatchEvidence("change of post", posts.evidence.detail))]
    detail = f"one is of {_listed(telling)}, which the articles of the other mention"
    weight = (
        weights.ORGANIZATION_OF_POST
        if new.posts and known.posts
        else weights.ORGANIZATION_OF_LONE_POST
    )
    unlike = (
        posts is not None and posts.evidence.kind in _ROLES and posts.weight <= weights.SAME_TRADE
    )
    kind = _ANOTHER_ROLE if unlike else "organisation of a post"
    return [*found, MatchWeight(weight, MatchEvidence(kind, detail))]


def _employers_in_role(new: Profile, known: Profile) -> set[str]:
    """The organisations of a role of one of which the articles of the other, in that role, tell."""
    return {
        post.organization
        for ours, theirs in ((new, known), (known, new))
        for post in ours.posts
        if post.organization
        and _mentions(theirs, {fold_organization(post.organization)}, every=True)
        and any(
            match_roles(post.role, held.role) == "same" and held.role and not held.organization
            for held in theirs.posts
        )
    }


def _is_unmentioned(new: Profile, known: Profile) -> bool:
    """Whether no article of one tells anything of an organisation that the other is of."""
    return any(
        ours.employers
        and theirs.contexts
        and not theirs.employers
        and not _mentions(theirs, ours.employers)
        for ours, theirs in ((new, known), (known, new))
    )


def _mentions(profile: Profile, organizations: Collection[str], every: bool = False) -> bool:
    """Whether an article has a distinctive word of an organisation, or every one.

    An organisation that was taken for a person there is mentioned too; one without distinctive
    words may be.
    """
    if not profile.companions.isdisjoint(organizations):
        return True
    for words in (distinctive_words(name, ()) for name in organizations):
        if every and words and any(words <= context for context in profile.contexts):
            return True
        if not every and (not words or any(words & context for context in profile.contexts)):
            return True
    return False


def _near_employers(ours: Profile, theirs: Profile) -> set[str]:
    """The telling organisations of the posts of one that the articles of the other name."""
    shared = ours.employers & theirs.organizations
    return {name for name in shared if not is_generic(name) and not is_common(name)}


def _organizations(new: Profile, known: Profile) -> list[MatchWeight]:
    shared = sorted(
        name
        for name in (new.organizations & known.organizations) - (new.employers | known.employers)
        if not is_generic(name)
    )
    if not shared:
        return []
    weight = min(weights.MENTIONED * len(shared), weights.ALL_MENTIONED)
    detail = f"the articles of both mention {_listed(shared)}"
    return [MatchWeight(weight, MatchEvidence("organisation mentioned", detail))]


def _setting(new: Profile, known: Profile) -> list[MatchWeight]:
    """How alike the articles are that tell of the two."""
    setting = _compared(new, known)
    if setting is None:
        return []
    size, found = setting
    weight = weights.factor("(nothing shared)") + weights.factor("(words)") * found.words
    weight += weights.factor("(words told)") * found.told
    if found.meaning is not None:
        weight += weights.factor("(meaning)") * (found.meaning - weights.USUAL_MEANING)
    weight *= size
    if weight > 0 and (shared := found.shared):
        told = _listed(list(shared), title=False)
        kind = "setting" if weight >= weights.ONE_SETTING else "topic"
        evidence = MatchEvidence(kind, f"the articles of both tell of {told}")
    else:
        evidence = MatchEvidence("setting", "the articles of both tell of other things")
    return [MatchWeight(weight, evidence)]


def _compared(new: Profile, known: Profile) -> tuple[float, Surroundings] | None:
    """How alike the articles of two people are, and in [0, 1] how far they are long enough."""
    posts = new.posts | known.posts if new.posts and known.posts else frozenset()
    compared = (part for post in posts for part in (post.role, post.organization) if part)
    counted = frozenset(word for part in compared for word in fold(part).split())
    found = surroundings(new, known, counted)
    return None if found is None else (min(1.0, found.size / weights.LONG), found)


def _outlet(new: Profile, known: Profile, rare: Rarity) -> list[MatchWeight]:
    shared = sorted(new.outlets & known.outlets)
    if not shared:
        return []
    many = max(len(new.outlets), len(known.outlets)) > weights.MANY_OUTLETS
    one_sided = bool(new.posts) != bool(known.posts)
    weight = weights.OUTLET_OF_LITTLE if many or one_sided else weights.OUTLET[rare]
    return [MatchWeight(weight, MatchEvidence("outlet", f"both stand in {_listed(shared)}"))]


def _days(new: Profile, known: Profile) -> list[MatchWeight]:
    if not new.days or not known.days:
        return []
    gap = max((new.days[0] - known.days[1]).days, (known.days[0] - new.days[1]).days, 0)
    if gap <= weights.WEEK:
        return [
            MatchWeight(weights.SAME_WEEK, MatchEvidence("days", "the articles are of one week"))
        ]
    if gap < weights.GENERATION:
        return []
    detail = f"the articles are {gap // 365} years apart"
    if gap >= weights.LIFE:
        return [MatchWeight(weights.LIFE_APART, MatchEvidence("other life", detail))]
    return [MatchWeight(weights.GENERATION_APART, MatchEvidence("days", detail))]


def _is_supported(name: Likeness, observations: list[MatchWeight]) -> bool:
    """Whether enough beside the name speaks for one person.

    A role without its organisation, a place or the outlet alone is what namesakes share too: it
    takes one of the stronger kinds, or two of what they are, what is named there, the outlet, and
    their age. Initials take a whole post, or two kinds of evidence other than the outlet; another
    spelling, or part of a name, one of the stronger kinds and one more; "Jr." in one name only a
    post, or a role in one outlet. The outlet counts though it was fitted to weigh nothing.
    """
    kinds = {
        found.evidence.kind
        for found in observations
        if found.weight > 0 or found.evidence.kind == "outlet"
    } & _TELLING
    match name.degree:
        case "initials":
            return "post" in kinds or len(kinds - {"outlet"}) > 1
        case "spelling" | "near":
            return bool(kinds & _STRONG) and len(kinds - {"outlet"}) > 1
        case "suffix":
            return "post" in kinds or ("outlet" in kinds and bool(kinds & _ROLES))
        case "none":
            return False
        case "whole" | "form":
            weaker = (_WHAT, _NAMED_THERE, {"outlet"}, {"age"})
            return bool(kinds & _STRONG) or sum(bool(kinds & group) for group in weaker) > 1
    assert_never(name.degree)


def _is_one_tenure(new: Profile, known: Profile) -> bool:
    """Whether a post that both have is one that a father cannot have left to his son.

    All posts are held today, within a year, and none in a firm that bears the family's name.
    """
    if not new.days or not known.days:
        return False
    posts = new.posts | known.posts
    first, last = min(new.days[0], known.days[0]), max(new.days[1], known.days[1])
    words = {word for name in new.employers | known.employers for word in name.split()}
    return (
        (last - first).days <= weights.YEAR
        and all(post.status == "current" for post in posts)
        and words.isdisjoint(_families(new) | _families(known))
    )


def _is_contradicted(observations: list[MatchWeight], total: float) -> bool:
    """Whether something speaks against one person that all else does not outweigh by far.

    What no article of one person can have contradicts whatever the sum, but for somebody who is
    named so widely that the articles themselves err.
    """
    kinds = {found.evidence.kind for found in observations}
    final = bool(kinds & _FINAL) and "widely named" not in kinds
    return final or (bool(kinds & _AGAINST) and total < weights.DESPITE)


def _listed(names: list[str], title: bool = True) -> str:
    shown = [name.title() if title else name for name in names[:_SHOWN]]
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    *others, last = shown + more
    return f"{', '.join(others)} and {last}" if others else last


def _of_texts(posts: MatchWeight | None, new: Profile, known: Profile) -> list[MatchWeight]:
    """What the texts say of age, pronouns, calling, namesakes and places."""
    ours, theirs = new.features, known.features
    found = [*_age(new, known), *_pronouns(ours, theirs), *_namesake(ours, theirs)]
    if not posts or posts.evidence.kind not in _ROLES | {"post", "organisation"}:
        found += _calling(new, known)
    names = (new.outlets & known.outlets) | new.employers | known.employers
    counted = frozenset(word for name in names for word in name.split())
    if places := _places(ours, theirs, counted):
        return [*found, *places]
    return found


def _age(new: Profile, known: Profile) -> Iterator[MatchWeight]:
    ours, theirs = new.features.births, known.features.births
    apart = [abs(left - right) for left, right in product(ours, theirs)]
    if apart and min(apart) <= weights.SAME_BIRTH:
        yield MatchWeight(weights.SAME_AGE, MatchEvidence("age", "the ages agree"))
    elif apart and min(apart) > weights.OTHER_BIRTH:
        detail = f"one is {min(apart)} years older than the other"
        yield MatchWeight(weights.OTHER_AGE, MatchEvidence("other age", detail))
    elif _is_unborn(new, known) or _is_unborn(known, new):
        detail = "one would be a small child or unborn in an article of the other"
        yield MatchWeight(weights.OTHER_AGE, MatchEvidence("other age", detail))


def _is_unborn(ours: Profile, theirs: Profile) -> bool:
    if not ours.features.births or theirs.days is None:
        return False
    return theirs.days[0].year - min(ours.features.births) < weights.YOUNGEST


def _pronouns(ours: ProfileFeatures, theirs: ProfileFeatures) -> Iterator[MatchWeight]:
    if len(ours.genders) == 1 == len(theirs.genders) and ours.genders != theirs.genders:
        yield MatchWeight(
            weights.OTHER_PRONOUN, MatchEvidence("other pronoun", "one is he, the other she")
        )


def _namesake(ours: ProfileFeatures, theirs: ProfileFeatures) -> Iterator[MatchWeight]:
    if ours.namesake or theirs.namesake:
        detail = "an article tells of somebody else of the name"
        yield MatchWeight(weights.NAMESAKE, MatchEvidence("other bearer", detail))
    if ours.kin != theirs.kin:
        detail = "one article tells of a relative who may bear the name"
        yield MatchWeight(weights.RELATIVE, MatchEvidence("relative", detail))


def _calling(new: Profile, known: Profile) -> Iterator[MatchWeight]:
    """What the words that the texts have for them, and their roles, say."""
    ours, theirs = new.features.callings, known.features.callings
    shared = sorted(ours & theirs)
    if shared:
        if not new.posts or not known.posts:
            detail = f"the texts call both {' and '.join(shared)}"
            yield MatchWeight(weights.SAME_CALLING, MatchEvidence("calling", detail))
        return
    pairs = [*product(sorted(ours), _roles(known)), *product(sorted(theirs), _roles(new))]
    pairs += product(sorted(ours), sorted(theirs))
    if pairs and all(match_roles(*pair) == "unlike" for pair in pairs):
        first, second = sorted(pairs[0])
        detail = f"one is called {first}, the other {second}"
        yield MatchWeight(weights.OTHER_CALLING, MatchEvidence("other calling", detail))


def _roles(profile: Profile) -> list[str]:
    return sorted({post.role for post in profile.posts if post.role})


def _places(
    ours: ProfileFeatures, theirs: ProfileFeatures, counted: frozenset[str]
) -> list[MatchWeight]:
    """The proper names that stand beside one of them, and in an article of the other."""
    shared = sorted(((ours.near & theirs.places) | (ours.places & theirs.near)) - counted)
    if not shared:
        return []
    weight = weights.PLACES if len(shared) > 1 else weights.ONE_PLACE
    names = ", ".join(word.title() for word in shared[:_SHOWN])
    return [MatchWeight(weight, MatchEvidence("place", f"the articles of both name {names}"))]
