"""Quoted utterances that no attribution of the model covers.

Each is judged by what stands beside it: a verb of speech with its subject, the attribution that it
goes on from, the person whom the sentence before it tells of. Only a paragraph that holds nothing
else and names nobody goes on with the speaker of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from quotes.attribution.spans import (
    CONTINUED,
    MIN_WORDS,
    Draft,
    changes_voice,
    common,
    phrase_of,
    whole_phrase,
)
from quotes.lexicon import GROUP_NOUNS, PERSON_NOUNS, is_post, is_post_plural, word_set
from quotes.reader.reading import Reading
from quotes.text.layout import Layout
from quotes.text.marks import Quoted
from quotes.text.paragraphs import sentences
from quotes.types import Span

ORPHAN = 0.3
"""Confidence of an utterance whose source the text does not show."""
TOLD = 0.8
"""Confidence in one beside which the parse shows a verb of speech and its subject."""
TITLE = 2
"""Words of a title before a name at most."""
BEFORE = 0.5
"""Confidence in one whose speaker is the subject of the sentence before it."""

_UTTERANCE_END = re.compile(r"(?:[.,!?…]|—|--)\W*$")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:…”\"’'\n])\s*$")
_SENTENCE_END = re.compile(r"(?:[.!?…]|—|--)\W*$")
_COMMA_END = re.compile(r"[,—–-]\W*$")
_INTRODUCES = re.compile(r"[,:]\s*$")
_CUE_VERBS = word_set("cue_verbs")
_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})
_RELATIVE = frozenset({"who", "which", "that"})
_NAMING_PRONOUNS = frozenset({"he", "she"})


def with_utterances(found: Sequence[Draft], reading: Reading, layout: Layout) -> list[Draft]:
    """The drafts, and every quoted sentence of its own outside of them."""
    page = _Sentences(reading.doc, layout)
    found = page.uninterrupted(found)
    free = [
        q
        for q in layout.marks
        if not any(common(q.span, piece) for draft in found for piece in draft.pieces)
    ]
    told = {q: draft for q in free if (draft := page.told_beside(q)) is not None}
    drafts = sorted([*found, *told.values()], key=lambda draft: draft.pieces[0])
    for q in free:
        if q not in told:
            drafts = sorted(page.placed(drafts, q), key=lambda draft: draft.pieces[0])
    return drafts


@dataclass(frozen=True, slots=True)
class _Sentences:
    doc: Doc
    layout: Layout

    def told_beside(self, q: Quoted) -> Draft | None:
        """The utterance with the verb of speech and its subject that stand directly behind or
        before it; None where there is none."""
        text = self.layout.text
        block = self.layout.paragraphs[self.layout.paragraph_of(q.span)]
        if not _UTTERANCE_END.search(q.inner.of(text)):
            return None
        cue = self._cue_behind(q, block) or self._cue_before(q, block)
        if cue is None:
            return self._labelled(q, block)
        verb, subject = cue
        return Draft(
            (q.span,),
            Span(verb.idx, verb.idx + len(verb)),
            whole_phrase(self.doc, phrase_of(subject)),
            TOLD,
        )

    def _cue_behind(self, q: Quoted, block: Span) -> tuple[Token, Token] | None:
        text = self.layout.text
        tokens = self._tokens(q.span.end, self._end_of_sentence(q.span.end, block))
        for verb, subject in _told(tokens):
            begin = min(verb.idx, phrase_of(subject).start)
            is_beside = not text[q.span.end : begin].strip()
            runs_on = bool(_COMMA_END.search(q.inner.of(text))) or tokens[0].text[:1].islower()
            if is_beside and (runs_on or verb.i < subject.i or verb.lower_ in _CUE_VERBS):
                return verb, subject
        return None

    def _cue_before(self, q: Quoted, block: Span) -> tuple[Token, Token] | None:
        if not _INTRODUCES.search(self.layout.text[block.start : q.span.start]):
            return None
        *_, sentence = sentences(self.layout.text, Span(block.start, q.span.start))
        found = [
            (verb, subject)
            for verb, subject in _told(self._tokens(sentence.start, sentence.end))
            if subject.i < verb.i and not self.layout.marks_at(Span(verb.idx, q.span.start))
        ]
        return found[-1] if found else None

    def _labelled(self, q: Quoted, block: Span) -> Draft | None:
        """The utterance behind a name and a colon, without a verb: Ines Okafor, pilot: “No.”"""
        before = self.layout.text[block.start : q.span.start].rstrip()
        colon = block.start + len(before) - 1
        tokens = self._tokens(block.start, colon) if before.endswith(":") else []
        name = next((token for token in tokens if token.ent_type_ == "PERSON"), None)
        if name is None or name.i - tokens[0].i > TITLE or any(map(_is_predicate, tokens)):
            return None
        named = [t for t in tokens if t.i >= name.i and t.ent_type_ == "PERSON"]
        named = [t for at, t in enumerate(named) if t.i == name.i + at]
        source = Span(name.idx, named[-1].idx + len(named[-1]))
        return Draft((q.span,), Span(colon, colon + 1), source, TOLD)

    def uninterrupted(self, found: Sequence[Draft]) -> list[Draft]:
        """The drafts without those that are said to go on with the one before although somebody
        else is named."""
        kept: list[Draft] = []
        for draft in found:
            before = next((d for d in reversed(kept) if not d.continues and not d.nested), None)
            if draft.continues and before and self.is_interrupted(before, draft.pieces[0]):
                continue
            kept.append(draft)
        return kept

    def placed(self, drafts: list[Draft], q: Quoted) -> list[Draft]:
        """The drafts with the utterance as a further piece of the one before, as one that goes on
        with its speaker or is told in the sentence before, or as an orphan."""
        number = self.layout.paragraph_of(q.span)
        block = self.layout.paragraphs[number]
        opens_paragraph = q.span.start == block.start
        last = _last_before(drafts, q.span)
        if last is not None:
            draft = drafts[last]
            runs_on = opens_paragraph and self.layout.goes_on(draft.pieces[-1], number)
            if runs_on or self._is_same_act(draft, q, block):
                drafts[last] = replace(draft, pieces=(*draft.pieces, q.span))
                return drafts
        if not self._stands_alone(q, block):
            return drafts
        if last is not None and self._goes_on_with(drafts[last], q, block):
            confidence = drafts[last].confidence * CONTINUED
            return [*drafts, Draft((q.span,), None, None, confidence, continues=True)]
        if (subject := self._subject_before(q, block)) is not None:
            return [*drafts, Draft((q.span,), None, subject, BEFORE)]
        if opens_paragraph or self._has_neighbour(q):
            return [*drafts, Draft((q.span,), None, None, ORPHAN, orphan=True)]
        return drafts

    def _stands_alone(self, q: Quoted, block: Span) -> bool:
        """Whether the marks hold a sentence of their own, not a term or a title."""
        ends = bool(_UTTERANCE_END.search(q.inner.of(self.layout.text)))
        ends = ends or not q.closed or q.span.end >= block.end
        enough = len(q.inner.of(self.layout.text).split()) >= MIN_WORDS
        return ends and enough and self._begins_sentence(q, block)

    def _begins_sentence(self, q: Quoted, block: Span) -> bool:
        before = self.layout.text[block.start : q.span.start]
        inner = q.inner.of(self.layout.text)
        return bool(_SENTENCE_BEFORE.search(before)) and inner.lstrip("‘'[(…. ")[:1].isupper()

    def _is_same_act(self, draft: Draft, q: Quoted, block: Span) -> bool:
        """Whether the attribution, and nothing more, stands between the draft's last piece and the
        utterance, in one paragraph: “A,” she said. “B.”"""
        cue = draft.cue or draft.source
        if cue is None or not draft.pieces[-1].end <= cue.start < cue.end <= q.span.start:
            return False
        if not block.start <= draft.pieces[-1].start or not self._begins_sentence(q, block):
            return False
        ends = bool(_SENTENCE_END.search(q.inner.of(self.layout.text))) or not q.closed
        between = Span(cue.start, cue.end + len(self.layout.text[cue.end : q.span.start].rstrip()))
        return ends and len(list(sentences(self.layout.text, between))) == 1

    def _goes_on_with(self, draft: Draft, q: Quoted, block: Span) -> bool:
        """Whether the utterance goes on with the speaker of the draft before.

        It opens its paragraph, the draft stands in the paragraph before, and neither what is left
        of that one nor the rest of its own names anybody.
        """
        number = self.layout.paragraph_of(q.span)
        reach = self.layout.paragraphs[max(0, number - 1)].start
        if draft.orphan or draft.pieces[-1].start < reach or q.span.start != block.start:
            return False
        return not self._has_neighbour(q) and not self.is_interrupted(draft, q.span)

    def is_interrupted(self, draft: Draft, piece: Span) -> bool:
        """Whether somebody else is named between the draft's attribution and a later quotation, or
        behind that in its paragraph."""
        told = max(s.end for s in (*draft.pieces, draft.cue, draft.source) if s is not None)
        home = self.layout.paragraphs[self.layout.paragraph_of(draft.pieces[-1])]
        rest = self._end_of_sentence(told, home)
        end = self.layout.paragraphs[self.layout.paragraph_of(piece)].end
        return self._names_somebody_else(draft, rest, piece.start) or (
            self._names_somebody_else(draft, piece.end, end)
        )

    def _has_neighbour(self, q: Quoted) -> bool:
        """Whether the quotation before or behind it follows without a word between: there the
        speaker changes."""
        at = self.layout.marks.index(q)
        around = self.layout.marks[max(0, at - 1) : at + 2]
        return any(changes_voice(a.span, b.span, self.layout) for a, b in pairwise(around))

    def _names_somebody_else(self, draft: Draft, start: int, end: int) -> bool:
        """Whether a person whom the draft's source does not name is named, or does something, in
        the words outside of marks."""
        known = set(draft.source.of(self.layout.text).split()) if draft.source else set()
        return any(
            token.text not in known
            and (
                token.ent_type_ == "PERSON"
                or token.lower_ in _NAMING_PRONOUNS
                or (token.dep_.startswith("nsubj") and _is_person(token))
            )
            for token in self._tokens(start, end)
            if not self.layout.marks_at(Span(token.idx, token.idx + 1))
        )

    def _subject_before(self, q: Quoted, block: Span) -> Span | None:
        """The person whom the sentence before the utterance, in its paragraph, tells of."""
        text = self.layout.text
        before = [s for s in sentences(text, block) if s.end <= q.span.start]
        if not before or self._has_neighbour(q) or before[-1].of(text).endswith(":"):
            return None
        if self.layout.marks_at(before[-1]):
            return None
        for token in self._tokens(before[-1].start, before[-1].end):
            if token.dep_ == "nsubj" and token.head.dep_.lower() == "root" and _is_person(token):
                return whole_phrase(self.doc, phrase_of(token))
        return None

    def _end_of_sentence(self, position: int, block: Span) -> int:
        ends = (s.end for s in sentences(self.layout.text, block) if s.end >= position)
        return next(ends, block.end)

    def _tokens(self, start: int, end: int) -> list[Token]:
        found = self.doc.char_span(start, end, alignment_mode="expand") if start < end else None
        return [t for t in found or () if t.idx >= start and not t.is_space]


def _told(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """The verbs of speech among the words, each with its subject."""
    inside = {token.i for token in tokens}
    for verb in tokens:
        if verb.lower_ in _CUE_VERBS and verb.pos_ == "VERB":
            for subject in verb.children:
                if subject.dep_ == "nsubj" and subject.i in inside:
                    yield verb, subject


def _is_predicate(token: Token) -> bool:
    """Whether a word is a verb with a subject of its own before it, other than "who"."""
    return token.pos_ in ("VERB", "AUX") and any(
        child.dep_.startswith("nsubj") and child.i < token.i and child.lower_ not in _RELATIVE
        for child in token.children
    )


def _is_person(token: Token) -> bool:
    word = token.lower_
    return (
        token.ent_type_ == "PERSON"
        or word in _PRONOUNS
        or word in PERSON_NOUNS
        or word in GROUP_NOUNS
        or is_post(word)
        or is_post_plural(word)
    )


def _last_before(drafts: Sequence[Draft], span: Span) -> int | None:
    before = [i for i, d in enumerate(drafts) if not d.nested and d.pieces[-1].end <= span.start]
    return max(before, key=lambda i: drafts[i].pieces[-1].end) if before else None
