"""Two people side by side."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.standpoints import (
    COLUMNS,
    cells,
    course_line,
    marked_words,
    side_text,
    tally_line,
    where,
)
from quotes.cli.listings.words import count, one_line
from quotes.cli.output import Cell, Json, Listing
from quotes.report.records import course_record, person_record, standpoint_record
from quotes.store.standpoints.course import strongest
from quotes.store.standpoints.rows import Comparison, Course, Shared, Standpoint

_VERDICTS = {"agree": "they agree", "differ": "they differ", "unclear": "no clear verdict"}


def comparisons_listing(most: int | None) -> Listing[Comparison]:
    """How two people are compared, with at most so many quotations of a side each."""

    def show(found: Iterable[Comparison], terminal: Console) -> None:
        for comparison in found:
            _show(comparison, most, terminal)

    return Listing(
        record=lambda comparison: _record(comparison, most),
        columns=("subject", "verdict", "person_id", "person", "held", *COLUMNS),
        cells=lambda comparison: _cells(comparison, most),
        show=show,
    )


def _record(comparison: Comparison, most: int | None) -> Json:
    return {
        "one": person_record(comparison.one),
        "other": person_record(comparison.other),
        "topic": comparison.topic,
        "shared": [
            {
                "subject": shared.subject,
                "verdict": shared.verdict,
                "one": _side_record(shared.one_course, shared.one, most),
                "other": _side_record(shared.other_course, shared.other, most),
            }
            for shared in comparison.shared
        ],
        "alone": {"one": comparison.alone[0], "other": comparison.alone[1]},
    }


def _side_record(course: Course, standpoints: tuple[Standpoint, ...], most: int | None) -> Json:
    listed = [standpoint_record(one) for one in strongest(standpoints, most)]
    return {**course_record(course, standpoints), "standpoints": listed}


def _cells(comparison: Comparison, most: int | None) -> Iterable[tuple[Cell, ...]]:
    for shared in comparison.shared:
        for person, course, standpoints in (
            (comparison.one, shared.one_course, shared.one),
            (comparison.other, shared.other_course, shared.other),
        ):
            who = shared.subject, shared.verdict, person.id, person.name, course.held
            for one in strongest(standpoints, most):
                yield (*who, *cells(one))


def _show(comparison: Comparison, most: int | None, terminal: Console) -> None:
    if not comparison.shared:
        return
    terminal.print(_summary(comparison))
    terminal.print()
    for shared in comparison.shared:
        terminal.print(_side_by_side(comparison, shared, most))
    if comparison.topic is None:
        one, other = comparison.alone
        terminal.print(
            Text(
                f"Besides, {one_line(comparison.one.name)} spoke on {count(one, 'target')} that "
                f"{one_line(comparison.other.name)} did not, the other way round on {other}.",
                style="dim",
            )
        )


def _summary(comparison: Comparison) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("On", overflow="fold")
    for person in (comparison.one, comparison.other):
        table.add_column(Text(one_line(person.name)), overflow="fold")
    table.add_column("Verdict")
    for shared in comparison.shared:
        table.add_row(
            Text(one_line(shared.subject), style="bold"),
            Text(tally_line(shared.one)),
            Text(tally_line(shared.other)),
            _VERDICTS[shared.verdict],
        )
    return table


def _side_by_side(comparison: Comparison, shared: Shared, most: int | None) -> Table:
    title = Text(f"on {one_line(shared.subject)}: {_VERDICTS[shared.verdict]}")
    table = Table(padding=(0, 1), expand=True, title=title, title_justify="left")
    for person, course in (
        (comparison.one, shared.one_course),
        (comparison.other, shared.other_course),
    ):
        heading = Text(one_line(person.name), style="bold")
        heading.append(f"\n{course_line(course)}", style="not bold")
        table.add_column(heading, ratio=1, overflow="fold")
    both = strongest(shared.one, most), strongest(shared.other, most)
    for one, other in zip_longest(*both):
        table.add_row(_evidence(one), _evidence(other))
    return table


def _evidence(one: Standpoint | None) -> Text:
    if one is None:
        return Text()
    lines = (marked_words(one), side_text(one), where(one.quotation))
    return Text("\n").join(lines).append("\n")
