from __future__ import annotations

import numpy as np

from quotes.meaning.vocabulary.likeness import (
    FEWEST_WORDS,
    LEAST,
    LEAST_ALONE,
    MOST,
    Meant,
    Said,
    similar,
)
from quotes.meaning.vocabulary.vocabulary import Vocabulary
from quotes.vocabulary import CuratedTopic

VOCABULARY = Vocabulary(
    (
        CuratedTopic("sea"),
        CuratedTopic("tides", parent="sea"),
        CuratedTopic("trains"),
        CuratedTopic("music"),
    )
)
LABELS = tuple(topic.label for topic in VOCABULARY.topics)
MEANT = Meant(LABELS, (np.eye(4, 384) * 127).astype(np.int8), "m")


def said(*parts: float, words: int = FEWEST_WORDS, names: tuple[str, ...] = ()) -> Said:
    vector = np.zeros(384, np.int8)
    vector[: len(parts)] = [round(127 * part) for part in parts]
    rest = max(0.0, 1 - sum(part**2 for part in parts)) ** 0.5
    vector[100] = round(127 * rest)
    return Said(vector, words, frozenset(names))


def found(*article: Said) -> list[list[str]]:
    links = similar(article, VOCABULARY, MEANT)
    assert all(link.origin == "similarity" and link.score >= LEAST for row in links for link in row)
    return [[link.topic for link in row] for row in links]


def test_a_topic_that_the_article_names_elsewhere() -> None:
    close = LEAST + 0.05
    assert found(said(0, 0, close), said(0, names=("trains",))) == [["trains"], []]
    assert found(said(0, 0, close), said(0)) == [[], []]
    assert found(said(0, 0, close, names=("music",))) == [[]]


def test_very_close_ones_need_no_words() -> None:
    assert found(said(0, 0, LEAST_ALONE + 0.05)) == [["trains"]]


def test_short_quotations_mean_too_much() -> None:
    assert found(said(0, 0, 0.9, words=FEWEST_WORDS - 1)) == [[]]


def test_what_a_quotation_names_and_its_kin_are_left_out() -> None:
    assert found(said(0.9, names=("tides",))) == [[]]
    assert found(said(0, 0.9, names=("sea",))) == [[]]


def test_at_most_so_many_the_best_first() -> None:
    article = [said(0.45, 0, 0.55, 0.5), said(0, names=("sea", "trains", "music"))]
    (first, _) = found(*article)
    assert first == ["trains", "music"]
    assert len(first) == MOST


def test_nothing_to_compare() -> None:
    assert similar([], VOCABULARY, MEANT) == []
    none = Meant((), np.empty((0, 384), np.int8), "m")
    assert similar([said(1.0)], VOCABULARY, none) == [()]
