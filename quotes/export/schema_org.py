"""schema.org as JSON-LD: articles with their quotations, and ``ClaimReview`` for a check.

A ``ClaimReview`` (https://schema.org/ClaimReview) is a check as fact-checkers mark it up. Its
rating is about one question alone: did this person say these words? It runs from 1 to 5:

====  ====================================================================================
5     verbatim
4     verbatim but trimmed, where the missing words turn nothing
3     reported, not quoted
2     altered; stitched together; out of context; trimmed of words that turn the sense
1     said by someone else
none  similar in meaning only; not found: nothing is proven, and nothing is called false
====  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, assert_never

from quotes.answer import Json
from quotes.check.results import Checked, Verdict
from quotes.db.engine import chunks
from quotes.db.rows import ArticleRow, QuotationRow, SpeakerRow
from quotes.export.annotations import article_address, urn, web_address
from quotes.export.tabular import array
from quotes.report.records import caveats
from quotes.report.wording import speakers_line, verdict_words

if TYPE_CHECKING:
    from quotes.search.selection import Selection


CONTEXT = "https://schema.org"


def quotation_graph(selection: Selection) -> Iterator[str]:
    """The graph, a node a line: each article before its quotations."""
    return array(_nodes(selection), f'{{"@context": "{CONTEXT}", "@graph": [', "]}")


def news_article(article: ArticleRow) -> Json:
    """An article with its outlet as the publisher."""
    return _without_nothing(
        {
            "@type": "NewsArticle",
            "@id": article_address(article),
            "identifier": article.id,
            "url": web_address(article.url),
            "headline": article.title,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": {"@type": "Organization", "name": article.outlet}
            if article.outlet
            else None,
            "datePublished": article.published.isoformat() if article.published else None,
            "inLanguage": article.language,
        }
    )


def quotation(row: QuotationRow, keys: Mapping[int, str]) -> Json:
    """A quotation: its creators are who speaks; who has no name is credited in words.

    Words that were not said have no creator; their description names who did not say them. That a
    quotation is not sure stands in its description.

    :param keys: keys of people by their ids.
    """
    article = row.article
    not_said, told = row.status != "said", caveats(row)
    named = [s for s in row.speakers if s.type in ("person", "organization") and not s.anonymity]
    others = [speaker.name for speaker in row.speakers if speaker not in named and speaker.name]
    return _without_nothing(
        {
            "@type": "Quotation",
            "@id": urn("quotation", row.id),
            "identifier": row.id,
            "text": row.text,
            "description": f"{speakers_line(row)}, {told}" if not_said else told,
            "creator": [] if not_said else [_creator(speaker, keys) for speaker in named],
            "creditText": None if not_said else "; ".join(others),
            "about": [{"@type": "Thing", "name": link.topic} for link in row.topics],
            "isPartOf": {"@id": article_address(article)},
            "datePublished": article.published.isoformat() if article.published else None,
            "url": web_address(article.url),
            "inLanguage": article.language,
        }
    )


def _without_nothing(node: Json) -> Json:
    """The node without the properties that have no value."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _nodes(selection: Selection) -> Iterator[Json]:
    for articles in chunks(selection.articles()):
        rows = [row for article in articles for row in article.quotations]
        people = {s.person_id for row in rows for s in row.speakers if s.person_id is not None}
        keys = selection.person_keys(people)
        for article in articles:
            yield news_article(article.article)
            for row in article.quotations:
                yield quotation(row, keys)


def _creator(speaker: SpeakerRow, keys: Mapping[int, str]) -> Json:
    if speaker.type == "organization":
        return {"@type": "Organization", "name": speaker.name}
    key = keys.get(speaker.person_id) if speaker.person_id is not None else None
    return _without_nothing(
        {
            "@type": "Person",
            "@id": urn("person", key) if key else None,
            "name": speaker.name,
            "jobTitle": speaker.role,
            "affiliation": {"@type": "Organization", "name": speaker.organization}
            if speaker.organization
            else None,
        }
    )


BEST, WORST = 5, 1

_UNPROVEN = "unproven"


def claim_review(checked: Checked, reviewer: str, url: str, day: date | None = None) -> Json:
    """The check as a ``ClaimReview`` in JSON-LD.

    :param reviewer: the organisation that checked.
    :param url: the page that the review stands on.
    :param day: when it was published.
    """
    claim = checked.claim
    articles = {row.article.id: row.article for row in (e.quotation for e in checked.evidence)}
    nodes = [news_article(article) for article in articles.values()]
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": url,
            "claimReviewed": claim.text,
            "datePublished": day.isoformat() if day else None,
            "author": {"@type": "Organization", "name": reviewer},
            "reviewRating": _rating(checked),
            "reviewBody": " ".join((checked.why, *checked.doubts)),
            "itemReviewed": _without_nothing(
                {
                    "@type": "Claim",
                    "text": claim.text,
                    "author": {"@type": "Person", "name": name}
                    if (name := _claimed_speaker(checked))
                    else None,
                    "datePublished": claim.on.isoformat() if claim.on else None,
                    "appearance": nodes if checked.verdict in ("verbatim", "trimmed") else [],
                }
            ),
            "citation": nodes,
        }
    )


def _rating(checked: Checked) -> Json:
    words = verdict_words(checked.verdict)
    value = _value(checked.verdict)
    rating: Json = {"@type": "Rating", "ratingExplanation": checked.why}
    if value is None:
        return {**rating, "alternateName": f"{_UNPROVEN}: {words}"}
    if checked.verdict == "trimmed" and _turns(checked):
        value, words = _value("altered"), f"{words}, which turns the sense"
    return {
        **rating,
        "alternateName": words,
        "ratingValue": value,
        "bestRating": BEST,
        "worstRating": WORST,
    }


def _value(verdict: Verdict) -> int | None:
    match verdict:
        case "verbatim":
            return BEST
        case "trimmed":
            return 4
        case "indirect":
            return 3
        case "altered" | "stitched" | "out-of-context":
            return 2
        case "other-speaker":
            return WORST
        case "similar" | "not-found":
            return None
        case _:
            assert_never(verdict)


def _turns(checked: Checked) -> bool:
    return any(d.polarity_change for e in checked.evidence[:1] for d in e.differences)


def _claimed_speaker(checked: Checked) -> str | None:
    """The name of whom the claim names; where it gives the number of a record, the name there."""
    by = checked.claim.by
    if by is None or not by.strip().isdigit():
        return by
    names = (
        speaker.name
        for evidence in checked.evidence
        for speaker in evidence.quotation.speakers
        if speaker.person_id == int(by)
    )
    return next(names, None)
