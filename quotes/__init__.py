"""quotes: who said what, who are they, and did they really say it?

>>> import quotes
>>> extraction = quotes.read("article.txt")  # doctest: +SKIP
>>> with quotes.Archive("quotes.db") as archive:  # doctest: +SKIP
...     archive.add(extraction)
...     archive.search(quotes.Query("water price"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from quotes.archive import Archive, Report, read, read_article
    from quotes.db.engine import revision
    from quotes.db.rows import Query, Rows
    from quotes.errors import IngestError, QuotesError, StoreError, UsageError
    from quotes.stances.standpoints import StanceQuery
    from quotes.store.dossier import DossierQuery
    from quotes.store.store import upgrade
    from quotes.types import (
        Article,
        Claim,
        Contact,
        CuratedTopic,
        Extraction,
        Person,
        Quotation,
        Span,
        Speaker,
    )

__all__ = [
    "Archive",
    "Article",
    "Claim",
    "Contact",
    "CuratedTopic",
    "DossierQuery",
    "Extraction",
    "IngestError",
    "Person",
    "Query",
    "Quotation",
    "QuotesError",
    "Report",
    "Rows",
    "Span",
    "Speaker",
    "StanceQuery",
    "StoreError",
    "UsageError",
    "read",
    "read_article",
    "revision",
    "upgrade",
]

_ROOMS = {
    "quotes.archive": ("Archive", "Report", "read", "read_article"),
    "quotes.db.rows": ("Query", "Rows"),
    "quotes.db.engine": ("revision",),
    "quotes.errors": ("IngestError", "QuotesError", "StoreError", "UsageError"),
    "quotes.stances.standpoints": ("StanceQuery",),
    "quotes.store.dossier": ("DossierQuery",),
    "quotes.store.store": ("upgrade",),
}


def __getattr__(name: str) -> object:
    """What is public is loaded when it is first asked for: importing the package costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    rooms = (room for room, names in _ROOMS.items() if name in names)
    return getattr(import_module(next(rooms, "quotes.types")), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
