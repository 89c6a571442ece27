"""A checked draft as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.check.drafts import CheckedDraft, CheckedQuotation
from quotes.check.explain import Segment, passage, segments
from quotes.check.rows import VerdictEvidence
from quotes.report import wording
from quotes.report.html import render
from quotes.report.markdown import escaped
from quotes.report.wording import (
    VERDICTS,
    address,
    article_line,
    compares_words,
    count,
    difference_line,
    doubt_lines,
    draft_conclusion,
    draft_groups,
    draft_searched,
    draft_summary,
    draft_title,
    harmless_lines,
    one_line,
    place_line,
    shown_in_full,
    speaker_line,
    speakers_line,
    words_line,
)

LEGEND = (
    "Struck words were said, but are left out of the draft; underlined words are in the draft, but "
    "were not said."
)
MARKDOWN_LEGEND = (
    "~~Struck~~ words were said, but are left out of the draft; words in **bold** are in the "
    "draft, but were not said."
)

# A checked draft as one page of HTML, which needs no network.


def draft_html(draft: CheckedDraft) -> str:
    """The report: a summary, then the quotations, those that need work first."""
    return render(
        "draft.html",
        draft=draft,
        groups=wording.draft_groups(draft),
        legend=LEGEND,
        wording=wording,
        segments=segments,
        passage=passage,
    )


_UNSAFE = re.compile(r"[\s<>\\|]")


def draft_markdown(draft: CheckedDraft) -> str:
    """The report: a summary, then the quotations, those that need work first."""
    return "\n\n".join(_blocks(draft)) + "\n"


def _blocks(draft: CheckedDraft) -> Iterator[str]:
    yield f"# Before publication: {_shown(draft_title(draft))}"
    yield f"**{draft_conclusion(draft)}**"
    if not draft.quotations:
        return
    yield draft_summary(draft)
    yield MARKDOWN_LEGEND
    for group in draft_groups(draft):
        yield f"## {group.title} ({len(group.quotations)})"
        yield group.note
        for one in group.quotations:
            yield from _quotation(one)
    yield "---"
    yield _shown(draft_searched(draft) or "")


def _quotation(one: CheckedQuotation) -> Iterator[str]:
    where = f"{place_line(one)}, {_shown(speaker_line(one))}"
    yield f"### {one.number}. {VERDICTS[one.verdict].capitalize()}: {where}"
    yield f"> {_shown(words_line(one))}"
    yield _shown(one.checked.why)
    said = [f"- Note: {_shown(note)}" for note in doubt_lines(one)]
    if said:
        yield "\n".join(said)
    full = shown_in_full(one)
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
    return f"**{_shown(speakers_line(evidence.quotation))}**, {linked}"


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
