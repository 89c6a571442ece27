"""Whether two names of organisations are those of one body."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from quotes.store.folding import fold_organization

BodyMatch = Literal["same", "like", "part", "other"]
"""``same``: one body in two spellings; ``like``: one name can be the other's short form;
``part``: one seems to be a unit, a branch or a parent of the other; ``other``: two bodies."""

_ALIKE = 90.0
_SMALL = frozenset("a affairs an and at by de der des di du for in la of on the to y".split())
_LEGAL = frozenset("inc ltd plc llc gmbh corp co corporation company limited ag sa nv bv".split())
_SPELLINGS = {
    "center": "centre",
    "organization": "organisation",
    "dept": "department",
    "univ": "university",
    "intl": "international",
    "govt": "government",
    "assn": "association",
    "labor": "labour",
    "defense": "defence",
}
_KINDS = frozenset(
    """
    academy administration agency army assembly association authority bank board broadcasting
    bureau business centre chamber city club college commission committee community company
    congress corporation council county court department district division faculty federation
    force foundation government group hospital house institute institution international
    laboratory league library local ministry movement museum national network office
    organisation parliament party police press regional research royal school senate service
    society state station studies team town trust union unit university
    """.split()
)
_UNITS = frozenset(
    "hospital foundation press school faculty department division laboratory library museum union "
    "trust unit college institute centre youth research bank studios ventures council police team "
    "services service airport club orchestra theatre".split()
)


@lru_cache(maxsize=4096)
def match_bodies(one: str, other: str) -> BodyMatch:
    """How two names of organisations, as spelled, go together; the same both ways round."""
    if fold_organization(one) == fold_organization(other):
        return "same"
    if _abbreviates(one, other) or _abbreviates(other, one):
        return "same" if min(len(one), len(other)) > 2 else "like"
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:
        return "other"
    if ours == theirs:
        return "same"
    if ours <= theirs or theirs <= ours:
        return _shorter(ours, theirs)
    left, right = " ".join(sorted(ours - theirs)), " ".join(sorted(theirs - ours))
    return "like" if ratio(left, right) >= _ALIKE else "other"


def is_vast(name: str) -> bool:
    """Whether so many people belong to a body, or it says so little, that to share it tells little.

    Such are names of nothing but the kind of body ("the government", "City Council").
    """
    return _words(name) <= _KINDS


def _shorter(ours: frozenset[str], theirs: frozenset[str]) -> BodyMatch:
    shared, surplus = ours & theirs, ours ^ theirs
    if surplus & _UNITS:
        return "part"
    return "part" if shared <= _KINDS else "like"


def _words(name: str) -> frozenset[str]:
    plain = fold_organization(re.sub(r"\(.*?\)", " ", name)) or fold_organization(name)
    words = [_SPELLINGS.get(word, word) for word in plain.split()]
    return frozenset(words) - _SMALL - _LEGAL


def _abbreviates(short: str, long: str) -> bool:
    """Whether a name is the capitals of another one's words, or stands in its brackets."""
    letters = short.strip().removeprefix("the ").replace(".", "")
    if not re.fullmatch(r"[A-Z][A-Za-z&]{1,7}", letters) or not letters[-1].isupper():
        return False
    if re.search(rf"\({re.escape(letters)}\)", long):
        return True
    words = fold_organization(re.sub(r"\(.*?\)", " ", long)).split()
    if len(words) < 2:
        return False
    every = "".join(word[0] for word in words)
    telling = "".join(word[0] for word in words if word not in _SMALL)
    return letters.replace("&", "").casefold() in (every, telling)
