"""The organisations of an article, and which of them a phrase means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes import article
from quotes.article import Span
from quotes.attribution.organizations.short_forms import SMALL, is_kind_of, key_words
from quotes.attribution.people.names import folded
from quotes.attribution.words import Words
from quotes.lexicon import INSTITUTION_NOUNS, ORGANIZATION_NOUNS, word_set

_GENERIC = word_set("organization_nouns", "generic")
"""Nouns that can stand for an organisation named before, whatever its own name is."""
_STRICT = word_set("organization_nouns", "strict")
"""Those of them that fit no organisation whose name says that it is of another kind."""


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation: its fullest name, its other forms, and the spans of all of them.

    ``former_names`` are those that the text says it no longer bears; ``parent`` is the name of
    the body that it is a part, unit or subsidiary of; ``place`` the country, region or town whose
    public body it is, where the text says so.
    """

    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    former_names: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms of the name, the fullest first, former names last."""
        return (self.name, *self.aliases, *self.former_names)

    @property
    def told(self) -> article.Organization:
        """The organisation without its places in the text."""
        return article.Organization(
            self.name, self.aliases, self.former_names, self.parent, self.place
        )


def named(phrase: str, organizations: Sequence[Organization]) -> Organization | None:
    """The organisation that a phrase names by any of its forms, or by its last words."""
    wanted = key_words(phrase)
    if not wanted:
        return None
    for organization in organizations:
        if any(key_words(form) == wanted for form in organization.forms):
            return organization
    ending = [
        organization
        for organization in organizations
        if len(key := key_words(organization.name)) > len(wanted) and key[-len(wanted) :] == wanted
    ]
    return ending[0] if len(ending) == 1 else None


def described(
    noun: str, before: int, organizations: Sequence[Organization]
) -> tuple[Organization | None, bool]:
    """The organisation meant by "the NOUN" at a place in the text, and whether that is sure.

    One whose name says that it is such a body, or holds the noun; else, for a noun like
    "company", the one named last.
    """
    earlier = [o for o in organizations if o.mentions[0].start < before]

    def last(organization: Organization) -> int:
        return max(span.start for span in organization.mentions if span.start < before)

    holding = [o for o in earlier if any(is_kind_of(noun, form) for form in o.forms)]
    holding = holding or [o for o in earlier if folded(noun) in key_words(o.name)]
    if holding:
        return max(holding, key=last), len(holding) == 1
    fitting = [o for o in earlier if noun not in _STRICT or not _is_of_another_kind(noun, o)]
    if noun in _GENERIC and fitting:
        return max(fitting, key=last), False
    return None, False


def _is_of_another_kind(noun: str, organization: Organization) -> bool:
    """Whether the name says that it is no such thing: a college is not "the newspaper"."""
    kind = key_words(organization.name)[-1]
    return kind != folded(noun) and kind in ORGANIZATION_NOUNS | INSTITUTION_NOUNS


def subject_before(words: Words, place: int) -> str | None:
    """The organisation that the sentence before the one at the place begins with."""
    this = words.sentence_of(place).start
    if this == 0 or words[this - 1].paragraph != words[this].paragraph:
        return None
    sentence = words.sentence_of(this - 1)
    start = sentence.start
    if words.lower(start) in SMALL:
        start += 1
    end = start
    while end < sentence.stop and end - start < 10:
        word = words[end]
        if not (word.text[0].isalnum() or word.is_possessive or word.text == "&"):
            break
        if word.pos in ("VERB", "AUX") and not word.is_capitalised:
            break
        end += 1
    while end > start and words[end - 1].is_possessive:
        end -= 1
    if start >= end:
        return None
    last = words[end - 1]
    if last.label == "ORG" or last.lower in ORGANIZATION_NOUNS:
        return words.phrase(range(start, end))
    return None
