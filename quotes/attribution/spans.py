"""Quotations before their speakers are known: the model's attributions, fitted to the marks.

And quotations within quotations. What the model does not show: :mod:`~.utterances`,
:mod:`~.signatures`, :mod:`~.transcripts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from quotes.lexicon import word_set
from quotes.reader.reading import Attribution, Reading
from quotes.text.layout import Layout
from quotes.text.marks import Quoted, quoted_within
from quotes.types import Kind, QuotationStatus, Span

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
SELF = frozenset({"i", "we"})
"""Sources that are the speaker of the words around them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation before its speaker is known.

    ``continues`` is true for one without cue and source that goes on with the speaker of
    the draft before it; ``orphan`` for one whose speaker the text does not show; ``nested`` for
    one that stands inside another; ``transcribed`` for a turn of a transcript, or a block
    set off, which stand without marks. ``status`` is that of the attribution, ``status_chance`` in
    [0, 1] how surely.
    """

    pieces: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float
    continues: bool = False
    orphan: bool = False
    nested: bool = False
    transcribed: bool = False
    status: QuotationStatus = "said"
    status_chance: float = 1.0


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
    kept = [a for a in reading.attributions if a.source is not None and a.confidence >= SURE]
    sure = [a for a in kept if not a.inner]
    owners = {q: owner for q in layout.marks if (owner := _owner(q, sure)) is not None}
    outer: list[Draft] = []
    inner: list[Draft] = []
    for attribution in sure:
        draft = _draft(attribution, owners, layout, reading.doc)
        if draft is not None and _is_kept(draft, layout):
            (inner if draft.nested else outer).append(draft)
    parts = [part for draft in without_overlaps(outer) for part in _parted(draft, layout)]
    inner += [draft for a in kept if a.inner and (draft := _inside(a, parts, layout))]
    return [*parts, *without_overlaps(inner)]


def _inside(attribution: Attribution, outer: Sequence[Draft], layout: Layout) -> Draft | None:
    """What somebody is said to have said inside another quotation, but for its speaker's "I"."""
    source, (first, *_) = attribution.source, attribution.contents
    holding = any(piece.holds(first) for draft in outer for piece in draft.pieces)
    if not holding or source is None or source.of(layout.text).casefold() in SELF:
        return None
    return _drafted(attribution, attribution.contents, source, nested=True)


def _drafted(
    attribution: Attribution, pieces: tuple[Span, ...], source: Span | None, *, nested: bool
) -> Draft:
    return Draft(
        pieces,
        attribution.cue,
        source,
        attribution.confidence,
        nested=nested,
        status=attribution.status,
        status_chance=attribution.status_chance,
    )


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
    source = whole_phrase(doc, attribution.source) if attribution.source else None
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
    if source is not None and nested and source.of(layout.text).casefold() in SELF:
        return None
    whole = merged(pieces)
    whole = tuple(p for p in whole if source is None or not p.holds(source)) or whole
    whole = _without_strays(whole, [s for s in (source, attribution.cue) if s], layout)
    whole = tuple(p for p in whole if _holds_marks(p, layout) or _says_something(p, doc))
    if not whole or _is_silence(attribution.cue, whole, layout):
        return None
    return _drafted(attribution, whole, source, nested=nested)


def _without_strays(
    pieces: tuple[Span, ...], contents: Sequence[Span], layout: Layout
) -> tuple[Span, ...]:
    """The pieces without those that stand unmarked in a paragraph of their own, such as a heading
    above the paragraph in which the quotation is told."""
    home = {layout.paragraph_of(span) for span in contents}
    kept = tuple(p for p in pieces if layout.paragraph_of(p) in home or layout.marks_at(p))
    return kept or pieces


def _widened(span: Span) -> Span:
    """The span with a character more at both ends, where a mark may stand."""
    return Span(max(0, span.start - 1), span.end + 1)


def whole_phrase(doc: Doc, source: Span) -> Span:
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


def _holds_marks(piece: Span, layout: Layout) -> bool:
    return any(piece.holds(q.span) for q in layout.marks_at(piece))


def _says_something(piece: Span, doc: Doc) -> bool:
    """Whether the piece, which stands without marks, holds a word of its own, more than "it",
    "which" or "however"."""
    tokens = doc.char_span(piece.start, piece.end, alignment_mode="expand") or ()
    return any(not token.is_stop and not token.is_punct and not token.is_space for token in tokens)


_SILENT = re.compile(
    r"""\b(?: (?:would|will|did|do|does|could|can|has|have|had) (?:\s*not|n[’']t) (?:\s+\w+ly)?
            \s+(?:be\s+reached|comment\w*|respond\w*|repl\w+|answer\w*|return\w*|discuss\w*
                |elaborat\w+|speak|talk)
        | (?:ha[sd]|have|offer\w*|made?)\s+no\s+(?:\w+\s+)?comment | unavailable
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""That somebody says nothing, as a cue or at the beginning of a content."""
_DECLINES = re.compile(
    r"\b(?:declin|refus)(?:es?|ed|ing|al)\b(?P<infinitive>\s+to\s)?", re.IGNORECASE
)
_WHAT_IS_DECLINED = re.compile(
    r"(?:further\s+)?(?:to|comment|an?|the|any|all|his|her|their|its|questions?|requests?|whether|if|how"
    r"|why|what|who|when|where|which)\b",
    re.IGNORECASE,
)


def _is_silence(cue: Span | None, pieces: Sequence[Span], layout: Layout) -> bool:
    """Whether somebody declined to speak or did not answer, and no word of theirs is told."""
    if any(layout.marks_at(piece) for piece in pieces):
        return False
    told = cue.of(layout.text) if cue else ""
    content = pieces[0].of(layout.text)
    if _DECLINES.search(told):
        return bool(_WHAT_IS_DECLINED.match(content))
    silent = _SILENT.search(content)
    return bool(_SILENT.search(told)) or (
        silent is not None and len(content[: silent.start()].split()) <= FEW
    )


FEW = 3
"""Words before "would not comment" at most: "that it", "the company"."""


def _parted(draft: Draft, layout: Layout) -> list[Draft]:
    """The draft cut before every quoted paragraph that does not go on with an open quotation.

    Such a paragraph behind the cue is a quotation of its own that continues the speaker. One that
    stands before the paragraph of the cue is left to be judged by itself, and so is a quotation
    with nothing but a blank between it and the next: there the speaker changes.
    """
    groups: list[list[Span]] = [[draft.pieces[0]]]
    for piece in draft.pieces[1:]:
        last = groups[-1][-1]
        if changes_voice(last, piece, layout) or _is_apart(last, piece, layout):
            groups.append([])
        groups[-1].append(piece)
    home = _home(draft, groups, layout)
    rest = [
        replace(
            draft,
            pieces=tuple(group),
            cue=None,
            source=None,
            confidence=draft.confidence * CONTINUED,
            continues=True,
        )
        for before, group in pairwise(groups[home:])
        if not changes_voice(before[-1], group[0], layout)
    ]
    return [replace(draft, pieces=tuple(groups[home])), *rest]


def _is_apart(before: Span, piece: Span, layout: Layout) -> bool:
    """Whether a quotation in marks stands in another paragraph than what comes before, which is no
    open quotation that goes on in it: as the whole paragraph's beginning, or behind closed marks.
    """
    number = layout.paragraph_of(piece)
    if layout.opens_paragraph(piece):
        return not layout.goes_on(before, number)
    return (
        layout.paragraph_of(before) != number
        and any(q.span.start == piece.start for q in layout.marks_at(piece))
        and any(q.closed and q.span.end == before.end for q in layout.marks_at(before))
    )


def changes_voice(before: Span, piece: Span, layout: Layout) -> bool:
    """Whether two quotations in marks follow each other with nothing but a blank in between."""
    blank = layout.text[before.end : piece.start]
    return (
        blank.isspace()
        and layout.paragraph_of(before) == layout.paragraph_of(piece)
        and any(q.closed and q.span.end == before.end for q in layout.marks_at(before))
        and any(q.span.start == piece.start for q in layout.marks_at(piece))
    )


def _home(draft: Draft, groups: Sequence[Sequence[Span]], layout: Layout) -> int:
    """The group of pieces that stands nearest to the cue: in its paragraph, or next to it."""
    told = draft.cue or draft.source
    if told is None:
        return 0
    block = layout.paragraph_of(told)

    def distance(number: int) -> tuple[int, int]:
        paragraphs = min(abs(layout.paragraph_of(piece) - block) for piece in groups[number])
        gap = min(max(p.start - told.end, told.start - p.end, 0) for p in groups[number])
        return paragraphs, gap

    return min(range(len(groups)), key=distance)


# Quotations inside quotations: “He told us, ‘We sail at noon,’” she said.


NESTED = 0.7
"""Confidence in a nested quotation, times that of the one around it."""
MIN_WORDS = 3
"""Words of a quoted stretch that may be an utterance without an attribution of the model."""
NESTED_REACH = 4
"""Words that may stand between the cue and the inner marks."""

_SPEECH = word_set("verbs", "speech")


def nested(reading: Reading, outer: Sequence[Draft], layout: Layout) -> list[Draft]:
    """The quotations in inner marks, with a verb of speech and its subject beside them, that lie
    inside the pieces of these drafts."""
    return [
        found
        for draft in outer
        for piece in draft.pieces
        for mark in layout.marks_at(piece)
        if piece.holds(mark.span) and not draft.nested
        for inner in quoted_within(reading.text, mark)
        if (found := _nested_draft(reading, draft, mark.inner, inner)) is not None
    ]


def _nested_draft(reading: Reading, outer: Draft, around: Span, inner: Quoted) -> Draft | None:
    if len(inner.inner.of(reading.text).split()) < MIN_WORDS:
        return None
    for cue in _verbs_beside(reading.doc, inner.span, around):
        subject = next((t for t in cue.children if t.dep_ == "nsubj"), None)
        if subject is not None and around.start <= subject.idx < around.end:
            return Draft(
                pieces=(inner.span,),
                cue=Span(cue.idx, cue.idx + len(cue)),
                source=phrase_of(subject),
                confidence=outer.confidence * NESTED,
                nested=True,
            )
    return None


def _verbs_beside(doc: Doc, span: Span, around: Span) -> Iterator[Token]:
    """Verbs of speech within reach before the span, the nearest first, then after it, but not
    outside of the stretch around it."""
    first = next((t.i for t in doc if t.idx >= span.start), len(doc))
    after = next((t.i for t in doc if t.idx >= span.end), len(doc))
    tokens = [
        *range(first - 1, max(-1, first - 2 - NESTED_REACH), -1),
        *range(after, after + NESTED_REACH),
    ]
    for token in (doc[i] for i in tokens if i < len(doc)):
        inside = around.start <= token.idx < around.end
        if inside and token.lower_ in _SPEECH and token.pos_ == "VERB":
            yield token


def phrase_of(subject: Token) -> Span:
    """The words of a subject, from the first to the last that hangs on it."""
    tokens = [t for t in subject.subtree if not t.is_space]
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
