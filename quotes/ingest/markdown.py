"""Markdown -> the text that a reader of the page sees, line by line, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from quotes.errors import IngestError
from quotes.ingest.header import shown_fields, stated_authors
from quotes.ingest.metadata import Given, clean, parse_date

if TYPE_CHECKING:
    from markdown_it.token import Token

EXTRACTOR = f"markdown-it-py {version('markdown-it-py')}"
"""Name and version of the extractor, as an article keeps it."""

_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<fields>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_LONGEST_FRONT_MATTER = 20_000
_LINE_BREAK = re.compile(r"\r\n?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
_QUOTE_TAG = re.compile(r"<(/?)q\b[^>]*>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]:?[ \t]?")
_BETWEEN_CELLS = "\t"
_DEEPEST = 100
"""Lists and block quotes inside one another; what lies deeper, markdown-it would leave out."""


def read_markdown(source: str) -> tuple[str, Given]:
    """The text without its marks, and the title, authors, outlet and day that it gives.

    Every paragraph, heading and list item stands on the line on which it stands in the source, so
    that line numbers are the same; front matter and comments leave blank lines. The words of
    links, code and inline HTML stay; addresses, pictures and marks of footnotes go. What the front
    matter says wins over the heading of the whole, and that over what the text shows.

    :raises IngestError: nothing is left, or the marks are nested too deeply to be read.
    """
    from markdown_it import MarkdownIt

    source = _LINE_BREAK.sub("\n", source)
    fields, body = _parted(source)
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"]).disable("code")
    try:
        tokens = parser.parse(body)
    except RecursionError as error:
        raise IngestError("its Markdown is nested too deeply") from error
    text = _text(tokens)
    if not text.strip():
        raise IngestError("it holds no text beside its marks")
    heading = Given(title=clean(_heading(tokens)))
    return text, _stated(fields).or_else(heading).or_else(shown_fields(text))


def _parted(source: str) -> tuple[dict[str, Any], str]:
    """The fields of the front matter, and the source with blank lines in their place."""
    import yaml

    match = _FRONT_MATTER.match(source[:_LONGEST_FRONT_MATTER])
    if match is None:
        return {}, source.removeprefix("\ufeff")
    try:
        fields = yaml.safe_load(match["fields"])
    except (yaml.YAMLError, ValueError, RecursionError):
        fields = _plain_fields(match["fields"])
    if not isinstance(fields, dict):
        return {}, source.removeprefix("\ufeff")
    body = "\n" * match[0].count("\n") + source[match.end() :]
    return {str(key).strip().lower(): value for key, value in fields.items()}, body


def _plain_fields(lines: str) -> dict[str, Any] | None:
    """The fields of front matter that is no YAML, such as ``title: Dam: the vote``."""
    pairs = (line.partition(":") for line in lines.splitlines() if line.strip())
    return {key: value.strip() for key, colon, value in pairs if colon} or None


def _stated(fields: dict[str, Any]) -> Given:
    """What the front matter says, under the keys that site generators use."""
    outlet = next((fields[key] for key in ("outlet", "publication") if key in fields), None)
    url = next((fields[key] for key in ("url", "canonical_url") if key in fields), None)
    return Given(
        title=clean(fields.get("title")),
        authors=stated_authors(fields.get("authors", fields.get("author"))),
        outlet=clean(outlet),
        published=_day(fields.get("date", fields.get("published"))),
        url=clean(url) if str(url).startswith(("http://", "https://")) else None,
    )


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        return parse_date(value)
    return parse_date(value.isoformat()) if isinstance(value, date) else None


def _text(tokens: Iterable[Token]) -> str:
    """The blocks, each from the line on which it begins in the source."""
    lines: list[str] = []
    row: list[str] | None = None
    at = 0
    for token in tokens:
        at = token.map[0] if token.map else at
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            _put(lines, at, _BETWEEN_CELLS.join(cell for cell in row if cell))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_inline(token.children or []).strip())
        elif token.type == "inline":
            _put(lines, at, _inline(token.children or []))
        elif token.type == "fence":
            _put(lines, at + 1, token.content)
        elif token.type == "html_block":
            _put(lines, at, _unmarked(token.content))
    return "\n".join(lines).rstrip() + "\n"


def _put(lines: list[str], at: int, block: str) -> None:
    """Add the lines of a block, the first as line number ``at``, from 0, where there is room."""
    if block.strip():
        lines.extend([""] * (at - len(lines)))
        lines.extend(line.strip() for line in block.rstrip().split("\n"))


def _inline(tokens: Sequence[Token]) -> str:
    """The words of a paragraph; its lines stay lines."""
    said = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            said.append("\n")
        elif token.type == "html_inline":
            said.append(_unmarked(token.content))
        elif token.type != "image":
            said.append(token.content)
    return _NOTE_MARK.sub("", "".join(said))


def _unmarked(html: str) -> str:
    """The words of a piece of HTML, with the marks that a browser shows around quoted ones."""
    from html import unescape

    html = _UNSEEN.sub(_blank, _COMMENT.sub(_blank, html))
    html = _QUOTE_TAG.sub(lambda tag: "”" if tag[1] else "“", html)
    return unescape(_TAG.sub("", _BREAK_TAG.sub("\n", html)))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _heading(tokens: Sequence[Token]) -> str | None:
    """The words of the first heading of level 1, or else of the heading that begins the text."""
    headings = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    whole = [index for index in headings if tokens[index].tag == "h1"]
    for index in whole or headings[:1]:
        if whole or not index:
            return _inline(tokens[index + 1].children or [])
    return None
