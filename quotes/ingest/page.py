"""HTML -> the article's text and what the page says of it, by trafilatura."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from quotes.errors import IngestError
from quotes.ingest.clean import clean
from quotes.ingest.dates import parse_date
from quotes.ingest.given import Given
from quotes.ingest.names import listed_names
from quotes.ingest.passages import passages_of
from quotes.ingest.repeats import without_repeats
from quotes.ingest.shown import shown

if TYPE_CHECKING:
    from trafilatura.settings import Document

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
    return text, _given(metadata, shown(text))


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
