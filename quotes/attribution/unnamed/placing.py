"""The body and the place that the words around a noun give to unnamed people."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.bodies import (
    ANAPHORIC,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    is_organization,
    is_place,
    organization_phrase,
)
from quotes.attribution.organizations.lookup import Organization, described, named
from quotes.attribution.organizations.short_forms import is_short_form
from quotes.attribution.unnamed.sourcewords import (
    BEING,
    CLAUSE_STARTS,
    EMPTY,
    KNOWING,
    KNOWLEDGE,
    NO_BODIES,
    NO_MEMBERS,
    PLACED,
    PLACING,
    RANKS,
    RELATIVE,
)
from quotes.attribution.words import Words
from quotes.lexicon import ORGANIZATION_NOUNS

Place = tuple[str | None, str | None]
"""The name of a body, and the words that place people in it or elsewhere."""

_LONGEST = 24
"""Words behind a noun at most."""
_DETERMINERS = DETERMINERS | ANAPHORIC | PERSONAL


def place_before(words: Words, places: range, organizations: Sequence[Organization]) -> Place:
    """What the words before a noun tell: "the ministry's", "senior defence ministry"."""
    body = _body_before(words, places)
    told = [at for at in places if at not in body and words.lower(at) not in EMPTY]
    while told and words.lower(told[-1]) in ("and", "or"):
        told.pop()
    position = " ".join(words.phrase(run) for run in _runs(told))
    if told and words.lower(told[0]) in RANKS and not words[told[0]].label:
        position = position[:1].lower() + position[1:]
    return _name(words, body, organizations) if body else None, position or None


def place_behind(
    words: Words, start: int, stop: int, organizations: Sequence[Organization]
) -> Place:
    """What the words behind a noun tell, from a place on and not beyond another.

    "at the ministry" is a body; "close to the talks", "in Tidewater" and "who was in the room" are
    places.
    """
    noun = words.lower(start - 1)
    at = start + words[start].is_possessive if start < len(words) else start
    limit = min(stop, at + _LONGEST, len(words))
    organization: str | None = None
    while at < limit and words.lower(at) in PREPOSITIONS | {"inside"}:
        end = _end(words, at + 1, limit, through=False)
        inner = range(at + 1, end)
        if inner and all(words[p].label == "DATE" for p in inner):
            at = end
            continue
        outsider = words.lower(at) == "of" and noun in NO_MEMBERS
        found = None if outsider else _body_behind(words, inner, organizations)
        if found is None or organization is not None:
            break
        organization, at = found, end
    return organization, _position(words, at, limit)


def tells_how(position: str) -> bool:
    """Whether a position says how somebody comes to know: "familiar with the plan"."""
    lower = position.lower().split()
    return bool(set(lower) & (KNOWING | KNOWLEDGE)) or lower[0] in PLACING | BEING


def _position(words: Words, at: int, limit: int) -> str | None:
    if at >= limit:
        return None
    lower = words.lower(at)
    if lower in PREPOSITIONS or lower in KNOWING:
        end = _end(words, at + 1, limit, through=True)
        doing = words.lower(at + 1).endswith("ing") and words[min(at + 1, limit - 1)].pos == "VERB"
        told = lower in KNOWING or (end > at + 1 and not doing)
        return words.phrase(range(at, end)) if told else None
    clause = at + (words[at].text == ",")
    if words.lower(clause) in RELATIVE and clause + 1 < limit:
        return _clause(words, clause + 1, limit)
    return None


def _runs(places: Sequence[int]) -> list[range]:
    """Places that follow on one another, as ranges."""
    runs: list[range] = []
    for at in places:
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs


def _body_before(words: Words, places: range) -> range:
    """The places of an organisation among the words before a noun."""
    for at in reversed(places):
        word = words[at]
        if word.is_possessive:
            owner = range(places.start, at)
            if owner and is_organization(words, owner) and not is_place(words, owner):
                return range(places.start, at + 1)
            continue
        if word.label == "ORG":
            start = at
            while start > places.start and words[start - 1].entity == word.entity:
                start -= 1
            return range(start, at + 1)
        if word.lower in ORGANIZATION_NOUNS and word.lower not in NO_BODIES | RANKS:
            start = at
            while start > places.start and _belongs(words, start - 1):
                start -= 1
            return range(start, at + 1)
    return range(0)


def _belongs(words: Words, place: int) -> bool:
    word = words[place]
    return word.lower not in RANKS | EMPTY and word.text[0].isalnum() and word.pos != "ADV"


def _body_behind(words: Words, places: range, organizations: Sequence[Organization]) -> str | None:
    start = places.start
    while start < places.stop and words.lower(start) in _DETERMINERS:
        start += 1
    inner = range(start, places.stop)
    if not inner or is_place(words, inner) or words[inner[-1]].label == "PERSON":
        return None
    if words.lower(inner[-1]) in KNOWLEDGE or not is_organization(words, inner):
        return None
    return _name(words, inner, organizations)


def _end(words: Words, start: int, limit: int, *, through: bool) -> int:
    """Where a phrase ends; ``through`` goes on over prepositions."""
    at = start
    while at < limit and words.joined(at - 1):
        word = words[at]
        if not (word.text[0].isalnum() or word.is_possessive or word.text == "&"):
            break
        named_on = word.label == "ORG" and words[at - 1].entity == word.entity
        if not named_on and (
            word.lower in RELATIVE | CLAUSE_STARTS | {"and", "but"}
            or (word.lower in PREPOSITIONS and not through)
            or _is_finite(words, at)
        ):
            break
        at += 1
    return at


def _is_finite(words: Words, place: int) -> bool:
    word = words[place]
    if word.pos == "AUX":
        return True
    participle = word.lower.endswith("ing") or words.lower(place + 1) in PREPOSITIONS
    return word.pos == "VERB" and not participle


def _clause(words: Words, start: int, limit: int) -> str | None:
    """A relative clause that tells of a place, "was in the room"; none of speaking."""
    verb, then = words.lower(start), words.lower(start + 1)
    if not (verb in PLACING or (verb in BEING and then in PLACED)):
        return None
    end = start
    while end < limit and words.joined(end - 1):
        word = words[end]
        if not (word.text[0].isalnum() or word.is_possessive):
            break
        if word.lower in ("and", "but", "because"):
            break
        end += 1
    return words.phrase(range(start, end)) if end > start + 1 else None


def _name(words: Words, places: range, organizations: Sequence[Organization]) -> str | None:
    """The article's organisation that the words name, else the words."""
    text = organization_phrase(words, places)
    if text is None:
        return None
    known = named(text, organizations)
    if known is not None:
        return known.name
    longer = [one for one in organizations if is_short_form(text, one.name)]
    if len(longer) == 1:
        return longer[0].name
    if len(text.split()) == 1 and text.islower():
        meant, sure = described(text, words[places.start].span.start, organizations)
        if meant is not None and sure:
            return meant.name
    common = words.lower(places.start) in ORGANIZATION_NOUNS and not words[places.start].label
    return text[0].lower() + text[1:] if common else text
