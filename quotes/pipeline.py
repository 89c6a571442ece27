"""The whole way from an article to what it says: reader, attribution, meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from spacy.language import Language

from quotes import __version__
from quotes.article import Article, Extraction
from quotes.attribution.attribute import attribute
from quotes.attribution.confidence import Calibrate
from quotes.ingest import byline_spans
from quotes.meaning import understand
from quotes.reader.ahead import ahead
from quotes.reader.component import Reader, reading_of
from quotes.reader.encode import blank_english
from quotes.reader.model import Model
from quotes.reader.reading import Reading


@dataclass(frozen=True, slots=True)
class Pending:
    """An article that the network is reading, or has read."""

    article: Article
    _finish: Callable[[Article, Reading], Extraction]
    _reading: Future[Reading]

    def extraction(self) -> Extraction:
        """Everything that is found in the article; raises whatever went wrong with it."""
        return self._finish(self.article, self._reading.result())


class Extractor:
    """Articles in, extractions out, with one model held in memory.

    ``program`` is the version of this package and ``model`` the SHA-256 of the weights; together
    they say whether an article would be read the same way again.
    """

    def __init__(self, reader: Reader, calibrate: Calibrate | None = None) -> None:
        """``calibrate`` gives the confidence of a quotation; by default the shipped calibration."""
        self._reader = reader
        self._calibrate = calibrate
        self._language: Language = blank_english()
        self.program = __version__
        self.model = reader.model.sha256

    @classmethod
    def load(cls, threads: int | None = None) -> Extractor:
        """The extractor with the shipped model, on all cores or on ``threads`` of them."""
        return cls(Reader(Model.shipped(threads)))

    def extract(self, article: Article) -> Extraction:
        """Everything that is found in one article."""
        return self._extraction(article, self._read(article))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order; the next ones are read meanwhile."""
        for pending in self.begin(articles):
            yield pending.extraction()

    def begin(self, articles: Iterable[Article]) -> Iterator[Pending]:
        """The articles, in order, each with its extraction to be asked for.

        The next articles are read by the network, in a thread of its own, while the caller works
        with an article; each is read by itself, so that its neighbours change nothing in it.
        """
        for article, reading in ahead(self._read, articles):
            yield Pending(article, self._extraction, reading)

    def _read(self, article: Article) -> Reading:
        return reading_of(self._reader(self._language.make_doc(article.text)))

    def _extraction(self, article: Article, reading: Reading) -> Extraction:
        found = attribute(reading, article, byline_spans(article.text), self._calibrate)
        return Extraction(
            article=article,
            people=found.people,
            organizations=found.organizations,
            quotations=understand(reading.doc, found.quotations),
            program=self.program,
            model=self.model,
        )
