"""Whether a claim says what a text says in other words: pairs in, chances out.

The network reads claim and text together, each heeding the other (a "cross-encoder", Humeau et al.
2020, "Poly-encoders"), and so tells a paraphrase from another statement on the same subject, which
lies as close in meaning.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quotes.reader.model import cores
from quotes.reader.onnx import open_network, open_tokenizer, shipped_files

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

LONGEST_CLAIM = 64
LONGEST_TEXT = 160
"""In word pieces; what is longer is not read to its end."""


class ParaphraseModel:
    """The network, loaded when it is first used.

    ``sha256`` is the hash of its weights.
    """

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        """Take ``paraphrase.onnx`` and ``paraphrase.json`` of a folder, and a tokenizer's file."""
        description = json.loads((weights / "paraphrase.json").read_text(encoding="utf8"))
        self.sha256: str = description["sha256"]
        self._temperature: float = description["temperature"]
        self._weights = weights
        self._tokenizer_file = tokenizer

    @classmethod
    def shipped(cls) -> ParaphraseModel:
        """The model that lies in the package; its word pieces are those of the reader."""
        return cls(*shipped_files())

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return open_network(self._weights / "paraphrase.onnx", cores())

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return open_tokenizer(self._tokenizer_file)

    def chances(self, claim: str, texts: Sequence[str]) -> list[float]:
        """The chance in [0, 1] that the claim says what each text says, in whatever words."""
        return [self._chance(claim, text) for text in texts]

    def _chance(self, claim: str, text: str) -> float:
        pieces, parts = sequence(self._tokenizer, claim, text)
        asked = {"pieces": np.array([pieces], np.int64), "parts": np.array([parts], np.int64)}
        score = float(self._session.run(["same"], asked)[0][0])
        return 1 / (1 + math.exp(-score / self._temperature))


def sequence(tokenizer: Tokenizer, claim: str, text: str) -> tuple[list[int], list[int]]:
    """The word pieces of ``[CLS] claim [SEP] text [SEP]``, and 1 for each of the claim's side.

    :param tokenizer: one that neither pads nor cuts.
    """
    begin, end = (int(tokenizer.token_to_id(sign) or 0) for sign in ("[CLS]", "[SEP]"))
    ours = tokenizer.encode(claim, add_special_tokens=False).ids[:LONGEST_CLAIM]
    theirs = tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST_TEXT]
    pieces = [begin, *ours, end, *theirs, end]
    return pieces, [1] * (len(ours) + 2) + [0] * (len(theirs) + 1)
