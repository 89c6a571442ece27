"""What the look-up of copies gives: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.store.republished.credit import Credit
from quotes.store.republished.shingles import Shingles
from quotes.store.rows import ArticleRow


@dataclass(frozen=True, slots=True, eq=False)
class ArticleText:
    """A stored article with its text and what tells whether it is a copy of another.

    ``shingles`` are its runs of words, ``credits`` whose text it says that it is.
    """

    article: ArticleRow
    text: str = field(repr=False)
    shingles: Shingles = field(repr=False)
    credits: tuple[Credit, ...]
