"""Addresses: of articles on the web, and names for what has none.

``urn:quotes:`` is no registered namespace; such names only have to be told from one another.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote, urlsplit

from quotes.store.rows import ArticleRow

Named = Literal["article", "collection", "organization", "person", "quotation", "text"]

_AS_THEY_ARE = "%/:?#[]@!$&'()*+,;=~-._"


def urn(what: Named, key: str) -> str:
    """The name of a thing by its key."""
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
