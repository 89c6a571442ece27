"""What a report is made of, whatever it is written as: sections of paragraphs, tables and quotes.

The writers (:mod:`quotes.report.markdown`, :mod:`quotes.report.html`, :mod:`quotes.report.word`)
know these blocks and nothing of what they tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.types import Polarity

Style = Literal["plain", "strong", "faint", "mark", "code"]


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text in one style; ``link`` is an address of the web that it leads to."""

    text: str
    style: Style = "plain"
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of an item in the list of sources."""

    number: int


@dataclass(frozen=True, slots=True)
class Side:
    """A side taken, told by its word, which a writer may colour."""

    side: Polarity


Inline = tuple[Text | Reference | Side, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inline: Inline


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``numbered`` for the sources, to which references lead."""

    items: tuple[Inline, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody: what is said of them before, the words, and where they stand.

    ``id`` is that of the quotation.
    """

    id: str
    before: Inline
    words: Inline
    source: Inline


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it stands for, and how much."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart with a column for each step of time."""

    title: str
    description: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SidesBar:
    """How many quotations take which side on a subject."""

    label: str
    support: int
    oppose: int
    neutral: int


@dataclass(frozen=True, slots=True)
class Sides:
    """A chart of the sides taken, a bar a subject."""

    title: str
    description: str
    bars: tuple[SidesBar, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a section under a heading of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``key`` names it in links."""

    key: str
    title: str
    blocks: tuple[Block | Part, ...]


Block = Paragraph | Items | Table | Quote | Columns | Sides


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report: its title, what stands below it, the sections, and a line at the end."""

    title: str
    lead: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    closing: Paragraph
