"""How two people can agree, and what each agreement weighs.

Record linkage after Fellegi and Sunter (1969): each observation adds its weight, a natural
log-odds, and two thresholds part the sum into same, maybe and different. How observations of one
kind stand to each other was set by hand on the ``dev`` half of tests/identity/cases, what each kind
is multiplied by is fitted there and to real news (:mod:`scripts.entities.fit`); the threshold is
the lowest that merges no two people of that half. docs/people.md lists all with examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from quotes.lexicon import word_table
from quotes.names.person_match import Degree


@dataclass(frozen=True, slots=True)
class MatchEvidence:
    """One observation for or against, ``detail`` as a sentence for a human."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class MatchWeight:
    """An observation with its weight, in natural log-odds."""

    weight: float
    evidence: MatchEvidence


@dataclass(frozen=True, slots=True)
class MatchVerdict:
    """Whether two profiles are one person's.

    ``score`` in [0, 1] is the estimated chance of it, ``total`` the sum of the weights,
    ``evidence`` what was observed, for and against, the name first.
    """

    verdict: Literal["same", "maybe", "different"]
    score: float
    total: float
    evidence: tuple[MatchEvidence, ...]


@cache
def factor(kind: str) -> float:
    """What the weight of a kind of evidence is multiplied by, as it was fitted.

    Kinds in brackets are the parts of what the articles tell in all, in log-odds: of two that share
    nothing, and for each point of likeness in words and in meaning.
    """
    return float(word_table("match_factors").get(kind, "1"))


# The verdict.

SAME, DIFFERENT = 2.75, -2.0
"""Sums from which on, and up to which, two people are one, and two: chances of 94 and 12 %."""
DESPITE = 4.0
"""The sum from which on two people are one although something contradicts."""
MOST_OF_MAYBE = 0.9
"""The highest score shown where a human has to decide."""

# Names.

Rarity = Literal["rare", "ordinary", "common"]
"""``rare``: neither the given nor the family name is common; ``ordinary``: one of them is;
``common``: both are."""

NAME: dict[Rarity, float] = {"rare": 1.5, "ordinary": 1.0, "common": -1.0}
DEGREE: dict[Degree, float] = {
    "whole": 0.0,
    "form": 0.0,
    "initials": -1.5,
    "suffix": -1.5,
    "spelling": -1.5,
    "near": -1.5,
}
MANY_ARTICLES, SEVERAL_OUTLETS, COUNTED = 5, 3, 100
"""Articles and outlets from which on somebody is named widely, and the most articles counted."""
# Posts.

RoleMatch = Literal["same", "aside", "trade", "related", "rank", "elsewhere", "open", "unlike"]
"""``same``: one role in its forms; ``aside``: the same over two things (professor of law, of
history); ``trade``: two of one trade; ``related``: of two trades that one person may well have;
``rank``: like, but a deputy is not the head; ``elsewhere``: an office of two places (mayor of X,
mayor of Y); ``open``: nothing to tell; ``unlike``: two trades that one person seldom has."""

SAME_ORGANIZATION: dict[RoleMatch, float] = {
    "same": 4.5,
    "trade": 2.5,
    "rank": 2.0,
    "related": 1.5,
    "aside": 1.5,
    "open": 1.0,
    "unlike": 0.0,
}
ORGANIZATION_WITHOUT_ROLE = 4.0
PART_OF_ORGANIZATION: dict[RoleMatch, float] = {"same": 1.5, "trade": 0.5, "open": 0.5}
YEARS_LATER = 0.5
SHORT_FORM, OTHER_UNIT, ONLY_KIND, FAMILY_FIRM = -1.5, -2.0, -2.5, -1.5
"""Off, where one organisation may be the other's short form; for two units; where the names say
only the kind of organisation; where a firm bears the family's name."""
SAME_ROLE, MASS_ROLE, VAGUE_ROLE, SAME_TRADE, SAME_RANK = 2.0, 1.0, 0.5, 0.5, 0.3
OTHER_VAGUE_ROLE, OTHER_ROLE, OTHER_MATTER = -0.3, -1.0, -1.5
FORMER_BEFORE_CURRENT = -1.5
OTHER_ORGANIZATION, UNLIKE_ROLES, OPEN_ROLES = -1.0, -1.5, -0.5
OTHER_PLACE = -1.0

ByGap = tuple[float, float, float, float, float]
"""Weights of two things that are so within a month, a year, five years, later, or at a time that
is not known."""
TWO_PLACES: ByGap = (-4.0, -4.0, -3.0, -1.5, -3.0)
TWO_TRADES: ByGap = (-3.5, -3.0, -2.0, -1.0, -2.5)
TWO_ORGANIZATIONS: ByGap = (-2.5, -2.0, -1.5, -1.0, -2.0)
MONTH, YEAR, FIVE_YEARS = 31, 366, 5 * 366

# Surroundings.

COMPANION, COMMON_COMPANION, COMPANIONS = 2.0, 1.0, 4.0
"""Somebody named beside both, the same of a common name or the family, and all of them at most."""
OFFICIAL = 0.5
USUAL_MEANING, LONG, ONE_SETTING = 0.3, 12, 1.0
"""The cosine of the vectors of two articles that have nothing to do with one another, and the
distinctive words from which on an article is long enough to miss something in it, and the weight
from which on two articles tell of one affair, not only of one topic."""
MENTIONED, ALL_MENTIONED = 0.5, 1.0
ORGANIZATION_OF_POST, ORGANIZATION_OF_LONE_POST, ORGANIZATION_OF_ROLE = 1.5, 0.5, 1.5
ROLE_ALONE = 0.5
OUTLET: dict[Rarity, float] = {"rare": 1.5, "ordinary": 1.5, "common": 0.5}
OUTLET_OF_LITTLE, MANY_OUTLETS = 0.5, 5
SAME_WEEK, GENERATION_APART, LIFE_APART = 0.5, -1.5, -5.0
WEEK, GENERATION, LIFE = 7, 20 * 365, 40 * 365

# What the texts say of a person.

SAME_AGE, OTHER_AGE = 1.5, -5.0
SAME_BIRTH, OTHER_BIRTH = 1, 2
"""Years between two years of birth up to which they are one, and beyond which they are two."""
YOUNGEST = 8
"""Years of age from which on somebody is written about as a person of an article."""
OTHER_PRONOUN, NAMESAKE, RELATIVE = -3.0, -2.5, -0.5
SAME_CALLING, OTHER_CALLING = 1.0, -3.0
ONE_PLACE, PLACES = 1.0, 1.5
