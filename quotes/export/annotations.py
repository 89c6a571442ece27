"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one collection with one page.

An annotation a quotation. Its bodies say who speaks (identifying), in which post (describing),
about what (tagging), and how the words are given (classifying). Each piece of the quotation is a
target of its own, since what the bodies say holds of each: the article, with the words and where
they stand. Positions count Unicode code points of the stored text from 0, the end not included; as
the text of a page may be another one, the state of the target names the stored text by its SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urlsplit

from quotes.answer import Json
from quotes.db.rows import ArticleRow, QuotationRow
from quotes.export.tabular import array, dumped
from quotes.report.records import caveats
from quotes.report.wording import post_line
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.search.selection import Selection


Named = Literal["article", "collection", "person", "quotation", "text"]

_AS_THEY_ARE = "%/:?#[]@!$&'()*+,;=~-._"


def urn(what: Named, key: str) -> str:
    """The name of a thing by its key.

    ``urn:quotes:`` is no registered namespace; such names only have to be told from one another.
    """
    return f"urn:quotes:{what}:{key}"


def web_address(url: str | None) -> str | None:
    """The URL with only such characters as a URL has; None for what is not on the web."""
    if url is None:
        return None
    stripped = url.strip()
    try:
        parts = urlsplit(stripped)
        on_the_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return quote(stripped, safe=_AS_THEY_ARE) if on_the_web else None


def article_address(article: ArticleRow) -> str:
    """The URL of an article, or its name where it has none."""
    return web_address(article.url) or urn("article", article.id)


CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a piece that tell it from the same words elsewhere."""

_COLLECTION, _PAGE = urn("collection", "quotations"), urn("collection", "quotations:1")


def annotation_collection(selection: Selection) -> Iterator[str]:
    """The collection, an annotation a line."""
    head = {
        "@context": CONTEXT,
        "id": _COLLECTION,
        "type": "AnnotationCollection",
        "label": "Quotations",
        "total": len(selection),
        "generator": {"type": "Software", "name": "quotes"},
    }
    page = {"id": _PAGE, "type": "AnnotationPage", "partOf": _COLLECTION, "startIndex": 0}
    opened = f'{dumped(head)[:-1]}, "first": {dumped(page)[:-1]}, "items": ['
    items = (
        annotation(row, article.text)
        for article in selection.articles()
        for row in article.quotations
    )
    return array(items, opened, "]}}")


def annotation(row: QuotationRow, text: str) -> Json:
    """A quotation as an annotation, without the context.

    :param text: the whole stored text of its article.
    """
    return {
        "id": urn("quotation", row.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": list(_bodies(row)),
        "target": [_target(row.article, piece, text) for piece in row.pieces],
    }


def _bodies(row: QuotationRow) -> Iterator[Json]:
    for speaker in row.speakers:
        yield _body(speaker.name, "identifying", row.article.language)
        if post := post_line(speaker):
            yield _body(post, "describing", row.article.language)
    for link in row.topics:
        yield _body(link.topic, "tagging", row.article.language)
    how = ", ".join(filter(None, (f"{row.kind} {row.act}", caveats(row))))
    yield _body(how, "classifying", "en")


def _body(value: str, purpose: str, language: str) -> Json:
    return {
        "type": "TextualBody",
        "value": value,
        "purpose": purpose,
        "format": "text/plain",
        "language": language,
    }


def _target(article: ArticleRow, piece: Span, text: str) -> Json:
    return {
        "type": "SpecificResource",
        "source": {"id": article_address(article), "type": "Text", "language": article.language},
        "state": {"type": "TimeState", "cached": urn("text", f"sha256:{article.sha256}")},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": piece.of(text),
                "prefix": text[max(0, piece.start - AROUND) : piece.start],
                "suffix": text[piece.end : piece.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
        ],
    }
