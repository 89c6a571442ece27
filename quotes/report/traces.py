"""Where a quotation comes from, in words and as a plain JSON object.

Keys of the JSON object may be added; none is ever renamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.check.rows import Difference
from quotes.check.tracing.traced import Appearance, Family, Fold, Trace
from quotes.report.checks import searched_record
from quotes.report.records import article_record
from quotes.report.words import count, iso, one_line
from quotes.store.republished.credit import Credit
from quotes.store.rows import ArticleRow

Json = dict[str, Any]


def summary(trace: Trace) -> str:
    """The answer in one sentence: where it stood first, and how many printed it by themselves."""
    if not trace.families:
        told = count(len(trace.reports), "article reports", "articles report")
        also = f"; {told} something like them in other words" if trace.reports else ""
        return f"No current article has a quotation with these words{also}."
    first = trace.earliest
    if first:
        names = dict.fromkeys(place(one.article) for one in first)
        where = f"First in {' and '.join(names)} on {iso(first[0].day)}"
    else:
        where = "No article with it is dated"
    outlets = count(trace.outlets, "independent outlet")
    return f"{where}; {outlets}, {count(trace.copies, 'copy', 'copies')}."


def place(article: ArticleRow) -> str:
    """The outlet of an article; its title, else the name of its file, where that is not known."""
    return one_line(article.outlet or article.title or Path(article.source).name)


def speakers_line(appearance: Appearance) -> str | None:
    """Who says the words there; None where they were not found as a quotation."""
    if appearance.quotation is None:
        return None
    names = dict.fromkeys(one_line(one.name) for one in appearance.quotation.speakers if one.name)
    return " and ".join(names) or "an unknown speaker"


def fold_line(fold: Fold) -> str:
    """Why an article counts as a copy: "83% of the text the same, both from Northwire"."""
    share = f"{fold.share:.0%} of the text the same" if fold.share is not None else None
    credit = f"both from {one_line(fold.credit)}" if fold.credit else None
    return ", ".join(part for part in (share, credit) if part)


def credit_line(credit: Credit) -> str:
    """What an article says of whose text it is."""
    name = one_line(credit.name) if credit.name else None
    if credit.kind == "release":
        return f"press release of {name}" if name else "press release"
    return f"{'credited to' if credit.kind == 'agency' else 'republished from'} {name}"


def trace_record(trace: Trace) -> Json:
    """The answer as a JSON object."""
    return {
        "text": trace.text,
        "quote": trace.quotation.id if trace.quotation else None,
        "summary": summary(trace),
        "first": [
            {"outlet": one.article.outlet, "published": iso(one.day), "article": one.article.id}
            for one in trace.earliest
        ],
        "outlets": trace.outlets,
        "copies": trace.copies,
        "families": [_family_record(family) for family in trace.families],
        "reports": [_record(one) for one in trace.reports],
        "searched": searched_record(trace.searched),
    }


def every(trace: Trace) -> Iterator[tuple[int | None, str, Appearance]]:
    """Each appearance with the number of its family, None for reports, and what it is there."""
    for number, family in enumerate(trace.families, start=1):
        yield number, "first", family.first
        for one in family.copies:
            yield number, "copy", one
    for one in trace.reports:
        yield None, "report", one


def _family_record(family: Family) -> Json:
    return {
        "outlet": family.outlet,
        "copies": len(family.copies),
        "appearances": [_record(one) for one in family.appearances],
    }


def _record(one: Appearance) -> Json:
    row, fold = one.quotation, one.fold
    return {
        "quote": row.id if row else None,
        "kind": row.kind if row else None,
        "words": one.words,
        "speaker": speakers_line(one),
        "said_by": one.by,
        "similarity": round(one.similarity, 3),
        "difference": [_difference_record(it) for it in one.differences],
        "copy_of": {
            "share": None if fold.share is None else round(fold.share, 3),
            "credit": fold.credit,
        }
        if fold
        else None,
        "credits": [_credit_record(credit) for credit in one.credits],
        "article": article_record(one.article),
    }


def _credit_record(credit: Credit) -> Json:
    evidence = credit.evidence
    return {
        "kind": credit.kind,
        "name": credit.name,
        "evidence": {"start": evidence.start, "end": evidence.end} if evidence else None,
    }


def _difference_record(one: Difference) -> Json:
    return {
        "kind": one.kind,
        "here": one.claim,
        "first": one.said,
        "turns": one.turns,
        "harmless": one.harmless,
    }
