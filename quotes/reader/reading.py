"""What the reader hands to the other rooms: a spaCy Doc and the attributions found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from quotes.text.layout import Layout
from quotes.types import QuotationStatus, Span

# What the heads of the model say: the label inventories, in the order of their logits.


SPAN_LAYERS: Final = ("source", "cue", "content")
INNER_LAYER: Final = "inner"
"""Contents that stand inside another content: what somebody is said to have said."""
SPAN_TAGS: Final = ("O", "B", "I")
ENTITY_TYPES: Final = ("PERSON", "ORG", "LOC", "NORP", "DATE", "MISC")
ENTITY_TAGS: Final = ("O", *(f"{mark}-{kind}" for kind in ENTITY_TYPES for mark in "BI"))
POST_LAYERS: Final = ("role", "employer", "unit")
"""Spans that tell a post: what somebody is, of which body, in which part of it."""
STATUSES: Final[tuple[QuotationStatus, ...]] = get_args(QuotationStatus)
LINKS: Final = (
    "source",
    "cue",
    "head",
    "holder",
    "employer",
    "unit",
    "inner source",
    "inner cue",
)
"""Pointers from a word to another word; pointing at the window's first place means none.

``source`` and ``cue`` lead from a content, and with ``inner`` from one inside another; ``head`` to
the syntactic head; the others from a role (or from the employer of a post without one) to the name
of its holder, its employer and its unit.
"""


def bio_allowed(tags: tuple[str, ...]) -> list[list[bool]]:
    """Which tag may follow which: ``allowed[before][after]``; I- only goes on with its own kind."""

    def may_follow(before: str, after: str) -> bool:
        return (
            not after.startswith("I")
            or before[1:] == after[1:] != ""
            or (after == "I" and before in ("B", "I"))
        )

    return [[may_follow(before, after) for after in tags] for before in tags]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content with its source and cue, as the model links them.

    ``contents`` are the stretches in reading order. ``confidence`` in [0, 1] is the geometric
    mean of the model's probabilities for the content's tags and its links. ``status`` tells
    whether the text says that the content was said, ``status_chance`` in [0, 1] how probably.
    """

    contents: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    confidence: float
    status: QuotationStatus = "said"
    inner: bool = False
    status_chance: float = 1.0


@dataclass(frozen=True, slots=True)
class PostSpans:
    """A post as the model marks it: what somebody is, of which body, in which part of it.

    Role or employer is there at least. ``holder`` is the first word of the name of whoever holds
    it, None where the model points at no name. ``confidence`` in [0, 1] is the geometric mean of
    the model's probabilities for the tags and the link to the holder.
    """

    role: Span | None
    employer: Span | None
    unit: Span | None
    holder: Span | None
    confidence: float


_LAYOUT = "quotes.layout"


@dataclass(frozen=True)
class Reading:
    """One pass of the model over one text.

    ``doc`` has sentences, tags, parts of speech, heads, entities (PERSON, ORG, LOC, NORP, DATE,
    MISC) and the span groups ``source``, ``cue`` and ``content``. ``vectors`` (tokens, width) are
    those of each token of the doc as part of a mention (see :mod:`quotes.attribution.pairs`); zero
    for blanks.
    """

    doc: Doc
    attributions: tuple[Attribution, ...]
    posts: tuple[PostSpans, ...] = ()
    vectors: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 0), np.float16))

    @cached_property
    def layout(self) -> Layout:
        """The paragraphs and quotation marks of the text, as the reader saw them."""
        return layout_of(self.doc)

    @property
    def text(self) -> str:
        """The article's text; every offset counts its characters."""
        return self.layout.text


def layout_of(doc: Doc) -> Layout:
    """The layout of a Doc's text, made when it is first asked for and kept with the Doc."""
    layout: Layout | None = doc.user_data.get(_LAYOUT)
    if layout is None:
        layout = doc.user_data[_LAYOUT] = Layout.of(doc.text)
    return layout
