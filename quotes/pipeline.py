"""The whole way from an article to what it says: reader, attribution, meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from spacy.language import Language

from quotes import __version__
from quotes.article import Article, Extraction
from quotes.attribution.attribute import attribute
from quotes.ingest import byline_spans
from quotes.meaning import understand
from quotes.reader.component import Reader, reading_of
from quotes.reader.encode import blank_english
from quotes.reader.model import Model
from quotes.reader.reading import Reading


class Extractor:
    """Articles in, extractions out, with one model held in memory.

    ``program`` is the version of this package and ``model`` the SHA-256 of the weights; together
    they say whether an article would be read the same way again.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._language: Language = blank_english()
        self.program = __version__
        self.model = reader.model.sha256

    @classmethod
    def load(cls, threads: int | None = None) -> Extractor:
        """The extractor with the shipped model, on all cores or on ``threads`` of them."""
        return cls(Reader(Model.shipped(threads)))

    def extract(self, article: Article) -> Extraction:
        """Everything that is found in one article."""
        return next(self.extract_many([article]))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order; several are read at a time."""
        ahead, behind = tee(articles)
        docs = self._reader.pipe(self._language.make_doc(article.text) for article in ahead)
        for article, doc in zip(behind, docs, strict=True):
            yield self._extraction(article, reading_of(doc))

    def _extraction(self, article: Article, reading: Reading) -> Extraction:
        people, quotations = attribute(reading, article, byline_spans(article.text))
        return Extraction(
            article=article,
            people=people,
            quotations=understand(reading.doc, quotations),
            program=self.program,
            model=self.model,
        )
