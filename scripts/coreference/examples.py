"""Documents -> examples: an anaphor, its candidates, and which of them it goes back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.coreference import (
    PRONOUNS,
    REACH,
    Form,
    Mention,
    Mentions,
    between,
    features,
)
from quotes.attribution.words import Words, words_of
from quotes.reader.component import Reader, reading_of
from quotes.reader.encode import blank_english
from quotes.reader.reading import Reading
from scripts.coreference.documents import Ambiguous, Document

_SPEAKING = frozenset("i me my mine myself we us our ours you your yours who whom whose".split())
_POINTING = frozenset("the this that these those both his her their".split())
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Examples:
    """The anaphors of one text.

    ``states`` (rows, layers * width) are those of the words in play. Of each pair, ``asks``,
    ``firsts`` and ``heads`` (pairs,) are the rows of the anaphor, of the candidate's first and
    of its head word, ``features`` (pairs, groups) are its own, ``right`` tells whether the
    candidate is an antecedent; ``anaphor`` numbers the pairs' anaphors, and ``weight`` (anaphors,)
    is what each counts.
    """

    states: NDArray[np.float16]
    asks: NDArray[np.int64]
    firsts: NDArray[np.int64]
    heads: NDArray[np.int64]
    features: NDArray[np.int64]
    right: NDArray[np.bool_]
    anaphor: NDArray[np.int64]
    weight: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Choice:
    """An anaphor with its candidates, and which are right."""

    anaphor: Mention
    candidates: tuple[Mention, ...]
    right: tuple[bool, ...]
    weight: float


def readings(reader: Reader, texts: Iterable[str]) -> Iterator[Reading]:
    """The readings of texts, in order."""
    english = blank_english()
    return (reading_of(doc) for doc in reader.pipe(english.make_doc(text) for text in texts))


def mentions_of(words: Words, reading: Reading) -> Mentions:
    """What makes mentions of a reading's words."""
    found = reading.attributions
    contents = [content for one in found for content in one.contents]
    return Mentions(words, contents, [one.source for one in found if one.source])


def choice_of_gap(words: Words, reading: Reading, given: Ambiguous, weight: float) -> Choice | None:
    """The passage's pronoun between its two names; None where the tokenizer lost one."""
    make = mentions_of(words, reading)
    tokens = [words.tokens(span) for span in (given.pronoun, *given.names)]
    if not all(tokens) or words.lower(tokens[0][0]) not in PRONOUNS:
        return None
    anaphor, *names = (make.at(one) for one in tokens)
    return Choice(anaphor, tuple(names), given.meant, weight)


def choices(words: Words, reading: Reading, document: Document, weight: float) -> list[Choice]:
    """The pronouns and definite descriptions of a document with the mentions around them."""
    make = mentions_of(words, reading)
    found: dict[range, tuple[Mention, int]] = {}
    for number, chain in enumerate(document.chains):
        for span in chain:
            tokens = words.tokens(span)
            if tokens and words.lower(tokens[0]) not in _SPEAKING:
                found.setdefault(tokens, (make.at(tokens), number))
    for number, tokens in enumerate(_loose_names(words, found)):
        found[tokens] = make.at(tokens), -1 - number
    mentions = sorted(found.values(), key=lambda one: (one[0].tokens.start, -one[0].tokens.stop))
    return [
        choice
        for anaphor, chain in mentions
        if chain >= 0 and _points_back(words, anaphor)
        for choice in _choices(anaphor, chain, mentions, weight)
    ]


def _loose_names(words: Words, found: Iterable[range]) -> Iterator[range]:
    """People's names outside of all chains: they are named once."""
    taken = {place for tokens in found if len(tokens) <= _LONGEST_NAME for place in tokens}
    start = 0
    for place, word in enumerate(words.words):
        if word.label != "PERSON" or word.entity != words[start].entity:
            start = place
        last = place + 1 == len(words) or words[place + 1].entity != word.entity
        if word.label == "PERSON" and last and taken.isdisjoint(range(start, place + 1)):
            yield range(start, place + 1)


def _points_back(words: Words, mention: Mention) -> bool:
    return mention.form == Form.PRONOUN or (
        mention.form == Form.DESCRIPTION and words.lower(mention.tokens.start) in _POINTING
    )


def _choices(
    anaphor: Mention, chain: int, mentions: Sequence[tuple[Mention, int]], weight: float
) -> Iterator[Choice]:
    near = [(one, number) for one, number in mentions if _may_be(anaphor, one)]
    if near:
        counts = weight if anaphor.form == Form.PRONOUN else weight / 2
        right = tuple(number == chain for _, number in near)
        yield Choice(anaphor, tuple(one for one, _ in near), right, counts)


def _may_be(anaphor: Mention, candidate: Mention) -> bool:
    start = anaphor.tokens.start
    if candidate.tokens.start > start:
        return candidate.form == Form.NAME and candidate.sentence == anaphor.sentence
    if candidate.tokens.stop > start or start - candidate.tokens.stop >= REACH:
        return False
    pronouns = anaphor.form == candidate.form == Form.PRONOUN
    return not pronouns or candidate.agreement == anaphor.agreement


def examples(words: Words, reading: Reading, found: Sequence[Choice]) -> Examples | None:
    """The choices of one text as arrays; None where there are none."""
    if not found:
        return None
    rows: dict[int, int] = {}

    def row(place: int) -> int:
        return rows.setdefault(words[place].token, len(rows))

    asks: list[int] = []
    firsts: list[int] = []
    heads: list[int] = []
    pairs: list[tuple[int, ...]] = []
    for choice in found:
        counts = between(choice.anaphor, choice.candidates)
        for candidate, others in zip(choice.candidates, counts, strict=True):
            asks.append(row(choice.anaphor.head))
            firsts.append(row(candidate.tokens.start))
            heads.append(row(candidate.head))
            pairs.append(features(choice.anaphor, candidate, others))
    return Examples(
        states=reading.states[list(rows)],
        asks=np.array(asks),
        firsts=np.array(firsts),
        heads=np.array(heads),
        features=np.array(pairs),
        right=np.array([right for choice in found for right in choice.right]),
        anaphor=np.repeat(np.arange(len(found)), [len(choice.candidates) for choice in found]),
        weight=np.array([choice.weight for choice in found], np.float32),
    )


def examples_of_gap(reader: Reader, given: Sequence[Ambiguous], weight: float) -> list[Examples]:
    """The passages of GAP as examples."""
    made: list[Examples | None] = []
    for reading, one in zip(readings(reader, (g.text for g in given)), given, strict=True):
        words = words_of(reading)
        choice = choice_of_gap(words, reading, one, weight)
        made.append(examples(words, reading, [choice] if choice else []))
    return [one for one in made if one is not None]


def examples_of(reader: Reader, documents: Sequence[Document], weight: float) -> list[Examples]:
    """Documents as examples."""
    made: list[Examples | None] = []
    texts = (document.text for document in documents)
    for reading, document in zip(readings(reader, texts), documents, strict=True):
        words = words_of(reading)
        made.append(examples(words, reading, choices(words, reading, document, weight)))
    return [one for one in made if one is not None]
