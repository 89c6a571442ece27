"""The sides that quotations take: what of a quotation may be a target, and which side it is on.

A small network judges a text and its targets at once, and abstains where it is not sure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from quotes.lexicon import word_set
from quotes.meaning.phrases import NOMINAL, KeyPhrase, TokenIndex, plain, reach_of
from quotes.reader.onnx import Network, ends
from quotes.text.normalize import GENERIC, singular_of
from quotes.types import Polarity, Quotation, Span, Stance

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# A text and its targets as the model of stance reads them.


LONGEST_TARGET = 32
LONGEST_TEXT = 144
LONGEST = 480
"""In word pieces: of one target, of the text, of everything together."""


@dataclass(frozen=True, slots=True)
class TargetSequence:
    """Word pieces: ``[CLS] target [SEP] ... text [SEP]``.

    ``pieces`` (length,) ids; ``parts`` (length,) the number of the target that a piece belongs to,
    counted from 1, 0 for the text; ``means`` (targets, length) weights that sum to 1 over the
    pieces of a target. The text's own pieces begin at ``text_start``, and ``offsets`` are their
    characters in the text, (start, end).
    """

    pieces: NDArray[np.int64]
    parts: NDArray[np.int64]
    means: NDArray[np.float32]
    text_start: int
    offsets: list[tuple[int, int]]


class Sequencer:
    """Makes sequences with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._begin, self._end = ends(tokenizer)

    def sequence(self, text: str, targets: Iterable[str]) -> TargetSequence:
        """The sequence of a text and its targets, each cut to its longest length.

        :raises ValueError: so many targets do not fit before one text.
        """
        pieces, parts = [self._begin], [0]
        spans: list[tuple[int, int]] = []
        for number, target in enumerate(targets, 1):
            own = self._ids(target)[:LONGEST_TARGET]
            spans.append((len(pieces), len(pieces) + len(own)))
            pieces += [*own, self._end]
            parts += [number] * (len(own) + 1)
        read = self._tokenizer.encode(text, add_special_tokens=False)
        text_start, words = len(pieces), read.ids[:LONGEST_TEXT]
        pieces += [*words, self._end]
        parts += [0] * (len(words) + 1)
        if len(pieces) > LONGEST:
            raise ValueError(f"{len(spans)} targets are too many for one text")
        means = np.zeros((len(spans), len(pieces)), np.float32)
        for row, (start, end) in enumerate(spans):
            means[row, start : max(end, start + 1)] = 1 / max(end - start, 1)
        return TargetSequence(
            np.array(pieces), np.array(parts), means, text_start, read.offsets[:LONGEST_TEXT]
        )

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


SIDES: tuple[Polarity, ...] = ("oppose", "neutral", "support")
"""The sides in the order of the model's answer."""

Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of the targets of one text.

    ``chances`` (targets, 3) that the text opposes each, leaves it open, supports it; ``heeds``
    (targets, pieces) how much each target heeds each word piece of the text, and ``offsets`` where
    the pieces stand in the text: (start, end).
    """

    chances: Chances
    heeds: NDArray[np.float32]
    offsets: list[tuple[int, int]]


class StanceModel:
    """The network, loaded when it is first used; ``sha256`` is the hash of its weights."""

    def __init__(self, network: Network) -> None:
        self.sha256 = network.sha256
        self._network = network
        self._temperature: float = network.description["temperature"]

    @classmethod
    def shipped(cls) -> StanceModel:
        """The model that lies in the package.

        It uses one core: a quotation is too short to be worth sharing out.
        """
        return cls(Network.shipped("meaning", "stance", threads=1))

    @cached_property
    def _sequencer(self) -> Sequencer:
        return Sequencer(self._network.tokenizer)

    def answer(self, text: str, targets: Sequence[str]) -> Answer:
        """The side that a text takes towards each target, at least one.

        The text is a quotation with the words that attribute it, of 144 word pieces at most; more
        of it is not read. A target is a phrase of the text or any other phrase or sentence.
        """
        asked = self._sequencer.sequence(text, targets)
        scores, heeds = self._network.run(
            ("sides", "heeds"),
            pieces=asked.pieces[None],
            parts=asked.parts[None],
            means=asked.means[None],
        )
        own = slice(asked.text_start, asked.text_start + len(asked.offsets))
        return Answer(self._chances(scores[0]), heeds[0][:, own], asked.offsets)

    def sides(self, text: str, targets: Sequence[str]) -> Chances:
        """The ``chances`` of :meth:`answer` alone."""
        return self.answer(text, targets).chances

    def _chances(self, scores: NDArray[np.float32]) -> Chances:
        likely = np.exp((scores - scores.max(-1, keepdims=True)) / self._temperature)
        chances: Chances = likely / likely.sum(-1, keepdims=True)
        return chances


MOST_TARGET_WORDS = 12
LONGEST_PASSAGE = 110
"""In words: of a target, and of what is read at once of a long quotation."""
MOST_TARGETS = 10
"""Targets that are asked for at once; those in the quotation come before those beside it."""

_MODIFYING = frozenset(("amod", "compound"))
_LIKE_A_NOUN = frozenset(("csubj", "nsubj", "obj", "obl", "nmod", "conj", "ccomp", "xcomp"))
_LIKE_A_NOUN_WITH_TO = frozenset(("csubj", "xcomp", "ccomp", "acl"))


@dataclass(frozen=True, slots=True)
class TargetCandidate:
    """A target, and where it stands in the document: tokens ``start`` to ``end`` (exclusive)."""

    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StancePassage:
    """Sentences of a quotation with what attributes it (characters), and the targets in them."""

    span: Span
    candidates: tuple[TargetCandidate, ...]


class TargetCandidates:
    """Finds the candidates of the quotations of one document."""

    def __init__(self, doc: Doc, tokens: TokenIndex, phrases: Sequence[KeyPhrase]) -> None:
        self._doc = doc
        self._tokens = tokens
        self._phrases = phrases
        self._starts = [phrase.start for phrase in phrases]

    def of(self, quotation: Quotation) -> Iterator[StancePassage]:
        """The passages of a quotation, in text order, each with at least one candidate."""
        own = {index for piece in quotation.pieces for index in self._tokens.tokens(piece)}
        mentions = {
            index
            for speaker in quotation.speakers
            if speaker.mention
            for index in self._tokens.tokens(speaker.mention)
        }
        names = {word for speaker in quotation.speakers for word in speaker.name.casefold().split()}
        for start, end in self._stretches(quotation, own):
            found: dict[str, tuple[bool, TargetCandidate]] = {}
            for candidate in self.within(start, end):
                inside = candidate.start in own
                speaks = not inside and not mentions.isdisjoint(
                    range(candidate.start, candidate.end)
                )
                if not speaks and not set(candidate.target.casefold().split()) <= names:
                    found.setdefault(candidate.target.casefold(), (not inside, candidate))
            ranked = sorted(found.values(), key=lambda entry: (entry[0], entry[1].start))
            if ranked:
                yield StancePassage(
                    Span(self._doc[start].idx, self._doc[end - 1].idx + len(self._doc[end - 1])),
                    tuple(candidate for _, candidate in ranked[:MOST_TARGETS]),
                )

    def _stretches(self, quotation: Quotation, own: set[int]) -> Iterator[tuple[int, int]]:
        """The sentences of the quotation and of its cue as tokens (first, end), in groups that are
        short enough to be read at once."""
        cue = self._tokens.tokens(quotation.cue) if quotation.cue else ()
        sentences = sorted(set(map(self._sentence, {*own, *cue})))
        begun: tuple[int, int] | None = None
        for start, end in sentences:
            if begun and end - begun[0] <= LONGEST_PASSAGE:
                begun = (begun[0], end)
                continue
            if begun:
                yield begun
            begun = (start, end)
        if begun:
            yield begun

    def _sentence(self, index: int) -> tuple[int, int]:
        sentence = self._doc[index].sent
        return sentence.start, sentence.end

    def within(self, start: int, end: int) -> Iterator[TargetCandidate]:
        """What could be a target among the tokens from ``start`` to ``end``."""
        yield from self._noun_phrases(start, end)
        yield from self._verb_phrases(start, end)

    def _verb_phrases(self, start: int, end: int) -> Iterator[TargetCandidate]:
        """What is done or to be done: "closing the mine", "(to) pay the tax"."""
        for verb in self._doc[start:end]:
            if verb.pos_ != "VERB" or not _is_nominal(verb):
                continue
            own = {token.i for token in verb.subtree}
            last = verb.i + 1
            while last in own and self._doc[last].pos_ != "PUNCT":
                last += 1
            if verb.i + 1 < last <= min(end, verb.i + MOST_TARGET_WORDS):
                yield TargetCandidate(" ".join(self._doc[verb.i : last].text.split()), verb.i, last)

    def _noun_phrases(self, start: int, end: int) -> Iterator[TargetCandidate]:
        first, last = (bisect_left(self._starts, index) for index in (start, end))
        for phrase in self._phrases[first:last]:
            noun = self._doc[phrase.end - 1]
            if _is_predicate(noun) or (noun.dep_ in _MODIFYING and noun.head.i >= phrase.end):
                continue
            wide_start, wide_end = reach_of(noun)
            wide_start, wide_end = min(wide_start, phrase.start), max(wide_end, phrase.end)
            if wide_end - wide_start > MOST_TARGET_WORDS:
                wide_start, wide_end = phrase.start, phrase.end
            target = plain(self._doc[wide_start:wide_end].text)
            vague = len(target.split()) == 1 and singular_of(target.lower()) in GENERIC
            named = any(token.pos_ in NOMINAL for token in self._doc[wide_start:wide_end])
            if target and named and not vague:
                yield TargetCandidate(target, wide_start, wide_end)


def _is_nominal(verb: Token) -> bool:
    """Whether the verb stands where a noun could, as a gerund or an infinitive."""
    if verb.tag_ == "VBG":
        return verb.dep_ in _LIKE_A_NOUN
    to = any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children)
    return to and verb.dep_ in _LIKE_A_NOUN_WITH_TO


def _is_predicate(noun: Token) -> bool:
    """Whether the noun says what something is ("is a disgrace"), and is not what is judged."""
    return any(child.dep_ == "cop" for child in noun.children)


# Which words carry a side: those that the target heeds most.


_BEARING = frozenset(("ADJ", "ADV", "INTJ", "NOUN", "VERB"))
NEGATIONS = word_set("grammar", "negation")
_NEAR = 4
"""How many words may stand between a word and what negates it."""


def evidence_words(
    doc: Doc,
    tokens: TokenIndex,
    passage: Span,
    target: range,
    heeds: NDArray[np.float32],
    pieces: Iterable[tuple[int, int]],
) -> Span | None:
    """Where the word stands that a target heeds most, with what negates it.

    :param passage: the characters of the text that was read.
    :param target: the tokens of the target, which do not count.
    :param heeds: how much each word piece of the text is heeded.
    :param pieces: where these pieces stand in the text that was read: (start, end).
    :return: None where no word tells anything.
    """
    heeded: dict[int, float] = {}
    for heed, (start, _) in zip(heeds.tolist(), pieces, strict=True):
        index = tokens.token_at(passage.start + start)
        heeded[index] = heeded.get(index, 0.0) + heed
    bearing = [index for index in heeded if index not in target and doc[index].pos_ in _BEARING]
    if not bearing:
        return None
    best = doc[max(bearing, key=lambda index: heeded[index])]
    taken = sorted([best, *_negations(best)], key=lambda token: token.i)
    first, last = taken[0], taken[-1]
    return Span(first.idx, last.idx + len(last))


def _negations(word: Token) -> list[Token]:
    return [
        child
        for child in word.children
        if child.lower_ in NEGATIONS and abs(child.i - word.i) <= _NEAR
    ]


# The sides that the quotations of a document take.


SURE = 0.55
"""The least chance at which a side is told."""
MOST = 4
"""Stances of a quotation at most."""


@dataclass(frozen=True, slots=True)
class _TargetStance:
    candidate: TargetCandidate
    stance: Stance


class Stances:
    """Finds the stances of the quotations of one document."""

    def __init__(
        self, doc: Doc, tokens: TokenIndex, phrases: Sequence[KeyPhrase], model: StanceModel
    ) -> None:
        self._doc = doc
        self._tokens = tokens
        self._candidates = TargetCandidates(doc, tokens, phrases)
        self._model = model

    def of(self, quotation: Quotation) -> tuple[Stance, ...]:
        """The surest stances, best first, at most :data:`MOST`; none where there is doubt.

        A phrase within a longer one that has the same side is not told beside it.
        """
        sure = sorted(self._sure(quotation), key=lambda found: -found.stance.score)
        kept = [found.stance for found in sure if not any(_is_within(found, o) for o in sure)]
        return tuple(kept[:MOST])

    def _sure(self, quotation: Quotation) -> Iterator[_TargetStance]:
        for passage in self._candidates.of(quotation):
            answer = self._model.answer(
                passage.span.of(self._doc.text),
                [candidate.target for candidate in passage.candidates],
            )
            for number, candidate in enumerate(passage.candidates):
                best = int(answer.chances[number].argmax())
                chance = float(answer.chances[number, best])
                if SIDES[best] != "neutral" and chance >= SURE:
                    words = evidence_words(
                        self._doc,
                        self._tokens,
                        passage.span,
                        range(candidate.start, candidate.end),
                        answer.heeds[number],
                        answer.offsets,
                    )
                    stance = Stance(candidate.target, SIDES[best], round(chance, 3), words)
                    yield _TargetStance(candidate, stance)


def _is_within(found: _TargetStance, other: _TargetStance) -> bool:
    """Whether the target is a part of another one with the same side, there or in its words."""
    inner, outer = found.candidate, other.candidate
    if found.stance.polarity != other.stance.polarity:
        return False
    words, around = (f" {one.target.casefold()} " for one in (inner, outer))
    lies_in = outer.start <= inner.start and inner.end <= outer.end
    return (lies_in and outer.end - outer.start > inner.end - inner.start) or (
        words != around and words in around
    )
