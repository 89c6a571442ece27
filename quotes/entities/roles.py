"""Roles as names of offices: which words of a role tell the office, and which roles are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quotes.entities.post_match import CALLINGS
from quotes.lexicon import (
    CONSTITUENCY_OFFICES,
    HONORIFICS,
    PUBLIC_OFFICES,
    SHARED_POSTS,
    word_set,
    word_table,
)
from quotes.text.normalize import fold

_FORMS = (
    (r"\bspokes(?:man|woman|lady)\b", "spokesperson"),
    (r"\bchair(?:man|woman|person|lady)\b", "chair"),
    (r"\bombuds(?:woman|person)\b", "ombudsman"),
    (r"\bchief executive(?: officer)?\b", "ceo"),
    (r"\bprime minister\b", "premier"),
    (r"\bhead ?(?:teacher|master|mistress)\b", "headteacher"),
    (r"\b(?:vice|pro) chancellor\b", "vice-chancellor"),
    (r"\bdefense\b", "defence"),
    (r"\blabor\b", "labour"),
    (r"\bsecretary of state for\b", "secretary"),
    (r"\bhome department\b", "home"),
    (r"\b(?:first|second|third) (?!deputy|vice|minister|secretary|lord|assistant)", ""),
    (r"\bpress secretary\b", "spokesperson"),
)
_STATUS = frozenset(word_table("post_statuses")) - {"late", "past"}
_EMPTY = _STATUS | word_set("office_words", "empty")
_LESSER = frozenset(
    "deputy vice assistant associate under sub junior shadow trainee parliamentary".split()
)
_RANKS = _LESSER | word_set("office_words", "prefix")
"""Words that make another office of one ("managing director")."""
_TOP = frozenset({"head", "director", "chief", "boss"})
_SINGLE = word_set("single_offices")
_TRADES = (
    CALLINGS
    - _SINGLE
    - PUBLIC_OFFICES
    - CONSTITUENCY_OFFICES
    - SHARED_POSTS
    - {
        "deputy",
        "judge",
        "spokesperson",
        "adviser",
    }
)
_SEATS = word_set("office_words", "seat")
_RELATIONS = word_set("office_words", "relation")
_RANK_TITLES = word_set("office_words", "title")


@dataclass(frozen=True, slots=True)
class Office:
    """The telling words of a role: ``words`` all of them, ``ranks`` those that make it another."""

    words: frozenset[str]
    ranks: frozenset[str]

    @property
    def lesser(self) -> bool:
        """Whether it is a deputy's or another office below the one it is named after."""
        return bool(self.words & _LESSER)

    @property
    def single(self) -> bool:
        """Whether one person holds it at a time."""
        return bool(self.words & _SINGLE) and not self.lesser and not self.words & _SEATS

    @property
    def leads(self) -> bool:
        """Whether it can be the first office of a body: single, and not of a part of it alone, as
        "head of surveys" and "finance director" are."""
        rest = self.words - _TOP - self.ranks
        return self.single and not (self.words & _TOP and rest and not rest & _SINGLE)

    @property
    def top(self) -> bool:
        """Whether it says no more than that somebody leads: "head", "director", "chief"."""
        return bool(self.words) and self.words <= _TOP


@lru_cache(maxsize=1 << 14)
def office_of(role: str) -> Office:
    """The telling words of a role as spelled."""
    plain = fold(role).replace("-", " ")
    for pattern, form in _FORMS:
        plain = re.sub(pattern, form, plain)
    words = frozenset(word.removesuffix("'s") for word in plain.split()) - _EMPTY
    # "Minister of Harbours" and "harbours minister" are one, "Harbour Minister" too.
    words = frozenset(_singular(word) for word in words)
    return Office(words, words & _RANKS)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 14)
def like_roles(left: str, right: str) -> bool:
    """Whether two roles can be one office in other words, as far as the roles alone tell."""
    ours, theirs = office_of(left), office_of(right)
    if not ours.words or not theirs.words or ours.lesser != theirs.lesser:
        return False
    if ours.words == theirs.words or _deputies(ours, theirs):
        return True
    if ours.top or theirs.top:
        other = theirs if ours.top else ours
        return other.top or ("director" in other.words and other.words <= _TOP | {"general"})
    if ours.ranks != theirs.ranks:
        return False
    return ours.words < theirs.words or theirs.words < ours.words


def _deputies(ours: Office, theirs: Office) -> bool:
    """Whether one is a mere "deputy", which the other says more fully."""
    small, large = sorted((ours.words, theirs.words), key=len)
    return "deputy" in small and small <= large


def is_single(role: str | None) -> bool:
    """Whether one person at a time holds an office of this name."""
    return bool(role) and office_of(role or "").single


@lru_cache(maxsize=1 << 14)
def is_calling(role: str) -> bool:
    """Whether a role says what somebody is and names no office: a trade, a rank, a relation."""
    words = office_of(role).words
    return (
        not words
        or bool(words & _RELATIONS)
        or words == {"general"}
        or (words <= _TRADES | HONORIFICS | _RANK_TITLES)
    )


def is_bare(role: str) -> bool:
    """Whether a role without a body names no post that could go on: a calling, "leader"."""
    return is_calling(role) or office_of(role).words <= _TOP | {"leader", "deputy", "secretary"}


def is_seat(role: str) -> bool:
    """Whether a role is a seat among many in a parliament or council."""
    return bool(office_of(role).words & _SEATS)
