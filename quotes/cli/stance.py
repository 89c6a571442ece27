"""``quotes stance``, ``timeline`` and ``compare``: which sides quotations take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import (
    Course,
    Held,
    SearchedStances,
    StanceQuery,
    Standpoint,
    Voice,
    VoiceKind,
    strongest,
)
from quotes.cli.app import author, group, open_archive
from quotes.cli.asking import narrowed
from quotes.cli.decisions import ledger_commands
from quotes.cli.layout import (
    CLOSING_MARK,
    OPENING_MARK,
    Column,
    named,
    show_facts,
    show_table,
    where,
)
from quotes.cli.options import (
    Database,
    MinConfidence,
    Org,
    Outlet,
    Person,
    QuotationId,
    Since,
    Until,
    User,
    Why,
    check_period,
)
from quotes.cli.output import Json, Listing, Output, output_options
from quotes.errors import UsageError
from quotes.export.tabular import Cell
from quotes.report.records import (
    course_record,
    in_context,
    stance_record,
    standpoint_record,
)
from quotes.report.wording import count, iso, one_line, period, tally_line, unsure_words
from quotes.types import PIECE_JOINER, SIDES, Polarity

if TYPE_CHECKING:
    from quotes.report.drawing import Drawing

A_SIDE = 2
"""Quotations of a speaker on a side in a table, where no limit is given."""
WIDEST_BAR = 24

_STYLES = {"support": "cyan", "oppose": "yellow", "neutral": "dim"}
_MARKS = {"support": "█", "oppose": "▓", "neutral": "░"}

LimitOfASide = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="NUMBER",
        help="At most so many quotations of a speaker on a side; 0 for all. Without it: 2 in a "
        "table, all for programs.",
        show_default=False,
    ),
]
TopicOnly = Annotated[
    str | None, typer.Option(metavar="TOPIC", help="Sides towards this only.", show_default=False)
]

Chart = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Draw it too, into a file that ends in .png, .svg or .html.",
        show_default=False,
    ),
]


# A standpoint: the side that one quotation takes.


STANDPOINT_CSV = (
    *("side", "match", "target", "polarity", "score", "origin", "words", "id", "text"),
    *("confidence", "outlet", "published", "title", "url", "article_id"),
)


def standpoint_cells(standpoint: Standpoint) -> tuple[Cell, ...]:
    """The columns of :data:`STANDPOINT_CSV`."""
    row, stance = standpoint.quotation, standpoint.stance
    words = stance_record(row, stance)["words"]
    return (
        standpoint.side,
        standpoint.match,
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
    return Text(_MARKS[side] * length, style=_STYLES[side]).append(f" {number}", style="default")


def side_text(standpoint: Standpoint) -> Text:
    """The side, and the target where it is not just what was asked for."""
    side, stance = standpoint.side, standpoint.stance
    text = Text(side, style=f"bold {_STYLES[side]}")
    sure = "decided by a human" if stance.origin == "human" else f"{stance.score:.2f}"
    text.append(f" {sure}", style="not bold default")
    target = one_line(stance.target)
    if side != stance.polarity:
        target = f"{stance.polarity} of {target}"
    if standpoint.match == "similar":
        target = f"similar: {target}"
    return text.append(f"\n{target}", style="not bold dim")


def marked_words(standpoint: Standpoint) -> Text:
    """The quotation on one line, with the words that carry its side between marks.

    Words outside of the quotation, such as its cue, stand before it; below it that words or speaker
    may be wrong, where that is so.
    """
    text = _with_marks(standpoint)
    unsure = unsure_words(standpoint.quotation.confidence)
    return text.append(f"\n{unsure}", style="italic") if unsure else text


def _with_marks(standpoint: Standpoint) -> Text:
    row, stance = standpoint.quotation, standpoint.stance
    words = in_context(row, stance.words) if stance.words else None
    pieces = [span for piece in row.pieces if (span := in_context(row, piece))]
    if words is None or len(pieces) < len(row.pieces):
        return Text(one_line(row.text))
    mark = f"{OPENING_MARK}{words.of(row.context)}{CLOSING_MARK}"
    before = f"{mark} "
    parts = []
    for piece in pieces:
        if piece.holds(words):
            before = ""
            parts.append(
                row.context[piece.start : words.start] + mark + row.context[words.end : piece.end]
            )
        else:
            parts.append(piece.of(row.context))
    return Text(one_line(before + PIECE_JOINER.join(parts)))


def show_evidence(heading: str, rows: Iterable[tuple[Text, Standpoint]], terminal: Console) -> None:
    """Write standpoints, each behind the text that its row begins with."""
    columns: tuple[Column[tuple[Text, Standpoint]], ...] = (
        Column(heading, lambda row: row[0], weight=3),
        Column("Side", lambda row: side_text(row[1]), weight=3),
        Column("Quotation", lambda row: marked_words(row[1]), weight=5),
        Column("Article and id", lambda row: where(row[1].quotation), weight=2),
    )
    show_table(rows, columns, terminal, below=1)


# ``quotes stance list``: who stands where on a target.


@output_options
def list_(
    out: Output,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="What the sides are taken towards.")
    ],
    person: Person = None,
    org: Org = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
    limit: LimitOfASide = None,
    db: Database = None,
) -> None:
    """Show who stands where on something, with the quotations as evidence.

    Speakers stand under the side that they take: people, organisations, then unnamed sources. Who
    was on both sides has changed (first one, then the other) or is mixed. The side of a target
    that turns what was asked for ("repeal of the toll") is turned; one that tells nothing of it
    ("toll cuts") is left out.

    The word `list` can be left out, except before a target that has the name of a command.

    \b
    Example:
      quotes stance list "water price"
      quotes stance dam --since 2026 --min-confidence 0.7
      quotes stance toll --org "Harbour Institute" --json
    """
    check_period(since, until)
    if not any(map(str.isalnum, target)):
        raise UsageError("A target needs a word; say what the sides are taken towards.")
    with open_archive(db) as archive:
        person, meant = narrowed(archive, person)
        query = StanceQuery(
            target=target,
            person=person,
            org=org,
            outlet=outlet,
            since=since,
            until=until,
            min_confidence=min_confidence,
        )
        found = archive.positions(query)
    out.write(found.voices, _voices(target, out.limit(limit, A_SIDE)))
    if not found.voices:
        typer.echo(not_found(target, found.searched), err=True)
    meant.tell()


def _voices(target: str, most: int | None) -> Listing[Voice]:
    """How the speakers on a target are listed, with at most so many quotations of a side each."""
    return Listing(
        record=lambda voice: _voice_record(voice, most),
        columns=("held", "kind", "name", "person_id", "role", "organization", *STANDPOINT_CSV),
        cells=lambda voice: _voice_cells(voice, most),
        show=lambda voices, terminal: _show_voices(target, list(voices), most, terminal),
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


def _voice_record(voice: Voice, most: int | None) -> Json:
    days = sorted(standpoint.day for standpoint in voice.standpoints if standpoint.day)
    return {
        "kind": voice.kind,
        "name": voice.name,
        "person_id": voice.person_id,
        "role": voice.latest.role,
        "organization": voice.latest.organization,
        **course_record(voice.course, voice.standpoints),
        "first": iso(days[0]) if days else None,
        "last": iso(days[-1]) if days else None,
        "standpoints": list(map(standpoint_record, strongest(voice.standpoints, most))),
    }


def _voice_cells(voice: Voice, most: int | None) -> Iterable[tuple[Cell, ...]]:
    speaker = voice.latest.role, voice.latest.organization
    who = voice.course.held, voice.kind, voice.name, voice.person_id, *speaker
    for standpoint in strongest(voice.standpoints, most):
        yield (*who, *standpoint_cells(standpoint))


_HELD: tuple[Held, ...] = ("support", "oppose", "changed", "mixed", "neutral")
_NOUNS: dict[VoiceKind, tuple[str, str]] = {
    "person": ("person", "people"),
    "organization": ("organisation", "organisations"),
    "unnamed": ("unnamed source", "unnamed sources"),
}


def _show_voices(target: str, voices: list[Voice], most: int | None, terminal: Console) -> None:
    if not voices:
        return
    standpoints = {
        standpoint.quotation.id: standpoint for voice in voices for standpoint in voice.standpoints
    }
    kinds = Counter(voice.kind for voice in voices)
    who = ", ".join(count(kinds[kind], *nouns) for kind, nouns in _NOUNS.items() if kinds[kind])
    days = sorted(standpoint.day for standpoint in standpoints.values() if standpoint.day)
    when = period(days[0], days[-1]) if days else "undated"
    heading = Text(one_line(target), style="bold")
    heading.append(f"  {who}; {count(len(standpoints), 'quotation')}, {when}", style="not bold dim")
    terminal.print(heading)
    sides = Counter(standpoint.side for standpoint in standpoints.values())
    greatest = max(sides.values())
    show_facts(((side, bar(side, sides[side], greatest)) for side in SIDES), terminal)
    terminal.print()
    for held in _HELD:
        there = [voice for voice in voices if voice.course.held == held]
        if there:
            speakers = f"{held.capitalize()}: {count(len(there), 'speaker')}"
            terminal.print(Text(speakers, style="bold"))
            show_evidence("Who", _evidence_of(there, most), terminal)


def _evidence_of(voices: Iterable[Voice], most: int | None) -> Iterable[tuple[Text, Standpoint]]:
    """The strongest standpoints of each voice, the first one behind who it is."""
    for voice in voices:
        who = named(voice.name, voice.latest)
        who.append(f"\n{tally_line(voice.standpoints)}", style="not bold dim")
        if voice.course.held == "changed":
            who.append(f"\n{course_line(voice.course)}", style="not bold")
        for standpoint in strongest(voice.standpoints, most):
            yield who, standpoint
            who = Text()


# ``quotes stance set``: what a human says of a quotation's side.


Side = Literal["support", "oppose", "neutral", "none"]


def set_(
    quotation_id: QuotationId,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="What the side is taken towards.")
    ],
    side: Annotated[
        Side, typer.Argument(metavar="SIDE", help="support, oppose, neutral, or none: no side.")
    ],
    why: Why = None,
    user: User = None,
    db: Database = None,
) -> None:
    """Say which side a quotation takes towards a target.

    What you say goes before what the machine found on the same target. It holds on to the words of
    the quotation, and so stays when the article is read again or changes elsewhere. Of two such
    decisions the later one counts; `none` takes the side away.

    \b
    Example:
      quotes stance set 1f0c9a2e77b04d51 "water price" oppose --why "she says so below"
      quotes stance set 1f0c9a2e77b04d51 "the mayor" none
    """
    polarity: Polarity | None = None if side == "none" else side
    with open_archive(db) as archive:
        row = archive.set_stance(quotation_id, target, polarity, author(user), why)
    typer.echo(f"Quotation {row.id} {_takes(side)} {one_line(target)}.")


def _takes(side: Side) -> str:
    if side == "support":
        return "supports"
    if side == "oppose":
        return "opposes"
    if side == "neutral":
        return "is neutral on"
    if side == "none":
        return "takes no side on"
    assert_never(side)


stance = group(
    "Show who stands where on something, or correct a side. `quotes stance TARGET` is short for "
    "`quotes stance list TARGET`.",
    list_,
    set_,
    lists=True,
)
ledger_commands(stance, "stance", '4 --why "she was quoting another"')


# Charts of what `timeline` and `compare` show.


def check_chart(path: Path | None) -> None:
    """Check, before anything is read, that a chart could be drawn into this file.

    :raises UsageError: the file has another ending.
    :raises QuotesError: the libraries are missing, or there is no such folder.
    """
    if path is not None:
        from quotes.report.drawing import check

        check(path)


def write_chart(drawing: Drawing, path: Path) -> None:
    """Draw into the file, and say so on standard error."""
    from quotes.report.drawing import draw

    draw(drawing, path)
    typer.echo(f"The chart is in {path}.", err=True)
