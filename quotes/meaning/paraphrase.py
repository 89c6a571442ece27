"""Whether a claim says what a text says in other words: pairs in, chances out.

The network reads claim and text together, each heeding the other (a "cross-encoder", Humeau et al.
2020, "Poly-encoders"), and so tells a paraphrase from another statement on the same subject, which
lies as close in meaning.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quotes.reader.onnx import Network, ends

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_CLAIM = 64
LONGEST_TEXT = 160
"""In word pieces; what is longer is not read to its end."""


class ParaphraseModel:
    """The network, loaded when it is first used; ``sha256`` is the hash of its weights."""

    def __init__(self, network: Network) -> None:
        self.sha256 = network.sha256
        self._network = network
        self._temperature: float = network.description["temperature"]

    @classmethod
    def shipped(cls) -> ParaphraseModel:
        """The model that lies in the package."""
        return cls(Network.shipped("meaning", "paraphrase"))

    def chances(self, claim: str, texts: Sequence[str]) -> list[float]:
        """The chance in [0, 1] that the claim says what each text says, in whatever words."""
        return [self._chance(claim, text) for text in texts]

    def _chance(self, claim: str, text: str) -> float:
        pieces, parts = np.array(sequence(self._network.tokenizer, claim, text), np.int64)
        (same,) = self._network.run(("same",), pieces=pieces[None], parts=parts[None])
        score = float(same[0])
        return 1 / (1 + math.exp(-score / self._temperature))


def sequence(tokenizer: Tokenizer, claim: str, text: str) -> tuple[list[int], list[int]]:
    """The word pieces of ``[CLS] claim [SEP] text [SEP]``, and 1 for each of the claim's side.

    :param tokenizer: one that neither pads nor cuts.
    """
    begin, end = ends(tokenizer)
    ours = tokenizer.encode(claim, add_special_tokens=False).ids[:LONGEST_CLAIM]
    theirs = tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST_TEXT]
    pieces = [begin, *ours, end, *theirs, end]
    return pieces, [1] * (len(ours) + 2) + [0] * (len(theirs) + 1)
