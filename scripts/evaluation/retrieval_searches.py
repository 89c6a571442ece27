"""The articles of the judged queries in a real database, and the ways to search it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from quotes.db.matching import CURRENT
from quotes.db.rows import Query
from quotes.db.tables import QuotationTable
from quotes.db.vectors import nearest
from quotes.ingest.metadata import Failure
from quotes.ingest.read import read
from quotes.meaning.vectors import Encoder
from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.types import Article
from scripts.evaluation.retrieval_queries import Passage, content_words

SEEDS = Path("seeds/articles")
MOST = 50
"""Results that are asked for; the first ten count, the others tell how near a miss was."""

Search = Callable[[str], list[Passage]]

_ANY_WORD = text(
    "SELECT quotations.public_id FROM quotation_search "
    "JOIN quotations ON quotations.id = quotation_search.rowid "
    "WHERE quotation_search MATCH :words "
    "ORDER BY bm25(quotation_search, 4.0, 1.0), quotations.id LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles as ``quotes add`` stores them: names, and the quotations found in them.

    ``docs`` are the names of the articles, ``quotations`` stand by their public ids.
    """

    docs: frozenset[str]
    quotations: Mapping[str, Passage]

    def holds(self, answer: Passage) -> bool:
        """Whether the reader found the quotation at all."""
        return any(answer.agrees(found) for found in self.quotations.values())


def folders(shared: Path) -> dict[str, Path]:
    """The folders of articles that are there, by prefix: the samples, and the marked news."""
    gold = shared / "gold/articles"
    return {"seeds": SEEDS} | ({"gold": gold} if gold.is_dir() else {})


def texts(folders: Mapping[str, Path]) -> dict[str, str]:
    """The stored texts of the articles in some folders, by their names."""
    return {doc: article.text for doc, article in _articles(folders).items()}


def collect(folders: Mapping[str, Path], store: Store, extractor: Extractor) -> Collection:
    """Read the articles of some folders and put them into the store, which has no others."""
    articles = _articles(folders)
    quotations: dict[str, Passage] = {}
    for doc, found in zip(articles, extractor.extract_many(articles.values()), strict=True):
        store.add(found)
        quotations |= {one.id: Passage(doc, one.pieces) for one in found.quotations}
    return Collection(frozenset(articles), quotations)


def searches(store: Store, collection: Collection) -> dict[str, Search]:
    """Every way to search the collection in this store, by its name in the table.

    The first is the product's, the others are what it is compared with.
    """
    encoder = Encoder.shipped()

    def found(query: Query) -> list[Passage]:
        return [collection.quotations[row.id] for row in store.search(query)]

    def nearest_alone(session: Session, text: str) -> list[str]:
        (asked,) = encoder.encode([text])
        near = nearest(session, asked, encoder.sha256, CURRENT, least=-1.0)
        public = dict(session.execute(select(QuotationTable.id, QuotationTable.public_id)).all())
        return [public[row] for row in near.best(MOST)]

    def any_word(session: Session, text: str) -> list[str]:
        expression = " OR ".join(f'"{word}"' for word in content_words(text))
        asked = {"words": expression, "most": MOST}
        return list(session.scalars(_ANY_WORD, asked)) if expression else []

    def directly(ids: Callable[[Session, str], list[str]], text: str) -> list[Passage]:
        engine = create_engine(store.url)
        try:
            with Session(engine) as session:
                return [collection.quotations[one] for one in ids(session, text)]
        finally:
            engine.dispose()

    return {
        "meaning and words": lambda text: found(Query(about=text, limit=MOST)),
        "vectors alone": partial(directly, nearest_alone),
        "FTS5, any word": partial(directly, any_word),
        "FTS5, all words": lambda text: found(Query(text=text, limit=MOST)),
    }


def _articles(folders: Mapping[str, Path]) -> dict[str, Article]:
    articles: dict[str, Article] = {}
    for prefix, folder in folders.items():
        for article in read([str(folder)]):
            if isinstance(article, Failure):
                raise ValueError(f"{article.source}: {article.reason}")
            articles[f"{prefix}/{Path(article.source).name}"] = article
    return articles
