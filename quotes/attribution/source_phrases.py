"""What kind of source a noun phrase names: its head, its number, its type and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.attribution.bodies import ANAPHORIC, DETERMINERS, PERSONAL, PREPOSITIONS
from quotes.attribution.organizations import OrganizationCluster, described, named
from quotes.attribution.words import Words
from quotes.lexicon import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    KIN,
    ORGANIZATION_NOUNS,
    PARTIES,
    PERSON_NOUNS,
    is_demonym,
    is_post,
    is_post_plural,
    word_set,
)
from quotes.types import SpeakerType

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2, "2": 2, "3": 3}
PAIRS = frozenset({"pair", "duo", "couple", "twins"})
_ENDS = word_set("grammar", "ends_source")
_OPENINGS = word_set("grammar", "opens_source")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_QUANTIFIERS = word_set("grammar", "quantifier")


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A noun phrase: its core up to the first preposition, and the head of that.

    ``definite`` says that it points back ("the minister"); ``number`` is how many people it
    counts, where it does.
    """

    tokens: range
    core: range
    head: str
    definite: bool
    possessed: bool
    number: int | None


def phrase_of(words: Words, tokens: range) -> SourcePhrase | None:
    """The phrase at these tokens, without what a comma or a relative clause adds."""
    end = next(
        (
            at
            for at in tokens[1:]
            if words[at].text in (",", "(", "—", "–", "-")
            or (words.lower(at) in _ENDS and not _in_entity(words, at))
            or _is_participle(words, at)
        ),
        tokens.stop,
    )
    whole = range(tokens.start, end)
    start = whole.start
    while start < end - 1 and words.lower(start) in _OPENINGS:
        start += 1
    whole = range(start, end)
    definite = possessed = False
    number: int | None = None
    while start < end:
        lower = words.lower(start)
        if lower in _DEFINITE:
            definite = True
        elif lower in PERSONAL | ANAPHORIC:
            possessed = True
        elif lower in NUMBERS:
            number = NUMBERS[lower]
        elif lower == "some" or (lower not in DETERMINERS and lower not in ("of", "own")):
            break
        start += 1
    if start == end:
        start = whole.start
    stop = start
    while stop < end and not (words.lower(stop) in PREPOSITIONS and not _in_entity(words, stop)):
        if words[stop].is_possessive and stop > start:
            possessed = True
        stop += 1
    while stop > start + 1 and (words[stop - 1].is_possessive or words[stop - 1].pos == "ADV"):
        stop -= 1
    if stop == start:
        return None
    head = words.lower(stop - 1)
    if head in PAIRS:
        number = 2
    return SourcePhrase(whole, range(start, stop), head, definite, possessed, number)


def _is_participle(words: Words, index: int) -> bool:
    """Whether a word behind a noun opens a clause: "a report released last year"."""
    word, before = words[index], words[index - 1]
    shaped = word.lower.endswith(("ed", "ing")) and not word.is_capitalised
    return shaped and word.pos in ("VERB", "AUX") and before.pos in ("NOUN", "PROPN")


def is_plural(head: str) -> bool:
    """Whether a noun stands for several people."""
    return head in GROUP_NOUNS or is_post_plural(head) or head in PAIRS


def is_human(head: str) -> bool:
    """Whether a noun stands for one person."""
    return is_post(head) or head in PERSON_NOUNS or head in KIN or head.endswith("-old")


def source_of(
    words: Words, phrase: SourcePhrase, organizations: Sequence[OrganizationCluster]
) -> tuple[SpeakerType, str, float, str]:
    """Type, name, certainty and reason of a source that is no named person."""
    text = words.phrase(phrase.tokens)
    core = words.phrase(phrase.core)
    stop = phrase.tokens.stop - words[phrase.tokens[-1]].is_possessive
    bare = words.phrase(range(phrase.core.start, stop))
    last = words[phrase.core[-1]]
    common = len(phrase.core) == 1 and (is_plural(phrase.head) or is_human(phrase.head))
    known = None if common else named(core, organizations)
    if known is None and phrase.head in ORGANIZATION_NOUNS and len(phrase.core) > 1:
        known = named(words.phrase(phrase.core[:-1]), organizations)
    if known is not None:
        return "organization", known.name, 0.95, "organisation"
    if last.label == "ORG" and not common:
        return "organization", _entity_name(words, phrase, organizations), 0.9, "organisation"
    if is_plural(phrase.head) or (
        phrase.core.start > phrase.tokens.start
        and (words.lower(phrase.tokens.start) in _QUANTIFIERS)
    ):
        return "group", bare, 0.93, "unnamed group"
    if phrase.head in DOCUMENT_NOUNS:
        issuer = _issuer(words, phrase)
        if issuer:
            return (
                "organization",
                _fullest(issuer, organizations),
                0.8,
                "document of an organisation",
            )
        return "unknown", bare, 0.8, "document"
    if is_human(phrase.head):
        return "unknown", bare, 0.75 if phrase.definite else 0.92, "unnamed"
    if phrase.head in ORGANIZATION_NOUNS:
        if phrase.definite and not last.is_capitalised:
            meant, sure = described(phrase.head, last.span.start, organizations)
            if meant is not None and len(phrase.core) == 1:
                return "organization", meant.name, 0.8 if sure else 0.6, "organisation named before"
        return "organization", bare, 0.85, "organisation"
    if last.label == "PERSON" and last.is_capitalised and not last.is_possessive:
        return "person", core, 0.8, "person named once"
    if last.label == "LOC":
        return "organization", core, 0.9, "place that speaks"
    if last.label == "NORP" or is_demonym(phrase.head) or phrase.head in PARTIES:
        return "group", core, 0.85, "people of a nation, faith or party"
    if last.is_capitalised and len(words.phrase(phrase.core)) > 1:
        return "organization", core, 0.7, "name"
    if phrase.head.endswith("s") and not phrase.head.endswith(("ss", "is", "us")):
        return "group", bare, 0.85 if last.pos == "NOUN" else 0.6, "unnamed group"
    return "unknown", bare or text, 0.5, "unnamed"


def _in_entity(words: Words, index: int) -> bool:
    before, word = words[index - 1] if index else None, words[index]
    return before is not None and word.label == "ORG" and before.entity == word.entity


def _entity_name(
    words: Words, phrase: SourcePhrase, organizations: Sequence[OrganizationCluster]
) -> str:
    entity = words[phrase.core[-1]].entity
    tokens = [at for at in phrase.core if words[at].entity == entity]
    name = words.phrase(range(tokens[0], tokens[-1] + 1))
    return _fullest(name.removeprefix("the ").removeprefix("The "), organizations)


def _fullest(name: str, organizations: Sequence[OrganizationCluster]) -> str:
    known = named(name, organizations)
    return known.name if known else name


def _issuer(words: Words, phrase: SourcePhrase) -> str | None:
    """The organisation that a phrase names as the one behind a document."""
    for at in phrase.tokens:
        if words[at].label == "ORG":
            tokens = [p for p in phrase.tokens if words[p].entity == words[at].entity]
            name = words.phrase(range(tokens[0], tokens[-1] + 1))
            return (
                name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
            )
    return None
