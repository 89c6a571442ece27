"""The sides that quotations take, as several listings show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from quotes.article import PIECE_JOINER, Polarity
from quotes.cli.listings.quotations import CLOSING_MARK, OPENING_MARK
from quotes.cli.listings.words import iso, one_line
from quotes.cli.output import Cell
from quotes.report.records import in_context, stance_record
from quotes.store.rows import QuotationRow
from quotes.store.standpoints.rows import SIDES as SIDES
from quotes.store.standpoints.rows import Course, Standpoint

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


def tally_line(standpoints: Iterable[Standpoint]) -> str:
    """How many quotations take which side: "support 1, oppose 2"."""
    tally = Counter(one.side for one in standpoints)
    return ", ".join(f"{side} {tally[side]}" for side in SIDES if tally[side])


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
