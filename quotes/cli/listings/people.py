"""People of the database: a list of them, and the report on one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.output import Json, Listing
from quotes.cli.search import quotation_table
from quotes.db.rows import PersonRow, PostRow, QuotationRow
from quotes.entities.occupancy import is_seen
from quotes.export.tabular import BETWEEN, Cell
from quotes.report.records import person_record, post_record, quotation_record
from quotes.report.wording import count, iso, one_line, period, post_line


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a person, and what the person said last.

    With ``as_of`` the person's posts are those known on that day; ``seen`` is the first and the
    last day on which any post was seen, where there is one.
    """

    person: PersonRow
    latest: tuple[QuotationRow, ...]
    as_of: date | None = None
    seen: tuple[date, date] | None = None


def _report_record(report: Report) -> Json:
    posts = [
        {**post_record(post), **_as_of_record(post, report.as_of)} for post in report.person.posts
    ]
    return {
        **person_record(report.person),
        "posts": posts,
        "as_of": iso(report.as_of),
        "latest": [quotation_record(row) for row in report.latest],
    }


def _as_of_record(post: PostRow, day: date | None) -> Json:
    """Whether the post was seen at that time, or only before it."""
    return {} if day is None else {"seen_then": is_seen(post, day)}


def _report_cells(report: Report) -> Iterable[tuple[Cell, ...]]:
    posts = BETWEEN.join(_dated_line(post, report.as_of) for post in report.person.posts)
    place = COLUMNS.index("posts")
    for row in cells(report.person):
        yield (*row[:place], posts, *row[place + 1 :])


def _dated_line(post: PostRow, day: date | None) -> str:
    """The post, and when it was seen last where that is before the day asked for."""
    line = post_line(post)
    return line if day is None or is_seen(post, day) else f"{line} ({_seen(post, day)})"


def _seen(post: PostRow, day: date | None) -> str:
    if day is None or is_seen(post, day):
        return period(post.first_seen, post.last_seen)
    return f"last seen {iso(post.last_seen)}"


def _none_known(day: date, seen: tuple[date, date] | None) -> str:
    """Why nothing is shown for a day."""
    if seen is None:
        return f"No post is known as of {day.isoformat()}: none is dated."
    first, last = (bound.isoformat() for bound in seen)
    if day < seen[0]:
        return f"No post is known as of {day.isoformat()}: the first was seen {first}."
    return f"No post is known as of {day.isoformat()}: those seen {first} to {last} had ended."


COLUMNS = (
    "id",
    "name",
    "aliases",
    "posts",
    "quotations",
    "articles",
    "outlets",
    "first",
    "last",
    "qid",
)


def cells(row: PersonRow) -> Iterable[tuple[Cell, ...]]:
    """The one CSV row of a person."""
    yield (
        row.id,
        row.name,
        BETWEEN.join(row.aliases),
        BETWEEN.join(post_line(post) for post in row.posts),
        row.quotations,
        row.articles,
        row.outlets,
        iso(row.first),
        iso(row.last),
        row.qid,
    )


def _show_people(rows: Iterable[PersonRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Id", justify="right", style="dim")
    table.add_column("Person", overflow="fold", style="bold")
    table.add_column("Posts", overflow="fold")
    table.add_column("Quotations", justify="right")
    table.add_column("Articles", justify="right")
    table.add_column("Last", min_width=10)
    for row in rows:
        posts = "\n".join(dict.fromkeys(post_line(post) for post in row.posts))
        table.add_row(
            str(row.id),
            _name(row),
            Text(posts),
            str(row.quotations),
            str(row.articles),
            iso(row.last) or "undated",
        )
    if table.row_count:
        terminal.print(table)


def _name(row: PersonRow) -> Text:
    name = Text(one_line(row.name))
    return name.append(f" {row.qid}", style="not bold dim") if row.qid else name


def _posts_table(posts: Iterable[PostRow], day: date | None) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Post", overflow="fold")
    table.add_column("Seen", overflow="fold")
    table.add_column("As the article says it", overflow="fold", style="dim")
    table.add_column("Article", overflow="fold", style="dim")
    for post in posts:
        evidence = Text(one_line(post.evidence))
        table.add_row(Text(post_line(post)), Text(_seen(post, day)), evidence, post.article_id)
    return table


def _show_reports(reports: Iterable[Report], terminal: Console) -> None:
    listed = list(reports)
    for place, report in enumerate(listed, start=1):
        person = report.person
        heading = Text(one_line(person.name), style="bold")
        qid = f", {person.qid}" if person.qid else ""
        heading.append(f"  person {person.id}{qid}", style="not bold dim")
        if len(listed) > 1:
            heading.append(f", {place} of {len(listed)} people found", style="not bold dim")
        terminal.print(heading)
        if person.aliases:
            terminal.print(Text("Also: " + one_line(", ".join(person.aliases))))
        terminal.print(
            f"{count(person.quotations, 'quotation')} in {count(person.articles, 'article')} "
            f"of {count(person.outlets, 'outlet')}, {period(person.first, person.last)}"
        )
        terminal.print()
        if report.as_of and person.posts:
            terminal.print(Text(f"Posts as of {report.as_of.isoformat()}"))
        if person.posts:
            terminal.print(_posts_table(person.posts, report.as_of))
            terminal.print()
        elif report.as_of:
            terminal.print(Text(_none_known(report.as_of, report.seen)))
            terminal.print()
        if report.latest:
            terminal.print(quotation_table(report.latest))


PEOPLE = Listing(record=person_record, columns=COLUMNS, cells=cells, show=_show_people)
REPORTS = Listing(
    record=_report_record,
    columns=COLUMNS,
    cells=_report_cells,
    show=_show_reports,
)
