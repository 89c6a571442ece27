"""A checked draft as a JSON object. Keys may be added; none is ever renamed."""

from __future__ import annotations

from quotes.check.drafts.rows import CheckedDraft, CheckedQuotation
from quotes.report.checks import Json, checked_record
from quotes.report.words import iso


def draft_record(draft: CheckedDraft) -> Json:
    """The draft, its verdicts counted, and each of its quotations with the check of it."""
    article = draft.article
    return {
        "draft": {
            "source": article.source,
            "title": article.title,
            "authors": list(article.authors),
            "published": iso(article.published),
            "sha256": article.sha256,
            "chars": len(article.text),
            "extractor": article.extractor,
        },
        "failed": draft.failed,
        "counts": dict(draft.counts),
        "quotations": [quotation_record(one) for one in draft.quotations],
    }


def quotation_record(one: CheckedQuotation) -> Json:
    """A quotation of the draft: where it stands, and the keys of a check."""
    place = one.place
    return {
        "number": one.number,
        "kind": one.kind,
        "words": one.words,
        "speaker": one.speaker,
        "start": place.start,
        "end": place.end,
        "pieces": [{"start": piece.start, "end": piece.end} for piece in one.pieces],
        "line": place.line,
        "paragraph": place.paragraph,
        "standing": one.standing,
        "short": one.short,
        "draft_doubts": list(one.doubts),
        **checked_record(one.checked),
    }
