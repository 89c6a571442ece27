"""What the product finds in marked articles: what speaks for it, and what of it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quotes.answer import extraction_answer
from quotes.attribution.confidence import Chance, ConfidenceInput
from quotes.ingest.registry import read
from quotes.pipeline import Extractor
from quotes.reader.component import Reader
from quotes.reader.model import Model
from quotes.types import Article, Extraction, Quotation, Span
from scripts.evaluation.reliability import verdicts
from scripts.evaluation.run import Json, marked_articles
from scripts.evaluation.score import gold_articles, judgements

POLNEAR, MARKED = "polnear", "marked"


@dataclass(frozen=True, slots=True)
class Sample:
    """A quotation with what of it is right.

    ``article`` counts the articles of its corpus. ``speakers`` and ``status`` are None where they
    cannot be judged: the words are wrong, or the marks do not tell. ``wrong_name``: it bears the
    name of somebody who is none of its speakers.
    """

    corpus: str
    article: int
    evidence: ConfidenceInput
    words: bool
    speakers: bool | None = None
    status: bool | None = None
    wrong_name: bool = False

    @property
    def right(self) -> bool:
        """Whether all that can be judged is right."""
        return self.words and self.speakers is not False and self.status is not False


@dataclass(slots=True)
class _Recorder:
    """A calibration that remembers what it was shown."""

    shown: list[ConfidenceInput] = field(default_factory=list)

    def __call__(self, evidence: ConfidenceInput) -> Chance:
        self.shown.append(evidence)
        return Chance(evidence.score, evidence.certainty, evidence.status)


def polnear_samples(path: Path, model: Model) -> Iterator[Sample]:
    """The quotations in the articles of a PolNeAR file, their words right by the joint criterion.

    A quotation that goes on with a speaker is given the mention of the one that it goes on from.
    """
    gold = marked_articles(path)
    articles = [Article(one["text"], str(path)) for one in gold]
    for number, (extraction, shown) in enumerate(_extracted(articles, model)):
        found = _attributions(extraction.quotations)
        judged = verdicts(gold[number]["attributions"], found)
        for evidence, verdict in zip(shown, judged, strict=True):
            if verdict is not None:
                yield Sample(POLNEAR, number, evidence, verdict)


def marked_samples(folders: Sequence[Path], model: Model) -> Iterator[Sample]:
    """The quotations in articles marked by hand: NAME.json with articles/NAME.txt in a folder.

    Where a folder tells any status, whatever it tells none of was said.
    """
    gold = [(doc, folder) for folder in folders for doc in _with_status(gold_articles(folder))]
    articles = [_read(folder / "articles" / f"{Path(doc['doc']).name}.txt") for doc, folder in gold]
    for number, (extraction, shown) in enumerate(_extracted(articles, model)):
        judged = judgements(gold[number][0], extraction_answer(extraction))
        for evidence, one in zip(shown, judged, strict=True):
            speakers = one.speakers if one.found else None
            yield Sample(
                MARKED, number, evidence, one.found, speakers, one.status, one.names_another
            )


def _with_status(docs: list[Json]) -> list[Json]:
    if not any("status" in quote for doc in docs for quote in doc["quotes"]):
        return docs
    return [
        {**doc, "quotes": [{"status": "said", **quote} for quote in doc["quotes"]]} for doc in docs
    ]


def _read(path: Path) -> Article:
    (article,) = read([str(path)])
    if not isinstance(article, Article):
        raise ValueError(f"{article.source}: {article.reason}")
    return article


def _extracted(
    articles: Sequence[Article], model: Model
) -> Iterator[tuple[Extraction, list[ConfidenceInput]]]:
    recorder = _Recorder()
    for extraction in Extractor(Reader(model), recorder).extract_many(articles):
        yield extraction, recorder.shown
        recorder.shown = []


def _attributions(quotations: Sequence[Quotation]) -> list[Json]:
    found: list[Json] = []
    last: list[Span] = []
    for quotation in quotations:
        mentions = sorted({s.mention for s in quotation.speakers if s.mention})
        if mentions and quotation.nested_in is None:
            last = mentions
        elif quotation.cue is None and quotation.speakers[0].name != "unknown":
            mentions = mentions or last
        found.append(
            {
                "source": [[span.start, span.end] for span in mentions],
                "cue": [[quotation.cue.start, quotation.cue.end]] if quotation.cue else [],
                "content": [[piece.start, piece.end] for piece in quotation.pieces],
            }
        )
    return found
