"""The answer format: an :class:`~quotes.article.Extraction` as plain JSON objects.

Keys may be added; none is ever renamed.
"""

from __future__ import annotations

from typing import Any

from quotes.article import Affiliation, Extraction, Person, Quotation, Span, Speaker

Json = dict[str, Any]


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _quoted(span: Span | None, text: str) -> Json | None:
    return None if span is None else {**_span(span), "text": span.of(text)}


def _affiliation(affiliation: Affiliation | None) -> Json | None:
    if affiliation is None:
        return None
    return {
        "role": affiliation.role,
        "organization": affiliation.organization,
        "unit": affiliation.unit,
    }


def person_answer(person: Person) -> Json:
    """A person with names and posts; ``start`` and ``end`` of a post are its evidence span."""
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "affiliations": [
            {**(_affiliation(post) or {}), **_span(post.evidence)} for post in person.affiliations
        ],
    }


def _speaker(speaker: Speaker, text: str) -> Json:
    return {
        "type": speaker.type,
        "name": speaker.name,
        "mention": _quoted(speaker.mention, text),
        "affiliation": _affiliation(speaker.affiliation),
    }


def quotation_answer(quotation: Quotation, text: str) -> Json:
    """A quotation of the article with this text."""
    return {
        "id": quotation.id,
        "kind": quotation.kind,
        "act": quotation.act,
        "text": quotation.text(text),
        "pieces": [_span(piece) for piece in quotation.pieces],
        "cue": _quoted(quotation.cue, text),
        "speakers": [_speaker(speaker, text) for speaker in quotation.speakers],
        "nested_in": quotation.nested_in,
        "topics": [
            {"topic": link.topic, "score": round(link.score, 3), "origin": link.origin}
            for link in quotation.topics
        ],
        "stances": [
            {
                "target": stance.target,
                "polarity": stance.polarity,
                "score": round(stance.score, 3),
            }
            for stance in quotation.stances
        ],
        "confidence": round(quotation.confidence, 3),
    }


def extraction_answer(extraction: Extraction) -> Json:
    """The whole answer for one article, as ``quotes extract --nl`` prints it on a line."""
    article = extraction.article
    return {
        "article": {
            "source": article.source,
            "id": article.id,
            "title": article.title,
            "authors": list(article.authors),
            "outlet": article.outlet,
            "published": article.published.isoformat() if article.published else None,
            "language": article.language,
            "url": article.url,
            "sha256": article.sha256,
            "chars": len(article.text),
        },
        "people": [person_answer(person) for person in extraction.people],
        "quotes": [quotation_answer(q, article.text) for q in extraction.quotations],
    }
