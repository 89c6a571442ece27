"""The report on a person in sections, as Markdown, HTML and Word show it."""

from __future__ import annotations

from quotes import __version__
from quotes.report.blocks import Outline, Paragraph, Text
from quotes.report.expert import closing, figures, views
from quotes.report.expert.quoting import Quoting, day_name
from quotes.report.expert.rows import ExpertReport, main_post
from quotes.report.words import count, one_line


def outline(report: ExpertReport) -> Outline:
    """The report in its sections; every line of them names its source."""
    quoting = Quoting(report.articles, report.person)
    return Outline(
        title=one_line(report.person.name),
        lead=_lead(report),
        sections=(
            figures.who(report, quoting),
            figures.how_often(report, quoting),
            figures.where(report, quoting),
            figures.topics(report, quoting),
            views.stances(report, quoting),
            views.changes(report, quoting),
            views.repeats(report, quoting),
            views.by_others(report, quoting),
            closing.doubts(report, quoting),
            closing.quotations(report, quoting),
            closing.sources(report),
        ),
        closing=Paragraph((Text(_closing(report), "faint"),)),
    )


def _lead(report: ExpertReport) -> tuple[Paragraph, ...]:
    lines = [Paragraph((Text(_summary(report)),))]
    if narrowed := _narrowed(report):
        lines.append(Paragraph((Text(f"Narrowed to {narrowed}.", "strong"),)))
    note = (
        "Numbers in brackets are those of the articles at the end, the digits behind a quotation "
        "its id: "
    )
    after = " shows it in its paragraph. Speakers, topics and sides were found by a machine."
    lines.append(
        Paragraph((Text(note, "faint"), Text("quotes show ID --why", "code"), Text(after, "faint")))
    )
    return tuple(lines)


def _summary(report: ExpertReport) -> str:
    tally = report.tally
    held = main_post(report)
    post = f", {held}," if held else ""
    name = f"{one_line(report.person.name)}{post}"
    if not tally.quotations:
        return f"{name} is not quoted in what this report covers."
    told = (
        f"{name} is quoted {_times(tally.quotations)} in {count(len(tally.articles), 'article')} "
        f"of {count(tally.outlets, 'outlet')}"
    )
    if tally.first and tally.latest:
        first, last = (day_name(row.article.published) for row in (tally.first, tally.latest))
        told += f", on {first}" if first == last else f", from {first} to {last}"
    else:
        told += ", all undated"
    regular = [
        f"“{one_line(one.topic)}”"
        for one in report.topics
        if one.voice == "regular" and one.kind == "curated"
    ]
    voice = f" A regular voice on {', '.join(regular[:3])}." if regular else ""
    return f"{told}.{voice}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _narrowed(report: ExpertReport) -> str:
    scope = report.scope
    parts = []
    if scope.topic:
        parts.append(f"quotations on “{one_line(scope.topic)}”")
    if scope.since:
        parts.append(f"articles of {day_name(scope.since)} or later")
    if scope.until:
        parts.append(f"articles of {day_name(scope.until)} or earlier")
    told = ", ".join(parts)
    return f"{told}; names, posts and doubts about who is who are not narrowed" if told else ""


def _closing(report: ExpertReport) -> str:
    return f"Made on {day_name(report.made)} by quotes {__version__}."
