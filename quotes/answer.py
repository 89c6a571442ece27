"""The answer format: an :class:`~quotes.types.Extraction` as plain JSON objects.

Keys may be added; none is ever renamed.
"""

from __future__ import annotations

from typing import Any

from quotes.types import (
    Affiliation,
    Anonymity,
    Extraction,
    Organization,
    Person,
    Quotation,
    Span,
    Speaker,
    Stance,
    Why,
)

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
        "status": affiliation.status,
        "party": affiliation.party,
        "country": affiliation.country,
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


def organization_answer(organization: Organization) -> Json:
    """A body with its other names, the body above it, and whose public body it is."""
    return {
        "name": organization.name,
        "aliases": list(organization.aliases),
        "former_names": list(organization.former_names),
        "parent": organization.parent,
        "place": organization.place,
    }


def anonymity_answer(anonymity: Anonymity | None) -> Json | None:
    """What is told of an unnamed source, None for a speaker with a name."""
    if anonymity is None:
        return None
    return {
        "number": anonymity.number,
        "group": anonymity.group,
        "organization": anonymity.organization,
        "position": anonymity.position,
        "reason": anonymity.reason,
        "grade": anonymity.grade,
        "collective": anonymity.collective,
    }


def why_answer(why: Why | None) -> Json | None:
    """Why the speakers are who they are said to be, with whoever else was weighed."""
    if why is None:
        return None
    return {
        "reason": why.reason,
        "certainty": round(why.certainty, 3),
        "rivals": [{"name": rival.name, "chance": round(rival.chance, 3)} for rival in why.rivals],
    }


def stance_answer(stance: Stance, words: Json | None) -> Json:
    """A stance; ``words`` are those that carry it, with their place, None if there are none."""
    return {
        "target": stance.target,
        "polarity": stance.polarity,
        "score": round(stance.score, 3),
        "words": words,
        "origin": stance.origin,
    }


def _speaker(speaker: Speaker, text: str) -> Json:
    return {
        "type": speaker.type,
        "name": speaker.name,
        "mention": _quoted(speaker.mention, text),
        "affiliation": _affiliation(speaker.affiliation),
        "anonymity": anonymity_answer(speaker.anonymity),
    }


def quotation_answer(quotation: Quotation, text: str) -> Json:
    """A quotation of the article with this text."""
    return {
        "id": quotation.id,
        "kind": quotation.kind,
        "act": quotation.act,
        "status": quotation.status,
        "text": quotation.text(text),
        "pieces": [_span(piece) for piece in quotation.pieces],
        "cue": _quoted(quotation.cue, text),
        "speakers": [_speaker(speaker, text) for speaker in quotation.speakers],
        "nested_in": quotation.nested_in,
        "why": why_answer(quotation.why),
        "topics": [
            {"topic": link.topic, "score": round(link.score, 3), "origin": link.origin}
            for link in quotation.topics
        ],
        "stances": [
            stance_answer(stance, _quoted(stance.words, text)) for stance in quotation.stances
        ],
        "confidence": round(quotation.confidence, 3),
        "sure": quotation.sure,
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
        "organizations": [
            organization_answer(organization) for organization in extraction.organizations
        ],
        "quotes": [quotation_answer(q, article.text) for q in extraction.quotations],
    }
