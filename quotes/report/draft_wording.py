"""What the reports of a checked draft say, whatever they are written as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from quotes.check.drafts import CheckedDraft, CheckedQuotation, Standing
from quotes.check.rows import VerdictEvidence
from quotes.report.records import NOT_FALSE, VERDICTS, searched_line
from quotes.report.words import count, one_line

LEGEND = (
    "Struck words were said, but are left out of the draft; underlined words are in the draft, but "
    "were not said."
)
MARKDOWN_LEGEND = (
    "~~Struck~~ words were said, but are left out of the draft; words in **bold** are in the "
    "draft, but were not said."
)

TERMINAL_LEGEND = (
    "[-Words-] were said, but are left out of the draft; {+words+} are in the draft, but were not "
    "said."
)

_GROUPS: dict[Standing, tuple[str, str]] = {
    "wrong": ("To be corrected", "Altered, or under another name."),
    "open": ("To be looked at", "Not found in the archive as the draft has them."),
    "fine": ("As in the archive", "Nothing to do."),
    "short": ("Too short to tell", "So few words may be anybody's; they alarm nobody."),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Quotations about which the same is to be done."""

    standing: Standing
    title: str
    note: str
    quotations: tuple[CheckedQuotation, ...]


def groups(draft: CheckedDraft) -> tuple[Group, ...]:
    """The quotations, those that need work first, and each group in the order of the draft."""
    found = (
        Group(standing, *told, tuple(q for q in draft.quotations if q.standing == standing))
        for standing, told in _GROUPS.items()
    )
    return tuple(group for group in found if group.quotations)


def title(draft: CheckedDraft) -> str:
    """The title of the draft, or else the name of its file."""
    article = draft.article
    if article.title:
        return one_line(article.title)
    return "Standard input" if article.source == "-" else one_line(Path(article.source).name)


def conclusion(draft: CheckedDraft) -> str:
    """The whole in one sentence."""
    if not draft.quotations:
        return "No quotation was found in the draft."
    wrong = sum(one.alarms for one in draft.quotations)
    if not wrong:
        return "No quotation is altered or under another name."
    return f"{count(wrong, 'quotation is', 'quotations are')} altered or under another name."


def draft_summary(draft: CheckedDraft) -> str:
    """How many quotations there are, and how many have each verdict."""
    listed = ", ".join(f"{number} {VERDICTS[verdict]}" for verdict, number in draft.counts.items())
    total = count(len(draft.quotations), "quotation")
    return f"{total}: {listed}." if listed else f"{total}."


def place_line(one: CheckedQuotation) -> str:
    """Where the quotation stands in the draft."""
    if one.place.line is not None:
        return f"line {one.place.line}"
    return f"paragraph {one.place.paragraph}"


def speaker_line(one: CheckedQuotation) -> str:
    """Who says it, as the draft has it."""
    if one.speaker is None:
        return "nobody named"
    return one_line(one.speaker) + ("" if one.named else " (no name)")


def words_line(one: CheckedQuotation) -> str:
    """The words of the draft, in marks where the draft has them in marks."""
    words = one_line(one.words)
    return f"“{words}”" if one.checked.claim.quoted else words


def notes(one: CheckedQuotation) -> tuple[str, ...]:
    """What is doubtful, a sentence each."""
    return tuple(one_line(doubt) for doubt in (*one.doubts, *one.checked.doubts))


def searched(draft: CheckedDraft) -> str | None:
    """What was searched, and what it means that something was not found; None without a search."""
    if not draft.quotations:
        return None
    everything = replace(draft.quotations[0].checked.searched, by_person=None)
    return f"{searched_line(everything, None)} {NOT_FALSE}"


def in_full(one: CheckedQuotation) -> tuple[VerdictEvidence, ...]:
    """The evidence that is shown with its paragraph: all parts of what is stitched together, or
    else the best."""
    return one.checked.evidence if one.verdict == "stitched" else one.checked.evidence[:1]


def compares_words(one: CheckedQuotation) -> bool:
    """Whether the draft's words are those of the evidence, changed or not."""
    return one.verdict in ("trimmed", "altered", "other-speaker", "out-of-context", "verbatim")
