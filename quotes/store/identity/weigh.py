"""Whether the person of a new article is the one that the database knows, on evidence.

Record linkage after Fellegi and Sunter (1969): each observation adds its weight, a natural
log-odds, and two thresholds part the sum into same, maybe and different. The weights were set by
hand so as to err towards "maybe"; docs/people.md lists them.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from itertools import product

from quotes.store.folding import fold, fold_organization, fold_person, surname
from quotes.store.identity.body_keys import is_common
from quotes.store.identity.commonness import Commonness, Rarity
from quotes.store.identity.finding import Finding
from quotes.store.identity.names import DEGREES, Degree, Likeness, likeness
from quotes.store.identity.organizations import is_vast
from quotes.store.identity.portraits import WHAT_THEY_ARE, is_elsewhere, weigh_portraits
from quotes.store.identity.posts import SAME_TRADE, weigh_posts
from quotes.store.identity.profile import Evidence, Profile, Tenure, Verdict
from quotes.store.identity.roles import match_roles
from quotes.store.identity.setting import shared_setting, telling_words

__all__ = ["Commonness", "Evidence", "Profile", "Tenure", "Verdict", "weigh"]

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
_WEEK, _YEAR, _GENERATION, _LIFE = 7, 366, 20 * 365, 40 * 365
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
        return Verdict("different", 0.0, (Evidence("other name", name.reason),))
    if new.gender and known.gender and new.gender != known.gender:
        gender = Evidence("other gender", "one is a man, the other a woman")
        return Verdict("different", 0.0, (Evidence("name", name.reason), gender))
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


def _name(name: Likeness, rarity: Rarity) -> Finding:
    told = f"{name.reason}; {_RARITY[rarity]}"
    return Finding(NAME[rarity] + DEGREE[name.degree], Evidence("name", told))


def _companions(new: Profile, known: Profile, commonness: Commonness) -> list[Finding]:
    own = {fold_person(name) for name in new.names | known.names | {new.name, known.name}}
    shared = sorted((new.companions & known.companions) - own)
    official = new.portrait.officials | known.portrait.officials
    telling = [one for one in shared if not commonness.is_everywhere(one) and one not in official]
    if not telling and shared:
        detail = f"both stand beside {_listed(shared)}, whom many articles may name"
        return [Finding(OFFICIAL, Evidence("official beside", detail))]
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
    return [Finding(weight, Evidence("companion", f"both stand beside {_listed(telling)}"))]


def _of_posts(
    posts: Finding | None, new: Profile, known: Profile, commonness: Commonness
) -> list[Finding]:
    """What the posts tell, and where they do not agree, what the bodies told of the other do.

    A body that one of them serves, or served, and that the other's article names tells of a
    change of post, so that another organisation a year or more later contradicts nothing.
    """
    if posts and posts.weight > 0 and posts.evidence.kind in _SAME_BODY:
        return [posts]
    found = [posts] if posts else []
    if posts and posts.evidence.kind == "role" and (told := _bodies_of_role(new, known)):
        detail = f"the article of the other tells of {_listed(sorted(told))}"
        return [posts, Finding(BODY_OF_ROLE, Evidence("organisation of a role", detail))]
    if posts and posts.evidence.kind == "role" and _is_untold(new, known):
        lone = Evidence("role alone", posts.evidence.detail)
        found = [Finding(min(posts.weight, ROLE_ALONE), lone)]
    near = _near_bodies(new, known) | _near_bodies(known, new)
    telling = sorted(body for body in near if not commonness.is_spread(body))
    if not telling:
        return found
    if posts and posts.evidence.kind == "other organisation later":
        found = [Finding(posts.weight, Evidence("change of post", posts.evidence.detail))]
    detail = f"one is of {_listed(telling)}, which the articles of the other mention"
    weight = BODY_OF_POST if new.posts and known.posts else BODY_OF_LONE_POST
    unlike = posts is not None and posts.evidence.kind == "role" and posts.weight <= SAME_TRADE
    kind = ANOTHER_ROLE if unlike else "organisation of a post"
    return [*found, Finding(weight, Evidence(kind, detail))]


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


def _of_texts(posts: Finding | None, new: Profile, known: Profile) -> list[Finding]:
    agreed = posts is not None and posts.evidence.kind in ("post", "organisation", "role")
    words = (word for body in new.outlets & known.outlets for word in body.split())
    served = (word for body in new.served | known.served for word in body.split())
    return weigh_portraits(new, known, agreed, frozenset(words) | frozenset(served))


def _near_bodies(one: Profile, other: Profile) -> set[str]:
    """The telling bodies of the posts of one that the articles of the other name."""
    return {
        body
        for body in one.served & other.organizations
        if not is_vast(body) and not is_common(body)
    }


def _bodies(new: Profile, known: Profile, commonness: Commonness) -> list[Finding]:
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
    return [Finding(weight, Evidence("organisation mentioned", detail))]


def _setting(new: Profile, known: Profile) -> list[Finding]:
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
    return [Finding(SETTING, Evidence("setting", detail))]


def _outlet(new: Profile, known: Profile, rarity: Rarity) -> list[Finding]:
    shared = sorted(new.outlets & known.outlets)
    if not shared:
        return []
    many = max(len(new.outlets), len(known.outlets)) > MANY_OUTLETS
    one_sided = bool(new.posts) != bool(known.posts)
    weight = OUTLET_OF_LITTLE if many or one_sided else OUTLET[rarity]
    return [Finding(weight, Evidence("outlet", f"both stand in {_listed(shared)}"))]


def _days(new: Profile, known: Profile) -> list[Finding]:
    if not new.days or not known.days:
        return []
    gap = max((new.days[0] - known.days[1]).days, (known.days[0] - new.days[1]).days, 0)
    if gap <= _WEEK:
        return [Finding(SAME_WEEK, Evidence("days", "the articles are of one week"))]
    if gap < _GENERATION:
        return []
    weight = LIFE_APART if gap >= _LIFE else GENERATION_APART
    return [Finding(weight, Evidence("days", f"the articles are {gap // 365} years apart"))]


def _is_told(name: Likeness, findings: list[Finding]) -> bool:
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
        (last - first).days <= _YEAR
        and all(post.status == "current" for post in posts)
        and bodies.isdisjoint(_families(new) | _families(known))
    )


def _is_contradicted(findings: list[Finding]) -> bool:
    """Whether something speaks against one person, be it outweighed."""
    return any(one.weight <= _GRAVE or one.evidence.kind.startswith("other ") for one in findings)


def _listed(names: list[str], title: bool = True) -> str:
    told = [name.title() if title else name for name in names[:_SAID]]
    more = [f"{len(names) - _SAID} more"] if len(names) > _SAID else []
    *others, last = told + more
    return f"{', '.join(others)} and {last}" if others else last
