"""``quotes search``: who said what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.article import Act, Kind, Polarity
from quotes.cli.dates import first_day, last_day
from quotes.cli.listings.quotations import QUOTATIONS
from quotes.cli.listings.words import count
from quotes.cli.output import Format, output_options, write
from quotes.cli.settings import Database, database_url
from quotes.errors import UsageError
from quotes.store.rows import Query, Sort

if TYPE_CHECKING:
    from quotes.store import Store


@output_options
def search(
    form: Format,
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help="Words of the quotation or of its paragraph.", show_default=False
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="About this, in whatever words; the closest in meaning come first."
        ),
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Said by this person.")] = None,
    org: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Said by or for this organization."),
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="About this topic, or one below it in the vocabulary."),
    ] = None,
    stance: Annotated[Polarity | None, typer.Option(help="Taking this side.")] = None,
    kind: Annotated[
        Kind | None, typer.Option(help="Word for word, in other words, or both.")
    ] = None,
    act: Annotated[
        Act | None,
        typer.Option(help="Something said, or something believed, hoped, feared or praised."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Published by this outlet.")
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(
            parser=first_day, metavar="DATE", help="Published on this day or later: 2026-03-31."
        ),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            parser=last_day,
            metavar="DATE",
            help="Published on this day or earlier; 2026-03 and 2026 name the whole period.",
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="NUMBER", help="At least this sure, from 0 to 1."),
    ] = 0.0,
    unnamed: Annotated[
        bool, typer.Option("--unnamed", help="Said by a source that the article does not name.")
    ] = False,
    min_grade: Annotated[
        int | None,
        typer.Option(
            min=0, max=3, metavar="GRADE", help="Unnamed, and described at least so well: 0 to 3."
        ),
    ] = None,
    max_grade: Annotated[
        int | None,
        typer.Option(
            min=0, max=3, metavar="GRADE", help="Unnamed, and described at most so well: 0 to 3."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    sort: Annotated[Sort, typer.Option(help="Which come first.")] = "relevance",
    db: Database = None,
) -> None:
    """Find quotations; every condition given must hold.

    \b
    Example:
      quotes search "water price" --stance oppose --since 2026
      quotes search --about "global warming" --org "Harbour Institute"
      quotes search --person Okonedo --sort newest --csv
      quotes search --unnamed --max-grade 1 --outlet "Harbour Gazette"
    """
    from quotes.store import Store

    if since and until and since > until:
        raise UsageError(f"--since {since} lies after --until {until}; swap them.")
    if min_grade is not None and max_grade is not None and min_grade > max_grade:
        raise UsageError(f"--min-grade {min_grade} lies above --max-grade {max_grade}; swap them.")
    query = Query(
        text=text,
        about=about,
        person=person,
        org=org,
        topic=topic,
        stance=stance,
        kind=kind,
        act=act,
        outlet=outlet,
        since=since,
        until=until,
        min_confidence=min_confidence,
        unnamed=unnamed or min_grade is not None or max_grade is not None,
        min_grade=0 if min_grade is None else min_grade,
        max_grade=3 if max_grade is None else max_grade,
        limit=limit or None,
        sort=sort,
    )
    with Store.open(database_url(db)) as store:
        if about and about.strip():
            _tell_of_words_alone(store)
        if topic and topic.strip() and stance is None:
            query = _with_closest(query, topic, store)
        found = store.search(query)
    write(found, QUOTATIONS, form)
    if not found:
        typer.echo("No quotation fits; ask for less.", err=True)


def _with_closest(query: Query, topic: str, store: Store) -> Query:
    """The query with the topics closest in meaning, where the text names none."""
    closest = store.curation.closest(topic)
    if closest:
        typer.echo(
            f"No topic is called {topic}; searched for the closest in meaning: "
            f"{', '.join(closest)}.",
            err=True,
        )
    return replace(query, topics=closest)


def _tell_of_words_alone(store: Store) -> None:
    missing = store.without_vectors()
    if missing:
        typer.echo(
            f"{count(missing, 'quotation')} can be found by words alone, not by meaning; run "
            "`quotes db reindex` to change that.",
            err=True,
        )
