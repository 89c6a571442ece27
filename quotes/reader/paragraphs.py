"""Where the paragraphs of a text lie, also when its lines are broken by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from quotes.article import Span

WRAP_WIDTH = 100
"""Lines of hard-wrapped text are at most this long, in characters."""
WRAP_FILL = 50
"""Lines of hard-wrapped text are on the whole at least this long."""

_LINE = re.compile(r"[^\r\n]+")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t\u00a0]*(?:\r\n|\r|\n)")


def is_hard_wrapped(text: str) -> bool:
    """Whether a single line break in the text is only the end of a line, not of a paragraph."""
    if not _BLANK_LINE.search(text):
        return False
    lengths = [line.end() - line.start() for line in _lines(text)]
    return max(lengths, default=0) <= WRAP_WIDTH and median(lengths or [0]) >= WRAP_FILL


def paragraphs(text: str) -> list[Span]:
    """The paragraphs in reading order, without the blanks around them.

    A paragraph ends at a blank line; in text that is not hard-wrapped, at every line break.
    """
    if not is_hard_wrapped(text):
        return [_stripped(text, line.start(), line.end()) for line in _lines(text)]
    edges = [0]
    for blank in _BLANK_LINE.finditer(text):
        edges += [blank.start(), blank.end()]
    edges.append(len(text))
    return [
        _stripped(text, start, end)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if text[start:end].strip()
    ]


def _lines(text: str) -> Iterator[re.Match[str]]:
    return (line for line in _LINE.finditer(text) if not line.group().isspace())


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + len(piece.rstrip()))
