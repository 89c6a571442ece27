"""What the reader hands to the other rooms: a spaCy Doc and the attributions found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from quotes.article import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content with its source and cue, as the model links them.

    ``contents`` are the stretches in reading order. ``confidence`` in [0, 1] is the geometric
    mean of the model's probabilities for the content's tags and its links.
    """

    contents: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    confidence: float


@dataclass(frozen=True)
class Reading:
    """One pass of the model over one text.

    ``doc`` has sentences, tags, parts of speech, heads, entities (PERSON, ORG, LOC, NORP, DATE,
    MISC) and the span groups ``source``, ``cue`` and ``content``. ``states`` (tokens, layers *
    width) are the encoder's of each token of the doc, for heads that are trained on top; zero for
    blanks.
    """

    doc: Doc
    attributions: tuple[Attribution, ...]
    states: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 0), np.float16))

    @cached_property
    def text(self) -> str:
        """The article's text; every offset counts its characters. (A Doc makes its text anew each
        time it is asked.)"""
        return self.doc.text
