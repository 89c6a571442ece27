"""The report on a person as a file: its formats, its JSON object, and the index of many reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never, get_args

from quotes import __version__
from quotes.answer import Json
from quotes.db.rows import ArticleRow, MaybeRow, Observation, QuotationRow
from quotes.report.blocks import ColumnHead, Outline, Section, Table, Text, paragraph, text
from quotes.report.expert_data import (
    REGULAR_ARTICLES,
    REGULAR_SPAN,
    SURE_ALONE,
    ExpertReport,
    HeldPost,
    main_post,
)
from quotes.report.expert_quotes import day_name, short_day
from quotes.report.expert_sections import outline
from quotes.report.records import (
    article_record,
    course_record,
    person_record,
    post_record,
    quotation_record,
    standpoint_record,
)
from quotes.report.wording import chance_shown, count, iso, one_line
from quotes.text.normalize import fold

FormatName = Literal["md", "html", "json", "docx"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)


def written(report: ExpertReport, form: FormatName) -> bytes:
    """The report as the bytes of a file, text in UTF-8."""
    if form == "json":
        return _encoded(json.dumps(report_record(report), ensure_ascii=False, indent=1) + "\n")
    return written_outline(outline(report), form)


def written_outline(report: Outline, form: Literal["md", "html", "docx"]) -> bytes:
    """A report in sections as the bytes of a file."""
    match form:
        case "md":
            from quotes.report.markdown_writer import to_markdown

            return _encoded(to_markdown(report))
        case "html":
            from quotes.report.html_writer import to_html

            return _encoded(to_html(report))
        case "docx":
            from quotes.report.word_writer import to_word

            return to_word(report)
        case _:
            assert_never(form)


def _encoded(text: str) -> bytes:
    """UTF-8; a half of a character, as a broken page may hold, becomes a question mark."""
    return text.encode("utf-8", "replace")


_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A report as the index has it."""

    file: str
    person_id: int
    name: str
    post: str
    quotations: int
    articles: int
    first: date | None
    latest: date | None


def file_name(report: ExpertReport, form: FormatName) -> str:
    """The name of a report's file: the person's in plain letters, and the number of the record."""
    slug = re.sub("[^a-z0-9]+", "-", fold(report.person.name))[:_LONGEST_SLUG].strip("-")
    return f"{slug or 'person'}-{report.person.id}.{form}"


def entry(report: ExpertReport, form: FormatName) -> IndexEntry:
    """What the index tells of a report."""
    tally = report.tally
    return IndexEntry(
        file=file_name(report, form),
        person_id=report.person.id,
        name=report.person.name,
        post=main_post(report),
        quotations=tally.quotations,
        articles=len(tally.articles),
        first=tally.first.article.published if tally.first else None,
        latest=tally.latest.article.published if tally.latest else None,
    )


def index_file(form: FormatName) -> str:
    """The name of the index: a page for people beside pages and Word documents."""
    return f"index.{'html' if form == 'docx' else form}"


def written_index(entries: Sequence[IndexEntry], form: FormatName, made: date) -> bytes:
    """The index as the bytes of a file, the most quoted first."""
    ordered = sorted(entries, key=lambda row: (-row.quotations, row.name, row.person_id))
    if form == "json":
        return (json.dumps([_record(row) for row in ordered], indent=1) + "\n").encode()
    return written_outline(_outline(ordered, made), "md" if form == "md" else "html")


def _record(row: IndexEntry) -> dict[str, str | int | None]:
    return {
        "file": row.file,
        "person_id": row.person_id,
        "name": row.name,
        "post": row.post or None,
        "quotations": row.quotations,
        "articles": row.articles,
        "first": iso(row.first),
        "latest": iso(row.latest),
    }


def _outline(entries: Sequence[IndexEntry], made: date) -> Outline:
    columns = (
        ColumnHead("Person"),
        ColumnHead("Post"),
        ColumnHead("Quotations", numeric=True),
        ColumnHead("Articles", numeric=True),
        ColumnHead("First"),
        ColumnHead("Latest"),
    )
    rows = tuple(
        (
            (Text(one_line(row.name), link=row.file),),
            text(row.post),
            text(row.quotations),
            text(row.articles),
            text(short_day(row.first)),
            text(short_day(row.latest)),
        )
        for row in entries
    )
    people = Table("The most quoted first", columns, rows)
    return Outline(
        title="Reports on people",
        lead=(paragraph(f"{count(len(entries), 'person', 'people')} quoted."),),
        sections=(Section("people", "People", (people,)),),
        closing=paragraph(f"Made on {day_name(made)} by quotes {__version__}.", "faint"),
    )


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
        "posts": [_held_record(held) for held in report.posts],
        "quoted": _quoted_record(report),
        "periods": {
            "by": report.step,
            "periods": [
                {
                    "first": iso(period.first),
                    "quotations": period.quotations,
                    "articles": _ids(period.articles),
                }
                for period in report.periods
            ],
        },
        "outlets": [
            {
                "outlet": outlet.name,
                "quotations": outlet.quotations,
                "articles": _ids(outlet.articles),
            }
            for outlet in report.outlets
        ],
        "beside": [
            {
                "person_id": person.companion.person_id,
                "name": person.companion.name,
                "quotations": person.companion.quotations,
                "articles": _ids(person.articles),
                "share": round(person.share, 3),
            }
            for person in report.beside
        ],
        "regular": {"articles": REGULAR_ARTICLES, "days": REGULAR_SPAN.days},
        "topics": [
            {
                "topic": topic.topic,
                "kind": topic.kind,
                "voice": topic.voice,
                "quotations": topic.quotations,
                "articles": _ids(topic.articles),
                "independent": topic.independent,
                "outlets": topic.outlets,
                "first": iso(topic.first),
                "last": iso(topic.last),
            }
            for topic in report.topics
        ],
        "sure_alone": SURE_ALONE,
        "stances": [
            {
                "subject": subject.label,
                **course_record(subject.course, subject.standpoints),
                "standpoints": list(map(standpoint_record, subject.standpoints)),
            }
            for subject in report.subjects
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
                "articles": saying.articles,
                "independent": saying.independent,
                "quotations": [row.id for row in saying.quotations],
            }
            for saying in report.repeated
        ],
        "by_others": [quotation_record(row) for row in report.by_others],
        "not_said": [quotation_record(row) for row in report.not_said],
        "doubts": _doubts_record(report),
        "quotations": [quotation_record(row) for row in report.quotations],
        "articles": [article_record(article) for article in report.articles],
    }


def _held_record(held: HeldPost) -> Json:
    return {
        **post_record(held.post),
        "article": article_record(held.article) if held.article else None,
    }


def _quoted_record(report: ExpertReport) -> Json:
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


def _doubts_record(report: ExpertReport) -> Json:
    doubts = report.doubts
    return {
        "namesakes": list(map(person_record, doubts.namesakes)),
        "maybe": [_maybe_record(pair) for pair in doubts.maybe],
        "links": [
            {
                "article": link.article.id,
                "name": link.name,
                "score": chance_shown(link.score),
                "evidence": _observation_records(link.evidence),
            }
            for link in doubts.links
        ],
        "posts": [
            [_held_record(clash.first), _held_record(clash.second)] for clash in doubts.clashes
        ],
        "unsure": [row.id for row in doubts.unsure],
        "undated": doubts.undated,
        "sides_left_out": doubts.left_out,
    }


def _maybe_record(pair: MaybeRow) -> Json:
    return {
        "person": {"id": pair.person, "name": pair.person_name},
        "other": {"id": pair.other, "name": pair.other_name},
        "score": chance_shown(pair.score),
        "evidence": _observation_records(pair.evidence),
    }


def _observation_records(evidence: Iterable[Observation]) -> list[Json]:
    return [{"kind": observation.kind, "detail": observation.detail} for observation in evidence]


def _ids(articles: Iterable[ArticleRow]) -> list[str]:
    return [article.id for article in articles]
