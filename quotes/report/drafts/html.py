"""A checked draft as one page of HTML, which needs no network."""

from __future__ import annotations

from quotes.check.drafts.rows import CheckedDraft
from quotes.check.shown import passage, segments
from quotes.report import checks
from quotes.report.drafts import words
from quotes.report.page import render


def draft_html(draft: CheckedDraft) -> str:
    """The report: a summary, then the quotations, those that need work first."""
    return render(
        "draft.html",
        draft=draft,
        groups=words.groups(draft),
        words=words,
        checks=checks,
        segments=segments,
        passage=passage,
    )
