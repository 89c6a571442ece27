"""A claim beside a quotation: how the words compare, and what that makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.check.differences import WordComparison, compare
from quotes.check.rows import Difference, DifferenceKind, SaidBy, Turn
from quotes.db.rows import QuotationRow
from quotes.text.marks import Quoted, quoted
from quotes.text.paragraphs import paragraph_sentences
from quotes.text.tokens import tokens
from quotes.types import PIECE_JOINER, Span

# Stretches of a text read as one, with the way back to where each word stands.


_ENDED = re.compile(r"[.!?:][\"'”’»)\]]*\s*$")
_COMMA = re.compile(r",([\"'”’»\s]*)$|(?<=[^.!?,])[\"”’»]$")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The stretches of a source text, joined by an ellipsis as the pieces of a quotation are.

    ``stretches`` are offsets into the source, in reading order.
    """

    text: str
    stretches: tuple[Span, ...]

    def back(self, place: Span) -> tuple[Span, ...]:
        """Where the words at a place of the excerpt stand in the source, stretch by stretch."""
        found = []
        for begin, stretch in self._laid():
            start = max(place.start, begin)
            end = min(place.end, begin + len(stretch))
            if start < end:
                move = stretch.start - begin
                found.append(Span(start + move, end + move))
        return tuple(found)

    def around(self, place: Span) -> Span | None:
        """From the first to the last character of the place in the source."""
        parts = self.back(place)
        return Span(parts[0].start, parts[-1].end) if parts else None

    def _laid(self) -> Iterator[tuple[int, Span]]:
        """Where each stretch begins in the excerpt."""
        begin = 0
        for stretch in self.stretches:
            yield begin, stretch
            begin += len(stretch) + len(PIECE_JOINER)


def excerpt(source: str, stretches: Iterable[Span], offset: int = 0) -> Excerpt:
    """The excerpt of a source text, whose first character is number ``offset``.

    Where a sentence ends between two stretches, as after "she said.", the comma before it
    (or the mark, without one) is written as a full stop, so that each is a sentence of its own.
    """
    listed = tuple(stretches)
    parts = [source[one.start - offset : one.end - offset] for one in listed]
    for at, (one, after) in enumerate(pairwise(listed)):
        if _ENDED.search(source[one.end - offset : after.start - offset]):
            parts[at] = _COMMA.sub(lambda end: "." + (end[1] or ""), parts[at])
    return Excerpt(PIECE_JOINER.join(parts), listed)


def whole(row: QuotationRow) -> Excerpt:
    """All pieces of a quotation."""
    return excerpt(row.context, row.pieces, row.context_start)


def is_in_marks(row: QuotationRow) -> bool:
    """Whether the whole of a quotation stands inside the marks of another one."""
    marked = [one.span for one in quoted(row.context)]
    places = [
        Span(one.start - row.context_start, one.end - row.context_start) for one in row.pieces
    ]
    return all(any(mark.holds(place) for mark in marked) for place in places)


def sentence_of(row: QuotationRow) -> Excerpt:
    """The sentences that the pieces of a quotation stand in."""
    first, last = row.pieces[0].start - row.context_start, row.pieces[-1].end - row.context_start
    inside = [
        one
        for block in paragraph_sentences(row.context)
        for one in block
        if one.start < last and first < one.end
    ]
    if not inside:
        return whole(row)
    start, end = inside[0].start + row.context_start, inside[-1].end + row.context_start
    return excerpt(row.context, [Span(start, end)], row.context_start)


def speech(rows: Iterable[QuotationRow], text: str) -> Excerpt:
    """What stands in marks of several quotations of an article, one after the other.

    :param text: the article's.
    """
    return excerpt(text, (one for row in rows for one in word_for_word(row).stretches))


def word_for_word(row: QuotationRow) -> Excerpt:
    """Those words of a quotation that stand in marks: all of a direct one, none of an indirect."""
    if row.kind == "direct":
        return whole(row)
    if row.kind == "indirect":
        return Excerpt("", ())
    marked = (
        Span(one.span.start + row.context_start, one.span.end + row.context_start)
        for one in quoted(row.context)
    )
    inside = [
        Span(max(mark.start, piece.start), min(mark.end, piece.end))
        for mark in marked
        for piece in row.pieces
        if mark.meets(piece)
    ]
    return excerpt(row.context, inside, row.context_start)


# What of a claim is said to be somebody's words, and what only stands around them.


_CUE = re.compile(
    r"(?<!-)\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|call(?:ed|s|ing)?|describ(?:ed|es|ing)"
    r"|(?:quot|stat|declar|announc|promis|argu|not|describ|dismiss|denounc|criticis|criticiz|prais"
    r"|label|brand|hail|slamm?|warn|claim|insist|add|writ|wrot|tweet|post|vow|pledg|admitt?|accus"
    r"|reject|deni|assur|explain|report|repl|ask|respond|refer)(?:e[ds]?|ing|ied|s|red)?"
    r"|put|according to|in the words of)\b",
    re.IGNORECASE,
)
MOST_FRAME = 25
"""Words of a frame at most; what is longer are words with marks inside them."""
_OUTER = ("\"'“‘«„`", "\"'”’»`")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a claim, and its frame: ``Rao called the ferry`` around "a disgrace".

    ``words`` knows where they stand in the claim's text; ``frame`` is "" where the whole claim is
    somebody's words.
    """

    words: Excerpt
    frame: str


def claim_readings(claim: str) -> tuple[Wording, ...]:
    """How a claim can be read: as words all of it, and as a frame around the words in marks.

    A claim without marks, with marks around all of it, or with marks around single words of what
    is claimed to be said, can only be the former. A frame tells who said it, or announces it.
    """
    stripped = _stripped(claim)
    whole = Wording(excerpt(claim, [stripped] if stripped else []), "")
    marked = [one for one in quoted(claim) if one.closed]
    frame = _without(claim, [one.span for one in marked])
    if (
        not marked
        or not frame
        or len(frame.split()) > MOST_FRAME
        or not _is_frame(claim, marked, frame)
    ):
        return (whole,)
    return whole, Wording(excerpt(claim, [one.inner for one in marked]), frame)


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
    found = " ".join(" ".join(parts).split())
    return found if any(map(str.isalpha, found)) else ""


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


Level = Literal["same", "trimmed", "altered", "reported", "partly"]

ALTERED = 0.6
"""The similarity from which words are an altered form of a quotation."""
REPORTED = 0.7
"""The similarity from which words are those of an indirect quotation."""
HARD: frozenset[DifferenceKind] = frozenset({"number", "negation", "name"})
"""The differences that a report in other words does not explain."""

_RANK: dict[Level, int] = {"same": 0, "trimmed": 1, "altered": 2, "reported": 3, "partly": 4}


@dataclass(frozen=True, slots=True)
class Match:
    """The words of a claim against those of a quotation, or of several that are one speech.

    ``level`` is what the comparison makes of it: "same" and "trimmed" are the words themselves,
    "reported" an indirect quotation in like words, "partly" too little of either. ``echoed``: the
    speaker only repeats them, in inner marks.
    """

    rows: tuple[QuotationRow, ...]
    said: Excerpt
    comparison: WordComparison
    level: Level
    by: SaidBy | None
    echoed: bool = False

    @property
    def row(self) -> QuotationRow:
        """The quotation, the first of several."""
        return self.rows[0]

    @property
    def exact(self) -> bool:
        """Whether all of the claim are words of the quotation, in its order."""
        return self.level in ("same", "trimmed")

    @property
    def turns(self) -> tuple[Turn, ...]:
        """How what the claim leaves out turns the sense of the rest."""
        return tuple(one.turns for one in self.comparison.differences if one.turns)

    @property
    def unbroken(self) -> bool:
        """Whether the claim leaves nothing out in the middle."""
        return len(self.comparison.places) < 2 or not any(
            one.kind == "missing"
            and one.where
            and self.comparison.places[0].start < one.where.start < self.comparison.places[-1].end
            for one in self.comparison.differences
        )

    @property
    def places(self) -> tuple[Span, ...]:
        """Where the claimed words stand in the article."""
        return tuple(part for place in self.comparison.places for part in self.said.back(place))

    @property
    def order(self) -> tuple[int, bool, float, float]:
        """By which the best of several comes first."""
        similar = round(self.comparison.similarity, 2)
        return _RANK[self.level], bool(self.turns), -similar, -self.row.confidence


def match(words: str, row: QuotationRow, by: SaidBy | None, *, quoted: bool = True) -> Match:
    """Compare the words of a claim with a quotation: with what is in marks, and with all of it.

    An indirect quotation is compared in its sentence too, for where it begins and ends is no matter
    of marks.

    :param quoted: whether the claim gives them as somebody's very words.
    """
    every, verbatim = whole(row), word_for_word(row)
    found = []
    if verbatim.text:
        comparison = compare(words, verbatim.text)
        level = (
            _level_of_words(comparison) if quoted else _level_of_report(comparison, verbatim.text)
        )
        found.append(Match((row,), verbatim, comparison, level, by))
    if row.kind != "direct":
        sentence = sentence_of(row)
        for said in (every,) if is_in_marks(row) else (every, sentence):
            comparison = compare(words, said.text)
            level = _level_of_report(comparison, sentence.text)
            found.append(Match((row,), said, comparison, level, by))
    return min(found, key=lambda one: one.order)


def repeated(found: Match, words: str, inner: Span, by: SaidBy) -> Match:
    """The match with what its speaker only repeats, which stands inside inner marks."""
    said = excerpt(found.row.context, [inner], found.row.context_start)
    comparison = compare(words, said.text)
    return Match(found.rows, said, comparison, _level_of_words(comparison), by, echoed=True)


def match_speech(words: str, rows: tuple[QuotationRow, ...], text: str, by: SaidBy | None) -> Match:
    """Compare the words of a claim with several quotations that are one speech.

    :param text: that of their article.
    """
    said = speech(rows, text)
    comparison = compare(words, said.text)
    return Match(rows, said, comparison, _level_of_words(comparison), by)


def is_gloss(difference: Difference) -> bool:
    """Whether the claim puts an editor's words in brackets there."""
    return difference.claim.startswith("[") and difference.claim.endswith("]")


def _level_of_words(comparison: WordComparison) -> Level:
    if not comparison.covered:
        return "partly"
    if all(
        one.harmless or one.kind == "missing" or is_gloss(one) for one in comparison.differences
    ):
        return "same" if comparison.whole else "trimmed"
    return "altered" if comparison.similarity >= ALTERED else "partly"


def _level_of_report(comparison: WordComparison, sentence: str) -> Level:
    """What a report in these words is; what else stands in its sentence is no words put in."""
    if comparison.similarity < REPORTED:
        return "partly"
    known = {token.key for token in tokens(sentence)}
    hard = [
        one
        for one in comparison.differences
        if one.kind in HARD
        and (one.said or not {token.key for token in tokens(one.claim)} <= known)
    ]
    return "altered" if hard else "reported"


def as_written(row: QuotationRow, cosine: float, by: SaidBy | None) -> Match:
    """A match by meaning alone: all of the quotation, its words not compared."""
    said = whole(row)
    every = (Span(0, len(said.text)),)
    comparison = WordComparison(cosine, (), every, (), whole=False, first=False, last=False)
    return Match((row,), said, comparison, "partly", by)
