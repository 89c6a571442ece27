"""The check set is what its README says, and the product is as good on it as the floor."""

from __future__ import annotations

from collections import Counter

import pytest

from quotes.pipeline import Extractor
from scripts.evaluation import floor
from scripts.evaluation.checking import VERDICTS, Result, articles, figures
from scripts.evaluation.checks import FOLDERS, Asked, case, floor_figures, load, measured


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return load()


@pytest.fixture(scope="module")
def rows(asked: list[Asked]) -> list[Result]:
    return measured(asked, Extractor.load(vectors=True))


def test_every_verdict_has_its_claims(asked: list[Asked]) -> None:
    counts = Counter(one.line["verdict"] for one in asked)
    held = Counter(one.line["verdict"] for one in asked if one.held)
    assert set(counts) == set(VERDICTS)
    assert sum(counts.values()) >= 150
    for verdict, count in counts.items():
        assert count >= 10, verdict
        assert count / 4 <= held[verdict] <= count / 2, verdict


def test_no_claim_stands_twice(asked: list[Asked]) -> None:
    assert len({one.line["id"] for one in asked}) == len(asked)
    claims = {(one.line["claim"], one.line["by"], one.line["on"]) for one in asked}
    assert len(claims) == len(asked)


def test_evidence_stands_in_the_articles(asked: list[Asked]) -> None:
    texts = {
        doc: article.text
        for prefix, folder in FOLDERS.items()
        for doc, article in articles(prefix, [folder]).items()
    }
    for one in asked:
        read = case(one.line, texts)
        assert bool(read.parts) == (read.expected != "not-found"), read.name


def test_no_altered_words_pass_and_no_namesake_is_blamed(rows: list[Result]) -> None:
    count = figures(rows)
    assert count.changes_passed == 0
    assert count.namesakes_blamed == 0


def test_the_floor_holds(rows: list[Result]) -> None:
    held = floor.held()
    sunk = {name: value for name, value in floor_figures(rows).items() if value < held[name]}
    assert not sunk
