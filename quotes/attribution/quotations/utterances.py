"""Quoted utterances that no attribution of the model covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.article import Span
from quotes.attribution.quotations.drafts import Draft
from quotes.attribution.quotations.fitting import CONTINUED
from quotes.attribution.quotations.page import Page, common
from quotes.reader.marks import Quoted

MIN_WORDS = 3
"""Words of a stand-alone quoted stretch that may be an utterance."""
ORPHAN = 0.3
"""Confidence of an utterance whose source the text does not show."""

_UTTERANCE_END = re.compile(r"(?:[.,!?…]|—|--)\W*$")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:…”\"’'\n])\s*$")


def with_utterances(found: Sequence[Draft], page: Page) -> list[Draft]:
    """The drafts, and every quoted sentence of its own outside of them: as a further piece of the
    draft before, as a quotation that continues its speaker, or as an orphan."""
    drafts = list(found)
    for q in page.marks:
        if any(common(q.span, piece) for draft in drafts for piece in draft.pieces):
            continue
        if _stands_alone(q, page.blocks[page.block_of(q.span)], page.text):
            drafts = _placed(sorted(drafts, key=lambda draft: draft.pieces[0]), q, page)
    return sorted(drafts, key=lambda draft: draft.pieces[0])


def _stands_alone(q: Quoted, block: Span, text: str) -> bool:
    """Whether the marks hold a sentence of their own, not a term or a title."""
    inner = q.inner.of(text)
    before = text[block.start : q.span.start]
    begins = bool(_SENTENCE_BEFORE.search(before)) and inner.lstrip("‘'[(…. ")[:1].isupper()
    ends = bool(_UTTERANCE_END.search(inner)) or not q.closed or q.span.end >= block.end
    return begins and ends and len(inner.split()) >= MIN_WORDS


def _placed(drafts: list[Draft], q: Quoted, page: Page) -> list[Draft]:
    block = page.block_of(q.span)
    opens_paragraph = q.span.start == page.blocks[block].start
    last = _last_before(drafts, q.span)
    if last is not None:
        draft = drafts[last]
        runs_on = opens_paragraph and page.goes_on(draft.pieces[-1], block)
        if runs_on or _same_act(draft, q, page.blocks[block]):
            drafts[last] = replace(draft, pieces=(*draft.pieces, q.span))
            return drafts
        reach = page.blocks[max(0, block - 1)].start
        if draft.pieces[-1].start >= reach and not draft.orphan:
            confidence = draft.confidence * CONTINUED
            return [*drafts, Draft((q.span,), None, None, confidence, continues=True)]
    if opens_paragraph:
        return [*drafts, Draft((q.span,), None, None, ORPHAN, orphan=True)]
    return drafts


def _last_before(drafts: Sequence[Draft], span: Span) -> int | None:
    before = [i for i, d in enumerate(drafts) if not d.nested and d.pieces[-1].end <= span.start]
    return max(before, key=lambda i: drafts[i].pieces[-1].end) if before else None


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
