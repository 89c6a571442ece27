"""What of a claim is said to be somebody's words, and what only stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.article import Span
from quotes.check.excerpt import Excerpt, excerpt
from quotes.reader.marks import Quoted, quoted

_CUE = re.compile(
    r"(?<!-)\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|call(?:ed|s|ing)?|describ(?:ed|es|ing)"
    r"|(?:quot|stat|declar|announc|promis|argu|not|describ|dismiss|denounc|criticis|criticiz|prais"
    r"|label|brand|hail|slamm?|warn|claim|insist|add|writ|wrot|tweet|post|vow|pledg|admitt?|accus"
    r"|reject|deni|assur|explain|report|repl|ask|respond|refer)(?:e[ds]?|ing|ied|s|red)?"
    r"|put|according to|in the words of)\b",
    re.IGNORECASE,
)
MOST_FRAME = 25
"""Words of a frame at most; what is longer are words with marks inside them."""
_OUTER = ("\"'“‘«„`", "\"'”’»`")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a claim, and its frame: ``Rao called the ferry`` around "a disgrace".

    ``words`` knows where they stand in the claim's text; ``frame`` is "" where the whole claim is
    somebody's words.
    """

    words: Excerpt
    frame: str


def readings(claim: str) -> tuple[Wording, ...]:
    """How a claim can be read: as words all of it, and as a frame around the words in marks.

    A claim without marks, with marks around all of it, or with marks around single words of what
    is claimed to be said, can only be the former. A frame tells who said it, or announces it.
    """
    stripped = _stripped(claim)
    whole = Wording(excerpt(claim, [stripped] if stripped else []), "")
    marked = [one for one in quoted(claim) if one.closed]
    frame = _without(claim, [one.span for one in marked])
    if (
        not marked
        or not frame
        or len(frame.split()) > MOST_FRAME
        or not _is_frame(claim, marked, frame)
    ):
        return (whole,)
    return whole, Wording(excerpt(claim, [one.inner for one in marked]), frame)


def _is_frame(claim: str, marked: list[Quoted], frame: str) -> bool:
    """Whether what stands around the marks tells of somebody's words."""
    announced = claim[: marked[0].span.start].rstrip().endswith(":")
    return announced or bool(_CUE.search(frame))


def _without(claim: str, spans: list[Span]) -> str:
    """The claim without these spans and the signs between them."""
    parts, start = [], 0
    for span in spans:
        parts.append(claim[start : span.start])
        start = span.end
    parts.append(claim[start:])
    found = " ".join(" ".join(parts).split())
    return found if any(map(str.isalpha, found)) else ""


def _stripped(claim: str) -> Span | None:
    """The claim without blanks and a pair of marks around it."""
    start, end = 0, len(claim)
    while start < end and claim[start].isspace():
        start += 1
    while end > start and claim[end - 1].isspace():
        end -= 1
    if end - start > 1 and claim[start] in _OUTER[0] and claim[end - 1] in _OUTER[1]:
        start, end = start + 1, end - 1
    return Span(start, end) if start < end else None
