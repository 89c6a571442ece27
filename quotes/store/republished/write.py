"""Writing by what copies of an article can be found, when it is stored."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert

from quotes.article import Article
from quotes.store.copied import ArticleBand, ArticleCredit
from quotes.store.republished.credits import credits_of
from quotes.store.republished.minhash import bands
from quotes.store.republished.shingles import shingles


def write_republished(connection: Connection, row: int, article: Article) -> None:
    """Write the bands and the credits of an article in place of those that it has."""
    for table in (ArticleBand, ArticleCredit):
        connection.execute(delete(table).where(table.article_id == row))
    made = [{"band": band, "article_id": row} for band in bands(shingles(article.text))]
    if made:
        connection.execute(insert(ArticleBand), made)
    credited = [
        {
            "article_id": row,
            "ordinal": ordinal,
            "kind": credit.kind,
            "name": credit.name,
            "evidence_start": credit.evidence.start if credit.evidence else None,
            "evidence_end": credit.evidence.end if credit.evidence else None,
        }
        for ordinal, credit in enumerate(credits_of(article))
    ]
    if credited:
        connection.execute(insert(ArticleCredit), credited)
