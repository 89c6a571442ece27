"""A claim beside one quotation: which words are compared, and how well they match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, assert_never

from quotes.check.align import Alignment, Block, align
from quotes.check.differences import DifferenceClassifier, SurfaceDifferences
from quotes.check.results import Difference, DifferenceKind, PolarityChange, SaidBy
from quotes.check.thresholds import ALTERED, MOST_FRAME, REPORTED
from quotes.db.rows import QuotationRow
from quotes.text.marks import Quoted, quoted
from quotes.text.paragraphs import paragraph_sentences
from quotes.text.tokens import tokens
from quotes.types import PIECE_JOINER, Span

Level = Literal["same", "trimmed", "altered", "reported", "partly"]
"""The words themselves, all or some; altered; in reported speech; or too little of either."""


_ENDED = re.compile(r"[.!?:][\"'”’»)\]]*\s*$")
_COMMA = re.compile(r",([\"'”’»\s]*)$|(?<=[^.!?,])[\"”’»]$")
_CUE = re.compile(
    r"(?<!-)\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|call(?:ed|s|ing)?|describ(?:ed|es|ing)"
    r"|(?:quot|stat|declar|announc|promis|argu|not|describ|dismiss|denounc|criticis|criticiz|prais"
    r"|label|brand|hail|slamm?|warn|claim|insist|add|writ|wrot|tweet|post|vow|pledg|admitt?|accus"
    r"|reject|deni|assur|explain|report|repl|ask|respond|refer)(?:e[ds]?|ing|ied|s|red)?"
    r"|put|according to|in the words of)\b",
    re.IGNORECASE,
)
_OUTER = ("\"'“‘«„`", "\"'”’»`")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Spans of a source text, joined by an ellipsis as the pieces of a quotation are.

    ``spans`` are offsets into the source, in reading order.
    """

    text: str
    spans: tuple[Span, ...]

    def source_spans(self, part: Span) -> tuple[Span, ...]:
        """Where a part of the excerpt stands in the source, span by span."""
        found = []
        for offset, span in self._offsets():
            start = max(part.start, offset)
            end = min(part.end, offset + len(span))
            if start < end:
                shift = span.start - offset
                found.append(Span(start + shift, end + shift))
        return tuple(found)

    def source_span(self, part: Span) -> Span | None:
        """From the first to the last character of a part of the excerpt in the source."""
        found = self.source_spans(part)
        return Span(found[0].start, found[-1].end) if found else None

    def _offsets(self) -> Iterator[tuple[int, Span]]:
        """Where each span begins in the excerpt."""
        offset = 0
        for span in self.spans:
            yield offset, span
            offset += len(span) + len(PIECE_JOINER)


def excerpt(source: str, spans: Iterable[Span], offset: int = 0) -> Excerpt:
    """The excerpt of a source text, whose first character is number ``offset``.

    Where a sentence ends between two spans, as after "she said.", the comma before it (or the mark,
    without one) is written as a full stop, so that each is a sentence of its own.
    """
    listed = tuple(spans)
    parts = [source[span.start - offset : span.end - offset] for span in listed]
    for number, (span, following) in enumerate(pairwise(listed)):
        if _ENDED.search(source[span.end - offset : following.start - offset]):
            parts[number] = _COMMA.sub(lambda end: "." + (end[1] or ""), parts[number])
    return Excerpt(PIECE_JOINER.join(parts), listed)


def whole(row: QuotationRow) -> Excerpt:
    """All pieces of a quotation."""
    return excerpt(row.context, row.pieces, row.context_start)


def word_for_word(row: QuotationRow) -> Excerpt:
    """Those words of a quotation that stand in marks: all of a direct one, none of an indirect."""
    match row.kind:
        case "direct":
            return whole(row)
        case "indirect":
            return Excerpt("", ())
        case "mixed":
            marks = _marks_around(row)
            inside = [
                Span(max(mark.start, piece.start), min(mark.end, piece.end))
                for mark in marks
                for piece in row.pieces
                if mark.meets(piece)
            ]
            return excerpt(row.context, inside, row.context_start)
        case _:
            assert_never(row.kind)


def is_in_marks(row: QuotationRow) -> bool:
    """Whether the whole of a quotation stands inside the marks of another one."""
    marks = _marks_around(row)
    return all(any(mark.holds(piece) for mark in marks) for piece in row.pieces)


def _marks_around(row: QuotationRow) -> list[Span]:
    """What stands in marks in the paragraphs of a quotation, as characters of the article."""
    start = row.context_start
    return [Span(marks.span.start + start, marks.span.end + start) for marks in quoted(row.context)]


def sentence_of(row: QuotationRow) -> Excerpt:
    """The sentences that the pieces of a quotation stand in."""
    first, last = row.pieces[0].start - row.context_start, row.pieces[-1].end - row.context_start
    inside = [
        sentence
        for paragraph in paragraph_sentences(row.context)
        for sentence in paragraph
        if sentence.start < last and first < sentence.end
    ]
    if not inside:
        return whole(row)
    start, end = inside[0].start + row.context_start, inside[-1].end + row.context_start
    return excerpt(row.context, [Span(start, end)], row.context_start)


def speech(rows: Iterable[QuotationRow], text: str) -> Excerpt:
    """What stands in marks of several quotations of an article, one after the other.

    :param text: the article's.
    """
    return excerpt(text, (span for row in rows for span in word_for_word(row).spans))


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """The words of a claim, and its frame: ``Rao called the ferry`` around "a disgrace".

    ``words`` knows where they stand in the claim's text; ``frame`` is "" where the whole claim is
    somebody's words.
    """

    words: Excerpt
    frame: str


def claim_readings(claim: str) -> tuple[ClaimReading, ...]:
    """How a claim can be read: as words all of it, and as a frame around the words in marks.

    A claim without marks, with marks around all of it, or with marks around single words of what
    is claimed to be said, can only be the former. A frame tells who said it, or announces it.
    """
    stripped = _stripped(claim)
    as_words = ClaimReading(excerpt(claim, [stripped] if stripped else []), "")
    marked = [marks for marks in quoted(claim) if marks.closed]
    frame = _without(claim, [marks.span for marks in marked])
    if (
        not marked
        or not frame
        or len(frame.split()) > MOST_FRAME
        or not _is_frame(claim, marked, frame)
    ):
        return (as_words,)
    return as_words, ClaimReading(excerpt(claim, [marks.inner for marks in marked]), frame)


def _is_frame(claim: str, marked: list[Quoted], frame: str) -> bool:
    """Whether what stands around the marks tells of somebody's words."""
    announced = claim[: marked[0].span.start].rstrip().endswith(":")
    return announced or bool(_CUE.search(frame))


def _without(claim: str, spans: list[Span]) -> str:
    """The claim without these spans and the signs between them."""
    parts, start = [], 0
    for span in spans:
        parts.append(claim[start : span.start])
        start = span.end
    parts.append(claim[start:])
    left = " ".join(" ".join(parts).split())
    return left if any(map(str.isalpha, left)) else ""


def _stripped(claim: str) -> Span | None:
    """The claim without blanks and a pair of marks around it."""
    start, end = 0, len(claim)
    while start < end and claim[start].isspace():
        start += 1
    while end > start and claim[end - 1].isspace():
        end -= 1
    if end - start > 1 and claim[start] in _OUTER[0] and claim[end - 1] in _OUTER[1]:
        start, end = start + 1, end - 1
    return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class WordComparison:
    """How the words of a claim compare with those of a quotation.

    ``similarity`` in [0, 1] is the share of the claim's words that stand in the quotation in the
    same order: a content word or number counts 1, a function word 0.3, a filled pause nothing, and
    an editor's words in brackets are left aside; a word in place of another number or name, of
    another form of the verb or of its opposite counts half. ``claim_spans`` are the words of the
    claim that are matched, ``said_spans`` those of the quotation, both in order; no span runs over
    the joint between two pieces. ``whole``: the claim has the whole quotation, or whole sentences
    of it that follow one another, with harmless differences at most (filled pauses may be left
    out). ``starts_sentence`` and ``ends_sentence``: it starts, or ends, where a sentence of the
    quotation does.
    """

    similarity: float
    claim_spans: tuple[Span, ...]
    said_spans: tuple[Span, ...]
    differences: tuple[Difference, ...]
    whole: bool
    starts_sentence: bool
    ends_sentence: bool

    @property
    def altered(self) -> bool:
        """Whether words were changed or put in, beyond what is left out."""
        return any(
            not (difference.harmless or difference.kind == "missing")
            for difference in self.differences
        )


def compare(claim: str, said: str) -> WordComparison:
    """The words of a claim compared with those of a quotation.

    :param claim: the words claimed, with or without marks around them; an ellipsis in it owns up to
        words left out, brackets hold an editor's words.
    :param said: the quotation's text, its pieces joined by :data:`quotes.types.PIECE_JOINER`.
    :returns: similarity, matched spans and differences; spans in the claim are characters of
        ``claim``, spans in the quotation characters of ``said``.
    """
    alignment = align(claim, said)
    classifier = DifferenceClassifier(alignment)
    kinds = {block: classifier.kind(block) for block in alignment.blocks}
    differences = [
        classifier.difference(kind, block, change) for block, (kind, change) in kinds.items()
    ]
    differences += SurfaceDifferences(
        alignment.claim_units, alignment.said_units, claim, said
    ).differences(alignment.pairs)
    differences += classifier.dropped_questions()
    starts, ends = _sentence_ends(alignment)
    harmless = all(
        difference.harmless or _only_fillers(difference, alignment) for difference in differences
    )
    return WordComparison(
        similarity=_similarity(alignment, {block: kind for block, (kind, _) in kinds.items()}),
        claim_spans=tuple(_matched_spans(alignment, 0)),
        said_spans=tuple(_matched_spans(alignment, 1)),
        differences=tuple(sorted(differences, key=lambda found: _order(found, alignment))),
        whole=bool(alignment.pairs) and starts and ends and harmless,
        starts_sentence=starts,
        ends_sentence=ends,
    )


def _similarity(alignment: Alignment, kinds: Mapping[Block, DifferenceKind]) -> float:
    shares = dict.fromkeys((i for i, _ in alignment.pairs), 1.0)
    for block, kind in kinds.items():
        if _tells_half(kind) and block.j1 < block.j2:
            shares |= dict.fromkeys(range(block.i1, block.i2), 0.5)
    units = alignment.claim_units
    weights = {i: unit.weight for i, unit in enumerate(units) if not unit.gloss}
    if not sum(weights.values()):
        weights = dict.fromkeys(weights or range(len(units)), 1.0)
    if not weights:
        return 0.0
    return sum(weights[i] * shares.get(i, 0.0) for i in weights) / sum(weights.values())


def _tells_half(kind: DifferenceKind) -> bool:
    """Whether a word is changed into one of its own sort, which still tells where it comes from."""
    match kind:
        case "number" | "negation" | "name" | "tense":
            return True
        case "missing" | "added" | "word":
            return False
        case "marks" | "case" | "spelling" | "contraction" | "figure" | "bracket" | "ellipsis":
            return False
        case _:
            assert_never(kind)


def _is_hard(kind: DifferenceKind) -> bool:
    """Whether a report in other words does not explain the difference."""
    match kind:
        case "number" | "negation" | "name":
            return True
        case "missing" | "added" | "word" | "tense":
            return False
        case "marks" | "case" | "spelling" | "contraction" | "figure" | "bracket" | "ellipsis":
            return False
        case _:
            assert_never(kind)


def _matched_spans(alignment: Alignment, side: int) -> Iterator[Span]:
    """The matched words of the claim (0) or the quotation (1), in whole surface words."""
    units = (alignment.claim_units, alignment.said_units)[side]
    before: tuple[int, int] | None = None
    start = 0
    for pair in alignment.whole_pairs:
        index = pair[side]
        first = units[index].start
        if before is None:
            start = first
        elif pair != (before[0] + 1, before[1] + 1) or (
            side == 1 and PIECE_JOINER in alignment.said[units[index - 1].end : first]
        ):
            yield Span(start, units[before[side]].end)
            start = first
        before = pair
    if before is not None:
        yield Span(start, units[before[side]].end)


def _sentence_ends(alignment: Alignment) -> tuple[bool, bool]:
    """Whether the claim starts where a sentence starts, and ends where one ends."""
    kept = alignment.kept
    if not kept:
        return False, False
    low, high = min(kept), max(kept)
    units, numbers = alignment.said_units, alignment.sentence_of
    while low and not units[low - 1].weight:
        low -= 1
    while high + 1 < len(units) and not units[high + 1].weight:
        high += 1
    starts = low == 0 or numbers[low - 1] != numbers[low]
    ends = high + 1 == len(numbers) or numbers[high + 1] != numbers[high]
    return starts, ends


def _only_fillers(difference: Difference, alignment: Alignment) -> bool:
    span = difference.said_span
    if difference.kind != "missing" or difference.polarity_change is not None or span is None:
        return False
    units = alignment.said_units
    return not any(unit.weight for unit in units if span.start <= unit.start < span.end)


def _order(difference: Difference, alignment: Alignment) -> tuple[int, int]:
    """Where a difference comes in the quotation; words put in come before what follows them."""
    if difference.said_span is not None:
        return difference.said_span.start, 1
    start = difference.claim_span.start if difference.claim_span else 0
    units = alignment.claim_units
    following = (
        alignment.said_units[j].start for i, j in alignment.pairs if units[i].start >= start
    )
    return next(following, len(alignment.said)), 0


@dataclass(frozen=True, slots=True)
class Match:
    """The words of a claim against those of a quotation, or of several that are one speech.

    ``said`` are the words compared, ``level`` what the comparison makes of them. ``is_repeated``:
    the speaker only repeats them, in inner marks.
    """

    rows: tuple[QuotationRow, ...]
    said: Excerpt
    comparison: WordComparison
    level: Level
    said_by: SaidBy | None
    is_repeated: bool = False

    @property
    def row(self) -> QuotationRow:
        """The quotation, the first of several."""
        return self.rows[0]

    @property
    def is_said(self) -> bool:
        """Whether the words were said: not denied, refused or only supposed."""
        return all(row.status == "said" for row in self.rows)

    @property
    def similarity(self) -> float:
        """How much of the claim's words stands in the quotation, in [0, 1]."""
        return self.comparison.similarity

    @property
    def exact(self) -> bool:
        """Whether all of the claim are words of the quotation, in its order."""
        return self.level in ("same", "trimmed")

    @property
    def polarity_changes(self) -> tuple[PolarityChange, ...]:
        """How what the claim leaves out changes the meaning of the rest."""
        differences = self.comparison.differences
        return tuple(
            difference.polarity_change for difference in differences if difference.polarity_change
        )

    @property
    def unbroken(self) -> bool:
        """Whether the claim leaves nothing out in the middle."""
        spans = self.comparison.said_spans
        return len(spans) < 2 or not any(
            difference.kind == "missing"
            and difference.said_span
            and spans[0].start < difference.said_span.start < spans[-1].end
            for difference in self.comparison.differences
        )

    @property
    def article_spans(self) -> tuple[Span, ...]:
        """Where the claimed words stand in the article."""
        return tuple(
            span for part in self.comparison.said_spans for span in self.said.source_spans(part)
        )

    @property
    def sort_key(self) -> tuple[int, bool, float, float]:
        """Sorts the best of several matches first."""
        similar = round(self.similarity, 2)
        return _rank(self.level), bool(self.polarity_changes), -similar, -self.row.confidence


def _rank(level: Level) -> int:
    match level:
        case "same":
            return 0
        case "trimmed":
            return 1
        case "altered":
            return 2
        case "reported":
            return 3
        case "partly":
            return 4
        case _:
            assert_never(level)


def match_quotation(
    words: str, row: QuotationRow, said_by: SaidBy | None, *, quoted: bool = True
) -> Match:
    """Compare the words of a claim with a quotation: with what is in marks, and with all of it.

    An indirect quotation is compared in its sentence too, for where it begins and ends is no matter
    of marks.

    :param quoted: whether the claim gives them as somebody's very words.
    """
    verbatim = word_for_word(row)
    found = []
    if verbatim.text:
        comparison = compare(words, verbatim.text)
        level = (
            _level_of_words(comparison) if quoted else _level_of_report(comparison, verbatim.text)
        )
        found.append(Match((row,), verbatim, comparison, level, said_by))
    if row.kind != "direct":
        every, sentence = whole(row), sentence_of(row)
        for said in (every,) if is_in_marks(row) else (every, sentence):
            comparison = compare(words, said.text)
            level = _level_of_report(comparison, sentence.text)
            found.append(Match((row,), said, comparison, level, said_by))
    return min(found, key=lambda match: match.sort_key)


def match_repeated(match: Match, words: str, inner: Span, said_by: SaidBy) -> Match:
    """The match with what its speaker only repeats, which stands inside inner marks."""
    said = excerpt(match.row.context, [inner], match.row.context_start)
    comparison = compare(words, said.text)
    level = _level_of_words(comparison)
    return Match(match.rows, said, comparison, level, said_by, is_repeated=True)


def match_speech(
    words: str, rows: tuple[QuotationRow, ...], text: str, said_by: SaidBy | None
) -> Match:
    """Compare the words of a claim with several quotations that are one speech.

    :param text: that of their article.
    """
    said = speech(rows, text)
    comparison = compare(words, said.text)
    return Match(rows, said, comparison, _level_of_words(comparison), said_by)


def match_meaning(row: QuotationRow, cosine: float, said_by: SaidBy | None) -> Match:
    """A match by meaning alone: all of the quotation, its words not compared."""
    said = whole(row)
    every = (Span(0, len(said.text)),)
    comparison = WordComparison(
        cosine, (), every, (), whole=False, starts_sentence=False, ends_sentence=False
    )
    return Match((row,), said, comparison, "partly", said_by)


def is_gloss(difference: Difference) -> bool:
    """Whether the claim puts an editor's words in brackets there."""
    return difference.claim.startswith("[") and difference.claim.endswith("]")


def _level_of_words(comparison: WordComparison) -> Level:
    if not comparison.claim_spans:
        return "partly"
    if all(
        difference.harmless or difference.kind == "missing" or is_gloss(difference)
        for difference in comparison.differences
    ):
        return "same" if comparison.whole else "trimmed"
    return "altered" if comparison.similarity >= ALTERED else "partly"


def _level_of_report(comparison: WordComparison, sentence: str) -> Level:
    """What a report in these words is; what else stands in its sentence is no words put in."""
    if comparison.similarity < REPORTED:
        return "partly"
    known = {token.key for token in tokens(sentence)}
    hard = [
        difference
        for difference in comparison.differences
        if _is_hard(difference.kind)
        and (difference.said or not {token.key for token in tokens(difference.claim)} <= known)
    ]
    return "altered" if hard else "reported"
