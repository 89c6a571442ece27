"""What the store answers with, as plain JSON objects, the same wherever they are written.

Keys may be added; none is ever renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from quotes.answer import anonymity_answer, stance_answer, why_answer
from quotes.article import Span, Stance
from quotes.report.words import iso
from quotes.store.rows import ArticleRow, PersonRow, PostRow, QuotationRow, SpeakerRow
from quotes.store.standpoints.rows import SIDES, Course, Standpoint

Json = dict[str, Any]


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
    place = in_context(row, span) if span else None
    return place.of(row.context) if place else None


def cue_text(row: QuotationRow) -> str | None:
    """The words of the cue, None without one."""
    return _text_at(row, row.cue)


def stance_record(row: QuotationRow, stance: Stance) -> Json:
    """A stance of the quotation with the keys of the answer format."""
    words = stance.words
    place = (
        {"start": words.start, "end": words.end, "text": _text_at(row, words)} if words else None
    )
    return stance_answer(stance, place)


def quotation_record(row: QuotationRow) -> Json:
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


def standpoint_record(one: Standpoint) -> Json:
    """A standpoint as a JSON object."""
    return {
        "side": one.side,
        "match": one.match,
        "stance": stance_record(one.quotation, one.stance),
        "chance": round(one.chance, 3),
        "quotation": quotation_record(one.quotation),
    }


def course_record(course: Course, standpoints: Iterable[Standpoint]) -> Json:
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
