"""The whole way from an article to what it says: reader, attribution, meaning.

:class:`Extractor` goes it for the program; the spaCy component ``quotes`` goes it up to attribution
for a pipeline of one's own:

>>> import spacy
>>> nlp = spacy.blank("en")
>>> component = nlp.add_pipe("quotes")
>>> doc = nlp("“The ferry is late,” said Ines Okafor, the harbour master of Tern Bay.")
>>> (quotation,) = doc._.quotations
>>> quotation.text(doc.text)
'“The ferry is late,”'
>>> quotation.speakers[0].name, quotation.speakers[0].affiliation.role
('Ines Okafor', 'harbour master')
>>> [(span.text, span.label_) for span in doc.spans["quotations"]]
[('“The ferry is late,”', 'direct')]
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from quotes import __version__
from quotes.attribution.attribute import attribute
from quotes.attribution.confidence import Calibrate
from quotes.attribution.told_terms import with_terms
from quotes.ingest.credits import credits_of
from quotes.ingest.header import byline_spans, line_notices
from quotes.ingest.lists import shipped_topics
from quotes.meaning.sides import StanceModel
from quotes.meaning.understand import understand
from quotes.meaning.vectors import Encoder, passage_vectors
from quotes.meaning.vocabulary import Vocabulary
from quotes.reader.component import ASSIGNED, Reader, ahead, reading_of
from quotes.reader.encode import blank_english
from quotes.reader.model import Model
from quotes.reader.reading import Reading
from quotes.text.shingles import bands, shingles
from quotes.types import Article, Extraction, Quotation


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

    ``program`` is the version of this package and ``model`` the SHA-256 of the weights that read
    and judge; together they say whether an article would be read the same way again.
    """

    def __init__(
        self,
        reader: Reader,
        calibrate: Calibrate | None = None,
        vocabulary: Vocabulary | None = None,
        stances: StanceModel | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        """``calibrate`` gives the confidence of a quotation; by default the shipped calibration.
        ``vocabulary`` are the curated topics to look for; by default the shipped ones. ``stances``
        says which side quotations take and ``encoder`` makes their vectors; without them they get
        none."""
        self._reader = reader
        self._stances = stances
        self._calibrate = calibrate
        self._vocabulary = vocabulary or Vocabulary(shipped_topics())
        self._encoder = encoder
        self._language: Language = blank_english()
        self.program = __version__
        self.model = _joint_hash(reader.model.sha256, stances.sha256 if stances else None)

    @classmethod
    def load(
        cls,
        threads: int | None = None,
        vocabulary: Vocabulary | None = None,
        *,
        vectors: bool = False,
    ) -> Extractor:
        """The extractor with the shipped models, on all cores or on ``threads`` of them.

        ``vectors``: whether quotations get vectors, which only a database has a use for.
        """
        encoder = Encoder.shipped(threads) if vectors else None
        return cls(
            Reader(Model.shipped(threads, spinning=False)),
            vocabulary=vocabulary,
            stances=StanceModel.shipped(),
            encoder=encoder,
        )

    def extract(self, article: Article) -> Extraction:
        """Everything that is found in one article."""
        return self._extraction(article, self.read(article))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order; the next ones are read meanwhile."""
        for pending in self.begin(articles):
            yield pending.extraction()

    def begin(self, articles: Iterable[Article]) -> Iterator[Pending]:
        """The articles, in order, each with its extraction to be asked for.

        The next articles are read by the network, in a thread of its own, while the caller works
        with an article; each is read by itself, so that its neighbours change nothing in it.
        """
        for article, reading in ahead(self.read, articles):
            yield Pending(article, self._extraction, reading)

    def read(self, article: Article) -> Reading:
        """What the reader makes of an article's text."""
        return reading_of(self._reader(self._language.make_doc(article.text)))

    def _extraction(self, article: Article, reading: Reading) -> Extraction:
        lines = line_notices(article.text)
        found = attribute(reading, article, byline_spans(lines), self._calibrate)
        layout = reading.layout
        made = Extraction(
            article=article,
            people=found.people,
            organizations=found.organizations,
            quotations=self._placed(
                article.text,
                understand(reading.doc, found.quotations, self._vocabulary, self._stances),
            ),
            program=self.program,
            model=self.model,
            vector_model=self._encoder.sha256 if self._encoder else None,
            credits=credits_of(article, layout, lines),
            bands=tuple(bands(shingles(article.text, layout))),
            vector=self._encoder.encode([article.text])[0].tobytes() if self._encoder else None,
        )
        return with_terms(made)

    def _placed(self, text: str, quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
        """The quotations of a text with their vectors, if there is an encoder."""
        if self._encoder is None:
            return quotations
        passages = [(q.text(text), q.context.of(text) if q.context else "") for q in quotations]
        vectors = passage_vectors(self._encoder, passages)
        return tuple(
            replace(quotation, vector=vector.tobytes())
            for quotation, vector in zip(quotations, vectors, strict=True)
        )


def _joint_hash(reader: str, stances: str | None) -> str:
    """The SHA-256 of one model, or of the hashes of both."""
    if stances is None:
        return reader
    return hashlib.sha256(f"{reader}\n{stances}".encode()).hexdigest()


# The spaCy component.


_EXTENSIONS = ("quotations", "people", "organizations")


class QuotationsComponent:
    """A spaCy component that leaves the quotations of a text on its Doc, with their speakers.

    ``doc._.quotations`` is a tuple of :class:`~quotes.types.Quotation` in reading order: pieces
    (characters of ``doc.text``), cue, kind, confidence, and speakers with the names that they
    resolve to and their affiliations. ``doc._.people`` and ``doc._.organizations`` are those that
    the text names. The span group ``quotations`` has a span for each piece, labelled with its kind
    and with the quotation's id as ``id_``. What :class:`~quotes.reader.component.Reader` sets is
    set too.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        for extension in _EXTENSIONS:
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return _with_quotations(self._reader(doc))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """Read documents in order; ``batch_size`` is spaCy's, and nothing depends on it."""
        return map(_with_quotations, self._reader.pipe(stream, batch_size))


def _with_quotations(doc: Doc) -> Doc:
    reading = reading_of(doc)
    found = attribute(
        reading, Article(text=reading.text, source="-"), byline_spans(line_notices(reading.text))
    )
    for extension in _EXTENSIONS:
        doc._.set(extension, getattr(found, extension))
    doc.spans["quotations"] = [
        TokenSpan(doc, tokens.start, tokens.end, label=quotation.kind, span_id=quotation.id)
        for quotation in found.quotations
        for piece in quotation.pieces
        if (tokens := doc.char_span(piece.start, piece.end, alignment_mode="expand")) is not None
    ]
    return doc


def make_component(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    threads: int | None = None,
    lemmas: bool = True,
) -> QuotationsComponent:
    """The component for a spaCy pipeline: ``spacy.blank("en").add_pipe("quotes")``."""
    return QuotationsComponent(Reader(Model.shipped(threads), lemmas))


Language.factory(
    "quotes",
    default_config={"threads": None, "lemmas": True},
    assigns=[*ASSIGNED, *(f"doc._.{extension}" for extension in _EXTENSIONS)],
    func=make_component,
)
