"""A checked draft as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.check.drafts import CheckedDraft, CheckedQuotation
from quotes.check.explain import Segment, passage, segments
from quotes.check.rows import VerdictEvidence
from quotes.report import draft_wording as words
from quotes.report import records as checks
from quotes.report.draft_wording import (
    MARKDOWN_LEGEND,
    compares_words,
    conclusion,
    draft_summary,
    groups,
    in_full,
    notes,
    place_line,
    searched,
    speaker_line,
    title,
    words_line,
)
from quotes.report.html import render
from quotes.report.markdown import escaped
from quotes.report.records import (
    VERDICTS,
    ChecksJson,
    address,
    article_line,
    checked_record,
    checks_speakers_line,
    difference_line,
    harmless_lines,
)
from quotes.report.words import count, iso, one_line

# A checked draft as one page of HTML, which needs no network.


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


_UNSAFE = re.compile(r"[\s<>\\|]")


def draft_markdown(draft: CheckedDraft) -> str:
    """The report: a summary, then the quotations, those that need work first."""
    return "\n\n".join(_blocks(draft)) + "\n"


def _blocks(draft: CheckedDraft) -> Iterator[str]:
    yield f"# Before publication: {_shown(title(draft))}"
    yield f"**{conclusion(draft)}**"
    if not draft.quotations:
        return
    yield draft_summary(draft)
    yield MARKDOWN_LEGEND
    for group in groups(draft):
        yield f"## {group.title} ({len(group.quotations)})"
        yield group.note
        for one in group.quotations:
            yield from _quotation(one)
    yield "---"
    yield _shown(searched(draft) or "")


def _quotation(one: CheckedQuotation) -> Iterator[str]:
    where = f"{place_line(one)}, {_shown(speaker_line(one))}"
    yield f"### {one.number}. {VERDICTS[one.verdict].capitalize()}: {where}"
    yield f"> {_shown(words_line(one))}"
    yield _shown(one.checked.why)
    said = [f"- Note: {_shown(note)}" for note in notes(one)]
    if said:
        yield "\n".join(said)
    full = in_full(one)
    for evidence in full:
        yield from _evidence(one, evidence)
    others = [_source(evidence) for evidence in one.checked.evidence[len(full) :]]
    if others:
        yield "\n".join((f"Also in {count(len(others), 'quotation')}:", "", *_items(others)))


def _evidence(one: CheckedQuotation, evidence: VerdictEvidence) -> Iterator[str]:
    yield f"In the archive: {_source(evidence)}"
    if compares_words(one):
        telling = [difference_line(d) for d in evidence.differences if not d.harmless]
        if telling:
            yield f"Word by word: {_difference(segments(one.checked.claim.text, evidence))}"
            yield "\n".join(_items(map(_shown, telling)))
        if harmless := harmless_lines(evidence):
            yield f"Written in another way only: {_shown('; '.join(harmless))}."
    yield f"> {_paragraph(evidence)}"
    for guard in evidence.guards:
        yield f"- Mind: {_shown(guard.sentence)} (“{_shown(guard.words)}”)"


def _shown(text: str) -> str:
    """Text on one line, with nothing in it that is a mark of Markdown or steers a terminal."""
    return escaped(one_line(text))


def _items(lines: Iterator[str] | list[str] | map[str]) -> Iterator[str]:
    return (f"- {line}" for line in lines)


def _source(evidence: VerdictEvidence) -> str:
    article = evidence.quotation.article
    line, link = _shown(article_line(article)), address(article)
    linked = f"[{line}](<{_UNSAFE.sub('', link)}>)" if link else line
    return f"**{_shown(checks_speakers_line(evidence))}**, {linked}"


def _difference(parts: tuple[Segment, ...]) -> str:
    told = []
    for part in parts:
        if part.kind == "same" or part.harmless:
            told.append(_spaced(part.claim, "", ""))
            continue
        told.append(_spaced(part.said, "~~", "~~"))
        told.append(" " if part.said.strip() and part.claim.strip() else "")
        told.append(_spaced(part.claim, "**", "**"))
    return " ".join("".join(told).split())


def _paragraph(evidence: VerdictEvidence) -> str:
    signs = {"plain": "", "quotation": "**", "guard": "*"}
    parts = (_spaced(part.text, signs[part.kind], signs[part.kind]) for part in passage(evidence))
    return " ".join("".join(parts).split())


def _spaced(text: str, before: str, after: str) -> str:
    """The text between signs, which stand next to its words, not to the blanks around them."""
    words = text.strip()
    if not words:
        return " " if text else ""
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() else ""
    return f"{left}{before}{_shown(words)}{after}{right}"


# A checked draft as a JSON object. Keys may be added; none is ever renamed.


def draft_record(draft: CheckedDraft) -> ChecksJson:
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


def quotation_record(one: CheckedQuotation) -> ChecksJson:
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
