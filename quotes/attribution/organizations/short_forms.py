"""Whether one name of an organisation is short for another: initials, or some of its words."""

from __future__ import annotations

from functools import lru_cache

from quotes.attribution.people.names import folded
from quotes.lexicon import (
    COUNTRIES,
    INSTITUTION_NOUNS,
    ORGANIZATION_NOUNS,
    UNIT_NOUNS,
    is_demonym,
    is_post,
    word_set,
)

SMALL = word_set("grammar", "unlettered")
"""Words that do not count when names are compared."""

LEGAL_FORMS = word_set("legal_forms") | {"group", "holding", "holdings"}
"""What stands behind a firm's name and is left out of its short form."""

_NAMED_BY_FIRST = LEGAL_FORMS | word_set("organization_nouns", "named_by_first")
_NAMED_BY_LAST = frozenset({"church", "order", "movement", "cult", "brotherhood"})
_LINKS = frozenset({"of", "for", "on", "at", "in"})
_TURNED = frozenset({"ministry", "department"})
_NOUNS = ORGANIZATION_NOUNS | INSTITUTION_NOUNS | UNIT_NOUNS
_LONGEST_ABBREVIATION = 10


@lru_cache(maxsize=1 << 14)
def key_words(phrase: str) -> tuple[str, ...]:
    """The words of a name for comparing: folded, without small words and possessives."""
    plain = phrase.replace("’", "'").replace("'s ", " ").removesuffix("'s")
    return tuple(
        word for part in plain.split() if part.lower() not in SMALL and (word := folded(part))
    )


def is_abbreviation(form: str) -> bool:
    """Whether a name looks like letters taken from a longer one: "CDS", "U.N.", "BoE"."""
    letters = form.replace(".", "").replace("&", "")
    if not letters.isalnum() or not 2 <= len(letters) <= _LONGEST_ABBREVIATION:
        return False
    capitals = sum(letter.isupper() for letter in letters)
    return letters[0].isupper() and capitals >= 2 and 2 * capitals >= len(letters)


@lru_cache(maxsize=1 << 14)
def spells(abbreviation: str, name: str) -> bool:
    """Whether the letters are the initials of the name's words.

    Small words and legal forms may be passed over; a word that is itself an abbreviation may
    give all its letters ("UNHCR": UN High Commissioner for Refugees).
    """
    letters = folded(abbreviation)
    parts = [part for word in name.split() for part in word.replace("‑", "-").split("-")]
    parts = [part for part in parts if folded(part)]
    return len(parts) > 1 and len(letters) > 1 and _spelled(letters, tuple(parts))


def _spelled(letters: str, parts: tuple[str, ...]) -> bool:
    if not parts:
        return not letters
    part, rest = folded(parts[0]), parts[1:]
    optional = part in SMALL or parts[0] == "&" or part in LEGAL_FORMS
    if optional and _spelled(letters, rest):
        return True
    whole = is_abbreviation(parts[0]) and letters.startswith(part)
    if whole and _spelled(letters[len(part) :], rest):
        return True
    return letters.startswith(part[0]) and _spelled(letters[1:], rest)


def same_body(one: str, other: str) -> bool:
    """Whether two names differ only in small words, spelling marks, legal form or word order.

    "Ministry of Health" is the "Health Ministry"; "Delta Freight Ltd" is "Delta Freight".
    """
    return body_words(one) == body_words(other)


def is_short_form(form: str, full: str) -> bool:
    """Whether the first name can be short for the second one, in one article.

    The initials; the distinctive first word of a firm or a university; the last words without a
    country or other words before them; the words before "of" with a country. A unit's name never
    is short for its whole, nor the whole's name for its unit.
    """
    if same_body(form, full):
        return True
    if is_abbreviation(form):
        return spells(form, full)
    short, long = body_words(form), body_words(full)
    if not short or len(short) >= len(long):
        return False
    if len(short) == 1 and short[0] in _NOUNS:
        return False
    if any(is_post(word) for word in long[len(short) :]):
        return False
    if long[: len(short)] == short:
        return _is_first_part(short, long[len(short) :], full)
    return long[-len(short) :] == short and _is_last_part(short, full)


def is_kind_of(form: str, full: str) -> bool:
    """Whether a lone noun is the kind that a name tells: "Council" of "Skarholm Council"."""
    short, long = key_words(form), key_words(full)
    if len(short) != 1 or len(long) < 2 or short[0] not in _NOUNS:
        return False
    if long[-1] == short[0]:
        return True
    words = full.split()
    return folded(words[0]) == short[0] and words[1].lower() in _LINKS


@lru_cache(maxsize=1 << 14)
def body_words(name: str) -> tuple[str, ...]:
    """What of a name tells bodies apart: its key words without legal form, in one order.

    "Ministry of X" and "X Ministry" have the same.
    """
    key = key_words(name)
    while len(key) > 1 and key[-1] in LEGAL_FORMS:
        key = key[:-1]
    words = name.lower().split()
    for at, word in enumerate(words[:-2]):
        if word not in _TURNED or words[at + 1] not in _LINKS:
            continue
        before = key_words(" ".join(words[:at]))
        field, _, place = " ".join(words[at + 2 :]).partition(" of ")
        if all(is_demonym(part) for part in before):
            subject = key_words(field.removesuffix(" affairs"))
            return (*before, *subject, word, *key_words(place))
    return key


def _is_first_part(short: tuple[str, ...], rest: tuple[str, ...], full: str) -> bool:
    """Whether a name is called by its first words: "Northfield" for "Northfield University"."""
    name = " ".join(short)
    if name in COUNTRIES or is_demonym(name):
        return False
    if rest[-1] in COUNTRIES and short[-1] in _NOUNS and len(short) > 1:
        return True
    if any(word.lower() in _LINKS for word in full.split()):
        return False
    if short[-1] in _NOUNS:
        return False
    if all(word in _NAMED_BY_FIRST for word in rest):
        return True
    joined = any(word.lower() in SMALL for word in full.split())
    return len(short) == len(rest) == 1 and rest[0] not in _NOUNS and not joined


def _is_last_part(short: tuple[str, ...], full: str) -> bool:
    """Whether a name is called by its last words: "Space Center" for "Kennedy Space Center".

    A party is not: that of a state is another one than that of the country.
    """
    if short[-1] == "party":
        return False
    words = full.split()
    if key_words(full)[-len(short) :] != short:
        return len(short) > 1
    at = max(n for n in range(len(words)) if key_words(" ".join(words[n:])) == short)
    before = [word.lower() for word in words[:at] if word.lower() not in ("the", "a")]
    if before and before[-1] in _LINKS:
        return folded(words[0]) in _NAMED_BY_LAST and len(before) == 2
    return len(short) > 1
