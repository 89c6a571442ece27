"""What the store, a check and a report answer with, as plain JSON objects.

They are the same wherever they are written. Keys may be added; none is ever renamed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quotes.answer import Json, anonymity_answer, stance_answer, why_answer
from quotes.attribution.confidence import is_sure
from quotes.report.wording import iso, speakers_line, status_line, trace_summary, unsure_words
from quotes.types import SIDES, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quotes.check.drafts import CheckedDraft, CheckedQuotation
    from quotes.check.results import Checked, Difference, VerdictEvidence
    from quotes.check.trace import Appearance, CopyCluster, Trace
    from quotes.db.rows import ArticleRow, PersonRow, PostRow, QuotationRow, SpeakerRow
    from quotes.search.query import SearchedQuotations
    from quotes.stances.standpoints import Course, Standpoint
    from quotes.types import Credit, Stance


def _span(span: Span | None) -> Json | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _spans(spans: Iterable[Span]) -> list[Json | None]:
    return [_span(span) for span in spans]


def article_record(article: ArticleRow) -> Json:
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


def _speaker_record(speaker: SpeakerRow) -> Json:
    mention = _span(speaker.mention_span)
    return {
        "type": speaker.type,
        "name": speaker.name,
        "mention": {**mention, "text": speaker.mention} if mention else None,
        "affiliation": _affiliation_record(speaker),
        "person_id": speaker.person_id,
        "anonymity": anonymity_answer(speaker.anonymity),
    }


def _affiliation_record(speaker: SpeakerRow) -> Json | None:
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
    within = in_context(row, span) if span else None
    return within.of(row.context) if within else None


def cue_text(row: QuotationRow) -> str | None:
    """The words of the cue, None without one."""
    return _text_at(row, row.cue)


def caveats(row: QuotationRow) -> str | None:
    """What has to be told with the words: that they were not said, and that they are not sure."""
    told = (status_line(row.status, cue_text(row)), unsure_words(row.confidence))
    return ", ".join(filter(None, told)) or None


def stance_record(row: QuotationRow, stance: Stance) -> Json:
    """A stance of the quotation with the keys of the answer format."""
    words = _span(stance.words)
    return stance_answer(stance, words and {**words, "text": _text_at(row, stance.words)})


def quotation_record(row: QuotationRow) -> Json:
    """A stored quotation with the keys of the answer format, its article and its paragraph."""
    cue = _span(row.cue)
    return {
        "id": row.id,
        "kind": row.kind,
        "act": row.act,
        "status": row.status,
        "text": row.text,
        "pieces": _spans(row.pieces),
        "cue": {**cue, "text": cue_text(row)} if cue else None,
        "speakers": [_speaker_record(speaker) for speaker in row.speakers],
        "nested_in": row.nested_in,
        "why": why_answer(row.why),
        "topics": [
            {"topic": link.topic, "score": round(link.score, 3), "origin": link.origin}
            for link in row.topics
        ],
        "stances": [stance_record(row, stance) for stance in row.stances],
        "confidence": round(row.confidence, 3),
        "sure": is_sure(row.confidence),
        "context": {"start": row.context_start, "text": row.context},
        "article": article_record(row.article),
    }


def post_record(post: PostRow) -> Json:
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
        "since": iso(post.since),
    }


def person_record(row: PersonRow) -> Json:
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


def standpoint_record(standpoint: Standpoint) -> Json:
    """A standpoint as a JSON object."""
    return {
        "side": standpoint.side,
        "match": standpoint.match,
        "stance": stance_record(standpoint.quotation, standpoint.stance),
        "chance": round(standpoint.chance, 3),
        "quotation": quotation_record(standpoint.quotation),
    }


def course_record(course: Course, standpoints: Iterable[Standpoint]) -> Json:
    """Where somebody stands, with a count for each side; ``change`` is null where there is none."""
    tally = Counter(standpoint.side for standpoint in standpoints)
    change = None
    if course.held == "changed":
        change = {
            "earlier": course.earlier,
            "until": iso(course.until),
            "later": course.later,
            "since": iso(course.since),
        }
    return {"held": course.held, **{side: tally[side] for side in SIDES}, "change": change}


def checked_record(checked: Checked) -> Json:
    """The answer to a claim."""
    claim = checked.claim
    return {
        "claim": claim.text,
        "by": claim.by,
        "on": iso(claim.on),
        "quoted": claim.quoted,
        "verdict": checked.verdict,
        "why": checked.why,
        "doubts": list(checked.doubts),
        "evidence": [_evidence_record(evidence) for evidence in checked.evidence],
        "searched": _searched_record(checked.searched),
    }


def _searched_record(searched: SearchedQuotations) -> Json:
    return {
        "articles": searched.articles,
        "outlets": searched.outlets,
        "quotations": searched.quotations,
        "by_person": searched.by_person,
        "from": iso(searched.first),
        "to": iso(searched.last),
    }


def _evidence_record(evidence: VerdictEvidence) -> Json:
    row = evidence.quotation
    pieces = evidence.pieces or row.pieces
    record = quotation_record(row)
    return {
        "quote": record["text"],
        "article": record["article"],
        "speaker": speakers_line(row),
        "said_by": evidence.said_by,
        "start": pieces[0].start,
        "end": pieces[-1].end,
        "pieces": _spans(pieces),
        "similarity": round(evidence.similarity, 3),
        "difference": [_difference_record(difference) for difference in evidence.differences],
        "guards": [
            {
                "kind": warning.kind,
                "words": warning.words,
                "start": warning.span.start,
                "end": warning.span.end,
                "why": warning.sentence,
            }
            for warning in evidence.warnings
        ],
        **{key: record[key] for key in _OF_THE_QUOTATION},
        "quote_pieces": record["pieces"],
    }


_OF_THE_QUOTATION = (
    *("id", "kind", "act", "status", "cue", "speakers", "nested_in", "confidence", "sure"),
    "context",
)


def _difference_record(difference: Difference) -> Json:
    return {
        "kind": difference.kind,
        "claim": difference.claim,
        "said": difference.said,
        "place": _span(difference.claim_span),
        "where": _span(difference.said_span),
        "turns": difference.polarity_change,
        "harmless": difference.harmless,
    }


def draft_record(draft: CheckedDraft) -> Json:
    """A draft, its verdicts counted, and each of its quotations with the check of it.

    ``not_checked`` are words of which the draft says that they were not said.
    """
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
        "quotations": [_draft_quotation_record(quotation) for quotation in draft.quotations],
        "not_checked": [
            {
                "words": left.words,
                "speaker": left.speaker,
                "status": left.status,
                "start": left.position.start,
                "end": left.position.end,
                "line": left.position.line,
                "paragraph": left.position.paragraph,
            }
            for left in draft.unclaimed
        ],
    }


def _draft_quotation_record(quotation: CheckedQuotation) -> Json:
    """Where a quotation of a draft stands, and the keys of a check."""
    position = quotation.position
    return {
        "number": quotation.number,
        "kind": quotation.kind,
        "words": quotation.words,
        "speaker": quotation.speaker,
        "start": position.start,
        "end": position.end,
        "pieces": _spans(quotation.pieces),
        "line": position.line,
        "paragraph": position.paragraph,
        "standing": quotation.standing,
        "short": quotation.short,
        "draft_doubts": list(quotation.doubts),
        **checked_record(quotation.checked),
    }


def trace_record(trace: Trace) -> Json:
    """Where a quotation comes from."""
    return {
        "text": trace.text,
        "quote": trace.quotation.id if trace.quotation else None,
        "summary": trace_summary(trace),
        "first": [
            {
                "outlet": appearance.article.outlet,
                "published": iso(appearance.day),
                "article": appearance.article.id,
            }
            for appearance in trace.earliest
        ],
        "outlets": trace.outlets,
        "copies": trace.copies,
        "families": [_cluster_record(cluster) for cluster in trace.clusters],
        "reports": [_appearance_record(appearance) for appearance in trace.reports],
        "searched": _searched_record(trace.searched),
    }


def trace_appearances(trace: Trace) -> Iterator[tuple[int | None, str, Appearance]]:
    """Each appearance with the number of its cluster, None for reports, and what it is there."""
    for number, cluster in enumerate(trace.clusters, start=1):
        yield number, "first", cluster.first
        for copy in cluster.copies:
            yield number, "copy", copy
    for report in trace.reports:
        yield None, "report", report


def _cluster_record(cluster: CopyCluster) -> Json:
    return {
        "outlet": cluster.outlet,
        "copies": len(cluster.copies),
        "appearances": [_appearance_record(appearance) for appearance in cluster.appearances],
    }


def _appearance_record(appearance: Appearance) -> Json:
    """Words in an article; their differences are those from the earliest appearance."""
    row, copy = appearance.quotation, appearance.copy_evidence
    return {
        "quote": row.id if row else None,
        "kind": row.kind if row else None,
        "words": appearance.words,
        "speaker": speakers_line(row) if row else None,
        "said_by": appearance.said_by,
        "similarity": round(appearance.similarity, 3),
        "difference": [
            {
                "kind": difference.kind,
                "here": difference.claim,
                "first": difference.said,
                "turns": difference.polarity_change,
                "harmless": difference.harmless,
            }
            for difference in appearance.differences
        ],
        "copy_of": copy
        and {
            "share": None if copy.share is None else round(copy.share, 3),
            "credit": copy.credit,
        },
        "credits": [_credit_record(credit) for credit in appearance.credits],
        "article": article_record(appearance.article),
    }


def _credit_record(credit: Credit) -> Json:
    return {"kind": credit.kind, "name": credit.name, "evidence": _span(credit.evidence)}
