"""Which of some articles may be copies of one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.store.chunks import chunks
from quotes.store.copied import ArticleBand
from quotes.store.models import Article
from quotes.store.republished.copies import Copies
from quotes.store.republished.rows import ArticleText

Alike = tuple[tuple[ArticleText, ArticleText], ...]


def alike(session: Session, copies: Copies, articles: Iterable[str]) -> Alike:
    """The pairs of these articles, by their public ids, that have a band of text in common.

    Whether they share enough to be copies is still to be seen.
    """
    having: dict[int, list[str]] = defaultdict(list)
    wanted = select(ArticleBand.band, Article.public_id).join(
        Article, Article.id == ArticleBand.article_id
    )
    for part in chunks(articles):
        for band, article in session.execute(wanted.where(Article.public_id.in_(part))):
            having[band].append(article)
    pairs = sorted({pair for there in having.values() for pair in combinations(sorted(there), 2)})
    texts = copies.read({article for pair in pairs for article in pair})
    return tuple((texts[one], texts[other]) for one, other in pairs)
