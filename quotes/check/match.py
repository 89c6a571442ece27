"""A claim beside a quotation: how the words compare, and what that makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.article import Span
from quotes.check.excerpt import (
    Excerpt,
    excerpt,
    is_in_marks,
    sentence_of,
    speech,
    whole,
    word_for_word,
)
from quotes.check.rows import Difference, DifferenceKind, SaidBy, Turn
from quotes.check.words.differences import Comparison, compare
from quotes.check.words.tokens import tokens
from quotes.store.rows import QuotationRow

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
    comparison: Comparison
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


def _level_of_words(comparison: Comparison) -> Level:
    if not comparison.covered:
        return "partly"
    if all(
        one.harmless or one.kind == "missing" or is_gloss(one) for one in comparison.differences
    ):
        return "same" if comparison.whole else "trimmed"
    return "altered" if comparison.similarity >= ALTERED else "partly"


def _level_of_report(comparison: Comparison, sentence: str) -> Level:
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
    comparison = Comparison(cosine, (), every, (), whole=False, first=False, last=False)
    return Match((row,), said, comparison, "partly", by)
