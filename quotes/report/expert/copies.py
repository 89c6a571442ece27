"""Articles counted once with their copies."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.check.tracing.families import copied
from quotes.store.republished.rows import ArticleText
from quotes.store.rows import ArticleRow


class Copies:
    """Which of a person's articles are one text."""

    def __init__(self, alike: Iterable[tuple[ArticleText, ArticleText]]) -> None:
        """Of these pairs those are copies that share enough text."""
        self._family: dict[str, set[str]] = {}
        for one, other in alike:
            if copied(one, other) is not None:
                ids = one.article.id, other.article.id
                joined = set(ids).union(*(self._family.get(article, ()) for article in ids))
                self._family.update(dict.fromkeys(joined, joined))

    def independent(self, articles: Iterable[ArticleRow]) -> int:
        """How many articles there are, those with their copies counted once."""
        return len({min(self._family.get(one.id, {one.id})) for one in articles})
