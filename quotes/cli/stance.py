"""How somebody's stance changed over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.charts import Chart, check_chart, write_chart
from quotes.cli.commands.people import ListsByDefault
from quotes.cli.deciding import By, Why, author
from quotes.cli.options import (
    Database,
    MinScore,
    MostASide,
    Outlet,
    Since,
    Until,
    check_period,
    database_url,
    nobody,
    several,
    the_person,
)
from quotes.cli.output import Format, Json, Listing, output_options, write
from quotes.cli.run import command
from quotes.cli.search import CLOSING_MARK, OPENING_MARK
from quotes.cli.words import named
from quotes.db.rows import QuotationRow
from quotes.errors import UsageError
from quotes.export.tabular import Cell
from quotes.report.records import (
    course_record,
    in_context,
    person_record,
    stance_record,
    standpoint_record,
)
from quotes.report.wording import count, iso, one_line, period, tally_line
from quotes.stances.rows import (
    SIDES,
    SURE,
    Comparison,
    Course,
    Held,
    Period,
    Reversal,
    SearchedStances,
    Shared,
    StanceQuery,
    Standpoint,
    Step,
    Timeline,
    Voice,
    VoiceKind,
)
from quotes.stances.summary import strongest
from quotes.types import PIECE_JOINER, Polarity

# The sides that quotations take, as several listings show them.


STYLES = {"support": "cyan", "oppose": "yellow", "neutral": "dim"}
WIDEST_BAR = 24

_FULL, _MARKS = "█", {"support": "█", "oppose": "▓", "neutral": "░"}

COLUMNS = (
    "side",
    "match",
    "target",
    "polarity",
    "score",
    "origin",
    "words",
    "id",
    "text",
    "confidence",
    "outlet",
    "published",
    "title",
    "url",
    "article_id",
)


def cells(one: Standpoint) -> tuple[Cell, ...]:
    """The columns of a standpoint, in the order of :data:`COLUMNS`."""
    row, stance = one.quotation, one.stance
    words = stance_record(row, stance)["words"]
    return (
        one.side,
        one.match,
        stance.target,
        stance.polarity,
        round(stance.score, 3),
        stance.origin,
        words["text"] if words else None,
        row.id,
        row.text,
        round(row.confidence, 3),
        row.article.outlet,
        iso(row.article.published),
        row.article.title,
        row.article.url,
        row.article.id,
    )


def course_line(course: Course) -> str:
    """Where somebody stands, for people."""
    if course.held == "changed":
        return (
            f"earlier {course.earlier} (until {iso(course.until)}), "
            f"later {course.later} (since {iso(course.since)})"
        )
    return course.held


def bar(side: Polarity, number: int, greatest: int) -> Text:
    """A bar as long as the number, with the number behind it; empty for none."""
    if not number:
        return Text()
    length = max(1, round(number * min(1.0, WIDEST_BAR / greatest)))
    return Text(_MARKS[side] * length, style=STYLES[side]).append(f" {number}", style="default")


def side_text(one: Standpoint) -> Text:
    """The side, and the target where it is not just what was asked for."""
    text = Text(one.side, style=f"bold {STYLES[one.side]}")
    how = "decided by a human" if one.stance.origin == "human" else f"{one.stance.score:.2f}"
    text.append(f" {how}", style="not bold default")
    target = one_line(one.stance.target)
    if one.side != one.stance.polarity:
        target = f"{one.stance.polarity} of {target}"
    if one.match == "similar":
        target = f"similar: {target}"
    return text.append(f"\n{target}", style="not bold dim")


def marked_words(one: Standpoint) -> Text:
    """The quotation on one line, with the words that carry its side between marks.

    Words outside of the quotation, such as its cue, stand before it.
    """
    row = one.quotation
    words = in_context(row, one.stance.words) if one.stance.words else None
    places = [in_context(row, piece) for piece in row.pieces]
    if words is None or None in places:
        return Text(one_line(row.text))
    inside = any(place is not None and place.holds(words) for place in places)
    parts = []
    for place in places:
        assert place is not None
        if place.holds(words):
            parts.append(
                row.context[place.start : words.start]
                + f"{OPENING_MARK}{words.of(row.context)}{CLOSING_MARK}"
                + row.context[words.end : place.end]
            )
        else:
            parts.append(place.of(row.context))
    before = "" if inside else f"{OPENING_MARK}{words.of(row.context)}{CLOSING_MARK} "
    return Text(one_line(before + PIECE_JOINER.join(parts)))


def where(row: QuotationRow) -> Text:
    """Where a quotation can be looked up: outlet, day and id."""
    article = row.article
    text = Text(one_line(article.outlet or article.title or article.source))
    text.append(f"\n{iso(article.published) or 'undated'}")
    return text.append(f"\n{row.id}", style="dim")


def evidence_table(
    first: str, rows: Sequence[tuple[Text, Standpoint]], *, narrow: bool = False
) -> Table:
    """Standpoints for people; ``first`` is the heading of the column that each row begins with.

    :param narrow: that column is no wider than what stands in it.
    """
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold underline", expand=True)
    table.add_column(first, ratio=None if narrow else 3, overflow="fold")
    table.add_column("Side", ratio=3, overflow="fold")
    table.add_column("Quotation", ratio=5, overflow="fold")
    table.add_column("Article and id", width=18, overflow="fold")
    for begin, one in rows:
        table.add_row(begin, side_text(one), marked_words(one), where(one.quotation))
    return table


# Two people side by side.


_VERDICTS = {"agree": "they agree", "differ": "they differ", "unclear": "no clear verdict"}


def comparisons_listing(most: int | None) -> Listing[Comparison]:
    """How two people are compared, with at most so many quotations of a side each."""

    def show(found: Iterable[Comparison], terminal: Console) -> None:
        for comparison in found:
            _comparisons_show(comparison, most, terminal)

    return Listing(
        record=lambda comparison: _comparisons_record(comparison, most),
        columns=("subject", "verdict", "person_id", "person", "held", *COLUMNS),
        cells=lambda comparison: _comparisons_cells(comparison, most),
        show=show,
    )


def _comparisons_record(comparison: Comparison, most: int | None) -> Json:
    return {
        "one": person_record(comparison.one),
        "other": person_record(comparison.other),
        "topic": comparison.topic,
        "shared": [
            {
                "subject": shared.subject,
                "verdict": shared.verdict,
                "one": _side_record(shared.one_course, shared.one, most),
                "other": _side_record(shared.other_course, shared.other, most),
            }
            for shared in comparison.shared
        ],
        "alone": {"one": comparison.alone[0], "other": comparison.alone[1]},
    }


def _side_record(course: Course, standpoints: tuple[Standpoint, ...], most: int | None) -> Json:
    listed = [standpoint_record(one) for one in strongest(standpoints, most)]
    return {**course_record(course, standpoints), "standpoints": listed}


def _comparisons_cells(comparison: Comparison, most: int | None) -> Iterable[tuple[Cell, ...]]:
    for shared in comparison.shared:
        for person, course, standpoints in (
            (comparison.one, shared.one_course, shared.one),
            (comparison.other, shared.other_course, shared.other),
        ):
            who = shared.subject, shared.verdict, person.id, person.name, course.held
            for one in strongest(standpoints, most):
                yield (*who, *cells(one))


def _comparisons_show(comparison: Comparison, most: int | None, terminal: Console) -> None:
    if not comparison.shared:
        return
    terminal.print(_summary(comparison))
    terminal.print()
    for shared in comparison.shared:
        terminal.print(_side_by_side(comparison, shared, most))
    if comparison.topic is None:
        one, other = comparison.alone
        terminal.print(
            Text(
                f"Besides, {one_line(comparison.one.name)} spoke on {count(one, 'target')} that "
                f"{one_line(comparison.other.name)} did not, the other way round on {other}.",
                style="dim",
            )
        )


def _summary(comparison: Comparison) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("On", overflow="fold")
    for person in (comparison.one, comparison.other):
        table.add_column(Text(one_line(person.name)), overflow="fold")
    table.add_column("Verdict")
    for shared in comparison.shared:
        table.add_row(
            Text(one_line(shared.subject), style="bold"),
            Text(tally_line(shared.one)),
            Text(tally_line(shared.other)),
            _VERDICTS[shared.verdict],
        )
    return table


def _side_by_side(comparison: Comparison, shared: Shared, most: int | None) -> Table:
    title = Text(f"on {one_line(shared.subject)}: {_VERDICTS[shared.verdict]}")
    table = Table(padding=(0, 1), expand=True, title=title, title_justify="left")
    for person, course in (
        (comparison.one, shared.one_course),
        (comparison.other, shared.other_course),
    ):
        heading = Text(one_line(person.name), style="bold")
        heading.append(f"\n{course_line(course)}", style="not bold")
        table.add_column(heading, ratio=1, overflow="fold")
    both = strongest(shared.one, most), strongest(shared.other, most)
    for one, other in zip_longest(*both):
        table.add_row(_evidence(one), _evidence(other))
    return table


def _evidence(one: Standpoint | None) -> Text:
    if one is None:
        return Text()
    lines = (marked_words(one), side_text(one), where(one.quotation))
    return Text("\n").join(lines).append("\n")


# ``quotes compare``: two people side by side.


@output_options
def compare(
    form: Format,
    one: Annotated[str, typer.Argument(metavar="A", help="A person, by id or name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another person, by id or name.")],
    topic: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="Sides towards this only.", show_default=False),
    ] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_score: MinScore = 0.0,
    limit: MostASide = 2,
    chart: Chart = None,
    db: Database = None,
) -> None:
    """Put two people side by side.

    Shown is on what both took a side, and where they agree and differ. Without --topic these are
    the targets that both spoke of in the same words, or by the names of one topic.

    \b
    Example:
      quotes compare "Maren Okonedo" "Ilse Brandvold"
      quotes compare 3 7 --topic "water price" --chart both.svg
    """
    from quotes.store.store import Store

    check_period(since, until)
    check_chart(chart)
    query = StanceQuery(target=topic, outlet=outlet, since=since, until=until, min_score=min_score)
    with Store.open(database_url(db)) as store:
        people = the_person(store, one), the_person(store, other)
        if people[0].id == people[1].id:
            raise UsageError(f"{one} and {other} are one person; give two.")
        found = store.compare(*people, query)
    write([found], comparisons_listing(limit or None), form)
    if not found.shared:
        names = f"{found.one.name} and {found.other.name}"
        on = f' on "{topic}"' if topic else " on the same thing"
        typer.echo(f"No side that both {names} took{on} was found; ask for less.", err=True)
    elif chart:
        from quotes.report.charts import comparison_chart

        write_chart(comparison_chart(found), chart)


# Who stands where on a target.


_ORDER: tuple[Held, ...] = ("support", "oppose", "changed", "mixed", "neutral")
_NOUNS: dict[VoiceKind, tuple[str, str]] = {
    "person": ("person", "people"),
    "organization": ("organisation", "organisations"),
    "unnamed": ("unnamed source", "unnamed sources"),
}


def positions_listing(target: str, most: int | None) -> Listing[Voice]:
    """How the speakers on a target are listed, with at most so many quotations of a side each."""

    def show(voices: Iterable[Voice], terminal: Console) -> None:
        _positions_show(target, list(voices), most, terminal)

    return Listing(
        record=lambda voice: _positions_record(voice, most),
        columns=("held", "kind", "name", "person_id", "role", "organization", *COLUMNS),
        cells=lambda voice: _positions_cells(voice, most),
        show=show,
    )


def not_found(target: str | None, searched: SearchedStances) -> str:
    """What is said where nobody took a side."""
    if not searched.stances or target is None:
        return "No stance is stored for what you ask; ask for less, or add articles."
    ways = "by words and by meaning" if searched.by_meaning else "by words"
    topic = f" (the topic {one_line(searched.topic)})" if searched.topic else ""
    return (
        f'No stance on "{one_line(target)}"{topic} was found; '
        f"searched were {count(searched.stances, 'stance')} on "
        f"{count(searched.targets, 'target')}, {ways}."
    )


def _days(standpoints: Iterable[Standpoint]) -> tuple[str | None, str | None]:
    days = sorted(one.day for one in standpoints if one.day)
    return (iso(days[0]), iso(days[-1])) if days else (None, None)


def _positions_record(voice: Voice, most: int | None) -> Json:
    first, last = _days(voice.standpoints)
    return {
        "kind": voice.kind,
        "name": voice.name,
        "person_id": voice.person_id,
        "role": voice.latest.role,
        "organization": voice.latest.organization,
        **course_record(voice.course, voice.standpoints),
        "first": first,
        "last": last,
        "standpoints": [standpoint_record(one) for one in strongest(voice.standpoints, most)],
    }


def _positions_cells(voice: Voice, most: int | None) -> Iterable[tuple[Cell, ...]]:
    who = (
        voice.course.held,
        voice.kind,
        voice.name,
        voice.person_id,
        voice.latest.role,
        voice.latest.organization,
    )
    for one in strongest(voice.standpoints, most):
        yield (*who, *cells(one))


def _positions_show(target: str, voices: list[Voice], most: int | None, terminal: Console) -> None:
    if not voices:
        return
    standpoints = {one.quotation.id: one for voice in voices for one in voice.standpoints}
    tally = Counter(voice.kind for voice in voices)
    who = ", ".join(count(tally[kind], *nouns) for kind, nouns in _NOUNS.items() if tally[kind])
    days = sorted(one.day for one in standpoints.values() if one.day)
    heading = Text(one_line(target), style="bold")
    when = period(days[0], days[-1]) if days else "undated"
    heading.append(f"  {who}; {count(len(standpoints), 'quotation')}, {when}", style="not bold dim")
    terminal.print(heading)
    terminal.print(_positions_bars(list(standpoints.values())))
    terminal.print()
    for held in _ORDER:
        there = [voice for voice in voices if voice.course.held == held]
        if there:
            terminal.print(
                Text(f"{held.capitalize()}: {count(len(there), 'speaker')}", style="bold")
            )
            terminal.print(_section(there, most))


def _positions_bars(standpoints: list[Standpoint]) -> Table:
    tally = Counter(one.side for one in standpoints)
    table = Table.grid(padding=(0, 2, 0, 0))
    for side in SIDES:
        if tally[side]:
            table.add_row(side, bar(side, tally[side], max(tally.values())))
    return table


def _section(voices: list[Voice], most: int | None) -> Table:
    rows = []
    for voice in voices:
        begin = named(voice.name, voice.latest)
        begin.append(f"\n{tally_line(voice.standpoints)}", style="not bold dim")
        if voice.course.held == "changed":
            begin.append(f"\n{course_line(voice.course)}", style="not bold")
        for one in strongest(voice.standpoints, most):
            rows.append((begin, one))
            begin = Text()
    return evidence_table("Who", rows)


# ``quotes stance list``: who stands where.


@output_options
def list_(
    form: Format,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="What the sides are taken towards.")
    ],
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Said by this person.")] = None,
    org: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by or for this organization.")
    ] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_score: MinScore = 0.0,
    limit: MostASide = 2,
    db: Database = None,
) -> None:
    """Show who stands where on something, with the quotations as evidence.

    Speakers stand under the side that they take: people, organisations, then unnamed sources. Who
    was on both sides has changed (first one, then the other) or is mixed. The side of a target
    that turns what was asked for ("repeal of the toll") is turned; one that tells nothing of it
    ("toll cuts") is left out.

    The word `list` can be left out, except before a target that is called `set`.

    \b
    Example:
      quotes stance list "water price"
      quotes stance dam --since 2026 --min-score 0.7
      quotes stance toll --org "Harbour Institute" --json
    """
    from quotes.store.store import Store

    check_period(since, until)
    if not any(map(str.isalnum, target)):
        raise UsageError("A target needs a word; say what the sides are taken towards.")
    query = StanceQuery(
        target=target,
        person=person,
        org=org,
        outlet=outlet,
        since=since,
        until=until,
        min_score=min_score,
    )
    with Store.open(database_url(db)) as store:
        found = store.positions(query)
    write(found.voices, positions_listing(target, limit or None), form)
    if not found.voices:
        typer.echo(not_found(target, found.searched), err=True)


# ``quotes stance set``: what a human says of a quotation's side.


Side = Literal["support", "oppose", "neutral", "none"]


def set_(
    quotation_id: Annotated[
        str, typer.Argument(metavar="QUOTE-ID", help="The id, as `quotes search` shows it.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="What the side is taken towards.")
    ],
    side: Annotated[
        Side, typer.Argument(metavar="SIDE", help="support, oppose, neutral, or none: no side.")
    ],
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Say which side a quotation takes towards a target.

    What you say goes before what the machine found on the same target, and stays when the article
    is read again. Saying it anew replaces what was said; `none` takes the side away.

    \b
    Example:
      quotes stance set 1f0c9a2e77b04d51 "water price" oppose --why "she says so below"
      quotes stance set 1f0c9a2e77b04d51 "the mayor" none
    """
    from quotes.store.store import Store

    polarity: Polarity | None = None if side == "none" else side
    with Store.open(database_url(db)) as store:
        row = store.set_stance(quotation_id, target, polarity, author(by), why)
    said = {"support": "supports", "oppose": "opposes", "neutral": "is neutral on"}
    takes = said.get(side, "takes no side on")
    typer.echo(f"Quotation {row.id} {takes} {one_line(target)}.")


# ``quotes stance``: who stands where, and what a human says of it.


app = typer.Typer(
    cls=ListsByDefault,
    help="Show who stands where on something, or correct a side. `quotes stance TARGET` is short "
    "for `quotes stance list TARGET`.",
)
for function in (list_, set_):
    command(app, function, function.__name__.rstrip("_"))


_WIDTHS: dict[Step, int] = {"year": 4, "month": 7}


def period_name(first: date, step: Step) -> str:
    """The month as 2026-03, or the year as 2026."""
    return first.isoformat()[: _WIDTHS[step]]


def _period_record(period: Period, step: Step) -> Json:
    tally = Counter(one.side for one in period.standpoints)
    return {
        "period": period_name(period.first, step),
        **{side: tally[side] for side in SIDES},
        "standpoints": [standpoint_record(one) for one in period.standpoints],
    }


def _timelines_record(timeline: Timeline) -> Json:
    return {
        "person": person_record(timeline.person),
        "topic": timeline.topic,
        "by": timeline.step,
        "periods": [_period_record(period, timeline.step) for period in timeline.periods],
        "undated": [standpoint_record(one) for one in timeline.undated],
        "reversals": [
            {
                "subject": pair.subject,
                "earlier": standpoint_record(pair.earlier),
                "later": standpoint_record(pair.later),
            }
            for pair in timeline.reversals
        ],
    }


def _timelines_cells(timeline: Timeline) -> Iterable[tuple[Cell, ...]]:
    person = timeline.person.id, timeline.person.name
    for step in timeline.periods:
        name = period_name(step.first, timeline.step)
        for one in step.standpoints:
            yield (*person, name, _reversals(timeline, one), *cells(one))
    for one in timeline.undated:
        yield (*person, None, None, *cells(one))


def _reversals(timeline: Timeline, one: Standpoint) -> str | None:
    """The numbers of the reversals that the standpoint is part of: "1 later; 2 earlier"."""
    parts = [
        f"{number} {'earlier' if pair.earlier == one else 'later'}"
        for number, pair in enumerate(timeline.reversals, start=1)
        if one in (pair.earlier, pair.later)
    ]
    return "; ".join(parts) or None


def _timelines_show(timelines: Iterable[Timeline], terminal: Console) -> None:
    listed = list(timelines)
    for place, timeline in enumerate(listed, start=1):
        heading = Text(one_line(timeline.person.name), style="bold")
        heading.append(f"  person {timeline.person.id}", style="not bold dim")
        if len(listed) > 1:
            heading.append(f", {place} of {len(listed)} people found", style="not bold dim")
        terminal.print(heading)
        _show_one(timeline, terminal)


def _show_one(timeline: Timeline, terminal: Console) -> None:
    every = [one for period in timeline.periods for one in period.standpoints]
    quotations = {one.quotation.id for one in (*every, *timeline.undated)}
    if not quotations:
        return
    on = f"on {one_line(timeline.topic)}" if timeline.topic else "on anything"
    sides = tally_line((*every, *timeline.undated))
    terminal.print(Text(f"Sides taken {on}: {sides}; {count(len(quotations), 'quotation')}"))
    terminal.print()
    if timeline.periods:
        terminal.print(_timelines_bars(timeline))
        terminal.print()
    if timeline.reversals:
        terminal.print(Text(count(len(timeline.reversals), "reversal").capitalize(), style="bold"))
        for pair in timeline.reversals:
            terminal.print(_pair(pair))
    rows = [
        (Text(period_name(period.first, timeline.step) if not place else ""), one)
        for period in timeline.periods
        for place, one in enumerate(period.standpoints)
    ]
    rows += [(Text("" if place else "undated"), one) for place, one in enumerate(timeline.undated)]
    terminal.print(evidence_table(timeline.step.capitalize(), rows, narrow=True))


def _timelines_bars(timeline: Timeline) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column(timeline.step.capitalize())
    for side in SIDES:
        table.add_column(side.capitalize())
    tallies = [Counter(one.side for one in step.standpoints) for step in timeline.periods]
    greatest = max(number for tally in tallies for number in tally.values())
    for number, (step, tally) in enumerate(zip(timeline.periods, tallies, strict=True)):
        silent = _steps(timeline.periods[number - 1], step, timeline.step) - 1 if number else 0
        if silent > 0:
            table.add_row(Text(f"· {count(silent, timeline.step)} without", style="dim"))
        bars = (bar(side, tally[side], greatest) for side in SIDES)
        table.add_row(period_name(step.first, timeline.step), *bars)
    return table


def _steps(one: Period, other: Period, step: Step) -> int:
    """How many months or years lie between the beginnings of two periods."""
    years = other.first.year - one.first.year
    return years if step == "year" else 12 * years + other.first.month - one.first.month


def _pair(pair: Reversal) -> Table:
    """The two quotations next to each other."""
    table = Table(padding=(0, 1), expand=True, title=Text(f"on {one_line(pair.subject)}"))
    table.title_justify = "left"
    for heading in ("Earlier", "Later"):
        table.add_column(heading, ratio=1, overflow="fold")
    both = pair.earlier, pair.later
    table.add_row(*(where(one.quotation) for one in both))
    table.add_row(*(side_text(one) for one in both))
    table.add_row(*(marked_words(one) for one in both))
    return table


TIMELINES = Listing(
    record=_timelines_record,
    columns=("person_id", "person", "period", "reversals", *COLUMNS),
    cells=_timelines_cells,
    show=_timelines_show,
)


# ``quotes timeline``: how somebody's stance changed over time.


@output_options
def timeline(
    form: Format,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person, by name, alias or id.")],
    topic: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="Sides towards this only.", show_default=False),
    ] = None,
    by: Annotated[Step, typer.Option(help="How long a step is.")] = "month",
    since: Since = None,
    until: Until = None,
    min_score: MinScore = 0.0,
    sure: Annotated[
        float,
        typer.Option(
            min=0,
            max=1,
            metavar="NUMBER",
            help="How likely both quotations of a reversal must be right, each, from 0 to 1.",
        ),
    ] = SURE,
    chart: Chart = None,
    db: Database = None,
) -> None:
    """Show how somebody's stance changed over time.

    The sides taken stand month by month, with the quotations. A reversal is a pair of quotations
    with opposite sides on the same thing, the last before the change and the first after it;
    undated articles and those with both sides make none.

    Names alone never merge two people: where several have the name, each is shown.

    \b
    Example:
      quotes timeline "Maren Okonedo" --topic "water price"
      quotes timeline Okonedo --by year --since 2020 --chart okonedo.png
    """
    from quotes.store.store import Store

    check_period(since, until)
    check_chart(chart)
    query = StanceQuery(target=topic, since=since, until=until, min_score=min_score)
    with Store.open(database_url(db)) as store:
        found = store.timelines(name, query, by, sure)
    if not found:
        raise nobody(name)
    if chart and len(found) > 1:
        raise several(name, [one.person for one in found])
    write(found, TIMELINES, form)
    for one in found:
        if not one.periods and not one.undated:
            typer.echo(f"{one.person.name}: {not_found(topic, one.searched)}", err=True)
        elif chart and not one.periods:
            typer.echo("No chart was drawn: none of the articles is dated.", err=True)
        elif chart:
            from quotes.report.charts import timeline_chart

            write_chart(timeline_chart(one), chart)
