"""A text and its targets as the model of stance reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LONGEST_TARGET = 32
LONGEST_TEXT = 144
LONGEST = 480
"""In word pieces: of one target, of the text, of everything together."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Word pieces: ``[CLS] target [SEP] ... text [SEP]``.

    ``pieces`` (length,) ids; ``parts`` (length,) the number of the target that a piece belongs to,
    counted from 1, 0 for the text; ``means`` (targets, length) weights that sum to 1 over the
    pieces of a target. The text's own pieces begin at ``text_start``, and ``places`` are their
    characters in the text, (start, end).
    """

    pieces: NDArray[np.int64]
    parts: NDArray[np.int64]
    means: NDArray[np.float32]
    text_start: int
    places: list[tuple[int, int]]


class Sequencer:
    """Makes sequences with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._begin, self._end = (tokenizer.token_to_id(sign) for sign in ("[CLS]", "[SEP]"))

    def sequence(self, text: str, targets: Iterable[str]) -> Sequence:
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
        return Sequence(
            np.array(pieces), np.array(parts), means, text_start, read.offsets[:LONGEST_TEXT]
        )

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids
