"""What the texts of two people's articles say for or against their being one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from quotes.lexicon import word_set
from quotes.store.identity.finding import Finding
from quotes.store.identity.portrait import Portrait
from quotes.store.identity.profile import Evidence, Profile
from quotes.store.identity.roles import CALLINGS, match_roles
from quotes.store.identity.setting import shared_setting

SAME_AGE, OTHER_AGE = 1.5, -5.0
OTHER_PRONOUN, NAMESAKE = -3.0, -2.5
SAME_CALLING, OTHER_CALLING = 1.0, -3.0
ONE_PLACE, PLACES = 1.0, 1.5
_SAME_BIRTH, _OTHER_BIRTH = 1, 2
_YOUNGEST = 8
WHAT_THEY_ARE = CALLINGS | word_set("posts", "described")
"""Words that tell what somebody is, which namesakes of one trade share."""


def weigh_portraits(
    new: Profile, known: Profile, agreed: bool, local: frozenset[str]
) -> list[Finding]:
    """The findings of age, pronouns, calling, namesakes and places; the same both ways round.

    :param agreed: whether the posts agree, so that a calling of one is no other than the other's.
    :param local: words that tell nothing as names of places: of the outlets and organisations.
    """
    ours, theirs = new.portrait, known.portrait
    found = [*_age(new, known), *_pronouns(ours, theirs), *_namesake(ours, theirs)]
    found += [] if agreed else _calling(new, known)
    places = list(_places(ours, theirs, local))
    topic = [] if places or is_elsewhere(ours, theirs) else _topic(new, known, local)
    return [*found, *places, *topic]


def is_elsewhere(ours: Portrait, theirs: Portrait) -> bool:
    """Whether both stand beside proper names, and none of them is in an article of the other."""
    shared = (ours.near & theirs.places) | (ours.places & theirs.near)
    return bool(ours.near and theirs.near) and not shared


def _age(new: Profile, known: Profile) -> Iterator[Finding]:
    ours, theirs = new.portrait.births, known.portrait.births
    apart = [abs(one - other) for one, other in product(ours, theirs)]
    if apart and min(apart) <= _SAME_BIRTH:
        yield Finding(SAME_AGE, Evidence("age", "the ages agree"))
    elif apart and min(apart) > _OTHER_BIRTH:
        detail = f"one is {min(apart)} years older than the other"
        yield Finding(OTHER_AGE, Evidence("other age", detail))
    elif _is_unborn(new, known) or _is_unborn(known, new):
        detail = "one would be a small child or unborn in an article of the other"
        yield Finding(OTHER_AGE, Evidence("other age", detail))


def _is_unborn(one: Profile, other: Profile) -> bool:
    born = one.portrait.births
    return bool(born) and other.days is not None and other.days[0].year - min(born) < _YOUNGEST


def _pronouns(ours: Portrait, theirs: Portrait) -> Iterator[Finding]:
    if len(ours.genders) == 1 == len(theirs.genders) and ours.genders != theirs.genders:
        yield Finding(OTHER_PRONOUN, Evidence("other pronoun", "one is he, the other she"))


def _namesake(ours: Portrait, theirs: Portrait) -> Iterator[Finding]:
    if ours.namesake or theirs.namesake:
        detail = "an article tells of somebody else of the name"
        yield Finding(NAMESAKE, Evidence("other bearer", detail))


def _calling(new: Profile, known: Profile) -> Iterator[Finding]:
    """What the words that the texts have for them, and their roles, say."""
    ours, theirs = new.portrait.callings, known.portrait.callings
    shared = sorted(ours & theirs)
    if shared:
        if not new.posts or not known.posts:
            detail = f"the texts call both {' and '.join(shared)}"
            yield Finding(SAME_CALLING, Evidence("calling", detail))
        return
    pairs = [*product(sorted(ours), _roles(known)), *product(sorted(theirs), _roles(new))]
    pairs += product(sorted(ours), sorted(theirs))
    if pairs and all(match_roles(one, other) == "unlike" for one, other in pairs):
        one, other = sorted(pairs[0])
        detail = f"one is called {one}, the other {other}"
        yield Finding(OTHER_CALLING, Evidence("other calling", detail))


def _roles(profile: Profile) -> list[str]:
    return sorted({post.role for post in profile.posts if post.role})


def _places(ours: Portrait, theirs: Portrait, local: Collection[str]) -> Iterator[Finding]:
    """The proper names that stand beside one of them, and in an article of the other."""
    shared = sorted(((ours.near & theirs.places) | (ours.places & theirs.near)) - set(local))
    if shared:
        weight = PLACES if len(shared) > 1 else ONE_PLACE
        told = ", ".join(word.title() for word in shared[:5])
        yield Finding(weight, Evidence("place", f"the articles of both name {told}"))


def _topic(new: Profile, known: Profile, local: frozenset[str]) -> Iterator[Finding]:
    """A single telling word that the articles of both have, none for what people are."""
    shared = shared_setting(new.settings, known.settings, local | WHAT_THEY_ARE, fewest=1)
    if len(shared) == 1:
        yield Finding(ONE_PLACE, Evidence("topic", f"the articles of both tell of {shared[0]}"))
