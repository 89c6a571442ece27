"""``quotes compare``: two people side by side."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import (
    Comparison,
    ComparisonVerdict,
    Course,
    SharedSubject,
    StanceQuery,
    Standpoint,
    strongest,
)
from quotes.cli.app import open_archive
from quotes.cli.asking import the_person
from quotes.cli.layout import Column, show_beside, show_table, where
from quotes.cli.options import (
    Database,
    MinConfidence,
    Outlet,
    Since,
    Until,
    check_period,
)
from quotes.cli.output import Json, Listing, Output, output_options
from quotes.cli.stance import (
    A_SIDE,
    STANDPOINT_CSV,
    Chart,
    LimitOfASide,
    TopicOnly,
    check_chart,
    course_line,
    marked_words,
    side_text,
    standpoint_cells,
    write_chart,
)
from quotes.errors import UsageError
from quotes.export.tabular import Cell
from quotes.report.records import course_record, person_record, standpoint_record
from quotes.report.wording import count, one_line, tally_line


@output_options
def compare(
    out: Output,
    a: Annotated[str, typer.Argument(metavar="A", help="A person, by id or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another person, by id or name.")],
    topic: TopicOnly = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
    limit: LimitOfASide = None,
    chart: Chart = None,
    db: Database = None,
) -> None:
    """Put two people side by side.

    Shown is on what both took a side, and where they agree and differ. Without --topic these are
    the targets that both spoke of in the same words, or by the names of one topic.

    \b
    Example:
      quotes compare "Maren Okonedo" "Ilse Brandvold"
      quotes compare 3 7 --topic "water price" --chart both.svg
    """
    check_period(since, until)
    check_chart(chart)
    query = StanceQuery(
        target=topic, outlet=outlet, since=since, until=until, min_confidence=min_confidence
    )
    with open_archive(db) as archive:
        people = the_person(archive, a), the_person(archive, b)
        if people[0].id == people[1].id:
            raise UsageError(f"{a} and {b} are one person; give two.")
        found = archive.compare(*people, query)
    out.write([found], _comparisons(out.limit(limit, A_SIDE)))
    if not found.shared:
        names = f"{found.first.name} and {found.second.name}"
        on = f' on "{topic}"' if topic else " on the same thing"
        typer.echo(f"No side that both {names} took{on} was found; ask for less.", err=True)
    elif chart:
        from quotes.report.charts import comparison_chart

        write_chart(comparison_chart(found), chart)


_VERDICTS: dict[ComparisonVerdict, str] = {
    "agree": "they agree",
    "differ": "they differ",
    "unclear": "no clear verdict",
}


def _comparisons(most: int | None) -> Listing[Comparison]:
    """How two people are compared, with at most so many quotations of a side each."""

    def show(comparisons: Iterable[Comparison], terminal: Console) -> None:
        for comparison in comparisons:
            _show_one(comparison, most, terminal)

    return Listing(
        record=lambda comparison: _record(comparison, most),
        columns=("subject", "verdict", "person_id", "person", "held", *STANDPOINT_CSV),
        cells=lambda comparison: _cells(comparison, most),
        show=show,
    )


def _record(comparison: Comparison, most: int | None) -> Json:
    def side(course: Course, standpoints: tuple[Standpoint, ...]) -> Json:
        shown = list(map(standpoint_record, strongest(standpoints, most)))
        return {**course_record(course, standpoints), "standpoints": shown}

    return {
        "one": person_record(comparison.first),
        "other": person_record(comparison.second),
        "topic": comparison.topic,
        "shared": [
            {
                "subject": shared.subject,
                "verdict": shared.verdict,
                "one": side(shared.first_course, shared.first),
                "other": side(shared.second_course, shared.second),
            }
            for shared in comparison.shared
        ],
        "alone": {"one": comparison.alone[0], "other": comparison.alone[1]},
    }


def _cells(comparison: Comparison, most: int | None) -> Iterable[tuple[Cell, ...]]:
    for shared in comparison.shared:
        for person, course, standpoints in (
            (comparison.first, shared.first_course, shared.first),
            (comparison.second, shared.second_course, shared.second),
        ):
            who = shared.subject, shared.verdict, person.id, person.name, course.held
            for standpoint in strongest(standpoints, most):
                yield (*who, *standpoint_cells(standpoint))


def _show_one(comparison: Comparison, most: int | None, terminal: Console) -> None:
    if not comparison.shared:
        return
    names = _names(comparison)
    columns: tuple[Column[SharedSubject], ...] = (
        Column("On", lambda shared: shared.subject, style="bold"),
        Column(names[0], lambda shared: tally_line(shared.first)),
        Column(names[1], lambda shared: tally_line(shared.second)),
        Column("Verdict", lambda shared: _VERDICTS[shared.verdict]),
    )
    show_table(comparison.shared, columns, terminal)
    terminal.print()
    for shared in comparison.shared:
        courses = shared.first_course, shared.second_course
        headings = [
            Text(name, style="bold").append(f"\n{course_line(course)}", style="not bold")
            for name, course in zip(names, courses, strict=True)
        ]
        both = zip_longest(strongest(shared.first, most), strongest(shared.second, most))
        rows = [list(map(_evidence, row)) for row in both]
        title = Text(f"on {one_line(shared.subject)}: {_VERDICTS[shared.verdict]}")
        show_beside(title, headings, rows, terminal)
    if comparison.topic is None:
        alone, other = comparison.alone
        besides = (
            f"Besides, {names[0]} spoke on {count(alone, 'target')} that {names[1]} did not, the "
            f"other way round on {other}."
        )
        terminal.print(Text(besides, style="dim"))


def _names(comparison: Comparison) -> tuple[str, str]:
    """The names of the two, with their numbers where the names are the same."""
    first, second = comparison.first, comparison.second
    names = one_line(first.name), one_line(second.name)
    if names[0] != names[1]:
        return names
    return f"{names[0]} ({first.id})", f"{names[1]} ({second.id})"


def _evidence(standpoint: Standpoint | None) -> Text:
    if standpoint is None:
        return Text()
    lines = marked_words(standpoint), side_text(standpoint), where(standpoint.quotation)
    return Text("\n").join(lines).append("\n")
