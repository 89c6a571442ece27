"""Quotations inside quotations: “He told us, ‘We sail at noon,’” she said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from quotes.article import Span
from quotes.attribution.quotations.drafts import Draft
from quotes.attribution.quotations.page import Page
from quotes.attribution.quotations.utterances import MIN_WORDS
from quotes.lexicon import word_set
from quotes.reader.marks import Quoted, quoted_within
from quotes.reader.reading import Reading

NESTED = 0.7
"""Confidence in a nested quotation, times that of the one around it."""
REACH = 4
"""Words that may stand between the cue and the inner marks."""

_SPEECH = word_set("verbs", "speech")


def nested(reading: Reading, outer: Sequence[Draft], page: Page) -> list[Draft]:
    """The quotations in inner marks, with a verb of speech and its subject beside them, that lie
    inside the pieces of these drafts."""
    return [
        found
        for draft in outer
        for piece in draft.pieces
        for mark in page.marks_at(piece)
        if piece.holds(mark.span) and not draft.nested
        for inner in quoted_within(reading.text, mark)
        if (found := _draft(reading, draft, mark.inner, inner)) is not None
    ]


def _draft(reading: Reading, outer: Draft, around: Span, inner: Quoted) -> Draft | None:
    if len(inner.inner.of(reading.text).split()) < MIN_WORDS:
        return None
    for cue in _verbs_beside(reading.doc, inner.span, around):
        subject = next((t for t in cue.children if t.dep_ == "nsubj"), None)
        if subject is not None and around.start <= subject.idx < around.end:
            return Draft(
                pieces=(inner.span,),
                cue=Span(cue.idx, cue.idx + len(cue)),
                source=_phrase(subject),
                confidence=outer.confidence * NESTED,
                nested=True,
            )
    return None


def _verbs_beside(doc: Doc, span: Span, around: Span) -> Iterator[Token]:
    """Verbs of speech within reach before the span, the nearest first, then after it, but not
    outside of the stretch around it."""
    first = next((t.i for t in doc if t.idx >= span.start), len(doc))
    after = next((t.i for t in doc if t.idx >= span.end), len(doc))
    places = [*range(first - 1, max(-1, first - 2 - REACH), -1), *range(after, after + REACH)]
    for token in (doc[i] for i in places if i < len(doc)):
        inside = around.start <= token.idx < around.end
        if inside and token.lower_ in _SPEECH and token.pos_ == "VERB":
            yield token


def _phrase(subject: Token) -> Span:
    tokens = [t for t in subject.subtree if not t.is_space]
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
