"""Quotations before their speakers are known: the model's attributions, fitted to the marks.

And those that the model does not show: free utterances, quotations within quotations, signed ones
and the turns of a transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from quotes.lexicon import PARTICLES, word_set
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
_SELF = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation before its speaker is known.

    ``continues`` is true for one without cue and source that goes on with the speaker of
    the draft before it; ``orphan`` for one whose speaker the text does not show; ``nested`` for
    one that stands inside another; ``transcribed`` for a turn of a transcript, which stands
    without marks. ``status`` is that of the attribution.
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
    return Draft(
        whole,
        attribution.cue,
        source,
        attribution.confidence,
        nested=nested,
        status=attribution.status,
    )


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
        *(
            Draft(tuple(group), None, None, confidence, continues=True, status=draft.status)
            for group in rest
        ),
    ]


# Quoted utterances that no attribution of the model covers.


MIN_WORDS = 3
"""Words of a stand-alone quoted stretch that may be an utterance."""
ORPHAN = 0.3
"""Confidence of an utterance whose source the text does not show."""

_UTTERANCE_END = re.compile(r"(?:[.,!?…]|—|--)\W*$")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:…”\"’'\n])\s*$")


def with_utterances(found: Sequence[Draft], layout: Layout) -> list[Draft]:
    """The drafts, and every quoted sentence of its own outside of them: as a further piece of the
    draft before, as a quotation that continues its speaker, or as an orphan."""
    drafts = list(found)
    for q in layout.marks:
        if any(common(q.span, piece) for draft in drafts for piece in draft.pieces):
            continue
        if _stands_alone(q, layout.paragraphs[layout.paragraph_of(q.span)], layout.text):
            drafts = _placed(sorted(drafts, key=lambda draft: draft.pieces[0]), q, layout)
    return sorted(drafts, key=lambda draft: draft.pieces[0])


def _stands_alone(q: Quoted, block: Span, text: str) -> bool:
    """Whether the marks hold a sentence of their own, not a term or a title."""
    inner = q.inner.of(text)
    before = text[block.start : q.span.start]
    begins = bool(_SENTENCE_BEFORE.search(before)) and inner.lstrip("‘'[(…. ")[:1].isupper()
    ends = bool(_UTTERANCE_END.search(inner)) or not q.closed or q.span.end >= block.end
    return begins and ends and len(inner.split()) >= MIN_WORDS


def _placed(drafts: list[Draft], q: Quoted, layout: Layout) -> list[Draft]:
    block = layout.paragraph_of(q.span)
    opens_paragraph = q.span.start == layout.paragraphs[block].start
    last = _last_before(drafts, q.span)
    if last is not None:
        draft = drafts[last]
        runs_on = opens_paragraph and layout.goes_on(draft.pieces[-1], block)
        if runs_on or _same_act(draft, q, layout.paragraphs[block]):
            drafts[last] = replace(draft, pieces=(*draft.pieces, q.span))
            return drafts
        reach = layout.paragraphs[max(0, block - 1)].start
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


# Quotations inside quotations: “He told us, ‘We sail at noon,’” she said.


NESTED = 0.7
"""Confidence in a nested quotation, times that of the one around it."""
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
    tokens = [
        *range(first - 1, max(-1, first - 2 - NESTED_REACH), -1),
        *range(after, after + NESTED_REACH),
    ]
    for token in (doc[i] for i in tokens if i < len(doc)):
        inside = around.start <= token.idx < around.end
        if inside and token.lower_ in _SPEECH and token.pos_ == "VERB":
            yield token


def _phrase(subject: Token) -> Span:
    tokens = [t for t in subject.subtree if not t.is_space]
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


# Quotations signed below or behind with a dash and a name: “We sail at noon.” — Ines Okafor


SIGNED = 0.9
"""Confidence in a quotation whose speaker is named in a signature."""

_SIGNATURE = re.compile(
    r"""\s{0,3} (?P<dash>[—―–]|--|-(?=\s)) [^\S\r\n]*
        (?P<name>[^\s\d\W][^\r\n,;:(]{1,60}?) [.\s]* (?:[,;:(][^\r\n]{0,90})? (?=[\r\n]|$)""",
    re.VERBOSE,
)
_SMALL = PARTICLES | {"and", "of", "the"}
"""Words of a name without a capital letter."""
_SENTENCE_END = re.compile(r"[.,!?…’'\])]$|--$|—$")
LONGEST_NAME = 6
"""Words of a name in a signature at most."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A quoted stretch that is a paragraph of its own but for the dash and the name behind it.

    It ends as a sentence does: what does not is the title of a work with its publisher.
    """

    quote: Quoted
    dash: Span
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
    match = _SIGNATURE.match(layout.text, q.span.end)
    if match is None or q.span.start != block.start or not _is_name(match["name"]):
        return None
    if not _SENTENCE_END.search(q.inner.of(layout.text).rstrip()):
        return None
    return Signature(q, Span(*match.span("dash")), Span(*match.span("name")))


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


# Interviews and hearings set as a transcript: every paragraph begins with who is speaking.
#
# THE GAZETTE: Were you there?
# OKAFOR: I was on the bridge.


MIN_TURNS = 4
"""Labelled paragraphs that make a transcript."""
MIN_RETURNS = 2
"""So often must somebody take the floor to be one of its speakers."""

_LABEL = re.compile(
    r"(?P<label>[A-Z][\w.’'\-]*(?:[ \u00a0](?:[A-Z][\w.’'\-]*|of|the|and|de|van|von|bin)){0,4})"
    r"[ \u00a0]?:[ \u00a0]+(?=\S)"
)
_ASKS = frozenset({"q", "question", "interviewer", "host", "reporter", "moderator", "presenter"})


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    """What one speaker says until the next: the label and the paragraphs, the label left out."""

    label: Span
    pieces: tuple[Span, ...]

    def holds(self, span: Span) -> bool:
        """Whether the span lies in one of the paragraphs."""
        return any(piece.holds(span) for piece in self.pieces)


def transcript_turns(
    layout: Layout, outlet: str | None = None, skip: Sequence[Span] = ()
) -> list[TranscriptTurn]:
    """The turns of a transcript in reading order, without those of whoever asks the questions.

    ``outlet`` is the name under which the outlet itself asks; ``skip`` are passages to pass over.
    No turns are found in a text that is no transcript.
    """
    text = layout.text
    blocks = [block for block in layout.paragraphs if not any(block.meets(s) for s in skip)]
    labels = {block: _LABEL.match(text, block.start, block.end) for block in blocks}
    counts = Counter(match["label"] for match in labels.values() if match)
    speaking = {label for label, count in counts.items() if count >= MIN_RETURNS}
    if sum(counts[label] for label in speaking) < MIN_TURNS or len(speaking) < 2:
        return []
    found: list[TranscriptTurn] = []
    last_label = max(i for i, block in enumerate(blocks) if _speaks(labels[block], speaking))
    for block in blocks[: last_label + 1]:
        match = labels[block]
        if match and _speaks(match, speaking):
            label = Span(match.start("label"), match.end("label"))
            found.append(TranscriptTurn(label, (Span(match.end(), block.end),)))
        elif found:
            last = found[-1]
            found[-1] = TranscriptTurn(last.label, (*last.pieces, block))
    asking = {label for label in speaking if _is_asker(label, outlet)}
    asking |= _who_asks_most(found, text)
    return [turn for turn in found if turn.label.of(text) not in asking]


def _who_asks_most(found: Sequence[TranscriptTurn], text: str) -> set[str]:
    """The one label most of whose turns end with a question mark, if there is just one."""
    counts = Counter(turn.label.of(text) for turn in found)
    asked = Counter(
        turn.label.of(text)
        for turn in found
        if turn.pieces[-1].of(text).rstrip("”\"’'").endswith("?")
    )
    most = {label for label, count in counts.items() if 2 * asked[label] > count}
    return most if len(most) == 1 else set()


def _speaks(match: re.Match[str] | None, speaking: set[str]) -> bool:
    return match is not None and match["label"] in speaking


def _is_asker(label: str, outlet: str | None) -> bool:
    name = label.casefold()
    return name in _ASKS or (outlet is not None and outlet.casefold().startswith(name))
