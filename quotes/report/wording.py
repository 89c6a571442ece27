"""How reports, listings and the terminal say things: lines and sentences, the same everywhere."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, assert_never, get_args

from quotes.attribution.confidence import is_sure
from quotes.db.rows import ArticleRow, PostRow, QuotationRow, SpeakerRow
from quotes.entities.reports import says_status
from quotes.types import SIDES, Affiliation, QuotationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.check.drafts import CheckedDraft, CheckedQuotation, DraftPosition, Standing
    from quotes.check.results import Difference, DifferenceKind, Verdict, VerdictEvidence
    from quotes.check.trace import CopyEvidence, Trace
    from quotes.search.query import SearchedQuotations
    from quotes.stances.standpoints import Standpoint
    from quotes.types import Credit

Post = Affiliation | PostRow | SpeakerRow


def visible(text: str) -> str:
    """The text, character for character, with nothing in it that could steer a terminal."""
    return "".join(
        " " if unicodedata.category(char) == "Cc" and char != "\n" else char for char in text
    )


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(visible(text).split())


def iso(day: date | None) -> str | None:
    """The day as ISO 8601."""
    return day.isoformat() if day else None


def period(first: date | None, last: date | None) -> str:
    """From when to when, for people."""
    days = list(dict.fromkeys(day.isoformat() for day in (first, last) if day))
    return " to ".join(days) or "undated"


def post_line(post: Post) -> str:
    """Role, unit and organization, for people, with the status where the role does not say it."""
    line = one_line(", ".join(p for p in (post.role, post.unit, post.organization) if p))
    status = post.status or "current"
    if not line or status == "current" or says_status(post.role):
        return line
    return f"{line} (elect)" if status == "elect" else f"{status} {line}"


def chance_shown(chance: float) -> float:
    """A chance that two are one person as programs read it: three digits, never certain."""
    return min(max(round(chance, 3), 0.001), 0.999)


def chance_words(chance: float) -> str:
    """The same for people: two digits, from 0.01 to 0.99, as no machine is certain of it."""
    return f"{min(max(chance, 0.01), 0.99):.2f}"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 article``, ``2 articles``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


_LONGEST_LABEL = 44


def label(text: str) -> str:
    """The text on one line, cut where it is too long for the axis of a chart."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 1].rstrip()}…"


def tally_line(standpoints: Iterable[Standpoint]) -> str:
    """How often each side was taken: ``support 3, oppose 1``."""
    tally = Counter(standpoint.side for standpoint in standpoints)
    return ", ".join(f"{side} {tally[side]}" for side in SIDES if tally[side])


NOT_FALSE = "Not found never means false."
"""What has to stand beside every claim that was not found."""


def _difference_words(kind: DifferenceKind) -> str:
    """What a difference is, in a word or two."""
    match kind:
        case "missing":
            return "left out"
        case "added":
            return "added"
        case "number":
            return "number changed"
        case "negation":
            return "negation changed"
        case "name":
            return "name changed"
        case "tense":
            return "tense changed"
        case "word":
            return "changed"
        case "marks":
            return "other marks"
        case "case":
            return "other case"
        case "spelling":
            return "other spelling"
        case "contraction":
            return "other contraction"
        case "figure":
            return "figures for words"
        case "bracket":
            return "brackets"
        case "ellipsis":
            return "ellipsis"
        case _:
            assert_never(kind)


def verdict_words(verdict: Verdict) -> str:
    """A verdict as people read it."""
    match verdict:
        case "verbatim":
            return "verbatim"
        case "trimmed":
            return "verbatim, but trimmed"
        case "altered":
            return "altered"
        case "stitched":
            return "stitched together"
        case "indirect":
            return "reported, not quoted"
        case "other-speaker":
            return "said by someone else"
        case "out-of-context":
            return "out of context"
        case "similar":
            return "similar in meaning only"
        case "not-found":
            return "not found"
        case _:
            assert_never(verdict)


def speakers_line(row: QuotationRow) -> str:
    """Who said the stored words."""
    names = dict.fromkeys(one_line(speaker.name) for speaker in row.speakers if speaker.name)
    return " and ".join(names) or "an unknown speaker"


def unsaid_words(status: QuotationStatus) -> str | None:
    """What an article says of words that were not said, None for those that were."""
    match status:
        case "said":
            return None
        case "denied":
            return "denied"
        case "refused":
            return "refused"
        case "hypothetical":
            return "only supposed"
        case _:
            assert_never(status)


def status_line(status: QuotationStatus, cue: str | None) -> str | None:
    """Why words do not count as said, with their cue: "not said: denied (“rejected claims”)"."""
    words = unsaid_words(status)
    if words is None:
        return None
    return f"not said: {words} (“{one_line(cue)}”)" if cue else f"not said: {words}"


def unsure_words(confidence: float) -> str | None:
    """That words or speakers may be wrong, None where a quotation is shown as sure."""
    return None if is_sure(confidence) else f"unsure ({confidence:.2f})"


def article_line(article: ArticleRow) -> str:
    """Outlet, day and title of an article; the name of its file where nothing else is known."""
    parts = [article.outlet, iso(article.published) or "undated", article.title]
    known = article.outlet or article.title
    return ", ".join(
        one_line(part) for part in (*parts, None if known else Path(article.source).name) if part
    )


def outlet_line(article: ArticleRow) -> str:
    """The outlet of an article; its title, else the name of its file, where that is not known."""
    return one_line(article.outlet or article.title or Path(article.source).name)


def address(article: ArticleRow) -> str | None:
    """The address of an article where it is one of the web, which alone may become a link."""
    for url in (article.url, article.source):
        if url and url.lower().startswith(("http://", "https://")):
            return url
    return None


def searched_line(searched: SearchedQuotations, by: str | None) -> str:
    """What was searched, for who reads that nothing was found."""
    line = (
        f"Searched: {count(searched.quotations, 'quotation')} in "
        f"{count(searched.articles, 'article')} of {count(searched.outlets, 'outlet')}"
    )
    if searched.first or searched.last:
        line += f", {period(searched.first, searched.last)}"
    if searched.by_person is not None:
        line += f"; {searched.by_person} of them by {one_line(by) if by else 'this person'}"
    return f"{line}."


def difference_line(difference: Difference) -> str:
    """A difference in words: "number changed: “five” for “three”"."""
    label = _difference_words(difference.kind)
    turn = f" ({difference.polarity_change})" if difference.polarity_change else ""
    claim, said = one_line(difference.claim), one_line(difference.said)
    if claim and said:
        return f"{label}: “{claim}” for “{said}”{turn}"
    return f"{label}: “{claim or said}”{turn}" if claim or said else f"{label}{turn}"


def harmless_lines(evidence: VerdictEvidence) -> tuple[str, ...]:
    """The differences of writing only, each kind of words once."""
    return tuple(dict.fromkeys(difference_line(d) for d in evidence.differences if d.harmless))


def trace_summary(trace: Trace) -> str:
    """Where a quotation comes from in one sentence: where it stood first, and who else has it."""
    if not trace.clusters:
        reports = count(len(trace.reports), "article reports", "articles report")
        also = f"; {reports} something like them in other words" if trace.reports else ""
        return f"No current article has a quotation with these words{also}."
    first = trace.earliest
    if first:
        names = dict.fromkeys(outlet_line(appearance.article) for appearance in first)
        where = f"First in {' and '.join(names)} on {iso(first[0].day)}"
    else:
        where = "No article with it is dated"
    outlets = count(trace.outlets, "independent outlet")
    return f"{where}; {outlets}, {count(trace.copies, 'copy', 'copies')}."


def copy_line(copy: CopyEvidence) -> str:
    """Why an article counts as a copy: "83% of the text the same, both from Northwire"."""
    share = f"{copy.share:.0%} of the text the same" if copy.share is not None else None
    credit = f"both from {one_line(copy.credit)}" if copy.credit else None
    return ", ".join(part for part in (share, credit) if part)


def credit_line(credit: Credit) -> str:
    """What an article says of whose text it is."""
    name = one_line(credit.name) if credit.name else None
    match credit.kind:
        case "release":
            return f"press release of {name}" if name else "press release"
        case "agency":
            return f"credited to {name}"
        case "republished":
            return f"republished from {name}"
        case _:
            assert_never(credit.kind)


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """Quotations of a draft about which the same is to be done."""

    standing: Standing
    title: str
    note: str
    quotations: tuple[CheckedQuotation, ...]


def _group_words(standing: Standing) -> tuple[str, str]:
    """The title of a group of quotations, and what it holds."""
    match standing:
        case "wrong":
            return ("To be corrected", "Altered, or under another name.")
        case "open":
            return ("To be looked at", "Not found in the archive as the draft has them.")
        case "fine":
            return ("As in the archive", "Nothing to do.")
        case "short":
            return ("Too short to tell", "So few words may be anybody's; they alarm nobody.")
        case _:
            assert_never(standing)


def draft_groups(draft: CheckedDraft) -> tuple[DraftGroup, ...]:
    """The quotations, those that need work first, and each group in the order of the draft."""
    from quotes.check.drafts import Standing

    standings: tuple[Standing, ...] = get_args(Standing)
    groups = (
        DraftGroup(
            standing,
            *_group_words(standing),
            tuple(q for q in draft.quotations if q.standing == standing),
        )
        for standing in standings
    )
    return tuple(group for group in groups if group.quotations)


def draft_title(draft: CheckedDraft) -> str:
    """The title of the draft, or else the name of its file."""
    article = draft.article
    if article.title:
        return one_line(article.title)
    return "Standard input" if article.source == "-" else one_line(Path(article.source).name)


def draft_conclusion(draft: CheckedDraft) -> str:
    """The whole in one sentence."""
    if not draft.quotations:
        return "No quotation was found in the draft."
    wrong = sum(quotation.alarms for quotation in draft.quotations)
    if not wrong:
        return "No quotation is altered or under another name."
    return f"{count(wrong, 'quotation is', 'quotations are')} altered or under another name."


def draft_summary(draft: CheckedDraft) -> str:
    """How many quotations there are, and how many have each verdict."""
    listed = ", ".join(
        f"{number} {verdict_words(verdict)}" for verdict, number in draft.counts.items()
    )
    total = count(len(draft.quotations), "quotation")
    found = f"{total}: {listed}." if listed else f"{total}."
    if not draft.unclaimed:
        return found
    left = ", ".join(
        f"{unsaid_words(words.status)} ({_place(words.position)})" for words in draft.unclaimed
    )
    return f"{found} Not checked are words that the draft does not claim were said: {left}."


def draft_searched(draft: CheckedDraft) -> str | None:
    """What was searched, and what it means that something was not found; None without a search."""
    if not draft.quotations:
        return None
    everything = replace(draft.quotations[0].checked.searched, by_person=None)
    return f"{searched_line(everything, None)} {NOT_FALSE}"


def place_line(quotation: CheckedQuotation) -> str:
    """Where the quotation stands in the draft."""
    return _place(quotation.position)


def _place(position: DraftPosition) -> str:
    if position.line is not None:
        return f"line {position.line}"
    return f"paragraph {position.paragraph}"


def speaker_line(quotation: CheckedQuotation) -> str:
    """Who says it, as the draft has it."""
    if quotation.speaker is None:
        return "nobody named"
    return one_line(quotation.speaker) + ("" if quotation.named else " (no name)")


def words_line(quotation: CheckedQuotation) -> str:
    """The words of the draft, in marks where the draft has them in marks."""
    words = one_line(quotation.words)
    return f"“{words}”" if quotation.checked.claim.quoted else words


def doubt_lines(quotation: CheckedQuotation) -> tuple[str, ...]:
    """What is doubtful, a sentence each."""
    return tuple(one_line(doubt) for doubt in (*quotation.doubts, *quotation.checked.doubts))


def shown_in_full(quotation: CheckedQuotation) -> tuple[VerdictEvidence, ...]:
    """The evidence that is shown with its paragraph: all parts of what is stitched together, or
    else the best."""
    evidence = quotation.checked.evidence
    return evidence if quotation.verdict == "stitched" else evidence[:1]


def compares_words(quotation: CheckedQuotation) -> bool:
    """Whether the draft's words are those of the evidence, changed or not."""
    match quotation.verdict:
        case "verbatim" | "trimmed" | "altered" | "other-speaker" | "out-of-context":
            return True
        case "stitched" | "indirect" | "similar" | "not-found":
            return False
        case verdict:
            assert_never(verdict)
