"""HTML -> the article's text and what the page says of it, by trafilatura."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from lxml.etree import _Element, iterwalk

from quotes.errors import IngestError
from quotes.ingest.header import listed_names, shown_fields
from quotes.ingest.metadata import Given, clean, parse_date

if TYPE_CHECKING:
    from trafilatura.settings import Document


# The tree that trafilatura extracts -> passages of text.


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


# Pull quotes and other passages that only say again what the article says elsewhere.


_WORD = re.compile(r"[^\W_]+")
_ELLIPSIS = re.compile(r"[\[(]?(?:…|\.{3,})[\])]?")
_FEWEST = 4
"""Words that a passage needs to be called a repeat; fewer come again by chance."""

Words = tuple[str, ...]


def without_repeats(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without those that merely repeat words of another.

    A block quote goes, its signature too, if the article has all its words elsewhere, whatever
    an ellipsis leaves out. A quoted paragraph outside of a block quote goes if it is a part of a
    longer one.
    """
    said = [_words(passage.text) for passage in passages]
    groups = _groups(passages)
    segments = {
        index: [words for part in _ELLIPSIS.split(passages[index].text) if (words := _words(part))]
        for group in groups
        for index in group
    }
    holders = _holders(said, {_key(words) for own in segments.values() for words in own})
    dropped: set[int] = set()
    for group in groups:
        others = dropped.union(group)
        weighty = [index for index in group if len(said[index]) >= _FEWEST]
        if weighty and all(
            any(
                _holds(said[other], words)
                and (passages[index].quote or len(words) < len(said[other]))
                for other in holders[_key(words)]
                if other not in others
            )
            for index in weighty
            for words in segments[index]
        ):
            dropped.update(group)
    return [passage for index, passage in enumerate(passages) if index not in dropped]


def _groups(passages: Sequence[Passage]) -> list[list[int]]:
    """The places of the passages of each block quote, and of each quoted paragraph outside."""
    blocks: dict[int, list[int]] = defaultdict(list)
    alone: list[list[int]] = []
    for index, passage in enumerate(passages):
        if passage.quote:
            blocks[passage.quote].append(index)
        elif not passage.heading and passage.text.startswith(OPENING_MARKS):
            alone.append([index])
    return [*blocks.values(), *alone]


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def _key(words: Words) -> Words:
    return words[:_FEWEST]


def _holders(said: Sequence[Words], keys: set[Words]) -> dict[Words, set[int]]:
    """Where the first words of a segment stand, so that few passages need a closer look."""
    holders: dict[Words, set[int]] = defaultdict(set)
    lengths = {len(key) for key in keys}
    for index, words in enumerate(said):
        for length in lengths:
            for start in range(len(words) - length + 1):
                key = words[start : start + length]
                if key in keys:
                    holders[key].add(index)
    return holders


def _holds(words: Words, part: Words) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "


EXTRACTOR = f"trafilatura {version('trafilatura')}"
"""Name and version of the extractor, as an article keeps it."""

_NOTHING = "no article text was found in the page"
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LONGEST_LINE = 120
_FEWEST_WORDS = 5
_CLOSINGS = (".", "!", "?", "”", '"')
_MARKED_DATES_ONLY = {"extensive_search": False, "original_date": True}


def declared_encoding(head: bytes) -> str | None:
    """The encoding that a page declares in its first bytes."""
    match = _CHARSET.search(head)
    return match[1].decode("ascii", "replace") if match else None


def read_page(html: str) -> tuple[str, Given]:
    """The text of the page's article, and its title, authors, outlet, day and address.

    Paragraphs, headings, list items and block quotes are parted by a blank line; pull quotes are
    left out. Raises :class:`IngestError` if the page holds no article text. The extractor is loaded
    with the first page: plain text does not need it.
    """
    from trafilatura import bare_extraction, extract_metadata, load_html

    try:
        document = bare_extraction(html, include_comments=False)
        tree = load_html(html)
        if tree is None or document is None or isinstance(document, dict):
            raise IngestError(_NOTHING)
        if document.body is None:
            raise IngestError(_NOTHING)
        metadata = extract_metadata(_framework(tree), date_config=_MARKED_DATES_ONLY)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise IngestError(f"the page cannot be read: {error}") from error
    passages = without_repeats(passages_of(document.body))
    if not any(_is_sentence(passage.text) for passage in passages):
        raise IngestError(_NOTHING)
    text = "\n\n".join(passage.text for passage in passages)
    return text, _given(metadata, shown_fields(text))


def _is_sentence(text: str) -> bool:
    """Whether a passage is more than the label of a link or a button."""
    return len(text.split()) >= _FEWEST_WORDS or text.endswith(_CLOSINGS)


def _framework(tree: Any) -> Any:
    """The page without its running text, so that a day in a sentence is not taken for its own."""
    for paragraph in tree.xpath("//p"):
        if len(paragraph.text_content()) > _LONGEST_LINE:
            paragraph.clear(keep_tail=True)
    return tree


def _given(metadata: Document, text_shows: Given) -> Given:
    site = clean(metadata.sitename)
    is_address = site is not None and "." in site and " " not in site
    outlet = text_shows.outlet or site if is_address else site
    names = listed_names(clean(metadata.author) or "")
    stated = Given(
        title=clean(metadata.title),
        authors=tuple(name for name in names if name != outlet),
        outlet=outlet,
        published=parse_date(metadata.date or ""),
        url=clean(metadata.url),
    )
    return stated.or_else(text_shows)
