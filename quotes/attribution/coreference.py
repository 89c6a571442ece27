"""Mentions as the score of pairs sees them: pronoun, name or description, and how it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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


# What is known of a pair of mentions beside their words: distance, agreement, how both stand.


_WORDS = (4, 8, 14, 22, 32, 48, 70, 110, 170)
_SENTENCES = (1, 2, 3, 4, 6, 9)
_MOST_BETWEEN = 3
_FORMS, _AGREEMENTS, _PAIRS_ROLES = len(Form), len(Agreement), len(GrammaticalRole)
_SIZES = (
    len(_WORDS) + 2,
    len(_SENTENCES) + 2,
    3,
    (_AGREEMENTS + 1) * _AGREEMENTS,
    _FORMS * _PAIRS_ROLES,
    4,
    3,
    4,
    _MOST_BETWEEN + 1,
    2 * (_MOST_BETWEEN + 1),
    4,
    _PAIRS_ROLES * 2,
)
_OFFSETS = (0, *accumulate(_SIZES))

FEATURES = _OFFSETS[-1]
"""How many features there are; a pair has one of each group."""


@dataclass(frozen=True, slots=True)
class Between:
    """How many other names, and how many other sources of quotations, stand between a candidate
    and the anaphor."""

    names: int
    sources: int


def between(anaphor: Mention, candidates: Sequence[Mention]) -> list[Between]:
    """What stands between each of the candidates and the anaphor."""
    here = anaphor.tokens.start
    names = sorted(
        candidate.tokens.start for candidate in candidates if candidate.form == Form.NAME
    )
    sources = sorted(candidate.tokens.start for candidate in candidates if candidate.is_source)

    def count(tokens: Sequence[int], start: int) -> int:
        return max(0, bisect_left(tokens, here) - bisect_right(tokens, start))

    return [
        Between(count(names, candidate.tokens.start), count(sources, candidate.tokens.start))
        for candidate in candidates
    ]


def features(anaphor: Mention, candidate: Mention, others: Between) -> tuple[int, ...]:
    """The features of a pair, as indices below :data:`FEATURES`, one a group."""
    behind = candidate.tokens.start > anaphor.tokens.start
    near = candidate.sentence == anaphor.sentence
    words = anaphor.tokens.start - candidate.tokens.stop + 1
    sentences = abs(anaphor.sentence - candidate.sentence)
    groups = (
        len(_WORDS) + 1 if behind else bisect_right(_WORDS, words),
        len(_SENTENCES) + 1 if behind and near else bisect_right(_SENTENCES, sentences),
        min(2, abs(anaphor.paragraph - candidate.paragraph)),
        _pairs_agreement(anaphor, candidate),
        candidate.form * _PAIRS_ROLES + candidate.role,
        2 * (candidate.role == anaphor.role != GrammaticalRole.OTHER) + anaphor.possessive,
        1 if candidate.possessive else 2 if candidate.is_source else 0,
        _contents(anaphor, candidate),
        min(_MOST_BETWEEN, others.names),
        2 * min(_MOST_BETWEEN, others.sources) + candidate.is_source,
        2 * near + (candidate.role == GrammaticalRole.SUBJECT),
        2 * anaphor.role + (anaphor.form == Form.DESCRIPTION),
    )
    return tuple(offset + group for offset, group in zip(_OFFSETS, groups, strict=False))


def _pairs_agreement(anaphor: Mention, candidate: Mention) -> int:
    wanted = anaphor.agreement if anaphor.form == Form.PRONOUN else _AGREEMENTS
    return wanted * _AGREEMENTS + candidate.agreement


def _contents(anaphor: Mention, candidate: Mention) -> int:
    """0 both outside of quotations, 1 only the candidate inside, 2 only the anaphor, 3 both."""
    return (candidate.content != NOWHERE) + 2 * (anaphor.content != NOWHERE)


# The learned score of a pair of mentions, on top of what the reader's encoder makes of both.
#
# A mention-ranking score after Lee et al. (2017, "End-to-end Neural Coreference Resolution"): the
# anaphor's vector meets that of each candidate, features of the pair beside them, and 0 is the
# score of no candidate at all. Trained by ``python -m scripts.coreference.train``.


Floats = NDArray[np.float32]

REACH = 250
"""Words that a candidate stands before the anaphor at most."""


class Scorer:
    """Scores candidates for the antecedent of a pronoun or a description."""

    def __init__(self, weights: Path) -> None:
        """Load the weights (``.npz``) that the training wrote."""
        with np.load(weights) as given:
            self._given = {name: given[name].astype(np.float32) for name in given.files}

    def vectors(self, states: NDArray[np.float16]) -> tuple[Floats, Floats, Floats]:
        """Vectors of words (words, width) as anaphors, as first and as head words of candidates,
        from the encoder's states (words, layers * width)."""
        w = self._given
        x = states.astype(np.float32) @ w["project"] + w["project_bias"]
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        x = x * w["norm"] + w["norm_bias"]
        asks, firsts, heads = np.split(x @ w["roles"] + w["roles_bias"], 3, axis=-1)
        return asks, firsts, heads

    def scores(
        self,
        words: Words,
        states: NDArray[np.float16],
        anaphor: Mention,
        candidates: Sequence[Mention],
    ) -> Floats:
        """Log-odds (candidates,) that each candidate is an antecedent, against none of them.

        ``states`` (tokens, layers * width) are those of the reading.
        """
        if not candidates:
            return np.zeros(0, np.float32)
        w = self._given
        rows = [words[anaphor.head].token]
        rows += [words[candidate.tokens.start].token for candidate in candidates]
        rows += [words[candidate.head].token for candidate in candidates]
        asks, firsts, heads = self.vectors(states[rows])
        count = len(candidates)
        product = asks[:1] * (firsts[1 : 1 + count] + heads[1 + count :])
        pair_features = np.array(
            [
                features(anaphor, candidate, others)
                for candidate, others in zip(candidates, between(anaphor, candidates), strict=True)
            ]
        )
        pair = np.concatenate([w["features"][pair_features].sum(axis=1), product], axis=-1)
        hidden = _gelu(pair @ w["hidden"] + w["hidden_bias"])
        answer: Floats = hidden @ w["answer"] + w["answer_bias"]
        near: Floats = product.sum(-1) / np.sqrt(np.float32(product.shape[1]))
        return answer + near


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016)."""
    y: Floats = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return y


@lru_cache(maxsize=1)
def shipped() -> Scorer:
    """The scorer that lies in the package."""
    with as_file(files("quotes.attribution") / "weights" / "antecedents.npz") as path:
        return Scorer(path)
