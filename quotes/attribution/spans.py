"""Quotations before their speakers are known: the model's attributions, fitted to the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from quotes.reader.reading import Attribution, Reading
from quotes.text.layout import Layout
from quotes.text.marks import Quoted
from quotes.types import Kind, Span

SURE = 0.55
"""The least confidence of the model in an attribution that is kept; below it, most are wrong."""
SURE_UNMARKED = 0.65
"""The same where no quotation mark speaks for it (both chosen on PolNeAR dev and shared/gold)."""
SHARED = 0.5
"""Share of a quoted stretch that a content must cover to take it whole, if it neither begins nor
ends it."""
CONTINUED = 0.85
"""Confidence in a quotation that goes on without a cue, times that of the one before."""

REACH = 4
"""Words after which a modifier's noun is no longer taken for the rest of a source."""

_BEFORE_NOUN = frozenset({"amod", "compound", "det", "nmod:poss", "nummod"})
_SELF = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation before its speaker is known.

    ``continues`` is true for one without cue and source that goes on with the speaker of
    the draft before it; ``orphan`` for one whose speaker the text does not show; ``nested`` for
    one that stands inside another; ``transcribed`` for a turn of a transcript, which stands
    without marks.
    """

    pieces: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float
    continues: bool = False
    orphan: bool = False
    nested: bool = False
    transcribed: bool = False


def without_overlaps(found: Iterable[Draft]) -> list[Draft]:
    """The drafts in reading order; of those that share words the surer one."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: -d.confidence):
        if not any(p.meets(q) for other in kept for p in draft.pieces for q in other.pieces):
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.pieces[0])


def merged(pieces: Iterable[Span]) -> tuple[Span, ...]:
    """The pieces in reading order, those that touch made one."""
    result: list[Span] = []
    for piece in sorted(pieces):
        if result and piece.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, piece.end))
        else:
            result.append(piece)
    return tuple(result)


def kind_of(pieces: Iterable[Span], marks: Sequence[Quoted], text: str) -> Kind:
    """direct: all words inside quotation marks; indirect: none; else mixed."""
    inside = outside = False
    for piece in pieces:
        at = piece.start
        for q in (q for q in marks if q.span.meets(piece)):
            inside = True
            outside |= _has_words(text[at : max(at, q.span.start)])
            at = max(at, q.span.end)
        outside |= _has_words(text[at : piece.end])
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _has_words(text: str) -> bool:
    return bool(re.search(r"\w", text))


def common(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def fitted(reading: Reading, layout: Layout) -> list[Draft]:
    """The attributions with a source as drafts.

    A quoted stretch belongs whole to the attribution that is told outside of it; what else the
    model finds inside the marks is nested in that one.
    """
    sure = [a for a in reading.attributions if a.source is not None and a.confidence >= SURE]
    owners = {q: owner for q in layout.marks if (owner := _owner(q, sure)) is not None}
    outer: list[Draft] = []
    inner: list[Draft] = []
    for attribution in sure:
        draft = _draft(attribution, owners, layout, reading.doc)
        if draft is not None and _is_kept(draft, layout):
            (inner if draft.nested else outer).append(draft)
    parts = [part for draft in without_overlaps(outer) for part in _parted(draft, layout)]
    return [*parts, *without_overlaps(inner)]


def _owner(q: Quoted, candidates: Sequence[Attribution]) -> Attribution | None:
    """The attribution, told outside the marks, that covers most of the stretch, begins it or ends
    it."""
    claims = [
        (common(q.inner, content), a.confidence, a)
        for a in candidates
        for content in a.contents
        if content.meets(q.inner) and not _is_told_in(q, a)
        if common(q.inner, content) >= SHARED * len(q.inner)
        or content.start <= q.inner.start
        or content.end >= q.inner.end
    ]
    return max(claims, key=lambda claim: claim[:2])[2] if claims else None


def _is_told_in(q: Quoted, attribution: Attribution) -> bool:
    return attribution.source is not None and q.inner.holds(attribution.source)


def _draft(
    attribution: Attribution, owners: dict[Quoted, Attribution], layout: Layout, doc: Doc
) -> Draft | None:
    """The attribution with whole quoted stretches, less what belongs to others; None if nothing
    is left of it, or if it is the quoted speaker's own "I think"."""
    source = _whole_phrase(doc, attribution.source) if attribution.source else None
    pieces: list[Span] = []
    nested = False
    for content in attribution.contents:
        taken = [q for q in layout.marks_at(_widened(content)) if q in owners]
        own = [q for q in taken if owners[q] is attribution]
        others = [q for q in taken if owners[q] is not attribution and q.inner.meets(content)]
        if not others:
            pieces += [content, *(q.span for q in own)]
        elif all(_is_told_in(q, attribution) and q.inner.holds(content) for q in others):
            pieces.append(content)
            nested = True
    if source is not None and nested and source.of(layout.text).casefold() in _SELF:
        return None
    whole = merged(pieces)
    whole = tuple(p for p in whole if source is None or not p.holds(source)) or whole
    whole = _without_strays(whole, [s for s in (source, attribution.cue) if s], layout)
    whole = tuple(piece for piece in whole if _says_something(piece, doc))
    if not whole:
        return None
    return Draft(whole, attribution.cue, source, attribution.confidence, nested=nested)


def _without_strays(
    pieces: tuple[Span, ...], told: Sequence[Span], layout: Layout
) -> tuple[Span, ...]:
    """The pieces without those that stand unmarked in a paragraph of their own, such as a heading
    above the paragraph in which the quotation is told."""
    home = {layout.paragraph_of(span) for span in told}
    kept = tuple(p for p in pieces if layout.paragraph_of(p) in home or layout.marks_at(p))
    return kept or pieces


def _widened(span: Span) -> Span:
    """The span with a character more at both ends, where a mark may stand."""
    return Span(max(0, span.start - 1), span.end + 1)


def _whole_phrase(doc: Doc, source: Span) -> Span:
    """The source with the rest of a phrase that it cuts: the noun that its last word modifies, the
    name that follows a title, the rest of a name."""
    found = doc.char_span(source.start, source.end, alignment_mode="expand")
    if found is None or not len(found):
        return source
    last: Token = found[-1]
    if last.dep_ in _BEFORE_NOUN and last.i < last.head.i <= last.i + REACH:
        last = last.head
    after = doc[last.i + 1 : last.i + 2]
    names_title = last.pos_ in ("NOUN", "PROPN") and any(t.ent_type_ == "PERSON" for t in after)
    if names_title or any(t.ent_iob_ == "I" for t in after):
        end = next((t.i for t in doc[last.i + 2 :] if t.ent_iob_ != "I"), len(doc))
        last = doc[end - 1]
    return Span(source.start, max(source.end, last.idx + len(last)))


def _is_kept(draft: Draft, layout: Layout) -> bool:
    marked = any(layout.marks_at(piece) for piece in draft.pieces)
    return draft.confidence >= (SURE if marked else SURE_UNMARKED)


def _says_something(piece: Span, doc: Doc) -> bool:
    """Whether the piece holds a word of its own, more than "it", "which" or "however"."""
    tokens = doc.char_span(piece.start, piece.end, alignment_mode="expand") or ()
    return any(not token.is_stop and not token.is_punct and not token.is_space for token in tokens)


def _parted(draft: Draft, layout: Layout) -> list[Draft]:
    """The draft cut before every quoted paragraph that neither holds the cue nor goes on with an
    open quotation: such a paragraph is a quotation of its own that continues the speaker."""
    groups: list[list[Span]] = [[draft.pieces[0]]]
    for piece in draft.pieces[1:]:
        block = layout.paragraph_of(piece)
        tells = any(
            s is not None and layout.paragraphs[block].holds(s) for s in (draft.cue, draft.source)
        )
        if (
            layout.opens_paragraph(piece)
            and not tells
            and not layout.goes_on(groups[-1][-1], block)
        ):
            groups.append([])
        groups[-1].append(piece)
    first, *rest = groups
    confidence = draft.confidence * CONTINUED
    return [
        replace(draft, pieces=tuple(first)),
        *(Draft(tuple(group), None, None, confidence, continues=True) for group in rest),
    ]
