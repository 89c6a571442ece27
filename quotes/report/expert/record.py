"""The report on a person as a JSON object; keys may be added, none is renamed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quotes import __version__
from quotes.report.expert.compose import REGULAR_ARTICLES, REGULAR_SPAN, SURE_ALONE
from quotes.report.expert.rows import ExpertReport, Held
from quotes.report.records import (
    article_record,
    course_record,
    person_record,
    post_record,
    quotation_record,
    standpoint_record,
)
from quotes.report.words import iso
from quotes.store.rows import ArticleRow, MaybeRow, Observation, QuotationRow

Json = dict[str, Any]


def report_record(report: ExpertReport) -> Json:
    """Everything in the report; quotations stand once and are named by their ids elsewhere."""
    return {
        "person": person_record(report.person),
        "scope": {
            "since": iso(report.scope.since),
            "until": iso(report.scope.until),
            "topic": report.scope.topic,
            "sure": report.scope.sure,
        },
        "made": iso(report.made),
        "program": __version__,
        "posts": [_held(held) for held in report.posts],
        "quoted": _tally(report),
        "periods": {
            "by": report.step,
            "periods": [
                {
                    "first": iso(one.first),
                    "quotations": one.quotations,
                    "articles": _ids(one.articles),
                }
                for one in report.periods
            ],
        },
        "outlets": [
            {"outlet": one.name, "quotations": one.quotations, "articles": _ids(one.articles)}
            for one in report.outlets
        ],
        "beside": [
            {
                "person_id": one.companion.person_id,
                "name": one.companion.name,
                "quotations": one.companion.quotations,
                "articles": _ids(one.articles),
                "share": round(one.share, 3),
            }
            for one in report.beside
        ],
        "regular": {"articles": REGULAR_ARTICLES, "days": REGULAR_SPAN.days},
        "topics": [
            {
                "topic": one.topic,
                "kind": one.kind,
                "voice": one.voice,
                "quotations": one.quotations,
                "articles": _ids(one.articles),
                "independent": one.independent,
                "outlets": one.outlets,
                "first": iso(one.first),
                "last": iso(one.last),
            }
            for one in report.topics
        ],
        "sure_alone": SURE_ALONE,
        "stances": [
            {
                "subject": one.label,
                **course_record(one.course, one.standpoints),
                "standpoints": [standpoint_record(there) for there in one.standpoints],
            }
            for one in report.subjects
        ],
        "reversals": [
            {
                "subject": pair.subject,
                "earlier": standpoint_record(pair.earlier),
                "later": standpoint_record(pair.later),
            }
            for pair in report.reversals
        ],
        "repeated": [
            {
                "articles": one.articles,
                "independent": one.independent,
                "quotations": [row.id for row in one.quotations],
            }
            for one in report.repeated
        ],
        "by_others": [quotation_record(row) for row in report.by_others],
        "doubts": _doubts(report),
        "quotations": [quotation_record(row) for row in report.quotations],
        "articles": [article_record(article) for article in report.articles],
    }


def _held(held: Held) -> Json:
    return {
        **post_record(held.post),
        "article": article_record(held.article) if held.article else None,
    }


def _tally(report: ExpertReport) -> Json:
    tally = report.tally
    return {
        "quotations": tally.quotations,
        "direct": tally.direct,
        "mixed": tally.mixed,
        "indirect": tally.indirect,
        "articles": _ids(tally.articles),
        "independent": tally.independent,
        "outlets": tally.outlets,
        "first": _dated(tally.first),
        "latest": _dated(tally.latest),
    }


def _dated(row: QuotationRow | None) -> Json | None:
    if row is None:
        return None
    return {"id": row.id, "published": iso(row.article.published)}


def _doubts(report: ExpertReport) -> Json:
    doubts = report.doubts
    return {
        "namesakes": [person_record(one) for one in doubts.namesakes],
        "maybe": [_maybe(pair) for pair in doubts.maybe],
        "links": [
            {
                "article": link.article.id,
                "name": link.name,
                "score": round(link.score, 3),
                "evidence": _evidence(link.evidence),
            }
            for link in doubts.links
        ],
        "posts": [[_held(clash.one), _held(clash.other)] for clash in doubts.clashes],
        "unsure": [row.id for row in doubts.unsure],
        "undated": doubts.undated,
        "sides_left_out": doubts.left_out,
    }


def _maybe(pair: MaybeRow) -> Json:
    return {
        "person": {"id": pair.person, "name": pair.person_name},
        "other": {"id": pair.other, "name": pair.other_name},
        "score": round(pair.score, 3),
        "evidence": _evidence(pair.evidence),
    }


def _evidence(evidence: Iterable[Observation]) -> list[Json]:
    return [{"kind": one.kind, "detail": one.detail} for one in evidence]


def _ids(articles: Iterable[ArticleRow]) -> list[str]:
    return [article.id for article in articles]
