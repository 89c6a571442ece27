"""Quotation marks of every style: which stretches of a text stand inside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quotes.text.paragraphs import paragraphs
from quotes.types import Span

Style = Literal["double", "single"]

_DOUBLE = re.compile(r"“|”|„|‟|«|»|\"|``|''|＂|&quot;")
_SINGLE = re.compile(r"[‘’‚‛']|&#39;")
_OPENING = {"“", "„", "«", "``", "‘", "‚"}
_CLOSING = {"”", "»"}
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:;,…‘'“\"]")
_AFTER_CLOSING = re.compile(r"[\s)\]}—–\-/:;,.?!…’'”\"]")
_SENTENCE_END = ".,?!…"
_REACH = 40
"""Single marks, most of them apostrophes, that are tried as the closing one."""
_SHORTEST_SINGLE = 3
"""Characters between single marks at least; less is an elision, as in rock 'n' roll."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch inside quotation marks, the marks included.

    ``closed`` is false where no closing mark stands in the paragraph: the quotation goes on in
    the next paragraph, or the mark was forgotten. ``inner`` is the text between the marks; it
    begins with the stretch where a quotation goes on from the paragraph before without a mark.
    """

    span: Span
    inner: Span
    style: Style
    closed: bool


@lru_cache(maxsize=4)
def quoted(text: str) -> tuple[Quoted, ...]:
    """All outermost stretches in quotation marks, in reading order.

    The last texts are remembered: a claim is compared with the same context several times.
    """
    return quoted_in(text, paragraphs(text))


def quoted_in(text: str, blocks: Sequence[Span]) -> tuple[Quoted, ...]:
    """All outermost stretches in quotation marks of a text with these paragraphs.

    The text's main style is found first: where single marks quote whole utterances and double
    marks don't, single marks are outermost (British style); otherwise double marks are, and
    single marks count only outside of them.
    """
    doubles = _all_doubles(text, blocks)
    singles = [q for block in blocks for q in _singles(text, block)]
    outer, inner = (
        (singles, doubles) if _single_is_main(text, doubles, singles) else (doubles, singles)
    )
    starts = [q.span.start for q in outer]
    kept = list(outer)
    for q in inner:
        index = bisect_left(starts, q.span.start)
        if not any(q.span.meets(o.span) for o in outer[max(0, index - 1) : index + 1]):
            kept.append(q)
    return tuple(sorted(kept, key=lambda q: q.span))


def quoted_within(text: str, outer: Quoted) -> list[Quoted]:
    """The stretches in the other kind of marks that lie inside a stretch in marks."""
    return (_singles if outer.style == "double" else _doubles)(text, outer.inner)


def _single_is_main(text: str, doubles: list[Quoted], singles: list[Quoted]) -> bool:
    def utterances(found: list[Quoted]) -> int:
        return sum(len(q.inner.of(text).split()) >= 4 for q in found)

    return utterances(singles) > utterances(doubles)


def _all_doubles(text: str, blocks: Sequence[Span]) -> list[Quoted]:
    """The stretches in double marks; one left open in a paragraph may be closed in the next, also
    where that does not begin with an opening mark."""
    found: list[Quoted] = []
    for block in blocks:
        still_open = bool(found) and not found[-1].closed and _ends_before(text, found[-1], block)
        found += _doubles(text, block, still_open)
    return found


def _ends_before(text: str, q: Quoted, block: Span) -> bool:
    return not text[q.span.end : block.start].strip()


def _doubles(text: str, block: Span, still_open: bool = False) -> list[Quoted]:
    found: list[Quoted] = []
    opened: tuple[int, int] | None = None
    for mark in _DOUBLE.finditer(text, block.start, block.end):
        role = _role(text, mark, opened is not None or still_open)
        if still_open and role == "close" and mark.start() > block.start:
            opened = (block.start, block.start)
        still_open = False
        if role == "open":
            if opened is not None:
                _keep(found, opened, mark.start(), mark.start(), "double", closed=False)
            opened = mark.span()
        elif role == "close" and opened is not None:
            _keep(found, opened, mark.start(), mark.end(), "double", closed=True)
            opened = None
    if opened is not None:
        _keep(found, opened, block.end, block.end, "double", closed=False)
    return found


def _role(text: str, mark: re.Match[str], is_open: bool) -> Literal["open", "close", "none"]:
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    may_open = (not before or bool(_BEFORE_OPENING.match(before))) and bool(after.strip())
    may_close = bool(before.strip()) and (not after or bool(_AFTER_CLOSING.match(after)))
    sign = mark.group()
    if sign in _OPENING:
        return "close" if is_open and may_close and not may_open else "open"
    if sign in _CLOSING:
        return "open" if not is_open and may_open and not may_close else "close"
    if is_open:
        return "open" if may_open and not may_close else "close"
    return "open" if may_open or not may_close else "none"


def _keep(
    found: list[Quoted],
    opened: tuple[int, int],
    inner_end: int,
    end: int,
    style: Style,
    closed: bool,
) -> None:
    if inner_end > opened[1]:
        found.append(Quoted(Span(opened[0], end), Span(opened[1], inner_end), style, closed))


def _singles(text: str, block: Span) -> list[Quoted]:
    found: list[Quoted] = []
    marks = list(_SINGLE.finditer(text, block.start, block.end))
    at = 0
    while at < len(marks):
        mark = marks[at]
        at += 1
        if not _opens_single(text, mark, block):
            continue
        closing = _closing_single(text, mark, marks[at : at + _REACH], block)
        if closing is None:
            continue
        _keep(found, mark.span(), closing.start(), closing.end(), "single", closed=True)
        while at < len(marks) and marks[at].start() <= closing.start():
            at += 1
    return found


def _opens_single(text: str, mark: re.Match[str], block: Span) -> bool:
    before = text[mark.start() - 1 : mark.start()] if mark.start() > block.start else ""
    after = text[mark.end() : mark.end() + 1]
    if mark.group() == "’" or not after.strip() or after.isdigit():
        return False
    return not before or bool(_BEFORE_OPENING.match(before))


def _closing_single(
    text: str, opening: re.Match[str], marks: list[re.Match[str]], block: Span
) -> re.Match[str] | None:
    """The first mark that closes for sure (after punctuation), else the first that may."""
    possible: re.Match[str] | None = None
    for mark in marks:
        after = text[mark.end() : mark.end() + 1] if mark.end() < block.end else ""
        before = text[mark.start() - 1]
        if mark.group() in _OPENING or not before.strip():
            continue
        if after and not _AFTER_CLOSING.match(after):
            continue
        if mark.start() - opening.end() < _SHORTEST_SINGLE:
            continue
        if before in _SENTENCE_END:
            return mark
        if possible is None:
            possible = mark
    return possible
