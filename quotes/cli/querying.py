"""The options by which `search` and `export` ask for quotations, and what they mean."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.article import Act, Kind, Polarity
from quotes.cli.command import reshape
from quotes.cli.listings.words import count
from quotes.cli.narrowing import Outlet, Since, Until, check_period
from quotes.errors import UsageError
from quotes.store.rows import Query

if TYPE_CHECKING:
    from quotes.store import Store


def _query(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help="Words of the quotation or of its paragraph.", show_default=False
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="About this, in whatever words; the closest in meaning are found."
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
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
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
) -> Query:
    check_period(since, until)
    if min_grade is not None and max_grade is not None and min_grade > max_grade:
        raise UsageError(f"--min-grade {min_grade} lies above --max-grade {max_grade}; swap them.")
    return Query(
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
        limit=None,
    )


def query_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options by which quotations are asked for; it gets them as ``query``."""
    signature = inspect.signature(function, eval_str=True)
    asking = inspect.signature(_query, eval_str=True).parameters

    @functools.wraps(function)
    def asked(**arguments: Any) -> None:
        query = _query(**{name: arguments.pop(name) for name in asking})
        function(query=query, **arguments)

    own = [p for p in signature.parameters.values() if p.name != "query"]
    reshape(asked, signature, (*asking.values(), *own))
    return asked


def meant(query: Query, store: Store) -> Query:
    """The query with the topics that its topic means; says what cannot be found on stderr."""
    if query.about and query.about.strip():
        _tell_of_words_alone(store)
    if query.topic and query.topic.strip() and query.stance is None:
        return _with_closest(query, query.topic, store)
    return query


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
