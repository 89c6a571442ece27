"""The lines of a text that are not blank."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from quotes.article import Span


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
