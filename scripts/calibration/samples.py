"""What the product finds in marked articles: what speaks for it, and whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quotes.answer import quotation_answer
from quotes.attribution.attribute import ConfidenceInput
from quotes.ingest.registry import read
from quotes.pipeline import Extractor
from quotes.reader.component import Reader
from quotes.reader.model import Model
from quotes.types import Article, Extraction, Quotation, Span
from scripts.evaluation.reliability import verdicts
from scripts.evaluation.run import Json, marked_articles
from scripts.evaluation.score import gold_articles, score


@dataclass(frozen=True, slots=True)
class Sample:
    """A quotation that is right or wrong; ``article`` counts the articles of its corpus."""

    corpus: str
    article: int
    evidence: ConfidenceInput
    right: bool


@dataclass(slots=True)
class _Recorder:
    """A calibration that changes nothing and remembers what it was shown."""

    shown: list[ConfidenceInput] = field(default_factory=list)

    def __call__(self, evidence: ConfidenceInput) -> float:
        self.shown.append(evidence)
        return evidence.score


def polnear_samples(path: Path, model: Model) -> Iterator[Sample]:
    """The quotations in the articles of a PolNeAR file, right or wrong by the joint criterion.

    A quotation that goes on with a speaker is given the mention of the one that it goes on from.
    """
    gold = marked_articles(path)
    articles = [Article(one["text"], str(path)) for one in gold]
    for number, (extraction, shown) in enumerate(_extracted(articles, model)):
        found = _attributions(extraction.quotations)
        judged = verdicts(gold[number]["attributions"], found)
        for evidence, verdict in zip(shown, judged, strict=True):
            if verdict is not None:
                yield Sample("polnear", number, evidence, verdict)


def hand_samples(folders: Sequence[tuple[Path, Path]], model: Model) -> Iterator[Sample]:
    """The quotations in articles marked by hand; right are those whose speakers are right too.

    ``folders`` are pairs of a folder of marks and the folder of its articles, texts by the name
    that the mark gives.
    """
    gold = [(doc, texts) for marks, texts in folders for doc in gold_articles(marks)]
    paths = [str(texts / f"{Path(doc['doc']).name}.txt") for doc, texts in gold]
    articles = [_read(path) for path in paths]
    for number, (extraction, shown) in enumerate(_extracted(articles, model)):
        doc = gold[number][0]
        for evidence, quotation in zip(shown, extraction.quotations, strict=True):
            yield Sample("hand", number, evidence, _is_right(doc, extraction.article, quotation))


def _read(path: str) -> Article:
    (article,) = read([path])
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


def _is_right(doc: Json, article: Article, quotation: Quotation) -> bool:
    """Whether a quotation alone would earn full marks for what was said and by whom."""
    answer = {
        "article": {"source": article.source},
        "quotes": [quotation_answer(quotation, article.text)],
        "people": [],
    }
    return score([doc], [answer]).attributed.precision > 0


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
