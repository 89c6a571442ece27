"""schema.org ``ClaimReview`` (https://schema.org/ClaimReview): a check as fact-checkers mark it up.

The rating is about one question alone: did this person say these words? It runs from 1 to 5:

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

from datetime import date

from quotes.answer import Json
from quotes.check.rows import Checked, Verdict
from quotes.export.schema_org import CONTEXT, news_article, without_nothing
from quotes.report.checks import VERDICTS

BEST, WORST = 5, 1

_RATINGS: dict[Verdict, int] = {
    "verbatim": BEST,
    "trimmed": 4,
    "indirect": 3,
    "altered": 2,
    "stitched": 2,
    "out-of-context": 2,
    "other-speaker": WORST,
}
_TURNED = 2
_UNPROVEN = "unproven"


def claim_review(checked: Checked, reviewer: str, url: str, day: date | None = None) -> Json:
    """The check as a ``ClaimReview`` in JSON-LD.

    :param reviewer: the organisation that checked.
    :param url: the page that the review stands on.
    :param day: when it was published.
    """
    claim = checked.claim
    articles = {one.quotation.article.id: one.quotation.article for one in checked.evidence}
    nodes = [news_article(article) for article in articles.values()]
    return without_nothing(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": url,
            "claimReviewed": claim.text,
            "datePublished": day.isoformat() if day else None,
            "author": {"@type": "Organization", "name": reviewer},
            "reviewRating": _rating(checked),
            "reviewBody": " ".join((checked.why, *checked.doubts)),
            "itemReviewed": without_nothing(
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
    words = VERDICTS[checked.verdict]
    value = _RATINGS.get(checked.verdict)
    rating: Json = {"@type": "Rating", "ratingExplanation": checked.why}
    if value is None:
        return {**rating, "alternateName": f"{_UNPROVEN}: {words}"}
    if checked.verdict == "trimmed" and _turns(checked):
        value, words = _TURNED, f"{words}, which turns the sense"
    return {
        **rating,
        "alternateName": words,
        "ratingValue": value,
        "bestRating": BEST,
        "worstRating": WORST,
    }


def _turns(checked: Checked) -> bool:
    return any(one.turns for evidence in checked.evidence[:1] for one in evidence.differences)


def _claimed_speaker(checked: Checked) -> str | None:
    """The name of whom the claim names; where it gives the number of a record, the name there."""
    by = checked.claim.by
    if by is None or not by.strip().isdigit():
        return by
    names = (
        speaker.name
        for one in checked.evidence
        for speaker in one.quotation.speakers
        if speaker.person_id == int(by)
    )
    return next(names, None)
