"""The answer to a claim in words and as a plain JSON object, the same wherever it is written.

Keys of the JSON objects may be added; none is ever renamed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quotes.article import Span
from quotes.check.rows import HARMLESS, Checked, Difference, DifferenceKind, Evidence, Verdict
from quotes.report.records import quotation_record
from quotes.report.words import count, iso, one_line, period
from quotes.store.lookup.rows import Searched
from quotes.store.rows import ArticleRow

Json = dict[str, Any]

VERDICTS: dict[Verdict, str] = {
    "verbatim": "verbatim",
    "trimmed": "verbatim, but trimmed",
    "altered": "altered",
    "stitched": "stitched together",
    "indirect": "reported, not quoted",
    "other-speaker": "said by someone else",
    "out-of-context": "out of context",
    "similar": "similar in meaning only",
    "not-found": "not found",
}
"""Every verdict as people read it, in the order of the ladder."""

NOT_FALSE = "Not found never means false."
"""What has to stand beside every claim that was not found."""

_KINDS: dict[DifferenceKind, str] = {
    "missing": "left out",
    "added": "added",
    "number": "number changed",
    "negation": "negation changed",
    "name": "name changed",
    "tense": "tense changed",
    "word": "changed",
    "marks": "other marks",
    "case": "other case",
    "spelling": "other spelling",
    "contraction": "other contraction",
    "figure": "figures for words",
    "bracket": "brackets",
    "ellipsis": "ellipsis",
}

_OF_THE_QUOTATION = ("id", "kind", "act", "cue", "speakers", "nested_in", "confidence", "context")


def speakers_line(evidence: Evidence) -> str:
    """Who said the stored words, and in which post."""
    names = dict.fromkeys(one_line(one.name) for one in evidence.quotation.speakers if one.name)
    return " and ".join(names) or "an unknown speaker"


def article_line(article: ArticleRow) -> str:
    """Outlet, day and title of an article; the name of its file where nothing else is known."""
    parts = [article.outlet, iso(article.published) or "undated", article.title]
    known = article.outlet or article.title
    return ", ".join(
        one_line(part) for part in (*parts, None if known else Path(article.source).name) if part
    )


def address(article: ArticleRow) -> str | None:
    """The address of an article where it is one of the web, which alone may become a link."""
    for one in (article.url, article.source):
        if one and one.lower().startswith(("http://", "https://")):
            return one
    return None


def searched_line(searched: Searched, by: str | None) -> str:
    """What was searched, for who reads that nothing was found."""
    said = (
        f"Searched: {count(searched.quotations, 'quotation')} in "
        f"{count(searched.articles, 'article')} of {count(searched.outlets, 'outlet')}"
    )
    if searched.first or searched.last:
        said += f", {period(searched.first, searched.last)}"
    if searched.by_person is not None:
        said += f"; {searched.by_person} of them by {one_line(by) if by else 'this person'}"
    return f"{said}."


def difference_line(one: Difference) -> str:
    """A difference in words: "number changed: “five” for “three”"."""
    label = _KINDS[one.kind]
    turn = f" ({one.turns})" if one.turns else ""
    claim, said = one_line(one.claim), one_line(one.said)
    if claim and said:
        return f"{label}: “{claim}” for “{said}”{turn}"
    return f"{label}: “{claim or said}”{turn}" if claim or said else f"{label}{turn}"


def harmless_lines(evidence: Evidence) -> tuple[str, ...]:
    """The differences of writing only, each kind of words once."""
    found = (difference_line(one) for one in evidence.differences if one.kind in HARMLESS)
    return tuple(dict.fromkeys(found))


def checked_record(checked: Checked) -> Json:
    """The answer to a claim as a JSON object."""
    claim = checked.claim
    return {
        "claim": claim.text,
        "by": claim.by,
        "on": iso(claim.on),
        "quoted": claim.quoted,
        "verdict": checked.verdict,
        "why": checked.why,
        "doubts": list(checked.doubts),
        "evidence": [_evidence_record(one) for one in checked.evidence],
        "searched": searched_record(checked.searched),
    }


def searched_record(searched: Searched) -> Json:
    """What was searched, as a JSON object."""
    return {
        "articles": searched.articles,
        "outlets": searched.outlets,
        "quotations": searched.quotations,
        "by_person": searched.by_person,
        "from": iso(searched.first),
        "to": iso(searched.last),
    }


def _evidence_record(evidence: Evidence) -> Json:
    row = evidence.quotation
    pieces = evidence.pieces or row.pieces
    known = quotation_record(row)
    return {
        "quote": known["text"],
        "article": known["article"],
        "speaker": speakers_line(evidence),
        "said_by": evidence.by,
        "start": pieces[0].start,
        "end": pieces[-1].end,
        "pieces": [_span(piece) for piece in pieces],
        "similarity": round(evidence.similarity, 3),
        "difference": [_difference_record(one) for one in evidence.differences],
        "guards": [
            {"kind": one.kind, "words": one.words, **(_span(one.where) or {}), "why": one.sentence}
            for one in evidence.guards
        ],
        **{key: known[key] for key in _OF_THE_QUOTATION},
        "quote_pieces": known["pieces"],
    }


def _difference_record(one: Difference) -> Json:
    return {
        "kind": one.kind,
        "claim": one.claim,
        "said": one.said,
        "place": _span(one.place),
        "where": _span(one.where),
        "turns": one.turns,
        "harmless": one.harmless,
    }


def _span(span: Span | None) -> Json | None:
    return None if span is None else {"start": span.start, "end": span.end}
