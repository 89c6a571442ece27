"""One written form for words, names and targets that differ only in inflection, case or accents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quotes.lexicon import DETERMINING, word_set, word_table

# English nouns.

GENERIC = word_set("generic_nouns", "generic")
"""Nouns, in the singular, that alone are no topic."""

SINGULARS = word_table("plurals")
SAME_IN_PLURAL = word_set("same_in_plural")
_PLURALS = {singular: plural for plural, singular in SINGULARS.items() if singular != plural}
_ADD_ES = ("sses", "xes", "ches", "shes", "zzes")
_NO_PLURAL = ("ss", "us", "is")


def singular_of(word: str) -> str:
    """The singular of a plural in lower case, where its ending is regular or it is well known."""
    if word in SINGULARS:
        return SINGULARS[word]
    if word in SAME_IN_PLURAL or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_ADD_ES) else word[:-1]


def forms_of(singular: str) -> frozenset[str]:
    """All words in lower case whose :func:`singular_of` is this one, and maybe some more."""
    forms = {singular, f"{singular}s", f"{singular}es"}
    if singular.endswith("y"):
        forms.add(f"{singular[:-1]}ies")
    if singular in _PLURALS:
        forms.add(_PLURALS[singular])
    return frozenset(forms)


# Base forms of words, by the library simplemma.


KNOWN_WORDS = 20_000
"""Words whose base form is kept from one document to the next."""

_WITHOUT_FORMS = frozenset({"NUM", "PROPN", "PUNCT", "SPACE", "SYM", "X"})


@lru_cache(maxsize=KNOWN_WORDS)
def lemma(word: str, pos: str) -> str:
    """The base form of an English word of a universal part of speech: "said", "VERB" -> "say".

    Names, numbers and signs are their own base form; what the library does not know comes back in
    lower case. Its list of words is loaded with the first word.
    """
    if pos in _WITHOUT_FORMS:
        return word
    from simplemma import lemmatize

    base: str = lemmatize(word.lower(), lang="en")
    return base


# Names.


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """The words of a name in lower case, without accents and punctuation, one space apart.

    A name without any letter or digit stays as it is, in lower case.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    letters = "".join(
        mark if mark.isalnum() or unicodedata.category(mark)[0] == "M" else " "
        for mark in plain.translate(_LETTERS)
        if not unicodedata.combining(mark)
    )
    return " ".join(letters.split()) or name.strip().casefold()


def fold_organization(name: str) -> str:
    """An organisation's name folded, without "the" before it."""
    return fold(name).removeprefix("the ")


# The words of a target as they are compared: folded, in the singular, each with its place.


KNOWN_TARGETS = 50_000
"""Targets whose words are kept from one question to the next."""
_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W_]+)*")
EMPTY_OF_TARGETS = DETERMINING | word_set("grammar", "target")
"""Words that tell nothing of what a target is."""


@dataclass(frozen=True, slots=True)
class TargetWord:
    """A word of a target: as it is compared, and where it stands, end exclusive."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=KNOWN_TARGETS)
def words_of(target: str) -> tuple[TargetWord, ...]:
    """The words of a target in their order; both parts of a hyphenated word count."""
    return tuple(
        TargetWord(singular_of(fold(found[0])), found.start(), found.end())
        for found in _WORD.finditer(target)
    )


def content_of(target: str) -> frozenset[str]:
    """The words that tell what the target is; all of them if there are no others."""
    forms = frozenset(word.form for word in words_of(target))
    return forms - EMPTY_OF_TARGETS or forms


@lru_cache(maxsize=KNOWN_TARGETS)
def fold_target(target: str) -> str:
    """What is the same for a target in singular and plural, with and without "the"."""
    forms = [word.form for word in words_of(target)]
    while len(forms) > 1 and forms[0] in DETERMINING:
        forms.pop(0)
    return " ".join(forms) or fold(target)
