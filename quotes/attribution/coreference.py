"""Mentions as the score of pairs sees them: pronoun, name or description, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from quotes.attribution.words import Words
from quotes.lexicon import (
    FEMALE_GIVEN,
    FEMALE_NOUNS,
    FEMALE_TITLES,
    GROUP_NOUNS,
    KIN,
    MALE_GIVEN,
    MALE_NOUNS,
    MALE_TITLES,
    PERSON_NOUNS,
    PRONOUNS_OF,
    is_post,
    is_post_plural,
)
from quotes.types import Span

NOWHERE = -1
"""The number of the content that a mention outside of all contents stands in."""


class Form(IntEnum):
    """What a mention is made of."""

    PRONOUN = 0
    NAME = 1
    DESCRIPTION = 2


class Agreement(IntEnum):
    """What the words of a mention show of gender and number."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2
    PLURAL = 3
    THING = 4


class GrammaticalRole(IntEnum):
    """The syntactic part that a mention plays."""

    OTHER = 0
    SUBJECT = 1
    OBJECT = 2
    GENITIVE = 3
    OBLIQUE = 4
    JOINED = 5


PRONOUNS = {word: Agreement[shown.upper()] for word, shown in PRONOUNS_OF.items()}
_POSSESSIVES = frozenset({"his", "her", "their", "its"})
_MENTIONS_ROLES = {
    "nsubj": GrammaticalRole.SUBJECT,
    "obj": GrammaticalRole.OBJECT,
    "iobj": GrammaticalRole.OBJECT,
    "nmod": GrammaticalRole.GENITIVE,
    "obl": GrammaticalRole.OBLIQUE,
    "conj": GrammaticalRole.JOINED,
    "appos": GrammaticalRole.JOINED,
}
_ENDS = frozenset({"ADP", "PUNCT", "SCONJ", "VERB"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: its words, and what the score of pairs knows of it.

    ``head`` is the index of the word that carries it; ``content`` the number of the quotation's
    content it stands in, or :data:`NOWHERE`; ``is_source`` whether it lies in the source of one.
    """

    tokens: range
    head: int
    form: Form
    agreement: Agreement
    role: GrammaticalRole
    possessive: bool
    sentence: int
    paragraph: int
    content: int
    is_source: bool


class Mentions:
    """Makes mentions of the words of one article."""

    def __init__(self, words: Words, contents: Sequence[Span], sources: Sequence[Span]) -> None:
        """``contents`` and ``sources`` are those of the quotations, as the reader marks them."""
        self._words = words
        self._content_of = {
            index: number
            for number, content in reversed(list(enumerate(contents)))
            for index in words.tokens(content)
        }
        self._in_source = {index for source in sources for index in words.tokens(source)}

    def at(self, tokens: range) -> Mention:
        """The mention of these words; one at least."""
        words = self._words
        pronoun = PRONOUNS.get(words.lower(tokens[0])) if len(tokens) == 1 else None
        head = tokens[0] if pronoun is not None else _head(words, tokens)
        return Mention(
            tokens=tokens,
            head=head,
            form=_form(words, head, pronoun),
            agreement=_mentions_agreement(words, tokens, head) if pronoun is None else pronoun,
            role=_role(words, tokens),
            possessive=_is_possessive(words, tokens, pronoun),
            sentence=words[tokens[0]].sentence,
            paragraph=words[tokens[0]].paragraph,
            content=self._content_of.get(tokens[0], NOWHERE),
            is_source=all(index in self._in_source for index in tokens),
        )


def _head(words: Words, tokens: range) -> int:
    """The last word before what follows the noun: a preposition, a clause, a comma."""
    stop = next((at for at in tokens[1:] if words[at].pos in _ENDS), tokens.stop)
    head = stop - 1
    while head > tokens.start and words[head].is_possessive:
        head -= 1
    return head


def _form(words: Words, head: int, pronoun: Agreement | None) -> Form:
    if pronoun is not None:
        return Form.PRONOUN
    capital = words[head].is_capitalised
    named = words[head].pos == "PROPN" or (capital and words[head].label == "PERSON")
    return Form.NAME if named else Form.DESCRIPTION


def _mentions_agreement(words: Words, tokens: range, head: int) -> Agreement:
    lowered = [words.lower(at).rstrip(".") for at in range(tokens.start, head + 1)]
    for word in lowered:
        if word in MALE_TITLES or word in MALE_NOUNS or KIN.get(word) == "male":
            return Agreement.MALE
        if word in FEMALE_TITLES or word in FEMALE_NOUNS or KIN.get(word) == "female":
            return Agreement.FEMALE
    noun = words.lower(head)
    if words[head].pos == "PROPN" or words[head].label == "PERSON":
        return _agreement_of_name(words, tokens, lowered)
    if is_post_plural(noun) or noun in GROUP_NOUNS:
        return Agreement.PLURAL
    if words[head].pos == "NOUN" and noun.endswith("s") and not noun.endswith("ss"):
        return Agreement.PLURAL
    human = is_post(noun) or noun in PERSON_NOUNS or noun in KIN
    return Agreement.UNKNOWN if human else Agreement.THING


def _agreement_of_name(words: Words, tokens: range, lowered: Sequence[str]) -> Agreement:
    for word in lowered:
        if (word in MALE_GIVEN) != (word in FEMALE_GIVEN):
            return Agreement.MALE if word in MALE_GIVEN else Agreement.FEMALE
    labels = {words[at].label for at in tokens}
    bodies = not labels.isdisjoint({"ORG", "LOC", "NORP"})
    return Agreement.THING if bodies and "PERSON" not in labels else Agreement.UNKNOWN


def _role(words: Words, tokens: range) -> GrammaticalRole:
    roles = {
        _MENTIONS_ROLES.get(words[at].dep.partition(":")[0], GrammaticalRole.OTHER) for at in tokens
    }
    return min(roles - {GrammaticalRole.OTHER}, default=GrammaticalRole.OTHER)


def _is_possessive(words: Words, tokens: range, pronoun: Agreement | None) -> bool:
    if pronoun is not None:
        return words.lower(tokens[0]) in _POSSESSIVES and words[tokens[0]].dep.startswith("nmod")
    after = tokens.stop
    return words[tokens[-1]].is_possessive or (after < len(words) and words[after].is_possessive)


REACH = 250
"""Words that an antecedent stands before its anaphor at most."""
