"""Documents -> examples: an anaphor, its candidates, and which of them it goes back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from quotes.attribution.candidates import MentionTable, pair_features
from quotes.attribution.coreference import PRONOUNS, REACH, Form, Mention, Mentions
from quotes.attribution.words import Words, words_of
from quotes.reader.component import Reader, reading_of
from quotes.reader.encode import Ints, blank_english
from quotes.reader.reading import Reading
from scripts.coreference.documents import Ambiguous, Document
from scripts.training.data import Example, empty_example
from scripts.training.truth import Questions

_SPEAKING = frozenset("i me my mine myself we us our ours you your yours who whom whose".split())
_POINTING = frozenset("the this that these those both his her their".split())
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """An anaphor with its candidates, and which are right."""

    anaphor: Mention
    candidates: tuple[Mention, ...]
    right: tuple[bool, ...]
    weight: float


def read(reader: Reader, texts: Iterable[str]) -> Iterator[tuple[Example, Reading, Ints]]:
    """Texts as examples of which nothing is known, their readings, and the row of each token."""
    english = blank_english()
    for doc in reader.pipe(english.make_doc(text) for text in texts):
        example = empty_example(doc, reader.model.tokenizer)
        row_of = np.searchsorted(example.encoded.tokens, np.arange(len(doc)))
        yield example, reading_of(doc), np.minimum(row_of, len(example.encoded) - 1)


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


def questions(words: Words, found: Sequence[Choice], row_of: Ints) -> Questions | None:
    """The choices of one text as questions; None where there are none.

    ``row_of`` (tokens,) gives the row of each token of the Doc.
    """
    if not found:
        return None

    def row(word: int) -> int:
        return int(row_of[words[word].token])

    pairs = [(n, one) for n, choice in enumerate(found) for one in choice.candidates]
    return Questions(
        asks=np.array([[row(c.anaphor.head), row(c.anaphor.tokens.start)] for c in found]),
        weight=np.array([choice.weight for choice in found], np.float32),
        question=np.array([n for n, _ in pairs]),
        first=np.array([row(one.tokens.start) for _, one in pairs]),
        head=np.array([row(one.head) for _, one in pairs]),
        features=np.concatenate(
            [pair_features(c.anaphor, MentionTable(c.candidates)) for c in found]
        ),
        right=np.array([0 if right else -1 for choice in found for right in choice.right]),
        task=0,
    )


def examples_of_gap(
    reader: Reader, given: Sequence[Ambiguous], weight: float
) -> Iterator[tuple[Example, Questions]]:
    """The passages of GAP as examples."""
    texts = (one.text for one in given)
    for (example, reading, row_of), one in zip(read(reader, texts), given, strict=True):
        words = words_of(reading)
        choice = choice_of_gap(words, reading, one, weight)
        made = questions(words, [choice] if choice else [], row_of)
        if made is not None:
            yield example, made


def examples_of(
    reader: Reader, documents: Sequence[Document], weight: float
) -> Iterator[tuple[Example, Questions]]:
    """Documents as examples."""
    texts = (document.text for document in documents)
    for (example, reading, row_of), document in zip(read(reader, texts), documents, strict=True):
        words = words_of(reading)
        made = questions(words, choices(words, reading, document, weight), row_of)
        if made is not None:
            yield example, made
