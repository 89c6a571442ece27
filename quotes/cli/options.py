"""The options that several commands share, and what they mean."""

from __future__ import annotations

import calendar
import functools
import inspect
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from quotes.api import Query
from quotes.cli.app import reshape
from quotes.errors import UsageError
from quotes.report.wording import count
from quotes.types import Act, Kind, Polarity, QuotationStatus

if TYPE_CHECKING:
    from quotes.archive import Archive

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        envvar="QUOTES_DB",
        metavar="URL",
        help="The database: a file, or a URL such as postgresql://host/name. "
        "Without it: `db` in the config file, then quotes.db in the current folder.",
        show_default=False,
    ),
]


def standard_input() -> BinaryIO:
    """The bytes of standard input, none where it is closed, as under ``<&-``."""
    try:
        return typer.get_binary_stream("stdin")
    except RuntimeError:
        return io.BytesIO()


# Who decides, and why.

User = Annotated[
    str | None,
    typer.Option(
        "--user",
        envvar="QUOTES_USER",
        metavar="WHO",
        help="Who decides. Without it: the name of your account.",
        show_default=False,
    ),
]
Why = Annotated[
    str | None,
    typer.Option("--why", metavar="TEXT", help="Why, for the log.", show_default=False),
]


# Dates in ISO 8601: a day, or for a period a whole month or year.

_PERIOD = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(written: str) -> date:
    """The day that ``YYYY-MM-DD`` names."""
    if not _DAY.fullmatch(written):
        raise typer.BadParameter(f"{written!r} is not a day; write it as 2026-03-31.")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not a day of the calendar.") from None


def first_day(written: str) -> date:
    """The first day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    return _bounds(written)[0]


def last_day(written: str) -> date:
    """The last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    return _bounds(written)[1]


def _bounds(written: str) -> tuple[date, date]:
    period = _PERIOD.fullmatch(written)
    if period is None:
        exact = day(written)
        return exact, exact
    year = int(period["year"])
    first, last = (int(period["month"]),) * 2 if period["month"] else (1, 12)
    try:
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not a month of the calendar.") from None


# Which quotations: whose, where, when, how sure and how many.

Limit = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="NUMBER",
        help="At most so many; 0 for all. Without it: 50 in a table, all for programs.",
        show_default=False,
    ),
]
ListedFile = Annotated[
    str,
    typer.Argument(metavar="FILE", help="A file of CSV or JSON lines, or - for standard input."),
]
QuotationId = Annotated[
    str,
    typer.Argument(
        metavar="QUOTE-ID", help="The id, as `quotes search` shows it, or 6 digits it begins with."
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Said by this person: a name, also with a post after a comma, or a number.",
    ),
]
Asked = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="The person: a name in full or as articles shorten it, also with a post or a body "
        "after a comma, or a number.",
    ),
]
Org = Annotated[str | None, typer.Option(metavar="NAME", help="Said by or for this organization.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Published by this outlet.")]
Since = Annotated[
    date | None,
    typer.Option(
        parser=first_day, metavar="DATE", help="Published on this day or later: 2026-03-31."
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        parser=last_day,
        metavar="DATE",
        help="Published on this day or earlier; 2026-03 and 2026 name the whole period.",
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(min=0, max=1, metavar="NUMBER", help="At least this sure, from 0 to 1."),
]


def check_period(since: date | None, until: date | None) -> None:
    """:raises UsageError: the first day lies after the last one."""
    if since and until and since > until:
        raise UsageError(f"--since {since} lies after --until {until}; swap them.")


# The options by which `search` and `export` ask for quotations.


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
    person: Person = None,
    org: Org = None,
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
    status: Annotated[
        QuotationStatus | None,
        typer.Option(
            help="Said, or by the text denied, refused or only supposed. Without it: all, those "
            "not said marked.",
            show_default=False,
        ),
    ] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
    sure: Annotated[
        bool,
        typer.Option("--sure", help="Only what is shown as sure; see docs/confidence.md."),
    ] = False,
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
        status=status,
        outlet=outlet,
        since=since,
        until=until,
        min_confidence=min_confidence,
        sure=sure,
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


def with_topics(query: Query, archive: Archive) -> Query:
    """The query with the topics that its topic means; says what cannot be found on stderr."""
    if query.about and query.about.strip():
        _tell_of_words_alone(archive)
    if query.topic and query.topic.strip() and query.stance is None:
        return _with_closest(query, query.topic, archive)
    return query


def _with_closest(query: Query, topic: str, archive: Archive) -> Query:
    """The query with the topics closest in meaning, where the text names none."""
    closest = archive.curation.closest(topic)
    if closest:
        typer.echo(
            f"No topic is called {topic}; searched for the closest in meaning: "
            f"{', '.join(closest)}.",
            err=True,
        )
    return replace(query, topics=closest)


def _tell_of_words_alone(archive: Archive) -> None:
    missing = archive.without_vectors()
    if missing:
        typer.echo(
            f"{count(missing, 'quotation')} can be found by words alone, not by meaning; run "
            "`quotes db reindex` to change that.",
            err=True,
        )
