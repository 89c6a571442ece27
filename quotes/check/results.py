"""What is checked, and what a check answers: frozen, fit to be shown to an editor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quotes.db.rows import QuotationRow
from quotes.search.query import SearchedQuotations
from quotes.types import Claim, Span

Verdict = Literal[
    "verbatim",
    "trimmed",
    "altered",
    "stitched",
    "indirect",
    "other-speaker",
    "out-of-context",
    "similar",
    "not-found",
]
PolarityChange = Literal["negation", "condition", "question", "hedge", "contrast", "quantity"]
"""How words left out change the meaning of the rest: they denied, limited or questioned it."""
DifferenceKind = Literal[
    "missing",
    "added",
    "number",
    "negation",
    "name",
    "tense",
    "word",
    "marks",
    "case",
    "spelling",
    "contraction",
    "figure",
    "bracket",
    "ellipsis",
]
ContextWarningKind = Literal[
    "condition", "question", "denial", "refusal", "supposition", "distance", "subject"
]
SaidBy = Literal["same", "other", "unnamed"]
"""Whether the speaker is the one claimed, somebody else, or nobody with a name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where claim and quotation differ: the words of the one and the words of the other.

    ``claim`` is "" where words are missing from the claim, ``said`` is "" where the claim adds
    some; ``claim_span`` is where the claim's words stand in it, ``said_span`` where the quotation's
    words stand in the article's text. ``polarity_change`` says how words that are missing change
    the meaning of the rest, None if they do not. ``harmless`` is a difference of writing only,
    which is shown and yet alters nothing.
    """

    kind: DifferenceKind
    claim: str
    said: str
    claim_span: Span | None
    said_span: Span | None
    polarity_change: PolarityChange | None = None
    harmless: bool = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ContextWarning:
    """Words around a quotation that the claim leaves out and that change what it means.

    ``words`` are those of the article's text at ``span``; ``sentence`` says in plain English what
    they do.
    """

    kind: ContextWarningKind
    words: str
    span: Span
    sentence: str


@dataclass(frozen=True, slots=True)
class VerdictEvidence:
    """A stored quotation beside the claim.

    ``pieces`` are the stretches of the article's text that hold the words claimed; ``similarity``
    in [0, 1] is how much of the words is the same, or, where only the meaning is compared, the
    cosine of the two. ``said_by`` tells whether the speaker is the one claimed, None where none is.
    """

    quotation: QuotationRow
    pieces: tuple[Span, ...]
    similarity: float
    differences: tuple[Difference, ...]
    said_by: SaidBy | None
    warnings: tuple[ContextWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a claim: the verdict, why in one sentence, and the evidence, the best first.

    ``doubts`` are sentences on what the verdict cannot be sure of, such as namesakes.
    """

    claim: Claim
    verdict: Verdict
    why: str
    evidence: tuple[VerdictEvidence, ...]
    searched: SearchedQuotations
    doubts: tuple[str, ...] = ()
