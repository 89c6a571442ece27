"""Where the paragraphs, sentences and lines of a text lie, also where lines are broken by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from quotes.lexicon import MONTHS_SHORT, any_of, word_set
from quotes.types import Span

WRAP_WIDTH = 100
"""Lines of hard-wrapped text are at most this long, in characters."""
WRAP_FILL = 50
"""Lines of hard-wrapped text are on the whole at least this long."""
WRAP_SHARE = 1 / 3
"""Of the lines of hard-wrapped text without blank lines, at least this share breaks off."""

_LINE = re.compile(r"[^\r\n]+")
_BREAK = r"(?:\r\n|\r(?!\n)|\n)"
_BLANK_LINE = re.compile(rf"{_BREAK}[ \t\u00a0]*{_BREAK}")
_SENTENCE_END = re.compile(r"[.!?:…][\"'“”‘’»)\]]*\s*$")


def is_hard_wrapped(text: str) -> bool:
    """Whether a single line break in the text is, as a rule, the end of a line only.

    The lines are of like length, and either blank lines part the paragraphs or many lines break
    off in the middle of a sentence, for want of room.
    """
    lines = _lines(text)
    lengths = [len(line) for line in lines if len(line.of(text).split()) > 1]
    if len(lengths) < 2 or max(lengths) > WRAP_WIDTH or median(lengths) < WRAP_FILL:
        return False
    if _BLANK_LINE.search(text):
        return True
    width = _width(lines)
    broken = sum(
        not _has_room(text, line, after, width) and not _ends_sentence(text, line)
        for line, after in pairwise(lines)
    )
    return broken >= WRAP_SHARE * len(lines)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs in reading order, without the blanks around them.

    A paragraph ends at a blank line; in text that is not hard-wrapped, at every line break; in
    text that is, also where a line ends on purpose: it had room for the next word, and ends a
    sentence or is less than half full.
    """
    lines = _lines(text)
    if not is_hard_wrapped(text):
        return tuple(_stripped(text, line.start, line.end) for line in lines)
    width = _width(lines)
    ends = [a.end for a, b in pairwise(lines) if _parts(text, a, b, width)] + [lines[-1].end]
    return tuple(_stripped(text, start, end) for start, end in pairwise([0, *ends]))


def _lines(text: str) -> list[Span]:
    lines = (Span(*line.span()) for line in _LINE.finditer(text))
    return [line for line in lines if not line.of(text).isspace()]


def _width(lines: list[Span]) -> float:
    """How long a full line is: the upper quartile, because the longest may stick out."""
    return quantiles((len(line) for line in lines), n=4)[-1]


def _parts(text: str, line: Span, after: Span, width: float) -> bool:
    if _BLANK_LINE.search(text, line.end, after.start):
        return True
    short = 2 * len(line) < width
    return _has_room(text, line, after, width) and (short or _ends_sentence(text, line))


def _has_room(text: str, line: Span, after: Span, width: float) -> bool:
    """Whether the first word of the next line would have stood on this one."""
    word = after.of(text).split(maxsplit=1)[0]
    return len(line) + 1 + len(word) <= width


def _ends_sentence(text: str, line: Span) -> bool:
    return bool(_SENTENCE_END.search(line.of(text)))


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + len(piece.rstrip()))


# Sentences.

_END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"'”’)\]]*)(?P<gap>\s+)(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    rf"(?:\b{any_of(word_set('sentence_abbreviations') | MONTHS_SHORT)}|\b[a-z](?:\.[a-z])*)$",
    re.IGNORECASE,
)


def sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of a paragraph of the text, without the blanks between them.

    A sentence ends at a full stop, a question or exclamation mark before a capital letter, unless
    that stop ends an abbreviation or an initial.
    """
    start = block.start
    for end in _END.finditer(text, block.start, block.end):
        if end["mark"] == "." and _ABBREVIATION.search(text, start, end.start()):
            continue
        yield Span(start, end.start("gap"))
        start = end.end()
    if start < block.end:
        yield Span(start, block.end)


def paragraph_sentences(text: str) -> tuple[tuple[Span, ...], ...]:
    """The sentences of each paragraph of the text, in reading order."""
    return tuple(tuple(sentences(text, block)) for block in paragraphs(text))


# Lines.


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the space around it.

    ``parted`` says that a blank line, or nothing, follows.
    """

    start: int
    text: str
    parted: bool

    @property
    def span(self) -> Span:
        """Where the line stands in the article's text."""
        return Span(self.start, self.start + len(self.text))


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of the text that are not blank, in order."""
    found: list[tuple[int, str, int]] = []
    start = 0
    for number, whole in enumerate(text.splitlines(keepends=True)):
        stripped = whole.strip()
        if stripped:
            found.append((start + whole.index(stripped[0]), stripped, number))
        start += len(whole)
    end = (len(text), "", -1)
    return tuple(
        Line(start, line, parted=following != number + 1)
        for (start, line, number), (_, _, following) in pairwise([*found, end])
    )
