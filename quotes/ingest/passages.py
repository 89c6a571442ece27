"""The tree that trafilatura extracts -> passages of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element, iterwalk

_BLOCKS = frozenset(
    (
        "ab",
        "body",
        "cell",
        "code",
        "div",
        "head",
        "item",
        "list",
        "main",
        "p",
        "quote",
        "row",
        "table",
    )
)
_HOSTS = frozenset(("cell", "head", "item", "p"))
_BREAK = "\v"
_SPACE = re.compile(r"[ \t\r\n\f]+")
OPENING_MARKS = ("“", '"', "‘", "'", "«", "„")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or table cell.

    ``quote`` numbers the block quote that it stands in, from 1; it is 0 outside of any.
    """

    text: str
    heading: bool = False
    quote: int = 0


def passages_of(body: _Element) -> list[Passage]:
    """The passages of an article's body in reading order, their white space joined.

    A line break within a passage stays one. Words quoted within a passage (``q`` in HTML) get the
    marks that a browser would show.
    """
    found: list[Passage] = []
    gathered: list[str] = []
    quotes, depth, heading = 0, 0, False

    def end_passage() -> None:
        lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(gathered).split(_BREAK))
        gathered.clear()
        text = "\n".join(line for line in lines if line)
        if text:
            found.append(Passage(text, heading, quotes if depth else 0))

    for event, element in iterwalk(body, events=("start", "end")):
        inline = _is_inline_quote(element)
        block = element.tag in _BLOCKS and not inline
        opened = event == "start"
        if block:
            end_passage()
            heading = opened and element.tag == "head"
        if block and element.tag == "quote":
            quotes += opened and not depth
            depth += 1 if opened else -1
        if inline and not (element.text or "").lstrip().startswith(OPENING_MARKS):
            gathered.append("“" if opened else "”")
        if opened:
            gathered.append(_BREAK if element.tag == "lb" else element.text or "")
        elif element is not body:
            gathered.append(element.tail or "")
    end_passage()
    return found


def _is_inline_quote(element: _Element) -> bool:
    parent = element.getparent()
    if element.tag != "quote" or parent is None or parent.tag not in _HOSTS:
        return False
    around = (parent.text or "", element.tail or "", *(other.tail or "" for other in parent))
    return any(part.strip() for part in around) and not any(c.tag in _BLOCKS for c in element)
