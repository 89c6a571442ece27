"""Whether two names of organisations are those of one body."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from quotes.lexicon import word_set, word_table
from quotes.store.folding import fold_organization

BodyMatch = Literal["same", "like", "part", "other"]
"""``same``: one body in two spellings; ``like``: one name can be the other's short form;
``part``: one seems to be a unit, a branch or a parent of the other; ``other``: two bodies."""

_ALIKE = 90.0
_SMALL = word_set("grammar", "small")
_LEGAL = word_set("legal_forms")
_SPELLINGS = word_table("organization_spellings")
_KINDS = word_set("organization_nouns", "kind")
_UNITS = word_set("organization_nouns", "own_part")


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
