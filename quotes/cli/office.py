"""``quotes office``: who held an office, from when to when, and what they said in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import HolderRow, OfficeRow, Query, QuotationRow
from quotes.cli.app import open_archive
from quotes.cli.layout import Column, show_quotations, show_table
from quotes.cli.options import Database, day
from quotes.cli.output import Json, Listing, Output, csv_row, output_options
from quotes.errors import QuotesError, UsageError
from quotes.report.records import post_record, quotation_record
from quotes.report.wording import iso, one_line

if TYPE_CHECKING:
    from quotes.archive import Archive


@dataclass(frozen=True, slots=True)
class OfficePage:
    """An office, and what its holders said while they were in it, the latest first."""

    office: OfficeRow
    on: date | None
    said: tuple[tuple[HolderRow, tuple[QuotationRow, ...]], ...]


@output_options
def office(
    out: Output,
    name: Annotated[
        str,
        typer.Argument(
            metavar="OFFICE", help='The office, with or without its body: "mayor of Tarn".'
        ),
    ],
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help="Words that quotation or context have.", show_default=False
        ),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Only who was in it on this day."),
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="Only what was said on this topic.", show_default=False),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="NUMBER",
            help="At most so many of the latest quotations of each; 0 for all. Without it: 3 in a "
            "table, all for programs.",
            show_default=False,
        ),
    ] = None,
    db: Database = None,
) -> None:
    """Show who held an office, when, and what they said in it.

    A post ends where an article tells so, where its holder dies, or where the next one takes over;
    it is not claimed three years after the last report. Whoever stands in is shown where nobody
    else holds it. Two at one time, where one should be, are both shown.

    With TEXT or --topic stands only what was said on it, by whoever was in the office then.

    \b
    Example:
      quotes office "harbour minister"
      quotes office "director of the Coastal Trust" --on 2024-05-01
      quotes office "harbour minister" dredging --limit 0
    """
    query = Query(text=text, topic=topic)
    with open_archive(db) as archive:
        offices = [it for it in archive.office(name) if it.holders]
        if len(offices) > 1:
            raise UsageError(_which(name, offices))
        if not offices:
            raise QuotesError(f"Nobody is known to have been {name}.")
        if on is not None:
            offices = [it for it in archive.office(name, on) if it.holders]
            if not offices:
                raise QuotesError(f"Nobody is known to have been {name} on {on}.")
        pages = [_page(archive, found, query, on, out.limit(limit, 3)) for found in offices]
    out.write(pages, OFFICES)


def _which(name: str, offices: Iterable[OfficeRow]) -> str:
    """The question back, where several bodies have such an office."""
    named = [
        f"{it.role} of {it.body}"
        if it.body
        else f"{it.role} ({', '.join(dict.fromkeys(holder.name for holder in it.holders))})"
        for it in offices
    ]
    listed = "; ".join(named)
    return f"{len(named)} offices may be called {name}: {listed}. Name one with its body."


def _page(
    archive: Archive, found: OfficeRow, query: Query, on: date | None, most: int | None
) -> OfficePage:
    said = archive.said_in_office(found, query)
    return OfficePage(
        found, on, tuple((holder, tuple(islice(rows, most))) for holder, rows in said)
    )


def _holder_record(holder: HolderRow, said: Iterable[QuotationRow]) -> Json:
    post = post_record(holder.post)
    return {
        "person": {"id": holder.person, "name": holder.name},
        **post,
        "quotations": [quotation_record(row) for row in said],
    }


def _record(page: OfficePage) -> Json:
    return {
        "office": page.office.role,
        "body": page.office.body,
        "on": iso(page.on),
        "disputed": page.office.disputed,
        "holders": [_holder_record(holder, said) for holder, said in page.said],
    }


def _term(holder: HolderRow) -> str:
    """From when to when, as far as it is known."""
    post = holder.post
    begun = iso(post.since) or "?"
    if not any((post.since, post.ended, post.last_seen)):
        return "undated"
    if post.ended is None:
        return f"{begun} to ?, last seen {iso(post.last_seen) or begun}"
    return f"{begun} until before {iso(post.ended)}"


def _who(holder: HolderRow) -> Text:
    text = Text(one_line(holder.name), style="bold")
    if holder.post.status == "acting":
        text.append(" (acting)", style="not bold")
    return text


def _show(pages: Iterable[OfficePage], terminal: Console) -> None:
    for page in pages:
        found = page.office
        heading = Text(one_line(found.role), style="bold")
        heading.append(f" of {one_line(found.body)}" if found.body else "")
        terminal.print(heading)
        if found.disputed:
            terminal.print("Several are reported to have been in it at one time.")
        terminal.print()
        columns: tuple[Column[HolderRow], ...] = (
            Column("Holder", _who),
            Column("In office", _term),
            Column(
                "As it is told", lambda it: one_line(it.post.evidence), "dim", weight=2, spare=1
            ),
            Column("Article", lambda it: it.post.article_id or "", "dim", spare=2),
        )
        show_table(found.holders, columns, terminal)
        for holder, said in page.said:
            if said:
                terminal.print()
                terminal.print(Text(f"{one_line(holder.name)}, {_term(holder)}", style="bold"))
                show_quotations(said, terminal)


_COLUMNS = tuple(
    "office body person_id person status since ended first_seen last_seen evidence article_id "
    "quotations".split()
)
OFFICES: Listing[OfficePage] = Listing(
    record=_record,
    columns=_COLUMNS,
    cells=lambda page: [
        csv_row(
            {
                "office": page.office.role,
                "body": page.office.body,
                "person_id": holder.person,
                "person": holder.name,
                **post_record(holder.post),
                "quotations": [row.id for row in said],
            },
            _COLUMNS,
        )
        for holder, said in page.said
    ],
    show=_show,
)
