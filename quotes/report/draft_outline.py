"""The report on a checked draft, made of blocks."""

from __future__ import annotations

from quotes.check.drafts import CheckedDraft, CheckedQuotation
from quotes.check.explain import passage, segments
from quotes.check.results import VerdictEvidence
from quotes.report.blocks import DraftOutline, Finding, FindingEvidence, FindingGroup, SourceLine
from quotes.report.wording import (
    address,
    article_line,
    compares_words,
    difference_line,
    doubt_lines,
    draft_conclusion,
    draft_groups,
    draft_searched,
    draft_summary,
    draft_title,
    harmless_lines,
    place_line,
    shown_in_full,
    speaker_line,
    speakers_line,
    verdict_words,
    words_line,
)


def draft_outline(draft: CheckedDraft) -> DraftOutline:
    """The report: a summary, then the quotations, those that need work first."""
    return DraftOutline(
        title=draft_title(draft),
        authors=draft.article.authors,
        conclusion=draft_conclusion(draft),
        failed=draft.failed,
        summary=draft_summary(draft) if draft.quotations or draft.unclaimed else "",
        groups=tuple(
            FindingGroup(
                group.standing, group.title, group.note, tuple(map(_finding, group.quotations))
            )
            for group in draft_groups(draft)
        ),
        searched=draft_searched(draft) or "",
    )


def _finding(quotation: CheckedQuotation) -> Finding:
    full = shown_in_full(quotation)
    return Finding(
        number=quotation.number,
        verdict=verdict_words(quotation.verdict),
        speaker=speaker_line(quotation),
        position=place_line(quotation),
        words=words_line(quotation),
        why=quotation.checked.why,
        notes=doubt_lines(quotation),
        evidence=tuple(_evidence(quotation, evidence) for evidence in full),
        also=tuple(map(_source, quotation.checked.evidence[len(full) :])),
    )


def _evidence(quotation: CheckedQuotation, evidence: VerdictEvidence) -> FindingEvidence:
    compares = compares_words(quotation)
    telling = [d for d in evidence.differences if compares and not d.harmless]
    return FindingEvidence(
        source=_source(evidence),
        compared=segments(quotation.checked.claim.text, evidence) if telling else (),
        differences=tuple(map(difference_line, telling)),
        harmless=harmless_lines(evidence) if compares else (),
        passage=passage(evidence),
        warnings=tuple((warning.words, warning.sentence) for warning in evidence.warnings),
    )


def _source(evidence: VerdictEvidence) -> SourceLine:
    row = evidence.quotation
    return SourceLine(speakers_line(row), article_line(row.article), address(row.article))
