"""People of the database: a list of them, and the report on one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.quotations import quotation_table
from quotes.cli.listings.quotations import record as quotation_record
from quotes.cli.listings.words import BETWEEN, count, iso, one_line, period, post_line
from quotes.cli.output import Cell, Json, Listing
from quotes.store.rows import PersonRow, PostRow, QuotationRow


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a person, and what the person said last."""

    person: PersonRow
    latest: tuple[QuotationRow, ...]


def _post_record(post: PostRow) -> Json:
    return {
        "role": post.role,
        "organization": post.organization,
        "unit": post.unit,
        "first_seen": iso(post.first_seen),
        "last_seen": iso(post.last_seen),
        "evidence": post.evidence,
        "article_id": post.article_id,
    }


def record(row: PersonRow) -> Json:
    """A person as a JSON object."""
    return {
        "id": row.id,
        "name": row.name,
        "aliases": list(row.aliases),
        "posts": [_post_record(post) for post in row.posts],
        "quotations": row.quotations,
        "articles": row.articles,
        "outlets": row.outlets,
        "first": iso(row.first),
        "last": iso(row.last),
    }


def _report_record(report: Report) -> Json:
    return {**record(report.person), "latest": [quotation_record(row) for row in report.latest]}


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
    )


def _show_people(rows: Iterable[PersonRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Person", overflow="fold", style="bold")
    table.add_column("Posts", overflow="fold")
    table.add_column("Quotations", justify="right")
    table.add_column("Articles", justify="right")
    table.add_column("Last", min_width=10)
    for row in rows:
        posts = "\n".join(dict.fromkeys(post_line(post) for post in row.posts))
        table.add_row(
            Text(one_line(row.name)),
            Text(posts),
            str(row.quotations),
            str(row.articles),
            iso(row.last) or "undated",
        )
    if table.row_count:
        terminal.print(table)


def _posts_table(posts: Iterable[PostRow]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Post", overflow="fold")
    table.add_column("Seen", overflow="fold")
    table.add_column("As the article says it", overflow="fold", style="dim")
    for post in posts:
        seen = period(post.first_seen, post.last_seen)
        table.add_row(Text(post_line(post)), Text(seen), Text(one_line(post.evidence)))
    return table


def _show_reports(reports: Iterable[Report], terminal: Console) -> None:
    listed = list(reports)
    for place, report in enumerate(listed, start=1):
        person = report.person
        heading = Text(one_line(person.name), style="bold")
        heading.append(f"  person {person.id}", style="not bold dim")
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
        if person.posts:
            terminal.print(_posts_table(person.posts))
            terminal.print()
        if report.latest:
            terminal.print(quotation_table(report.latest))


PEOPLE = Listing(record=record, columns=COLUMNS, cells=cells, show=_show_people)
REPORTS = Listing(
    record=_report_record,
    columns=COLUMNS,
    cells=lambda report: cells(report.person),
    show=_show_reports,
)
