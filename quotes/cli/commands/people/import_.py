"""``quotes people import``: a newsroom's own list of people."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.deciding import By, Why, author
from quotes.cli.listings.imports import IMPORTS
from quotes.cli.options import Database, database_url
from quotes.cli.output import Format, output_options, write


@output_options
def import_(
    form: Format,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A file of CSV or JSON lines, or - for standard input."
        ),
    ],
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Take over a contact list: names, aliases, posts and Wikidata identifiers.

    CSV has a header with some of the columns name, aliases (parted by semicolons), role,
    organization, unit, status, from, to, qid and organization_qid. A line of JSON has name,
    aliases, posts and qid.

    The people of the list are known to articles to come. Somebody who is in the database already
    gets what the list says where name and post agree; a name alone is only a pair for
    `quotes people maybe`.

    \b
    Example:
      quotes people import contacts.csv --by "Ada Brandt" --why "the desk's list of May"
    """
    from quotes.ingest.tables import read_contacts
    from quotes.store.store import Store

    contacts = read_contacts(file, typer.get_binary_stream("stdin"))
    with Store.open(database_url(db)) as store:
        imported = store.import_contacts(contacts, file, author(by), why)
    write([imported], IMPORTS, form)
