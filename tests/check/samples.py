"""Hand-made evidence about made-up people, as the checker hands it over."""

from __future__ import annotations

from datetime import date

from quotes.check.differences import difference_of
from quotes.check.results import (
    Checked,
    ContextWarning,
    Difference,
    PolarityChange,
    Verdict,
    VerdictEvidence,
)
from quotes.db.rows import ArticleRow, QuotationRow, SpeakerRow
from quotes.search.query import SearchedQuotations
from quotes.types import Claim, Span

CONTEXT = "“We will not pay for three yachts,” said Odo Fenwick. “Ask the school.”"
START = 40
SEARCHED = SearchedQuotations(12, 3, 80, 4, date(2026, 1, 5), date(2026, 3, 2))


def where(words: str) -> Span:
    """Where words of the context stand in the article."""
    start = START + CONTEXT.index(words)
    return Span(start, start + len(words))


def row(context: str = CONTEXT, url: str | None = "https://tern.example/vote") -> QuotationRow:
    article = ArticleRow(
        "a" * 16, "vote.txt", url, "Council votes", (), "Tern Courier", date(2026, 3, 2), "b" * 64
    )
    speaker = SpeakerRow("person", "Odo Fenwick", None, None, "skipper", None, None, 7)
    pieces = (Span(START, START + len(context)),)
    return QuotationRow(
        "c" * 16, "direct", "statement", context, pieces, None, context, START, (speaker,),
        article, (), (), 0.9, None,
    )  # fmt: skip


def difference(
    kind: str, claim: str, said: str, of: str, change: PolarityChange | None = None
) -> Difference:
    """A difference between a claim, ``of``, and the context."""
    place = Span(of.index(claim), of.index(claim) + len(claim)) if claim else None
    return difference_of(kind, claim, said, place, where(said) if said else None, change)  # type: ignore[arg-type]


def evidence(
    *differences: Difference, words: tuple[str, ...] = (), warnings: tuple[ContextWarning, ...] = ()
) -> VerdictEvidence:
    return VerdictEvidence(row(), tuple(map(where, words)), 0.9, differences, "same", warnings)


def checked(
    verdict: Verdict,
    claim: Claim,
    *found: VerdictEvidence,
    why: str = "Because it is so.",
    doubts: tuple[str, ...] = (),
) -> Checked:
    return Checked(claim, verdict, why, found, SEARCHED, doubts)
