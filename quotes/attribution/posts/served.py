"""Whom a role serves: the body, place or party in the words around it."""

from __future__ import annotations

from quotes.attribution.bodies import (
    DETERMINERS,
    PREPOSITIONS,
    is_organization,
    is_place,
    organization_phrase,
    parts_of,
    unit_phrase,
    whole_and_unit,
)
from quotes.attribution.posts.standing import STATUS_WORDS
from quotes.attribution.words import Words
from quotes.lexicon import (
    ABBREVIATED,
    CONSTITUENCY_OFFICES,
    COUNTRIES,
    DOCUMENT_NOUNS,
    HONORIFICS,
    ORGANIZATION_NOUNS,
    PARTIES,
    PERSON_NOUNS,
    PORTFOLIOS,
    PUBLIC_OFFICES,
    country,
    is_demonym,
    is_post,
)

_PARTY_FIRST = frozenset({"new", "social", "christian", "liberal", "lib"})
_TIMES = STATUS_WORDS | {"outgoing"}


def before_role(words: Words, places: range, head: str) -> tuple[list[str], str | None, str | None]:
    """Words of time, the organisation, and the party in what stands before a role."""
    start, end = places.start, places.stop
    times: list[str] = []
    while start < end and words.lower(start).rstrip("-") in _TIMES:
        times.append(words[start].text)
        start += 1
    while start < end and words[start].text[0].isdigit():
        start += 1
    party: str | None = None
    if start < end - 1 and is_party(words, start) and not is_party(words, end - 1):
        party = words[start].text
        start += 1
    if start < end and is_party(words, end - 1):
        first = end - 1
        while first > start and words.lower(first - 1) in PARTIES | _PARTY_FIRST:
            first -= 1
        party = words.phrase(range(first, end))
        end = first
    while start < end and not words[start].is_capitalised:
        start += 1
    if start == end:
        return times, None, party
    return times, _serving(words, range(start, end), head), party


def is_party(words: Words, place: int) -> bool:
    """Whether the word names a party or its people."""
    return words.lower(place) in PARTIES and words[place].is_capitalised


def _serving(words: Words, places: range, head: str) -> str | None:
    """Whom a post serves by the words before it: "Russian" (minister), "NASA" (chief)."""
    phrase = organization_phrase(words, places)
    if phrase is None:
        return None
    if is_demonym(phrase) or phrase.lower() in COUNTRIES or is_place(words, places):
        return place_served(phrase, head)
    if head in CONSTITUENCY_OFFICES:
        return None
    first = places.start
    if is_demonym(words.lower(first)) and words[first].entity != words[first + 1].entity:
        phrase = words.phrase(places[1:])
    if all(words[at].label == "PERSON" for at in places) and words[places[-1]].label:
        return None
    if "-" in phrase and words.lower(places[-1]).endswith(
        ("-winning", "-selling", "-born", "-led")
    ):
        return None
    if words[places[-1]].pos in ("ADP", "ADV", "SCONJ", "CCONJ"):
        return None
    return phrase


def owner_of_role(words: Words, places: range, head: str) -> tuple[str | None, str | None]:
    """Organisation and unit that a possessive before a role names."""
    last = places[-1]
    if words.lower(last) in PERSON_NOUNS or is_post(words.lower(last)):
        return None, None
    if words[last].label in ("PERSON", "DATE") or words.lower(last) in DOCUMENT_NOUNS | HONORIFICS:
        return None, None
    if is_place(words, places):
        phrase = organization_phrase(words, places)
        return (place_served(phrase, head) if phrase else None), None
    if not is_organization(words, places):
        return None, None
    return whole_and_unit(words, places)


def behind_role(
    words: Words, places: range, preposition: str, head: str
) -> tuple[str, str | None, str | None]:
    """What follows a role: words of the role itself, organisation, unit."""
    if not places:
        return "", None, None
    if preposition == "to":
        end = next((at for at in places if words.lower(at) in ("at", "from")), places.stop)
        return f"to {words.phrase(range(places.start, end))}", None, None
    end = _field_end(words, places, preposition)
    if end > places.start:
        suffix = f"{preposition} {words.phrase(range(places.start, end))}"
        rest = range(end, places.stop)
        if rest and words.lower(rest[0]) in PREPOSITIONS - {"to"}:
            _, organization, unit = behind_role(words, rest[1:], "at", head)
            return suffix, organization, unit
        return suffix, None, None
    if preposition == "from":
        return "", None, None
    if (
        preposition == "for"
        and words.lower(places[0]) == "the"
        and is_post(words.lower(places[-1]))
    ):
        return "", words.phrase(places[1:]), None
    if head in CONSTITUENCY_OFFICES and not _is_body(words, places):
        return "", None, None
    parts = parts_of(words, places)
    kept: list[range] = []
    for part in parts:
        if not part.places:
            continue
        if is_place(words, part.places) and not is_organization(words, part.places):
            if not kept and part.after in ("", "of") and preposition in ("of", "for"):
                phrase = organization_phrase(words, part.places)
                return "", (place_served(phrase, head) if phrase else None), None
            break
        if is_organization(words, part.places):
            if not kept and preposition == "of" and words[part.places[-1]].label == "PERSON":
                return "", place_served(words.phrase(part.places), head), None
            kept.append(part.places)
        elif not kept:
            break
    if not kept:
        return "", None, None
    if len(kept) == 1:
        organization, unit = whole_and_unit(words, kept[0])
        return "", organization, unit
    return "", organization_phrase(words, kept[-1]), unit_phrase(words, kept[0])


def _is_body(words: Words, places: range) -> bool:
    """Whether a lawmaker's place is no constituency: a country, or something with a body's noun."""
    if words.phrase(places).lower().removeprefix("the ") in COUNTRIES:
        return True
    return any(words.lower(at) in ORGANIZATION_NOUNS for at in places)


def place_served(phrase: str, head: str) -> str | None:
    """The country, town or team that somebody with this role serves, None for a mere origin."""
    head = ABBREVIATED.get(head, head).lower()
    if head in CONSTITUENCY_OFFICES:
        return phrase if phrase.lower() in COUNTRIES and not is_demonym(phrase) else None
    return country(phrase) if head in PUBLIC_OFFICES else None


def _field_end(words: Words, places: range, preposition: str) -> int:
    """Behind the field of a role ("of Education", "of energy policy research"), or its start."""
    start = places.start
    if words.lower(start) in DETERMINERS or preposition not in ("of", "for", "in", "on"):
        return start
    end = start
    while end < places.stop:
        lower = words.lower(end)
        if lower in PREPOSITIONS and not (
            lower in ("of", "and") and words.lower(end + 1) in PORTFOLIOS
        ):
            break
        word = words[end]
        if word.is_possessive or (
            word.label in ("ORG", "LOC", "PERSON") and lower not in PORTFOLIOS
        ):
            return start
        if word.is_capitalised and lower not in PORTFOLIOS | {"and", "&"}:
            return start
        end += 1
    if end == start:
        return start
    last = words.lower(end - 1)
    if last in PORTFOLIOS:
        return end
    singular = last[:-1] if last.endswith("s") else last
    return start if last in ORGANIZATION_NOUNS or singular in ORGANIZATION_NOUNS else end
