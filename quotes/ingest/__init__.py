"""Bytes -> :class:`~quotes.article.Article`: text in any encoding, HTML pages, JSON lines.

The text is stored as it was decoded, or as :mod:`trafilatura` extracted it from a page; title,
authors, outlet and day are what the user, the record, the page or the text itself says, never a
guess.
"""

from __future__ import annotations

from quotes.ingest.given import Failure, Given
from quotes.ingest.reading import read
from quotes.ingest.shown import byline_spans

__all__ = ["Failure", "Given", "byline_spans", "read"]
