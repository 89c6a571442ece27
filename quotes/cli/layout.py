"""How things are laid out on a terminal: tables, pairs of texts, and facts with their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quotes.api import QuotationRow, SpeakerRow
from quotes.report.records import cue_text
from quotes.report.wording import Post, iso, one_line, post_line, status_line, unsure_words

Item = TypeVar("Item")

LONGEST_WORD = 20
"""Characters of a word that a column must hold whole; the ids of quotations have 16."""
BESIDE = 60
"""The width of a terminal from which on two texts stand next to each other."""
GAP = 2
"""Spaces between two columns."""
OPENING_MARK, CLOSING_MARK = "⟦", "⟧"
"""What words are put between that are looked for."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """A column of a table.

    ``cell`` gives what stands in it, a plain text on one line. Of the room that there is, columns
    take parts by their ``weight``. On a narrow terminal the column with the highest ``spare`` is
    left out first; those with 0 stay.
    """

    heading: str | Text
    cell: Callable[[Item], Text | str | int]
    style: str = ""
    right: bool = False
    weight: int = 1
    spare: int = 0


def show_table(
    items: Iterable[Item], columns: Sequence[Column[Item]], terminal: Console, *, below: int = 0
) -> None:
    """Write the items as rows, nothing where there are none; never break a word to do so.

    Where no row is wide enough, each item takes several lines.

    :param below: empty lines below each row.
    """
    items = list(items)
    rows = [[_text(column.cell(item)) for column in columns] for item in items]
    if not rows:
        return
    widths = _widths(columns, rows, terminal.width)
    if widths is None:
        spare = max(columns, key=lambda column: column.spare)
        if spare.spare:
            fewer = [column for column in columns if column is not spare]
            show_table(items, fewer, terminal, below=below)
        else:
            _show_stacked(columns, rows, terminal)
        return
    table = Table(box=None, padding=(0, GAP, below, 0), header_style="bold underline")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            column.heading,
            width=width,
            style=column.style,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*row)
    terminal.print(table)


def _text(cell: Text | str | int) -> Text:
    return cell if isinstance(cell, Text) else Text(one_line(str(cell)))


def _widths(
    columns: Sequence[Column[Item]], rows: Sequence[Sequence[Text]], room: int
) -> list[int] | None:
    """How wide the columns are to be, None where their words do not fit next to each other."""
    heads = [_text(column.heading) for column in columns]
    cells = [[head, *below] for head, *below in zip(heads, *rows, strict=True)]
    widest = [max(max(map(cell_len, text.plain.split("\n"))) for text in texts) for texts in cells]
    widths = [
        min(
            LONGEST_WORD,
            max(cell_len(word) for text in texts for word in text.plain.split() or " "),
        )
        for texts in cells
    ]
    left = room - sum(widths) - GAP * len(columns)
    if left < 0:
        return None
    while left and (short := [at for at, width in enumerate(widths) if width < widest[at]]):
        parts = sum(columns[at].weight for at in short)
        for at in short:
            more = min(widest[at] - widths[at], max(1, left * columns[at].weight // parts), left)
            widths[at] += more
            left -= more
    return widths


def _show_stacked(
    columns: Sequence[Column[Item]], rows: Iterable[Sequence[Text]], terminal: Console
) -> None:
    for number, row in enumerate(rows):
        if number:
            terminal.print()
        for column, text in zip(columns, row, strict=True):
            if text.plain:
                line = Text(f"{column.heading}: ", style="dim")
                content = Text(", ").join(text.split("\n"))
                content.stylize_before(column.style)
                terminal.print(line.append_text(content))


def show_beside(
    title: Text, headings: Sequence[Text], rows: Iterable[Sequence[Text]], terminal: Console
) -> None:
    """Write columns of texts next to each other, on a narrow terminal one below the other."""
    rows = list(rows)
    if terminal.width < BESIDE:
        terminal.print(title)
        for heading, texts in zip(headings, zip(*rows, strict=True), strict=True):
            terminal.print()
            terminal.print(heading)
            for text in texts:
                terminal.print(text)
        terminal.print()
        return
    table = Table(padding=(0, 1), expand=True, title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, ratio=1, overflow="fold")
    for row in rows:
        table.add_row(*row)
    terminal.print(table)


def show_facts(
    facts: Iterable[tuple[str, str | Text | None]], terminal: Console, *, numbers: bool = False
) -> None:
    """Write what there is of the facts, a line each, behind their names.

    :param numbers: the names are numbers.
    """
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(style="" if numbers else "bold", justify="right" if numbers else "left")
    table.add_column(overflow="fold")
    for name, fact in facts:
        if fact:
            table.add_row(name, _text(fact))
    terminal.print(table)


def indented(line: Text, spaces: int) -> Padding:
    """The line, moved to the right."""
    return Padding(line, (0, 0, 0, spaces), expand=False)


def named(name: str, post: Post | None) -> Text:
    """A speaker with the post under the name."""
    text = Text(one_line(name) or "unknown", style="bold")
    below = post_line(post) if post else ""
    if below:
        text.append(f"\n{below}", style="not bold dim")
    return text


def where(row: QuotationRow) -> Text:
    """Where a quotation can be looked up: outlet, day and id."""
    article = row.article
    text = Text(one_line(article.outlet or article.title or Path(article.source).name))
    text.append(f"\n{iso(article.published) or 'undated'}")
    return text.append(f"\n{row.id}", style="dim")


def _who(speaker: SpeakerRow) -> Text:
    text = named(speaker.name, speaker)
    source = speaker.anonymity
    if source and not source.collective:
        text.append(f"\nunnamed (grade {source.grade})", style="not bold dim")
    return text


def _speaking(row: QuotationRow) -> Text:
    """The speakers; below them that they or the words may be wrong, where that is so."""
    speakers = [_who(speaker) for speaker in row.speakers]
    unsure = unsure_words(row.confidence)
    return Text("\n").join([*speakers, Text(unsure, style="italic")] if unsure else speakers)


def _quoted(row: QuotationRow) -> Text:
    """The words; before them that they were not said, where that is so."""
    text = Text(one_line(row.text))
    not_said = status_line(row.status, cue_text(row))
    return Text(not_said, style="bold").append(f"\n{text}", style="not bold") if not_said else text


QUOTATION_COLUMNS: tuple[Column[QuotationRow], ...] = (
    Column("Quotation", _quoted, weight=5),
    Column("Speaker", _speaking, weight=3),
    Column("Article and id", where, weight=2),
)


def show_quotations(rows: Iterable[QuotationRow], terminal: Console) -> None:
    """Write quotations: what, who, and where it can be looked up."""
    show_table(rows, QUOTATION_COLUMNS, terminal, below=1)
