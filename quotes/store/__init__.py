"""Keeping extractions in a database, and finding them again."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quotes.db.rows import (
    Added,
    ArticleRow,
    DecisionRow,
    MaybeRow,
    PersonRow,
    PostRow,
    Query,
    QuotationRow,
    Sort,
    SpeakerRow,
    Stats,
    TopicRow,
)

if TYPE_CHECKING:
    from quotes.db.schema import revision
    from quotes.store.store import Store, upgrade

__all__ = [
    "Added",
    "ArticleRow",
    "DecisionRow",
    "MaybeRow",
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

_MODULES = {
    "Store": "quotes.store.store",
    "revision": "quotes.db.schema",
    "upgrade": "quotes.store.store",
}


def __getattr__(name: str) -> object:
    """SQLAlchemy and Alembic are loaded when a database is first asked for, not before."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
