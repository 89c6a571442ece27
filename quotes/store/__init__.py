"""Keeping extractions in a database, and finding them again."""

from __future__ import annotations

from quotes.store.rows import (
    Added,
    ArticleRow,
    PersonRow,
    PostRow,
    Query,
    QuotationRow,
    Sort,
    SpeakerRow,
    Stats,
    TopicRow,
)
from quotes.store.schema import revision, upgrade
from quotes.store.store import Store

__all__ = [
    "Added",
    "ArticleRow",
    "PersonRow",
    "PostRow",
    "Query",
    "QuotationRow",
    "Sort",
    "SpeakerRow",
    "Stats",
    "Store",
    "TopicRow",
    "revision",
    "upgrade",
]
