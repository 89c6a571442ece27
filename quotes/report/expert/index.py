"""The page that leads to the reports on many people, and the names of their files."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes import __version__
from quotes.report.blocks import Column, Outline, Paragraph, Section, Table, Text
from quotes.report.expert.formats import FormatName, written_outline
from quotes.report.expert.quoting import day_name, short_day
from quotes.report.expert.rows import ExpertReport, main_post
from quotes.report.words import count, iso, one_line
from quotes.store.folding import fold

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Entry:
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


def entry(report: ExpertReport, form: FormatName) -> Entry:
    """What the index tells of a report."""
    tally = report.tally
    return Entry(
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


def written_index(entries: Sequence[Entry], form: FormatName, made: date) -> bytes:
    """The index as the bytes of a file, the most quoted first."""
    ordered = sorted(entries, key=lambda one: (-one.quotations, one.name, one.person_id))
    if form == "json":
        return (json.dumps([_record(one) for one in ordered], indent=1) + "\n").encode()
    return written_outline(_outline(ordered, made), "md" if form == "md" else "html")


def _record(one: Entry) -> dict[str, str | int | None]:
    return {
        "file": one.file,
        "person_id": one.person_id,
        "name": one.name,
        "post": one.post or None,
        "quotations": one.quotations,
        "articles": one.articles,
        "first": iso(one.first),
        "latest": iso(one.latest),
    }


def _outline(entries: Sequence[Entry], made: date) -> Outline:
    columns = (
        Column("Person"),
        Column("Post"),
        Column("Quotations", numeric=True),
        Column("Articles", numeric=True),
        Column("First"),
        Column("Latest"),
    )
    rows = tuple(
        (
            (Text(one_line(one.name), link=one.file),),
            (Text(one.post),),
            (Text(str(one.quotations)),),
            (Text(str(one.articles)),),
            (Text(short_day(one.first)),),
            (Text(short_day(one.latest)),),
        )
        for one in entries
    )
    people = Table("The most quoted first", columns, rows)
    return Outline(
        title="Reports on people",
        lead=(Paragraph((Text(f"{count(len(entries), 'person', 'people')} quoted."),)),),
        sections=(Section("people", "People", (people,)),),
        closing=Paragraph((Text(f"Made on {day_name(made)} by quotes {__version__}.", "faint"),)),
    )
