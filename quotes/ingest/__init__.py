"""Bytes -> :class:`~quotes.article.Article`: text, Markdown, Word, HTML pages, JSON lines.

Plain text is stored as it was decoded; text taken out of a page, of Markdown or of a Word document
as the extractor gave it. Title, authors, outlet and day are what the user, the record, the source
or the text itself says, never a guess.
"""

from __future__ import annotations

from quotes.ingest.given import Failure, Given
from quotes.ingest.reading import read
from quotes.ingest.shown import byline_spans

__all__ = ["Failure", "Given", "byline_spans", "read"]
