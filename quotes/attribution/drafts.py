"""Quotation marks and the model's attributions, brought together: which pieces are one quotation.

A draft has its pieces, cue and source mention, but no speaker yet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from quotes.article import Kind, Span
from quotes.reader.marks import Quoted, quoted
from quotes.reader.paragraphs import paragraphs
from quotes.reader.reading import Attribution, Reading

MIN_WORDS = 3
"""Words of a stand-alone quoted stretch that may be an utterance."""
SURE = 0.55
"""The least confidence of the model in an attribution that is kept; below it, most are wrong
(chosen on PolNeAR dev)."""
SHARED = 0.5
"""Share of a quoted stretch that a content must cover to take it whole."""
CONTINUED = 0.85
"""Confidence that a quotation without a cue goes on with the last speaker, times that one's."""
ORPHAN = 0.3
"""Confidence of an utterance whose source the text does not show."""

_UTTERANCE_END = re.compile(r"(?:[.,!?…]|—|--)\W*$")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:…”\"’'\n])\s*$")


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


def drafts(reading: Reading, skip: Sequence[Span] = ()) -> list[Draft]:
    """All quotations of the text in reading order, outside of the passages to skip."""
    text = reading.text
    marks = [q for q in quoted(text) if not _met(q.span, skip)]
    found = [
        draft
        for attribution in reading.attributions
        if (draft := _draft(attribution, marks))
        and not _met(draft.pieces[0], skip)
        and _says_something(draft, reading.doc)
    ]
    found = _without_overlaps(found)
    found = [part for draft in found for part in _parted(draft, marks, text)]
    found = _with_free_utterances(found, marks, text)
    return sorted(found, key=lambda draft: draft.pieces[0])


def kind_of(pieces: Iterable[Span], marks: Sequence[Quoted], text: str) -> Kind:
    """direct: all words inside quotation marks; indirect: none; else mixed."""
    inside = outside = 0
    for piece in pieces:
        covered = sum(_common(piece, q.span) for q in marks)
        inside += covered
        outside += len(re.findall(r"\w", _uncovered(piece, marks, text)))
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _uncovered(piece: Span, marks: Sequence[Quoted], text: str) -> str:
    return "".join(
        text[i]
        for i in range(piece.start, piece.end)
        if not any(q.span.start <= i < q.span.end for q in marks if q.span.meets(piece))
    )


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _met(span: Span, others: Sequence[Span]) -> bool:
    return any(span.meets(other) for other in others)


# --- the model's attributions --------------------------------------------------------------------


def _draft(attribution: Attribution, marks: Sequence[Quoted]) -> Draft | None:
    """An attribution with its pieces fitted to the quotation marks; None if it names no source
    and quotes nothing."""
    pieces = _merged([_fitted(piece, marks) for piece in attribution.contents])
    if attribution.source is None or attribution.confidence < SURE:
        return None
    pieces = [p for p in pieces if not p.holds(attribution.source)] or pieces
    return Draft(tuple(pieces), attribution.cue, attribution.source, attribution.confidence)


def _says_something(draft: Draft, doc: Doc) -> bool:
    """Whether the pieces hold a word of their own, more than "it", "which" or "the"."""
    tokens = (
        token
        for piece in draft.pieces
        for token in doc.char_span(piece.start, piece.end, alignment_mode="expand") or ()
    )
    return any(not token.is_stop and not token.is_punct and not token.is_space for token in tokens)


def _fitted(piece: Span, marks: Sequence[Quoted]) -> Span:
    """The piece with the marks at its ends, and the whole of a stretch that it mostly covers."""
    start, end = piece.start, piece.end
    for q in marks:
        if not q.span.meets(Span(max(0, start - 1), end + 1)):
            continue
        if _common(q.inner, piece) >= SHARED * len(q.inner):
            start, end = min(start, q.span.start), max(end, q.span.end)
    return Span(start, end)


def _merged(pieces: Iterable[Span]) -> list[Span]:
    """The pieces in reading order, those that overlap made one."""
    merged: list[Span] = []
    for piece in sorted(pieces):
        if merged and piece.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return merged


def _without_overlaps(found: Iterable[Draft]) -> list[Draft]:
    """Of drafts that share words the surer one stays."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: -d.confidence):
        if not any(p.meets(q) for other in kept for p in draft.pieces for q in other.pieces):
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.pieces[0])


def _parted(draft: Draft, marks: Sequence[Quoted], text: str) -> list[Draft]:
    """The draft cut before every quoted paragraph that neither holds the cue nor goes on with an
    open quotation: such a paragraph is a quotation of its own that continues the speaker."""
    blocks = paragraphs(text)
    starts = [block.start for block in blocks]
    groups: list[list[Span]] = [[draft.pieces[0]]]
    for piece in draft.pieces[1:]:
        block = bisect_right(starts, piece.start) - 1
        opens_paragraph = any(q.span.start == piece.start == blocks[block].start for q in marks)
        if (
            opens_paragraph
            and not _holds_cue(blocks[block], draft)
            and not _is_open(blocks[block - 1], groups[-1][-1], marks)
        ):
            groups.append([])
        groups[-1].append(piece)
    first, *rest = groups
    return [
        replace(draft, pieces=tuple(first)),
        *(
            Draft(tuple(group), None, None, draft.confidence * CONTINUED, continues=True)
            for group in rest
        ),
    ]


def _holds_cue(block: Span, draft: Draft) -> bool:
    return any(span is not None and block.holds(span) for span in (draft.cue, draft.source))


def _is_open(block: Span, piece: Span, marks: Sequence[Quoted]) -> bool:
    """Whether a quotation of the piece is still open at the end of the paragraph."""
    return any(
        not q.closed and q.span.end == block.end and block.holds(q.span) and q.span.meets(piece)
        for q in marks
    )


# --- quoted utterances that no attribution covers ------------------------------------------------


def _with_free_utterances(found: list[Draft], marks: Sequence[Quoted], text: str) -> list[Draft]:
    blocks = paragraphs(text)
    starts = [block.start for block in blocks]
    for q in marks:
        if any(_common(q.span, p) for draft in found for p in draft.pieces):
            continue
        block = bisect_right(starts, q.span.start) - 1
        if not _stands_alone(q, blocks[block], text):
            continue
        found = _placed(found, q, block, blocks, marks)
    return found


def _stands_alone(q: Quoted, block: Span, text: str) -> bool:
    """Whether the marks hold a sentence of their own, not a term or a title."""
    inner = q.inner.of(text)
    before = text[block.start : q.span.start]
    begins = bool(_SENTENCE_BEFORE.search(before)) and inner.lstrip("‘'[(…. ")[:1].isupper()
    ends = bool(_UTTERANCE_END.search(inner)) or not q.closed or q.span.end >= block.end
    return begins and ends and len(inner.split()) >= MIN_WORDS


def _placed(
    found: list[Draft], q: Quoted, block: int, blocks: Sequence[Span], marks: Sequence[Quoted]
) -> list[Draft]:
    """The drafts with a free utterance as a further piece, as a continuation or as an orphan."""
    found = sorted(found, key=lambda draft: draft.pieces[0])
    last = _last_before(found, q.span)
    if last is not None:
        draft = found[last]
        if _runs_on(draft, q, block, blocks, marks) or _same_act(draft, q, blocks[block]):
            found[last] = replace(draft, pieces=(*draft.pieces, q.span))
            return found
        reach = blocks[max(0, block - 1)].start
        if draft.pieces[-1].start >= reach and not draft.orphan:
            confidence = draft.confidence * CONTINUED
            return [*found, Draft((q.span,), None, None, confidence, continues=True)]
    if q.span.start == blocks[block].start:
        return [*found, Draft((q.span,), None, None, ORPHAN, orphan=True)]
    return found


def _last_before(found: Sequence[Draft], span: Span) -> int | None:
    before = [i for i, draft in enumerate(found) if draft.pieces[-1].end <= span.start]
    return max(before, key=lambda i: found[i].pieces[-1].end) if before else None


def _runs_on(
    draft: Draft, q: Quoted, block: int, blocks: Sequence[Span], marks: Sequence[Quoted]
) -> bool:
    """Whether the utterance opens a paragraph after one whose quotation was never closed."""
    if block == 0 or q.span.start != blocks[block].start:
        return False
    return _is_open(blocks[block - 1], draft.pieces[-1], marks)


def _same_act(draft: Draft, q: Quoted, block: Span) -> bool:
    """Whether the attribution stands between the draft's last piece and the utterance, in one
    paragraph: “A,” she said. “B.”"""
    cue = draft.cue or draft.source
    return (
        cue is not None
        and block.start <= draft.pieces[-1].start
        and draft.pieces[-1].end <= cue.start
        and cue.end <= q.span.start
    )
