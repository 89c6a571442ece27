"""The vocabulary of quotes: word lists kept as data, one entry a line, and what several rooms ask.

A list of ``quotes/data`` is a ``.txt`` file of words, or a ``.tsv`` file whose first column is the
word and whose others are what is known of it. A list that one module uses is loaded there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from quotes.errors import QuotesError

_PACKAGE = Path(__file__).parent


def _missing(what: str) -> QuotesError:
    return QuotesError(f"{what} is missing from this installation of quotes; install it again.")


@cache
def _lines(file: str) -> tuple[str, ...]:
    try:
        text = (_PACKAGE / "data" / file).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise _missing(f"The word list {file}") from error
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


@cache
def word_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a table, each cut into its columns.

    :raises QuotesError: there is no such table.
    """
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv"))


@cache
def word_table(name: str, column: int = 1) -> Mapping[str, str]:
    """A column of a table by the words of its first one; words without an entry are left out.

    :raises QuotesError: there is no such table.
    """
    return {row[0]: row[column] for row in word_rows(name) if row[column : column + 1] > ("",)}


@cache
def _tagged(name: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, tags, *_ in word_rows(name):
        for tag in tags.split():
            found[tag].add(word)
    return {tag: frozenset(words) for tag, words in found.items()}


@cache
def word_set(name: str, tag: str | None = None) -> frozenset[str]:
    """The words of a list; of a table with tags, those that have this one.

    :raises QuotesError: there is no such list, or no word with this tag.
    """
    if tag is None:
        return frozenset(_lines(f"{name}.txt"))
    if tag not in _tagged(name):
        raise _missing(f"A word with the tag {tag} in {name}.tsv")
    return _tagged(name)[tag]


def any_of(words: frozenset[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


def seed(name: str) -> Path:
    """A file or folder of the seeds: inside an installed package, beside it in a checkout.

    :raises QuotesError: it is missing.
    """
    for seeds in (_PACKAGE / "seeds", _PACKAGE.parent / "seeds"):
        if (seeds / name).exists():
            return seeds / name
    raise _missing(f"The file {name}")


STOP_WORDS = word_set("grammar", "stop")
"""Words that say little of what a text is about."""
DETERMINING = word_set("grammar", "determining")
"""Determiners and possessives, which stand before a topic or a target."""
NEGATORS = word_set("grammar", "negator")
OPPOSITES = word_table("opposites")
"""Words beside a word of the opposite sense."""
MODALS = word_table("modals")
"""Modal verbs with the one that they are a form of."""
AUXILIARIES = frozenset({"be", "have", "do", "will", "shall", "'d"})
"""The base forms of verbs that make a tense of another."""
MONTHS = word_set("calendar", "month")
MONTHS_SHORT = word_set("calendar", "short")
WEEKDAYS = word_set("calendar", "weekday")
TENS_AND_UNITS = {word: int(value) for word, value in word_table("numbers").items()}
"""Numbers in one word from zero to nineteen, and the tens."""

MALE_TITLES = word_set("titles", "male")
FEMALE_TITLES = word_set("titles", "female")
"""Words before a name that show the gender."""
HONORIFICS = MALE_TITLES | FEMALE_TITLES | word_set("titles", "plain")
"""Words before a name that are no post."""
ABBREVIATED = word_table("title_abbreviations")
"""Abbreviated posts before a name, in lower case without the full stop."""
POSTNOMINALS = word_set("postnominals", "letters")
SUFFIXES = word_set("name_suffixes", "suffix")
PARTICLES = word_set("particles", "particle")
ARABIC_ARTICLES = word_set("arabic_articles")
"""Forms of the article that a hyphen ties to a name: "al-Rashid"."""
FAMILY_FIRST = word_set("family_names", "first")
"""East Asian family names, which stand before the given name, or behind it in English."""
VIETNAMESE = word_set("family_names", "middle")
"""Those of them behind which a middle name stands."""
MALE_GIVEN = word_set("given_names", "male")
FEMALE_GIVEN = word_set("given_names", "female")
_UNISEX = word_set("given_names", "unisex")
GIVEN = MALE_GIVEN | FEMALE_GIVEN | _UNISEX
"""Given names but the East Asian ones."""
COMMON_GIVEN = word_set("given_names", "common")
"""Given names that very many people have."""
COUPLE_WORDS = word_set("family_words")
"""Words that tell of a family: there one family name can stand for two people."""

PUBLIC_OFFICES = word_set("posts", "public")
"""Posts that a country, state or team gives: a place before or after them is whom they serve."""
CONSTITUENCY_OFFICES = word_set("posts", "constituency")
"""Posts whose place is a constituency unless it is a whole country."""
SHARED_POSTS = word_set("posts", "shared")
"""Posts that stand beside another one at the same organisation ("founder and director of")."""
_POSTS = word_set("posts", "post")
_NO_POSTS = word_set("not_posts")
_POST_ENDINGS = ("ologist", "ographer", "ist", "ician", "woman", "person", "eer", "worker", "maker")
POST_MODIFIERS = word_set("post_modifiers")
"""Words that belong to the post itself, even with a capital letter."""
PORTFOLIOS = word_set("portfolios")
"""Fields that a post can be of ("Minister of Education", "head of campaigns")."""
PARTIES = word_set("parties")

UNIT_NOUNS = word_set("organization_nouns", "unit")
"""What a larger organisation is made of."""
ORGANIZATION_NOUNS = UNIT_NOUNS | word_set("organization_nouns", "body")
"""Common nouns for a body that can speak."""
INSTITUTION_NOUNS = word_set("organization_nouns", "institution")
"""What a unit can be part of."""
PLACE_NOUNS = word_set("named_things", "place")
"""Last words of names that look like a person's but are a place's, a paper's or an event's."""
DOCUMENT_NOUNS = word_set("documents", "document")
"""Nouns for things that say something."""
UTTERANCES = word_set("documents", "utterance")
"""What of a person's stands for the person: "her view", "Lee's statement"."""
GROUP_NOUNS = word_set("people_nouns", "group")
"""Nouns for several people."""
KIN = {word: "" if gender == "either" else gender for word, gender in word_table("kin").items()}
"""Relations between people, with the gender they show."""
PERSON_NOUNS = frozenset(KIN) | word_set("people_nouns", "person")
"""Nouns for one person that are no post."""
MALE_NOUNS = word_set("people_nouns", "male")
FEMALE_NOUNS = word_set("people_nouns", "female")
PRONOUNS_OF = word_table("pronouns")
"""Pronouns with what they agree with: ``male``, ``female``, ``plural`` or ``thing``."""

COUNTRY_OF = word_table("demonyms")
"""Demonym in lower case -> country: ``COUNTRY_OF["danish"] == "Denmark"``."""
_UNIONS = word_set("countries", "union")
COUNTRIES = (
    frozenset(name.lower() for name in COUNTRY_OF.values())
    | word_set("countries", "country")
    | _UNIONS
)
"""Countries and unions of countries, in lower case."""
_REGIONAL = word_set("regional_peoples")


def country(words: str) -> str:
    """The country that an adjective stands for; any other words as they are."""
    return COUNTRY_OF.get(words.lower(), words)


def is_country(words: str) -> bool:
    """Whether the words are the name of one country."""
    name = words.lower().removeprefix("the ")
    return name in COUNTRIES and name not in _UNIONS


def is_demonym(word: str) -> bool:
    """Whether a word is the adjective of a country, or names the people of a region or city."""
    return word.lower() in COUNTRY_OF or word.lower() in _REGIONAL


def is_listed_post(word: str) -> bool:
    """Whether a word, in lower case, is a post by the lists and not by its ending alone."""
    return word in _POSTS or word in ABBREVIATED


@lru_cache(maxsize=1 << 16)
def is_post(word: str) -> bool:
    """Whether a word, in lower case, names a post or an occupation of one person."""
    word = word.rstrip(".")
    if is_listed_post(word):
        return True
    for prefix in ("ex-", "then-", "co-", "vice-", "deputy-", "sub-", "under-"):
        if word.startswith(prefix) and is_post(word.removeprefix(prefix)):
            return True
    for suffix in ("-elect", "-designate"):
        if word.endswith(suffix) and is_post(word.removesuffix(suffix)):
            return True
    if word in _NO_POSTS or ("-" in word and word.endswith("-old")):
        return False
    return len(word) > 5 and word.endswith(_POST_ENDINGS)


def is_post_plural(word: str) -> bool:
    """Whether a word, in lower case, is the plural of a post."""
    if word.endswith(("men", "women")):
        return is_post(word[:-2] + "an")
    return word.endswith("s") and not word.endswith("ss") and is_post(word[:-1])


def gender_of(given: str) -> str | None:
    """``male`` or ``female`` for a given name that only one of them commonly has."""
    name = given.lower()
    if name in _UNISEX or (name in MALE_GIVEN) == (name in FEMALE_GIVEN):
        return None
    return "male" if name in MALE_GIVEN else "female"


def is_given(word: str) -> bool:
    """Whether a folded word is a common given name."""
    return word in GIVEN


_FIRST_SPELLING = {
    spelling: name
    for name, spellings in word_table("name_spellings").items()
    for spelling in spellings.split(" ")
}


def canonical_given(word: str) -> str:
    """One spelling for the spellings of a name in Latin letters (Muhammad, Mohamed ...)."""
    return _FIRST_SPELLING.get(word, word)


@lru_cache(maxsize=1)
def _nickname_roots() -> Mapping[str, frozenset[str]]:
    roots: dict[str, set[str]] = defaultdict(set)
    for root, forms in word_table("nicknames").items():
        for form in forms.split(" "):
            roots[form].add(root)
    return {form: frozenset(names) for form, names in roots.items()}


def nickname_roots(given: str) -> frozenset[str]:
    """The given names that a folded name is a short form of, empty for one that is none."""
    return _nickname_roots().get(given, frozenset())


def given_roots(given: str) -> frozenset[str]:
    """The same given names in one spelling."""
    return frozenset(map(canonical_given, nickname_roots(given)))


def is_short_form(word: str) -> bool:
    """Whether a folded word is a usual short form of a given name."""
    return word in _nickname_roots()


def is_nickname(left: str, right: str) -> bool:
    """Whether one given name, folded, is a short form of the other, or both are of a third."""
    ours, theirs = nickname_roots(left), nickname_roots(right)
    return left in theirs or right in ours or not ours.isdisjoint(theirs)
