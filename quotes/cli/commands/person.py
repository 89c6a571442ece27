"""``quotes person``: the report on a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.listings.people import REPORTS, Report
from quotes.cli.options import Database, database_url, day
from quotes.cli.output import Format, output_options, write
from quotes.db.rows import PersonRow, Query, QuotationRow
from quotes.entities.occupancy import as_of as posts_as_of
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from quotes.store.store import Store


@output_options
def person(
    form: Format,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name, in full or as articles shorten it.")
    ],
    limit: Annotated[
        int,
        typer.Option(
            min=0, metavar="NUMBER", help="At most so many of the latest quotations; 0 for all."
        ),
    ] = 5,
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="YYYY-MM-DD", help="The posts known on this day, and what was said."
        ),
    ] = None,
    db: Database = None,
) -> None:
    """Report on a person.

    Shown are the posts, the counts and the latest quotations.

    With --as-of these are the posts that the articles tell of for that day: seen before and after
    it, or seen before it and not told otherwise until then; and the latest quotations until then.

    Names alone never merge two people: where several have the name, each is shown.

    \b
    Example:
      quotes person "Maren Okonedo"
      quotes person Okonedo --as-of 2026-02-01
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        reports = [_report(store, found, limit, as_of) for found in store.person(name)]
    if not reports:
        raise QuotesError(
            f"Nobody in the database is called {name}; `quotes people TEXT` finds words of a name."
        )
    write(reports, REPORTS, form)


def _report(store: Store, person: PersonRow, limit: int, as_of: date | None) -> Report:
    latest = _latest(store, person, limit, as_of)
    if as_of is None:
        return Report(person, latest)
    first = [post.first_seen for post in person.posts if post.first_seen]
    last = [post.last_seen for post in person.posts if post.last_seen]
    seen = (min(first), max(last)) if first and last else None
    return Report(replace(person, posts=posts_as_of(person.posts, as_of)), latest, as_of, seen)


def _latest(
    store: Store, person: PersonRow, limit: int, until: date | None
) -> tuple[QuotationRow, ...]:
    said = store.search(Query(person=person.name, sort="newest", until=until, limit=None))
    own = (row for row in said if any(s.person_id == person.id for s in row.speakers))
    return tuple(islice(own, limit or None))
