"""``quotes person``: the report on a person."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.listings.people import REPORTS, Report
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url
from quotes.errors import QuotesError
from quotes.store.rows import PersonRow, Query, QuotationRow

if TYPE_CHECKING:
    from quotes.store import Store


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
    db: Database = None,
) -> None:
    """Report on a person.

    Shown are the posts, the counts and the latest quotations.

    Names alone never merge two people: where several have the name, each is shown.

    \b
    Example:
      quotes person "Maren Okonedo"
    """
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        reports = [Report(found, _latest(store, found, limit)) for found in store.person(name)]
    if not reports:
        raise QuotesError(
            f"Nobody in the database is called {name}; `quotes people TEXT` finds words of a name."
        )
    write(reports, REPORTS, form)


def _latest(store: Store, person: PersonRow, limit: int) -> tuple[QuotationRow, ...]:
    said = store.search(Query(person=person.name, sort="newest", limit=None))
    own = (row for row in said if any(s.person_id == person.id for s in row.speakers))
    return tuple(islice(own, limit or None))
