"""Whether two roles can be one person's: the same, of one trade, or of two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quotes.lexicon import word_set, word_table
from quotes.store.folding import fold

RoleMatch = Literal["same", "aside", "trade", "related", "rank", "elsewhere", "open", "unlike"]
"""``same``: one role in its forms; ``aside``: the same over two things (professor of law, of
history); ``trade``: two of one trade; ``related``: of two trades that one person may well have;
``rank``: like, but a deputy is not the head; ``elsewhere``: an office of two places (mayor of X,
mayor of Y); ``open``: nothing to tell; ``unlike``: two trades that one person seldom has."""

_RELATED = frozenset(
    frozenset({one, other})
    for one, others in word_table("related_trades").items()
    for other in others.split(" ")
)
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


@dataclass(frozen=True, slots=True)
class Role:
    """A role in its parts: what it is, of what or where, and whether it is a lesser rank."""

    words: frozenset[str]
    place: frozenset[str]
    lesser: bool

    @property
    def trades(self) -> frozenset[str]:
        """The trades that its words belong to."""
        return frozenset().union(*(_TRADE_OF.get(word, frozenset()) for word in self.words))

    @property
    def is_local(self) -> bool:
        """Whether it is an office that belongs to one place, so that two places are two people."""
        return bool(self.words & _LOCAL)


_TRADE_OF = {
    word: frozenset(trades.split(" ")) for word, trades in word_table("posts", column=2).items()
}
_OF_RANK = word_set("posts", "rank")
CALLINGS = frozenset(_TRADE_OF) - _OF_RANK
"""Words for what a person is by trade or study, those left out that are ranks or say little."""


@lru_cache(maxsize=4096)
def parse_role(text: str) -> Role:
    """The parts of a role as spelled."""
    plain = fold(text)
    for pattern, form in _FORMS:
        plain = re.sub(pattern, form, plain)
    lesser = bool(_LESSER.search(plain))
    what, *where = _PLACING.split(_LESSER.sub(" ", plain), maxsplit=1)
    words = frozenset(what.split()) - _ADORNMENTS or frozenset(what.split())
    place = frozenset(" ".join(where).split()) - {"the", "a", "an", "of", "for", "and", "in"}
    return Role(words, place, lesser)


def _are_of_two_matters(ours: Role, theirs: Role) -> bool:
    """Whether two roles of one trade are over two things, as "professor of law" and "lecturer in
    history" are; those who lead may well lead two."""
    apart = bool(ours.place and theirs.place) and not ours.place & theirs.place
    return apart and "head" not in ours.trades & theirs.trades


@lru_cache(maxsize=4096)
def match_roles(one: str | None, other: str | None) -> RoleMatch:
    """How two roles, as spelled, go together; the same both ways round."""
    if not one or not other:
        return "open"
    ours, theirs = parse_role(one), parse_role(other)
    if ours.words == theirs.words or _subsume(ours, theirs):
        if ours.lesser != theirs.lesser:
            return "rank"
        if not ours.place or not theirs.place or ours.place & theirs.place:
            return "same"
        return "elsewhere" if ours.is_local and theirs.is_local else "aside"
    if not ours.trades or not theirs.trades:
        return "trade" if ours.words & theirs.words else "open"
    if ours.trades & theirs.trades:
        return "aside" if _are_of_two_matters(ours, theirs) else "trade"
    return "related" if _related(ours, theirs) else "unlike"


def _subsume(ours: Role, theirs: Role) -> bool:
    """Whether one role is the other said more fully (researcher, marine researcher)."""
    if ours.words & _LEGISLATORS and theirs.words & _LEGISLATORS:
        return bool(ours.words & theirs.words) or bool((ours.words | theirs.words) & _BROAD)
    small, large = sorted((ours.words, theirs.words), key=len)
    return bool(small) and small <= large and any(word in _TRADE_OF for word in small)


def _related(ours: Role, theirs: Role) -> bool:
    return any(
        frozenset({one, other}) in _RELATED for one in ours.trades for other in theirs.trades
    )
