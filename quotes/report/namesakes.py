"""The report on a name that several people have, where nobody said which of them is meant.

What can be said without the choice is said of each apart; nothing is added up over them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from quotes import __version__
from quotes.report.blocks import (
    Block,
    ColumnHead,
    Inline,
    Items,
    Outline,
    Paragraph,
    Part,
    Section,
    Table,
    Text,
    paragraph,
    text,
)
from quotes.report.expert import FormatName, report_record, written_outline
from quotes.report.expert_data import ExpertReport, main_post
from quotes.report.expert_quotes import Quoting, day_name
from quotes.report.expert_sections import may_be_same, sources, summary, who
from quotes.report.wording import count, iso, one_line, period

LATEST = 5
"""Quotations of each that are shown; the report on one shows more."""


def written_namesakes(name: str, reports: Sequence[ExpertReport], form: FormatName) -> bytes:
    """What several reports say of those who have a name, as the bytes of one file.

    :param name: as it was asked for.
    """
    if form == "json":
        record = {
            "name": name,
            "made": iso(reports[0].made),
            "program": __version__,
            "people": list(map(report_record, reports)),
        }
        return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    return written_outline(namesakes_outline(name, reports), form)


def namesakes_outline(name: str, reports: Sequence[ExpertReport]) -> Outline:
    """The blocks of the same."""
    articles = tuple({article.id: article for r in reports for article in r.articles}.values())
    return Outline(
        title=f"{count(len(reports), 'person', 'people')} called {one_line(name)}",
        lead=_lead(),
        sections=(
            Section("people", "Who has the name", (_table(reports),)),
            *(_one(report, Quoting(articles, report.person)) for report in reports),
            sources(articles),
        ),
        closing=paragraph(f"Made on {day_name(reports[0].made)} by quotes {__version__}.", "faint"),
    )


def _lead() -> tuple[Paragraph, ...]:
    return (
        paragraph(
            "A name alone never makes one person of two. Each is told apart here, and nothing is "
            "added up over them."
        ),
        Paragraph(
            (
                Text("The report on one of them, in full: ", "faint"),
                Text("quotes report NUMBER", "code"),
                Text("; two that are one person are made one by ", "faint"),
                Text("quotes people same NUMBER NUMBER", "code"),
                Text(".", "faint"),
            )
        ),
    )


def _table(reports: Sequence[ExpertReport]) -> Table:
    columns = (
        ColumnHead("Number", numeric=True),
        ColumnHead("Name"),
        ColumnHead("Latest post"),
        ColumnHead("Quoted"),
        ColumnHead("Quotations", numeric=True),
        ColumnHead("Articles", numeric=True),
    )
    rows = tuple(
        (
            text(report.person.id, "code"),
            text(one_line(report.person.name)),
            text(main_post(report)),
            text(_quoted(report)),
            text(report.tally.quotations),
            text(len(report.tally.articles)),
        )
        for report in reports
    )
    return Table("The most quoted first", columns, rows)


def _quoted(report: ExpertReport) -> str:
    first, last = (
        row.article.published if row else None for row in (report.tally.first, report.tally.latest)
    )
    return period(first, last) if report.tally.quotations else "not quoted"


def _one(report: ExpertReport, quoting: Quoting) -> Section:
    """One of them: posts, the latest words, and who of the others may be the same."""
    person = report.person
    blocks: list[Block | Part] = [paragraph(summary(report)), *who(report, quoting).blocks]
    shown = report.quotations[:LATEST]
    if shown:
        of_all = (
            f", {len(shown)} of {len(report.quotations)}" if len(report.quotations) > LATEST else ""
        )
        blocks.append(Part(f"The latest words{of_all}", tuple(map(quoting.quote, shown))))
    maybe: tuple[Inline, ...] = tuple(may_be_same(pair, person) for pair in report.doubts.maybe)
    if maybe:
        blocks.append(Part("Others who may be the same person", (Items(maybe),)))
    return Section(
        f"person-{person.id}", f"{one_line(person.name)}, number {person.id}", tuple(blocks)
    )
