"""Names of authors and outlets in the lines above and below an article."""

from __future__ import annotations

import re

from quotes.lexicon import MONTHS, PARTICLES, WEEKDAYS, any_of, word_set, word_table


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


AGENCIES = word_table("agencies")
"""News agencies by their names in lower case."""

_OUTLET_WORDS = word_set("outlet_words")
_ROLES = word_set("byline_words")
_SECTIONS = word_set("section_words")
_DAYS_AND_MONTHS = WEEKDAYS | MONTHS - {"may"}
_RELEASES = _set("briefing conference immediate release releases statement statements")
_NO_NAME = _OUTLET_WORDS | _ROLES | _SECTIONS | _RELEASES | _DAYS_AND_MONTHS | {"the", "a", "an"}
_HONORIFIC = re.compile(rf"^(?:{any_of(word_set('titles', 'byline'))}\b\.?\s+)+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_JOIN = re.compile(r"\s+(?:and|&)\s+|\s+with\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:in|at|for|of|from)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:,|\||\(|\s[–—-]\s)\s*")


def person_name(text: str) -> str | None:
    """The text as a person's name, capitals throughout made lower; None if it looks like none."""
    text = _HONORIFIC.sub("", text.strip(" ,;:"))
    words = text.split()
    if not 2 <= len(words) <= 5:
        return None
    for place, word in enumerate(words):
        plain = word.strip(".").lower()
        if plain in _NO_NAME or not _WORD.fullmatch(word):
            return None
        if not word[0].isupper() and not (plain in PARTICLES and place < len(words) - 1):
            return None
    return text.title() if text.isupper() else text


def outlet_name(text: str) -> str | None:
    """The text as an outlet's name; None if nothing in it says that it is one."""
    text = text.strip(" ,;:()").removesuffix(".")
    agency = AGENCIES.get(text.lower().removeprefix("the "))
    if agency:
        return agency
    words = text.lower().split()
    if not words:
        return None
    named = text[:1].isupper() and (words[0] == "the" or not _OUTLET_WORDS.isdisjoint(words))
    jobs = _ROLES & set(words) if words[0] != "the" else _ROLES & set(words) - _OUTLET_WORDS
    if not named or not 2 <= len(words) <= 7 or jobs or not _RELEASES.isdisjoint(words):
        return None
    return text


def is_role(text: str) -> bool:
    """Whether a short text names the job of a journalist."""
    return not _ROLES.isdisjoint(re.findall(r"[a-z]+", text.lower()))


def is_section(text: str) -> bool:
    """Whether a short text is made of the names of sections and menu entries alone."""
    return _SECTIONS.issuperset(re.findall(r"[^\W\d_]+", text.lower()))


def is_calendar(word: str) -> bool:
    """Whether a word is the name of a day or a month."""
    return word.lower() in _DAYS_AND_MONTHS | {"may"}


def credited(text: str) -> tuple[tuple[str, ...], str | None] | None:
    """Authors and outlet in what follows "By"; None if it is no credit at all.

    "A and B, Staff Reporters, The Daily X" gives ``((A, B), "The Daily X")``. What follows a
    comma counts as another author only where the list ends with "and".
    """
    joined = _JOIN.split(text.strip(" .,:;"))
    if len(joined) > 1:
        first, *others = joined
        parts = [*_ASIDE.split(first), *others]
    else:
        parts = [text.strip(" .,:;")]
    authors: list[str] = []
    outlet: str | None = None
    known = False
    for part in parts:
        name, *rest = _ASIDE.split(part)
        head, *tail = _PLACE.split(name, maxsplit=1)
        person = person_name(head)
        if person:
            authors.append(person)
        for candidate in [*([] if person else [name]), *tail, *rest]:
            outlet = outlet or outlet_name(candidate)
            known = known or is_role(candidate)
    if not authors and not outlet and not known:
        return None
    return tuple(dict.fromkeys(authors)), outlet


def listed_names(text: str) -> tuple[str, ...]:
    """The names in a list of authors: "A and B", "A; B", "A, B & C", perhaps after "By"."""
    text = re.sub(r"^by\s*:?\s+", "", text.strip(), flags=re.IGNORECASE)
    names: list[str] = []
    for part in re.split(r"\s*;\s*|\s+and\s+|\s+&\s+", text):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        several = all(" " in piece for piece in pieces)
        names.extend(pieces if several else [part.strip(" ,")])
    return tuple(dict.fromkeys(name for name in names if name))
