"""``quotes topics add``: a topic of the newsroom's own."""

from __future__ import annotations

from typing import Annotated

import typer

from quotes.cli.deciding import By, Why, author
from quotes.cli.settings import Database, database_url
from quotes.cli.topics import NewLabel, tell
from quotes.errors import IngestError, UsageError


def add(
    label: NewLabel,
    synonym: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another name of it; can be given several times."),
    ] = None,
    pattern: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Words that tell it; can be given several times."),
    ] = None,
    parent: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="The topic above it.", show_default=False),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="Its IPTC Media Topic: medtop:06000000.", show_default=False
        ),
    ] = None,
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Add a topic to the vocabulary, or names and patterns to one that is there.

    Names and the words of patterns fit in singular and plural and in any case; a word in capitals
    fits capitals only. In a pattern, tax* fits all words that begin so, and =customs this very form
    only. The words of a pattern have to follow one another. What is stored gets the topic at once.

    \b
    Example:
      quotes topics add "water price" --synonym "water bill" --pattern "price* of water"
      quotes topics add "ferry lines" --parent transport --pattern ferry
    """
    from quotes.ingest.topics import checked_code
    from quotes.store import Store
    from quotes.vocabulary import CuratedTopic

    try:
        topic = CuratedTopic(
            label.strip(), tuple(synonym or ()), tuple(pattern or ()), parent, checked_code(code)
        )
    except IngestError as error:
        raise UsageError(f"{error}.") from None
    with Store.open(database_url(db)) as store:
        made = store.curation.add(topic, author(by), why)
    tell(f"{made.topic} is in the vocabulary", made)
