"""What a check found, laid out for a human: a word-by-word difference, a marked paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.article import Span
from quotes.check.rows import Difference, Evidence
from quotes.check.words.tokens import Token, tokens

SegmentKind = Literal["same", "missing", "added", "changed"]
PartKind = Literal["plain", "quotation", "guard"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a claim beside what was said in its place.

    ``claim`` is "" where words are missing from the claim, ``said`` is "" where the claim adds
    some. The segments' ``claim`` texts, one after the other, are the claim itself. ``harmless``
    differences are of writing only and alter nothing.
    """

    kind: SegmentKind
    claim: str
    said: str
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph: the words found, words that turn their sense, or the rest."""

    kind: PartKind
    text: str


def segments(claim: str, evidence: Evidence) -> tuple[Segment, ...]:
    """The claim, word by word, beside the stored words that it was compared with.

    :param claim: the text of the claim that the evidence belongs to.
    :returns: segments in reading order, neighbours that are the same joined.
    """
    return tuple(_joined(_walked(claim, evidence)))


def passage(evidence: Evidence) -> tuple[Part, ...]:
    """The paragraphs around a stored quotation, the words found and the guards marked in them."""
    row = evidence.quotation
    marked: list[tuple[Span, PartKind]] = [(piece, "quotation") for piece in evidence.pieces]
    marked += [(guard.where, "guard") for guard in evidence.guards]
    kinds: list[PartKind] = ["plain"] * len(row.context)
    for span, kind in marked:
        for place in range(span.start - row.context_start, span.end - row.context_start):
            if 0 <= place < len(kinds):
                kinds[place] = kind
    edges = [at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1]]
    bounds = [0, *edges, len(kinds)]
    return tuple(Part(kinds[a], row.context[a:b]) for a, b in pairwise(bounds) if a < b)


def _walked(claim: str, evidence: Evidence) -> Iterator[Segment]:
    """The segments word by word: both texts are gone through at once, and agree between two
    differences."""
    row, differences = evidence.quotation, evidence.differences
    ours = tokens(claim)
    theirs = [token for token in tokens(row.context) if _is_compared(token, evidence)]
    owners = _owners(ours, [one.place for one in differences], 0)
    theirs_owners = _owners(theirs, [one.where for one in differences], row.context_start)
    at, place, other = 0, 0, 0
    while place < len(ours) or other < len(theirs):
        owner = owners[place] if place < len(ours) else None
        left_out = theirs_owners[other] if other < len(theirs) else None
        if left_out is not None and differences[left_out].place is None:
            start = _inserted_at(claim, ours, place)
            yield _same(claim[at:start])
            at = start
            yield _missing(differences[left_out], last=place >= len(ours))
            other = _after(theirs_owners, other)
        elif place >= len(ours):
            other += 1
        elif owner is not None:
            end = _after(owners, place)
            first, last = ours[place].start, ours[end - 1].end
            yield _same(claim[at:first])
            yield _parted(claim[first:last], differences[owner])
            at, place = last, end
            other = _after(theirs_owners, other) if left_out == owner else other
        else:
            agreed = other < len(theirs) and theirs[other].key == ours[place].key
            yield _same(claim[at : ours[place].end])
            at, place, other = ours[place].end, place + 1, other + agreed
    yield _same(claim[at:])


def _inserted_at(claim: str, words: Sequence[Token], place: int) -> int:
    """Where words left out before this word of the claim would stand in it: in front of the word,
    and at the ends outside of the marks."""
    if place >= len(words):
        return len(claim)
    return words[place].start if place else 0


def _is_compared(token: Token, evidence: Evidence) -> bool:
    """Whether a word of the context was compared with the claim, or is told to miss in it."""
    at = token.start + evidence.quotation.context_start
    wheres = (one.where for one in evidence.differences)
    return any(span and span.start <= at < span.end for span in (*evidence.pieces, *wheres))


def _owners(words: Sequence[Token], places: Sequence[Span | None], offset: int) -> list[int | None]:
    """Which difference each word belongs to; ``offset`` is where the words' text begins."""
    found: list[int | None] = []
    for word in words:
        at = word.start + offset
        found.append(
            next((n for n, span in enumerate(places) if span and span.start <= at < span.end), None)
        )
    return found


def _after(owners: Sequence[int | None], at: int) -> int:
    """The first word behind those of the same difference."""
    return next((n for n in range(at, len(owners)) if owners[n] != owners[at]), len(owners))


def _same(text: str) -> Segment:
    return Segment("same", text, text)


def _missing(difference: Difference, *, last: bool) -> Segment:
    """Words left out, with the blank that parts them from the word before or behind."""
    said = f" {difference.said}" if last else f"{difference.said} "
    return Segment("missing", "", said, difference.harmless)


def _parted(words: str, difference: Difference) -> Segment:
    kind: SegmentKind = "changed" if difference.said else "added"
    return Segment(kind, words, difference.said, difference.harmless)


def _joined(parts: Iterable[Segment]) -> Iterator[Segment]:
    """The segments without empty ones, neighbours that are the same in one."""
    begun = ""
    for part in parts:
        if part.kind == "same":
            begun += part.claim
            continue
        if begun:
            yield _same(begun)
            begun = ""
        yield part
    if begun:
        yield _same(begun)
