"""Words set off from the text instead of standing in marks.

In a letter to parents, the head wrote:     We sail at noon.                  — We sail at noon,
We sail at noon.                            — Ines Okafor (@okafor) May 3     said Ines Okafor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Token

from quotes.attribution.spans import SELF, Draft, phrase_of, whole_phrase
from quotes.lexicon import word_set
from quotes.reader.reading import Reading
from quotes.text.layout import Layout
from quotes.text.paragraphs import sentences
from quotes.types import Span

SET_OFF = 0.8
"""Confidence in a block whose speaker is named above, below or behind it."""
MIN_DASHES = 2
"""Paragraphs with a dash that make a dialogue."""

_CUE_VERBS = word_set("cue_verbs")
_MAIN = frozenset({"root", "conj", "parataxis"})
_POST = re.compile(
    r"""^\s*(?:[—–―-]+\s*|(?:an?\s+)?(?:post|tweet|video|photo|reel)\s+(?:shared\s+)?by\s+
            |posted\s+by\s+)
        (?P<name>[^\n()@]{2,60}?)\s*\(@[\w.]+\)[^.!?\n]{0,40}$""",
    re.IGNORECASE | re.VERBOSE,
)
"""The line below a post: a dash or "A post shared by", the name, the handle, the day."""
_DASH = re.compile(r"[—–―]\s+(?=\S)")
_I = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s|[Yy]ou|[Yy]our)\b")
_LIST_ITEM = re.compile(r"\s*(?:[-*•·]|\d+[.)])\s")
_SENTENCE_END = re.compile(r"[.!?…][)\]]*$")


def set_off(reading: Reading, layout: Layout, skip: Sequence[Span] = ()) -> list[Draft]:
    """The quotations without marks that stand in paragraphs of their own, in reading order."""
    blocks = [b for b in layout.paragraphs if not any(b.meets(s) for s in skip)]
    page = _Blocks(reading, layout)
    found = [*page.posts(blocks), *page.dialogue(blocks)]
    taken = {piece for draft in found for piece in draft.pieces}
    found += (d for d in page.introduced(blocks) if not any(p in taken for p in d.pieces))
    return sorted(found, key=lambda draft: draft.pieces[0])


def is_told_inside(draft: Draft, pieces: Sequence[Span], text: str) -> bool:
    """Whether a draft has its source in the pieces of another, and is not their own "I think"."""
    source = draft.source
    return (
        source is not None
        and any(piece.holds(source) for piece in pieces)
        and source.of(text).casefold() not in SELF
    )


def with_set_off(found: Sequence[Draft], own: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts with those set off; what is told within one is nested in it, and what else
    touches one, or has its cue, is the model's own reading of it and goes."""
    kept: list[Draft] = []
    cues = {draft.cue for draft in own if draft.cue}
    for draft in found:
        if draft.cue in cues:
            continue
        met = [o for o in own if any(p.meets(q) for p in draft.pieces for q in o.pieces)]
        if not met:
            kept.append(draft)
        elif is_told_inside(draft, met[0].pieces, text):
            kept.append(replace(draft, nested=True))
    return sorted([*own, *kept], key=lambda draft: (draft.pieces[0].start, draft.nested))


@dataclass(frozen=True, slots=True)
class _Blocks:
    reading: Reading
    layout: Layout

    def posts(self, blocks: Sequence[Span]) -> Iterator[Draft]:
        """The paragraphs above the line that names whose post they are."""
        text = self.layout.text
        for at, block in enumerate(blocks):
            line = _POST.match(block.of(text))
            if line is None or not at or self._is_marked(blocks[at - 1]):
                continue
            name = Span(block.start + line.start("name"), block.start + line.end("name"))
            yield self._draft([blocks[at - 1]], None, name)

    def dialogue(self, blocks: Sequence[Span]) -> Iterator[Draft]:
        """What is said behind a dash at the beginning of a paragraph, up to who says it."""
        opening = [
            (block, dash)
            for block in blocks
            if (dash := _DASH.match(self.layout.text, block.start, block.end))
        ]
        if len(opening) < MIN_DASHES:
            return
        for block, dash in opening:
            spoken = Span(dash.end(), block.end)
            cue = self._cue_behind_comma(spoken)
            if cue is not None:
                verb, subject, comma = cue
                yield self._draft([Span(spoken.start, comma)], verb, subject)

    def introduced(self, blocks: Sequence[Span]) -> Iterator[Draft]:
        """The paragraphs below a sentence that ends with a colon and tells who says them."""
        text = self.layout.text
        for at, block in enumerate(blocks[:-1]):
            if not block.of(text).endswith(":") or self._is_marked(blocks[at + 1]):
                continue
            told = self._told(list(sentences(text, block))[-1])
            if told is not None and self._is_prose(blocks[at + 1]):
                body = [blocks[at + 1], *self._rest(blocks[at + 2 :])]
                yield self._draft(body, *told)

    def _rest(self, blocks: Sequence[Span]) -> list[Span]:
        """The paragraphs that go on with the block above them: as far as somebody addresses
        somebody, and nobody else is quoted or reported."""
        run = list(takewhile(lambda b: self._is_prose(b) and not self._is_told(b), blocks))
        while run and not _I.search(run[-1].of(self.layout.text)):
            run.pop()
        return run

    def _is_prose(self, block: Span) -> bool:
        """Whether a paragraph is a sentence without marks, no item of a list."""
        words = block.of(self.layout.text)
        is_item = _LIST_ITEM.match(words) is not None
        return not is_item and not self._is_marked(block) and bool(_SENTENCE_END.search(words))

    def _is_told(self, block: Span) -> bool:
        """Whether the model finds that somebody is quoted or reported in the paragraph."""
        return any(
            a.source is not None
            and block.holds(a.source)
            and not _I.fullmatch(a.source.of(self.layout.text))
            for a in self.reading.attributions
        )

    def _is_marked(self, block: Span) -> bool:
        return bool(self.layout.marks_at(Span(block.start, block.start + 1)))

    def _told(self, sentence: Span) -> tuple[Token, Span] | None:
        """The last verb of speech of a main clause, outside of marks, with its subject."""
        found = [
            (verb, named)
            for verb in self._tokens(sentence)
            if verb.lower_ in _CUE_VERBS and verb.dep_.lower() in _MAIN
            for named in self._subjects(verb)
            if sentence.holds(named)
        ]
        return found[-1] if found else None

    def _subjects(self, verb: Token) -> Iterator[Span]:
        """The subject of a verb, or of the one that it is joined to by "and"."""
        own = [child for child in verb.children if child.dep_ == "nsubj"]
        if not own and verb.dep_ == "conj":
            own = [child for child in verb.head.children if child.dep_ == "nsubj"]
        yield from (whole_phrase(self.reading.doc, phrase_of(subject)) for subject in own)

    def _cue_behind_comma(self, spoken: Span) -> tuple[Token, Span, int] | None:
        """The verb of speech behind a comma or dash, its subject, and where the comma stands."""
        tokens = self._tokens(spoken)
        for at, verb in enumerate(tokens):
            if verb.lower_ not in _CUE_VERBS:
                continue
            for subject in [*self._subjects(verb), *_until_mark(tokens[at + 1 :])]:
                begin = min(verb.idx, subject.start)
                before = self.layout.text[spoken.start : begin].rstrip()
                if before and before[-1] in ",—–?!" and spoken.holds(subject):
                    return verb, subject, spoken.start + len(before) - (before[-1] not in "?!")
        return None

    def _tokens(self, span: Span) -> list[Token]:
        found = self.reading.doc.char_span(span.start, span.end, alignment_mode="expand")
        return [token for token in found or () if not self.layout.marks_at(_span(token))]

    def _draft(self, pieces: Sequence[Span], cue: Token | None, source: Span) -> Draft:
        return Draft(tuple(pieces), _span(cue) if cue else None, source, SET_OFF, transcribed=True)


def _until_mark(tokens: Sequence[Token]) -> list[Span]:
    """The words up to the next punctuation mark, which name somebody behind a verb of speech."""
    named = list(takewhile(lambda token: not token.is_punct and not token.is_space, tokens))
    return [Span(named[0].idx, named[-1].idx + len(named[-1]))] if named else []


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + max(1, len(token)))
