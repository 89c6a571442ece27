"""What reports are made of, whatever they are written as.

An :class:`Outline` has sections of paragraphs, tables and quotes; a :class:`DraftOutline` has
findings, each a quotation of a draft with the evidence for its verdict. The writers
(:mod:`quotes.report.markdown_writer`, :mod:`quotes.report.html_writer`,
:mod:`quotes.report.word_writer`) know these blocks and nothing of where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.types import Polarity

if TYPE_CHECKING:
    from quotes.check.drafts import Standing
    from quotes.check.explain import PassagePart, Segment

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


def text(value: object, style: Style = "plain") -> Inline:
    """The value as a line of one stretch of text."""
    return (Text(str(value), style),)


def paragraph(sentence: str, style: Style = "plain") -> Paragraph:
    """A paragraph of one stretch of text."""
    return Paragraph(text(sentence, style))


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``numbered`` for the sources, to which references lead."""

    items: tuple[Inline, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column of a table; numbers stand to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row is its heading."""

    caption: str
    columns: tuple[ColumnHead, ...]
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody: what is said of them before, the words, and where they stand."""

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


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Who said something, in which article; ``link`` is the article's address of the web."""

    speakers: str
    article: str
    link: str | None


@dataclass(frozen=True, slots=True)
class FindingEvidence:
    """What the archive has: the words compared, what differs, and the paragraph around them.

    ``compared`` is empty where no word differs; ``harmless`` differences are of writing only.
    ``warnings`` are words of the paragraph that change what is meant, with a sentence on each.
    """

    source: SourceLine
    compared: tuple[Segment, ...]
    differences: tuple[str, ...]
    harmless: tuple[str, ...]
    passage: tuple[PassagePart, ...]
    warnings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A quotation of a draft, by its number: the verdict and why, then the evidence, best first.

    ``also`` are the sources of evidence that is not shown in full.
    """

    number: int
    verdict: str
    speaker: str
    position: str
    words: str
    why: str
    notes: tuple[str, ...]
    evidence: tuple[FindingEvidence, ...]
    also: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings about which the same is to be done."""

    standing: Standing
    title: str
    note: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DraftOutline:
    """The report on a draft; without groups there was no quotation to be checked."""

    title: str
    authors: tuple[str, ...]
    conclusion: str
    failed: bool
    summary: str
    groups: tuple[FindingGroup, ...]
    searched: str
