"""Quotations signed below or behind with a dash and a name: “We sail at noon.” — Ines Okafor"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.attribution.spans import Draft
from quotes.lexicon import PARTICLES, is_post
from quotes.text.layout import Layout
from quotes.text.marks import Quoted
from quotes.types import Span

SIGNED = 0.9
"""Confidence in a quotation whose speaker is named in a signature."""

_SIGNATURE = re.compile(
    r"""\s{0,3} (?P<dash>[—―–]|--|-(?=\s)) [^\S\r\n]*
        (?P<name>[^\s\d\W][^\r\n,;:(]{1,60}?) [.\s]* (?:[,;:(][^\r\n]{0,90})? (?=[\r\n]|$)""",
    re.VERBOSE,
)
_ROLE_LINE = re.compile(
    r"\s*\n\s*(?P<name>[^\W\d_][^\r\n,;:.(]{2,60}),\s(?P<role>[^\r\n.!?:“”\"]{2,90})(?=[\r\n]|$)"
)
_SMALL = PARTICLES | {"and", "of", "the"}
"""Words of a name without a capital letter."""
_SENTENCE_END = re.compile(r"[.,!?…’'\])]$|--$|—$")
LONGEST_NAME = 6
"""Words of a name in a signature at most."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A quoted stretch that is a paragraph of its own but for the dash and the name behind it, or
    above a line of name, post and company.

    It ends as a sentence does: what does not is the title of a work with its publisher.
    """

    quote: Quoted
    dash: Span | None
    name: Span


def signatures(layout: Layout) -> list[Signature]:
    """The signed quotations of a page in reading order."""
    return [s for q in layout.marks if q.closed if (s := _signature(q, layout)) is not None]


def with_signatures(found: Sequence[Draft], layout: Layout) -> list[Draft]:
    """The drafts with the signed quotations, which nothing else may claim; what the model finds
    told within one is nested in it."""
    signed = signatures(layout)
    own = [Draft((s.quote.span,), s.dash, s.name, SIGNED) for s in signed]
    rest = [kept for draft in found if (kept := _beside(draft, signed)) is not None]
    return sorted([*own, *rest], key=lambda draft: (draft.pieces[0].start, draft.nested))


def _signature(q: Quoted, layout: Layout) -> Signature | None:
    block = layout.paragraphs[layout.paragraph_of(q.span)]
    if q.span.start != block.start or not _SENTENCE_END.search(q.inner.of(layout.text).rstrip()):
        return None
    match = _SIGNATURE.match(layout.text, q.span.end)
    if match is not None and _is_name(match["name"]):
        return Signature(q, Span(*match.span("dash")), Span(*match.span("name")))
    line = _ROLE_LINE.match(layout.text, q.span.end)
    if line is not None and " " in line["name"] and _is_name(line["name"]) and _has_post(line):
        return Signature(q, None, Span(*line.span("name")))
    return None


def _has_post(line: re.Match[str]) -> bool:
    """Whether a post stands behind the name, as in a caption or an address it does not."""
    return any(is_post(word.strip(",").casefold()) for word in line["role"].split())


def _is_name(phrase: str) -> bool:
    words = phrase.split()
    return len(words) <= LONGEST_NAME and all(
        word[:1].isupper() or word in _SMALL for word in words
    )


def _beside(draft: Draft, signed: Sequence[Signature]) -> Draft | None:
    """What is left of a draft beside the signed quotations; None if nothing is."""
    source = draft.source
    if source is not None and any(s.name.meets(source) for s in signed):
        return None
    met = [s for s in signed if any(p.meets(s.quote.span) for p in draft.pieces)]
    if not met:
        return draft
    if source is not None and met[0].quote.inner.holds(source):
        return replace(draft, nested=True)
    left = tuple(p for p in draft.pieces if not any(p.meets(s.quote.span) for s in met))
    return replace(draft, pieces=left) if left else None
