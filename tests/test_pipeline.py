from __future__ import annotations

import doctest
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType

import pytest
import spacy

from quotes import pipeline
from quotes.meaning.vectors import WIDTH, Encoder
from quotes.pipeline import Extractor
from quotes.reader.component import Reader
from quotes.reader.model import Model
from quotes.text.marks import quoted_in
from quotes.text.paragraphs import lines_of, paragraphs
from quotes.types import Article

TEXTS = (
    "“The ferry is late again,” said Ines Okafor, the harbour master of Tern Bay.",
    "",
    "Paul Rennick told reporters that the quay would be closed in March.",
    "Nobody answered.",
)
TOO_LONG = "quay " * 250_000
"""More characters than the tokenizer takes."""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(1)


def articles(*texts: str) -> list[Article]:
    return [Article(text=text, source=f"{number}.txt") for number, text in enumerate(texts)]


def test_articles_together_give_what_each_gives_alone(extractor: Extractor) -> None:
    together = list(extractor.extract_many(articles(*TEXTS)))
    assert together == [extractor.extract(article) for article in articles(*TEXTS)]
    assert [len(one.quotations) > 0 for one in together] == [True, False, True, False]


def test_a_failure_belongs_to_its_article(extractor: Extractor) -> None:
    found = []
    for pending in extractor.begin(articles(TEXTS[0], TOO_LONG, TEXTS[2])):
        try:
            found.append(len(pending.extraction().quotations))
        except ValueError:
            found.append(-1)
    assert found[0] > 0
    assert found[1] == -1
    assert found[2] > 0


def test_vectors_are_made_only_where_they_are_asked_for(extractor: Extractor) -> None:
    (article,) = articles(TEXTS[0])
    without, placed = (one.extract(article) for one in (extractor, Extractor.load(1, vectors=True)))
    assert without.vector_model is None
    assert {quotation.vector for quotation in without.quotations} == {None}
    assert placed.vector_model == Encoder.shipped().sha256
    assert {len(quotation.vector or b"") for quotation in placed.quotations} == {WIDTH}
    assert [replace(quotation, vector=None) for quotation in placed.quotations] == list(
        without.quotations
    )


def test_the_model_is_all_weights_that_an_answer_hangs_on(extractor: Extractor) -> None:
    reader = Extractor(Reader(Model.shipped(1)))
    assert reader.model == Model.shipped(1).sha256
    assert len(extractor.model) == len(reader.model)
    assert extractor.model != reader.model
    assert extractor.model == Extractor.load(1).model
    (article,) = articles(TEXTS[0])
    assert not any(quotation.stances for quotation in reader.extract(article).quotations)


def calls(work: Callable[[], object], code: set[CodeType]) -> Counter[str]:
    """How often functions are entered while the work is done."""
    counts: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in code:
            counts[frame.f_code.co_name] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counts


def test_the_layout_of_an_article_is_found_once() -> None:
    extractor = Extractor.load(1, vectors=True)
    text = "\n\n".join([TEXTS[0], "“We said ‘no’ to it,” she added.", TEXTS[2]])
    (article,) = articles(text)
    once = {function.__code__ for function in (paragraphs, quoted_in, lines_of)}
    counts = calls(lambda: extractor.extract(article), once)
    assert counts == {"paragraphs": 1, "quoted_in": 1, "lines_of": 1}


def test_the_component_leaves_the_quotations_on_the_doc(extractor: Extractor) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"threads": 1})
    for doc, text in zip(nlp.pipe(TEXTS), TEXTS, strict=True):
        article = Article(text=text, source="-")
        expected = extractor.extract(article)
        assert doc.text == article.text
        assert doc._.people == expected.people
        assert doc._.organizations == expected.organizations
        assert [replace(q, topics=(), stances=()) for q in expected.quotations] == list(
            doc._.quotations
        )
        spans = [(span.text, span.label_, span.id_) for span in doc.spans["quotations"]]
        assert spans == [
            (piece.of(article.text), quotation.kind, quotation.id)
            for quotation in doc._.quotations
            for piece in quotation.pieces
        ]
        assert bool(list(doc.sents)) == bool(article.text)


def test_the_example_of_the_component_is_true() -> None:
    assert doctest.testmod(pipeline).attempted > 5
    assert doctest.testmod(pipeline).failed == 0


def test_spacy_finds_the_components_by_their_entry_points() -> None:
    project = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf8"))
    factories = project["project"]["entry-points"]["spacy_factories"]
    assert set(factories) == {"quotes", "quotes_reader"}
    for name, target in factories.items():
        module, function = target.split(":")
        assert callable(getattr(import_module(module), function))
        assert spacy.blank("en").get_factory_meta(name).factory == name
