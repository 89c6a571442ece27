"""The model of stance: a text and targets in, the chances of the three sides out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotes.reader.onnx import Network, ends
from quotes.types import Polarity

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
