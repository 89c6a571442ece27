"""Bodies that a noun phrase names: an organisation, and the unit of it.

"the council's scrutiny panel" is a unit of a whole; "University of Texas" is one name.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.attribution.words import Words
from quotes.lexicon import (
    COUNTRIES,
    ORGANIZATION_NOUNS,
    PORTFOLIOS,
    UNIT_NOUNS,
    is_post,
    is_post_plural,
    word_set,
)

DETERMINERS = word_set("grammar", "determiner")
ANAPHORIC = frozenset({"its", "their", "our"})
PERSONAL = frozenset({"his", "her", "my", "your"})
PREPOSITIONS = word_set("grammar", "preposition")


@dataclass(frozen=True, slots=True)
class OrganizationPart:
    """One body in a phrase, and the preposition behind it, empty at the end."""

    tokens: range
    after: str


def organization_phrase(words: Words, tokens: range) -> str | None:
    """An organisation's name without determiners and describing words before it."""
    start, end = tokens.start, tokens.stop
    while start < end and (words.lower(start) in DETERMINERS or words.lower(start) in ANAPHORIC):
        start += 1
    while end > start and (words[end - 1].is_possessive or not words[end - 1].text[0].isalnum()):
        end -= 1
    if start == end:
        return None
    if words[end - 1].is_capitalised:
        first = start
        for at in range(start, end):
            small = words.lower(at) in PREPOSITIONS | {"and", "the", "&"} or words[at].is_possessive
            if not words[at].text[0].isalpha() and not words[at].text[0].isdigit():
                small = True
            if not words[at].is_capitalised and not small and not words[at].text[0].isdigit():
                first = at + 1
        start = first
    else:
        while start < end - 1 and words[start].text in ("new", "newly", "local", "same"):
            start += 1
    while end - start > 2 and words[start].is_possessive:
        start += 1
    return words.phrase(range(start, end)) or None


def is_place(words: Words, tokens: range) -> bool:
    """Whether the words name nothing but a place or a nation."""
    if words.phrase(tokens).lower().removeprefix("the ") in COUNTRIES:
        return True
    labels = {words[at].label for at in tokens if words[at].is_capitalised}
    return bool(labels) and labels <= {"LOC", "NORP"}


def is_organization(words: Words, tokens: range) -> bool:
    """Whether the words name a body that people can belong to."""
    last = tokens[-1]
    if words[last].label == "ORG" or any(words[at].label == "ORG" for at in tokens):
        return True
    if words[last].label == "PERSON" and words.lower(tokens[0] - 1) == "of":
        return len(tokens) == 1
    lower = words.lower(last)
    singular = lower[:-1] if lower.endswith("s") else lower
    if lower in ORGANIZATION_NOUNS or singular in ORGANIZATION_NOUNS:
        return True
    if is_post_plural(lower) or words[last].label in ("PERSON", "DATE", "LOC", "NORP"):
        return False
    return words[last].is_capitalised and lower not in PORTFOLIOS


def unit_phrase(words: Words, tokens: range) -> str | None:
    """The name of a unit, without determiners."""
    start = tokens.start
    while start < tokens.stop and words.lower(start) in DETERMINERS | ANAPHORIC:
        start += 1
    return words.phrase(range(start, tokens.stop)) or None


def parts_of(words: Words, tokens: range) -> list[OrganizationPart]:
    """The bodies that a phrase names, each within the next: a unit "of" or "at" a whole."""
    parts: list[OrganizationPart] = []
    start = tokens.start
    for at in tokens:
        lower = words.lower(at)
        if lower not in PREPOSITIONS | {"and"} or at == start:
            continue
        if lower == "and":
            if words.lower(at + 1) in DETERMINERS | PERSONAL or not (
                at + 1 < tokens.stop
                and words[at + 1].is_capitalised == words[at - 1].is_capitalised
            ):
                parts.append(OrganizationPart(range(start, at), ""))
                return parts
            continue
        if lower in ("to", "from", "with"):
            parts.append(OrganizationPart(range(start, at), ""))
            return parts
        if is_inside_name(words, at, tokens):
            continue
        parts.append(OrganizationPart(range(start, at), lower))
        start = at + 1
    parts.append(OrganizationPart(range(start, tokens.stop), ""))
    return parts


def is_inside_name(words: Words, index: int, tokens: range) -> bool:
    """Whether a preposition belongs to a name: "University of Texas", "Center for Peace"."""
    if index + 1 >= tokens.stop or index <= tokens.start:
        return False
    before, after = words[index - 1], words[index + 1]
    if not before.is_capitalised:
        return before.label == "ORG" and before.entity == after.entity
    if before.entity == after.entity and before.label == "ORG":
        return True
    if words.lower(index) == "at" or words.lower(index) == "in":
        return False
    if after.lower in ("the", "a"):
        return (
            before.lower not in UNIT_NOUNS
            and words.lower(index) == "of"
            and not is_post(before.lower)
        )
    return after.is_capitalised and not is_post(before.lower)


def whole_and_unit(words: Words, tokens: range) -> tuple[str | None, str | None]:
    """Organisation and unit in "the council's scrutiny panel" or "the panel"."""
    for at in tokens[1:-1]:
        if not words[at].is_possessive:
            continue
        owner, rest = range(tokens.start, at), range(at + 1, tokens.stop)
        if is_post_plural(words.lower(rest[-1])) and is_organization(words, owner):
            return organization_phrase(words, owner), None
        is_unit = any(words.lower(p) in UNIT_NOUNS for p in rest)
        if is_unit and is_organization(words, owner) and not is_place(words, owner):
            if words[owner[-1]].entity == words[rest[0]].entity and words[owner[-1]].label == "ORG":
                continue
            return organization_phrase(words, owner), unit_phrase(words, rest)
        if is_place(words, owner) or words.lower(owner[-1]) in (
            "country",
            "nation",
            "city",
            "world",
        ):
            return organization_phrase(words, rest), None
    return organization_phrase(words, tokens), None


def introduced_body(words: Words, noun: str, before: int) -> tuple[str | None, str | None]:
    """Organisation and unit that a bare noun, "the panel", was called by at its first mention."""
    for at in range(before):
        if words.lower(at) != noun:
            continue
        start = at
        while start and at - start < 6 and words.joined(start - 1):
            word = words[start - 1]
            if not (
                word.is_possessive or word.is_capitalised or word.pos in ("NOUN", "PROPN", "ADJ")
            ):
                break
            start -= 1
        tokens = range(start, at + 1)
        if len(tokens) < 2:
            return None, None
        return whole_and_unit(words, tokens)
    return None, None
