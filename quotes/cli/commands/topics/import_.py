"""``quotes topics import``: a newsroom's own vocabulary."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.deciding import By, Why, author
from quotes.cli.listings.words import count
from quotes.cli.settings import Database, database_url
from quotes.cli.topics import tell


def import_(
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
    """Add the topics of a list to the vocabulary.

    CSV has a header with some of the columns label, parent, code, synonyms and patterns, the last
    two parted by semicolons. A line of JSON has the same keys, synonyms and patterns as lists.

    Topics that are there get what the list says of them besides. If a line is wrong, nothing of
    the list is taken over.

    \b
    Example:
      quotes topics import topics.csv --by "Ada Brandt" --why "the desk's list of May"
    """
    from quotes.ingest.topics import read_topics
    from quotes.store import Store

    topics = read_topics(file, typer.get_binary_stream("stdin"))
    with Store.open(database_url(db)) as store:
        made = store.curation.import_topics(topics, file, author(by), why)
    tell(f"{file}: {count(made.topics, 'topic')} taken over", made)
