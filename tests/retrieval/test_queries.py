"""The judged queries are what they say they are, and the search finds their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from quotes.pipeline import Extractor
from scripts.evaluation import floor
from scripts.evaluation.retrieval import (
    QUERIES,
    SEEDS,
    Result,
    floor_figures,
    folders,
    measured,
    misses,
    texts,
)
from scripts.evaluation.retrieval_queries import Judged, Passage, load, stems

OWN = {"seeds": SEEDS}
SHARED = Path("../shared")
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")


@pytest.fixture(scope="module")
def queries() -> list[Judged]:
    return load(QUERIES)


@pytest.fixture(scope="module")
def ways(queries: list[Judged]) -> Mapping[str, list[Result]]:
    return measured(queries, OWN, Extractor.load(vectors=True))


def words(answer: Passage, text: str) -> str:
    return " ".join(piece.of(text) for piece in answer.pieces)


def check_texts(queries: list[Judged], texts: Mapping[str, str]) -> None:
    """The answers lie in these texts; and they share no word with the query, or some, by half."""
    for judged in queries:
        asked, *answered = stems(
            [judged.query, *(words(answer, texts[answer.doc]) for answer in judged.answers)]
        )
        assert asked, judged.query
        shared = [asked & of_answer for of_answer in answered]
        assert any(shared) == (judged.half == "shared-words"), (judged.query, shared)
        for answer in judged.answers:
            text = texts[answer.doc]
            assert all(piece.end <= len(text) for piece in answer.pieces)
            assert all(piece.of(text) == piece.of(text).strip() for piece in answer.pieces)


def test_there_are_enough_and_half_of_them_in_other_words(queries: list[Judged]) -> None:
    halves = Counter(judged.half for judged in queries)
    assert len(queries) >= 100
    assert halves["other-words"] == halves["shared-words"]
    own = texts(OWN)
    assert sum(judged.within(own) for judged in queries) >= 100


def test_no_query_stands_twice_and_no_answer_twice_in_one(queries: list[Judged]) -> None:
    assert len({judged.query.lower() for judged in queries}) == len(queries)
    for judged in queries:
        assert 1 <= len(set(judged.answers)) == len(judged.answers) <= 10, judged.query


def test_pieces_stand_in_reading_order(queries: list[Judged]) -> None:
    for judged in queries:
        for answer in judged.answers:
            pairs = zip(answer.pieces, answer.pieces[1:], strict=False)
            assert all(one.end <= other.start for one, other in pairs), judged.query


def test_answers_in_the_samples_are_in_their_half(queries: list[Judged]) -> None:
    own = texts(OWN)
    check_texts([judged for judged in queries if judged.within(own)], own)


@needs_shared
def test_all_answers_are_in_their_half(queries: list[Judged]) -> None:
    check_texts(queries, texts(folders(SHARED)))


def test_most_answers_are_found(ways: Mapping[str, list[Result]]) -> None:
    product, *_ = ways.values()
    figures, held = floor_figures(product), floor.held()
    sunk = {name: value for name, value in figures.items() if value < held[name]}
    assert not sunk, misses(product)


def test_meaning_finds_what_words_do_not(ways: Mapping[str, list[Result]]) -> None:
    product, _, any_word, _ = (floor_figures(rows) for rows in ways.values())
    gain = product["retrieval_other_words_recall"] - any_word["retrieval_other_words_recall"]
    assert gain >= 20
