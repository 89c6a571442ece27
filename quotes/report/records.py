"""The answer to a claim in words and as a plain JSON object, the same wherever it is written.

Keys of the JSON objects may be added; none is ever renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotes.answer import anonymity_answer, stance_answer, why_answer
from quotes.check.rows import (
    HARMLESS,
    Checked,
    Difference,
    DifferenceKind,
    Verdict,
    VerdictEvidence,
)
from quotes.check.trace import Appearance, CopyCluster, CopyEvidence, Trace
from quotes.copies.detect import Credit
from quotes.db.rows import ArticleRow, PersonRow, PostRow, QuotationRow, SpeakerRow
from quotes.report.words import count, iso, one_line, period
from quotes.search.claims import SearchedQuotations
from quotes.stances.rows import SIDES, Course, Standpoint
from quotes.types import Span, Stance

# What the store answers with, as plain JSON objects, the same wherever they are written.
#
# Keys may be added; none is ever renamed.


RecordsJson = dict[str, Any]


def article_record(article: ArticleRow) -> RecordsJson:
    """The article of a quotation, with the keys of the answer format."""
    return {
        "source": article.source,
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "published": iso(article.published),
        "language": article.language,
        "url": article.url,
        "sha256": article.sha256,
    }


def _speaker_record(speaker: SpeakerRow) -> RecordsJson:
    place = speaker.place
    return {
        "type": speaker.type,
        "name": speaker.name,
        "mention": {"start": place.start, "end": place.end, "text": speaker.mention}
        if place
        else None,
        "affiliation": _affiliation_record(speaker),
        "person_id": speaker.person_id,
        "anonymity": anonymity_answer(speaker.anonymity),
    }


def _affiliation_record(speaker: SpeakerRow) -> RecordsJson | None:
    if not (speaker.role or speaker.organization or speaker.unit):
        return None
    return {
        "role": speaker.role,
        "organization": speaker.organization,
        "unit": speaker.unit,
        "status": speaker.status or "current",
        "party": speaker.party,
        "country": speaker.country,
    }


def in_context(row: QuotationRow, span: Span) -> Span | None:
    """The span counted from the start of the context; None where it lies outside."""
    whole = Span(row.context_start, row.context_start + max(len(row.context), 1))
    if not whole.holds(span):
        return None
    return Span(span.start - whole.start, span.end - whole.start)


def _text_at(row: QuotationRow, span: Span | None) -> str | None:
    place = in_context(row, span) if span else None
    return place.of(row.context) if place else None


def cue_text(row: QuotationRow) -> str | None:
    """The words of the cue, None without one."""
    return _text_at(row, row.cue)


def stance_record(row: QuotationRow, stance: Stance) -> RecordsJson:
    """A stance of the quotation with the keys of the answer format."""
    words = stance.words
    place = (
        {"start": words.start, "end": words.end, "text": _text_at(row, words)} if words else None
    )
    return stance_answer(stance, place)


def quotation_record(row: QuotationRow) -> RecordsJson:
    """A stored quotation with the keys of the answer format, its article and its paragraph."""
    cue = row.cue
    return {
        "id": row.id,
        "kind": row.kind,
        "act": row.act,
        "text": row.text,
        "pieces": [{"start": piece.start, "end": piece.end} for piece in row.pieces],
        "cue": {"start": cue.start, "end": cue.end, "text": cue_text(row)} if cue else None,
        "speakers": [_speaker_record(speaker) for speaker in row.speakers],
        "nested_in": row.nested_in,
        "why": why_answer(row.why),
        "topics": [
            {"topic": link.topic, "score": round(link.score, 3), "origin": link.origin}
            for link in row.topics
        ],
        "stances": [stance_record(row, stance) for stance in row.stances],
        "confidence": round(row.confidence, 3),
        "context": {"start": row.context_start, "text": row.context},
        "article": article_record(row.article),
    }


def post_record(post: PostRow) -> RecordsJson:
    """A post as a JSON object."""
    return {
        "role": post.role,
        "organization": post.organization,
        "unit": post.unit,
        "first_seen": iso(post.first_seen),
        "last_seen": iso(post.last_seen),
        "evidence": post.evidence,
        "article_id": post.article_id,
        "status": post.status,
        "party": post.party,
        "country": post.country,
        "ended": iso(post.ended),
    }


def person_record(row: PersonRow) -> RecordsJson:
    """A person as a JSON object."""
    return {
        "id": row.id,
        "name": row.name,
        "aliases": list(row.aliases),
        "posts": [post_record(post) for post in row.posts],
        "quotations": row.quotations,
        "articles": row.articles,
        "outlets": row.outlets,
        "first": iso(row.first),
        "last": iso(row.last),
        "qid": row.qid,
    }


def standpoint_record(one: Standpoint) -> RecordsJson:
    """A standpoint as a JSON object."""
    return {
        "side": one.side,
        "match": one.match,
        "stance": stance_record(one.quotation, one.stance),
        "chance": round(one.chance, 3),
        "quotation": quotation_record(one.quotation),
    }


def course_record(course: Course, standpoints: Iterable[Standpoint]) -> RecordsJson:
    """Where somebody stands, with a count for each side; ``change`` is null where there is none."""
    tally = Counter(one.side for one in standpoints)
    change = None
    if course.held == "changed":
        change = {
            "earlier": course.earlier,
            "until": iso(course.until),
            "later": course.later,
            "since": iso(course.since),
        }
    return {"held": course.held, **{side: tally[side] for side in SIDES}, "change": change}


ChecksJson = dict[str, Any]

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


def checks_speakers_line(evidence: VerdictEvidence) -> str:
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


def searched_line(searched: SearchedQuotations, by: str | None) -> str:
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


def harmless_lines(evidence: VerdictEvidence) -> tuple[str, ...]:
    """The differences of writing only, each kind of words once."""
    found = (difference_line(one) for one in evidence.differences if one.kind in HARMLESS)
    return tuple(dict.fromkeys(found))


def checked_record(checked: Checked) -> ChecksJson:
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


def searched_record(searched: SearchedQuotations) -> ChecksJson:
    """What was searched, as a JSON object."""
    return {
        "articles": searched.articles,
        "outlets": searched.outlets,
        "quotations": searched.quotations,
        "by_person": searched.by_person,
        "from": iso(searched.first),
        "to": iso(searched.last),
    }


def _evidence_record(evidence: VerdictEvidence) -> ChecksJson:
    row = evidence.quotation
    pieces = evidence.pieces or row.pieces
    known = quotation_record(row)
    return {
        "quote": known["text"],
        "article": known["article"],
        "speaker": checks_speakers_line(evidence),
        "said_by": evidence.by,
        "start": pieces[0].start,
        "end": pieces[-1].end,
        "pieces": [_span(piece) for piece in pieces],
        "similarity": round(evidence.similarity, 3),
        "difference": [_checks_difference_record(one) for one in evidence.differences],
        "guards": [
            {"kind": one.kind, "words": one.words, **(_span(one.where) or {}), "why": one.sentence}
            for one in evidence.guards
        ],
        **{key: known[key] for key in _OF_THE_QUOTATION},
        "quote_pieces": known["pieces"],
    }


def _checks_difference_record(one: Difference) -> ChecksJson:
    return {
        "kind": one.kind,
        "claim": one.claim,
        "said": one.said,
        "place": _span(one.place),
        "where": _span(one.where),
        "turns": one.turns,
        "harmless": one.harmless,
    }


def _span(span: Span | None) -> ChecksJson | None:
    return None if span is None else {"start": span.start, "end": span.end}


# Where a quotation comes from, in words and as a plain JSON object.
#
# Keys of the JSON object may be added; none is ever renamed.


TracesJson = dict[str, Any]


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


def traces_speakers_line(appearance: Appearance) -> str | None:
    """Who says the words there; None where they were not found as a quotation."""
    if appearance.quotation is None:
        return None
    names = dict.fromkeys(one_line(one.name) for one in appearance.quotation.speakers if one.name)
    return " and ".join(names) or "an unknown speaker"


def fold_line(fold: CopyEvidence) -> str:
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


def trace_record(trace: Trace) -> TracesJson:
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


def _family_record(family: CopyCluster) -> TracesJson:
    return {
        "outlet": family.outlet,
        "copies": len(family.copies),
        "appearances": [_record(one) for one in family.appearances],
    }


def _record(one: Appearance) -> TracesJson:
    row, fold = one.quotation, one.fold
    return {
        "quote": row.id if row else None,
        "kind": row.kind if row else None,
        "words": one.words,
        "speaker": traces_speakers_line(one),
        "said_by": one.by,
        "similarity": round(one.similarity, 3),
        "difference": [_traces_difference_record(it) for it in one.differences],
        "copy_of": {
            "share": None if fold.share is None else round(fold.share, 3),
            "credit": fold.credit,
        }
        if fold
        else None,
        "credits": [_credit_record(credit) for credit in one.credits],
        "article": article_record(one.article),
    }


def _credit_record(credit: Credit) -> TracesJson:
    evidence = credit.evidence
    return {
        "kind": credit.kind,
        "name": credit.name,
        "evidence": {"start": evidence.start, "end": evidence.end} if evidence else None,
    }


def _traces_difference_record(one: Difference) -> TracesJson:
    return {
        "kind": one.kind,
        "here": one.claim,
        "first": one.said,
        "turns": one.turns,
        "harmless": one.harmless,
    }
