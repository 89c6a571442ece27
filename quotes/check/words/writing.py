"""Differences of writing only, between words of a claim and of a quotation that are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.article import PIECE_JOINER, Span
from quotes.check.rows import Difference, DifferenceKind
from quotes.check.words.tokens import fold
from quotes.check.words.units import ELLIPSIS, Unit

Pairs = Sequence[tuple[int, int]]

_MARKS = str.maketrans(
    dict.fromkeys("’‘ʼ′´＇`‛", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
_BLANKS = re.compile(r"\s+")
_JOINED: frozenset[DifferenceKind] = frozenset({"case", "bracket"})
"""Kinds that words side by side share as one difference."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Matched units ``i1`` to ``i2`` and ``j1`` to ``j2``, and how their writing differs."""

    i1: int
    i2: int
    j1: int
    j2: int
    kind: DifferenceKind | None = None

    def follows(self, other: _Run) -> bool:
        """Whether it comes right after the other on both sides."""
        return (self.i1, self.j1) == (other.i2, other.j2)


class Writing:
    """Two texts in units, to compare how the same words are written in them."""

    def __init__(
        self, claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
    ) -> None:
        self.claim = claim
        self.said = said
        self.claim_text = claim_text
        self.said_text = said_text

    def differences(self, pairs: Pairs) -> Iterator[Difference]:
        """Where matched words differ in case, spelling, figures, brackets or the marks between.

        :param pairs: the matched units, as indices into claim and quotation, in order.
        """
        before: _Run | None = None
        for run in self._runs(pairs):
            if before is not None and run.follows(before):
                yield from self._marks(before, run)
            if run.kind is not None:
                place, where = self._spans(run)
                ours, theirs = place.of(self.claim_text), where.of(self.said_text)
                yield Difference(run.kind, ours, theirs, place, where)
            before = run

    def _runs(self, pairs: Pairs) -> Iterator[_Run]:
        """The surface words that differ in the same way, side by side, taken together."""
        open_run: _Run | None = None
        for word in self._words(pairs):
            run = _Run(word.i1, word.i2, word.j1, word.j2, self._kind(word))
            if open_run is not None:
                if run.kind == open_run.kind and run.kind in _JOINED and run.follows(open_run):
                    open_run = _Run(open_run.i1, run.i2, open_run.j1, run.j2, run.kind)
                    continue
                yield open_run
            open_run = run
        if open_run is not None:
            yield open_run

    def _words(self, pairs: Pairs) -> Iterator[_Run]:
        """The matched units, together where they are parts of one surface word on a side."""
        word: _Run | None = None
        for i, j in pairs:
            if word is not None:
                inside = (
                    self.claim[i].outer_start == self.claim[word.i2 - 1].outer_start
                    or self.said[j].outer_start == self.said[word.j2 - 1].outer_start
                )
                if inside and (i, j) == (word.i2, word.j2):
                    word = _Run(word.i1, i + 1, word.j1, j + 1)
                    continue
                yield word
            word = _Run(i, i + 1, j, j + 1)
        if word is not None:
            yield word

    def _spans(self, run: _Run) -> tuple[Span, Span]:
        ours, theirs = self.claim[run.i1 : run.i2], self.said[run.j1 : run.j2]
        return (
            Span(ours[0].outer_start, ours[-1].outer_end),
            Span(theirs[0].outer_start, theirs[-1].outer_end),
        )

    def _kind(self, word: _Run) -> DifferenceKind | None:
        """How a surface word is written otherwise, None where it is not, or is matched in part."""
        ours, theirs = self.claim[word.i1 : word.i2], self.said[word.j1 : word.j2]
        place, where = self._spans(word)
        one, other = place.of(self.claim_text), where.of(self.said_text)
        glossed = ours[0].gloss != theirs[0].gloss
        if _in_part(ours) or _in_part(theirs) or (one == other and not glossed):
            return None
        if glossed or ("[" in one) != ("[" in other):
            return "bracket"
        one, other = (_BLANKS.sub(" ", text.translate(_MARKS)) for text in (one, other))
        if one == other or (fold(one) == fold(other) and one.casefold() != other.casefold()):
            return "marks"
        if one.casefold() == other.casefold():
            return "case"
        if ours[0].number:
            return "figure"
        parts = any(unit.start > unit.outer_start for unit in (*ours, *theirs))
        return "contraction" if parts or "'" in one + other else "spelling"

    def _marks(self, before: _Run, after: _Run) -> Iterator[Difference]:
        """The marks between two words, where they differ and no joint of pieces lies there."""
        start, end = self.said[before.j2 - 1].outer_end, self.said[after.j1].outer_start
        if PIECE_JOINER in self.said_text[start:end]:
            return
        where = _marks(self.said_text, start, end)
        start, end = self.claim[before.i2 - 1].outer_end, self.claim[after.i1].outer_start
        place = _marks(self.claim_text, start, end)
        one = place.of(self.claim_text) if place else ""
        other = where.of(self.said_text) if where else ""
        if one.strip("[] ") != other.strip("[] "):
            kind: DifferenceKind = "ellipsis" if ELLIPSIS.search(one) else "marks"
            yield Difference(kind, one, other, place, where)


def _in_part(row: Sequence[Unit]) -> bool:
    return row[0].start > row[0].outer_start or row[-1].end < row[-1].outer_end


def _marks(text: str, start: int, end: int) -> Span | None:
    """Where the marks between two words stand, without the blanks around them."""
    marks = text[start:end].strip()
    if not marks:
        return None
    at = text.index(marks, start)
    return Span(at, at + len(marks))
