from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from quotes.article import Article, Extraction, Quotation, Stance
from quotes.meaning import understand
from quotes.meaning.phrases import phrases_of
from quotes.meaning.places import Places
from quotes.meaning.stances.candidates import Candidates, Passage
from quotes.meaning.stances.model import StanceModel
from quotes.meaning.stances.stances import MOST, SURE
from quotes.pipeline import Extractor

HARBOUR = """\
The council of Tern Bay met on Monday.

“We oppose the harbour tax,” said Odalys Brenner, who leads the fishermen's guild.

Mayor Paul Rennick praised the rescue crews.

“The ferry leaves at nine,” said Ines Okafor, the harbour master.
"""
WATER = """\
Deputies in Corvane welcomed the new water law on Friday.

“The water law is excellent. We support the water law, we support cleaner wells and we are proud \
of the engineers,” said Tobias Elm, the deputy for Lower Saar. “We reject the lawsuit. We condemn \
the smear campaign, and we despise the drilling lobby and its threats.”

Hydrologist Mina Corvo condemned the drilling of deep wells and called the water law a failure.
"""
STRIKE = """\
“The strike will last two days,” said union clerk Nora Tveit.

The bishop condemned the attack on the school. “This cowardly attack on the school was an attack \
on all of us,” he said.
"""
TEXTS = (HARBOUR, WATER, STRIKE)


@pytest.fixture(scope="module")
def extractions(extractor: Extractor) -> Mapping[str, Extraction]:
    articles = [Article(text=text, source="-") for text in TEXTS]
    return {one.article.text: one for one in extractor.extract_many(articles)}


def said(extraction: Extraction, words: str) -> Quotation:
    text = extraction.article.text
    (found,) = [one for one in extraction.quotations if words in one.text(text)]
    return found


def sides(extraction: Extraction, words: str) -> dict[str, str]:
    return {one.target: one.polarity for one in said(extraction, words).stances}


def test_the_side_of_a_speaker(extractions: Mapping[str, Extraction]) -> None:
    assert sides(extractions[HARBOUR], "We oppose")["harbour tax"] == "oppose"
    assert sides(extractions[WATER], "is excellent")["water law"] == "support"


def test_the_side_that_the_cue_takes(extractions: Mapping[str, Extraction]) -> None:
    assert sides(extractions[HARBOUR], "the rescue crews") == {"rescue crews": "support"}
    assert sides(extractions[WATER], "the new water law") == {"new water law": "support"}
    assert sides(extractions[STRIKE], "the attack on")["attack"] == "oppose"


def test_a_bare_fact_takes_none(extractions: Mapping[str, Extraction]) -> None:
    assert sides(extractions[HARBOUR], "The ferry leaves") == {}
    assert sides(extractions[STRIKE], "The strike will last") == {}


def passages(extractor: Extractor, extraction: Extraction) -> Iterator[tuple[Passage, Stance]]:
    """Every stance with the passage that its target stands in."""
    doc = extractor.read(extraction.article).doc
    candidates = Candidates(doc, Places(doc), phrases_of(doc))
    for quotation in extraction.quotations:
        for stance in quotation.stances:
            found = [
                passage
                for passage in candidates.of(quotation)
                if stance.target in {one.target for one in passage.candidates}
            ]
            assert found, stance
            yield found[0], stance


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_stand_in_the_article_beside_the_quotation(
    extractor: Extractor, extractions: Mapping[str, Extraction], text: str
) -> None:
    pairs = list(passages(extractor, extractions[text]))
    assert pairs
    for passage, stance in pairs:
        assert stance.words is not None
        assert stance.words.of(text).strip()
        assert passage.span.start <= stance.words.start < stance.words.end <= passage.span.end
        assert stance.words.of(text) != stance.target


@pytest.mark.parametrize("text", TEXTS)
def test_only_sure_ones_best_first_and_not_too_many(
    extractions: Mapping[str, Extraction], text: str
) -> None:
    for quotation in extractions[text].quotations:
        scores = [one.score for one in quotation.stances]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= MOST
        assert all(SURE <= score <= 1 for score in scores)
        assert all(one.polarity != "neutral" for one in quotation.stances)
        assert all(one.origin == "machine" for one in quotation.stances)


def test_a_quotation_of_many_sides_tells_the_surest(
    extractions: Mapping[str, Extraction],
) -> None:
    assert len(said(extractions[WATER], "is excellent").stances) == MOST


def test_a_phrase_is_not_told_beside_a_longer_one(extractions: Mapping[str, Extraction]) -> None:
    for extraction in extractions.values():
        for quotation in extraction.quotations:
            for one in quotation.stances:
                longer = [
                    other.target
                    for other in quotation.stances
                    if other.polarity == one.polarity and other.target != one.target
                ]
                assert not any(one.target in other for other in longer), quotation.stances
    found = sides(extractions[WATER], "drilling of deep wells")
    assert found["drilling of deep wells"] == "oppose"
    assert "deep wells" not in found


@pytest.mark.parametrize("text", TEXTS)
def test_other_quotations_change_nothing(
    extractor: Extractor, extractions: Mapping[str, Extraction], text: str
) -> None:
    doc, model = extractor.read(extractions[text].article).doc, StanceModel.shipped()
    for quotation in extractions[text].quotations:
        (alone,) = understand(doc, [quotation], stances=model)
        assert alone.stances == quotation.stances


def test_without_a_model_none_are_told(
    extractor: Extractor, extractions: Mapping[str, Extraction]
) -> None:
    extraction = extractions[WATER]
    doc = extractor.read(extraction.article).doc
    found = understand(doc, extraction.quotations)
    assert [one.stances for one in found] == [()] * len(found)
