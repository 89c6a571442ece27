"""The sections of docs/accuracy.md on marked articles and small passages."""

from __future__ import annotations

import pytest

from scripts.evaluation.page import cases_section, news_section
from scripts.evaluation.shared import MarkedArticles, from_polnear

THREE = {"precision": 90.0, "recall": 80.0, "f1": 84.7}
NEWS = {
    "articles": 3,
    **dict.fromkeys(("quotes", "attributed", "affiliation", "role"), THREE),
    **dict.fromkeys(("speakers", "kind", "people"), 77.0),
    "sure": {"shown": 9, "covers": 60.0, "wrong_name": 0.5, "extra": 1.5},
    "stance": {"gold": 4, "answered": 50.0, "right": 100.0},
}


def test_each_set_of_articles_has_a_column() -> None:
    text = news_section({"gold": NEWS, "marked/blind": NEWS | {"articles": 8}})
    assert "|  | gold | marked/blind |" in text
    assert "| articles | 3 | 8 |" in text
    assert "| attributed | 84.7 (90.0, 80.0) | 84.7 (90.0, 80.0) |" in text
    assert "| of 100 of them, with a wrong name | 0.5 | 0.5 |" in text
    assert "| stances right, of those answered | 100.0 | 100.0 |" in text


def test_each_kind_of_passage_has_a_row() -> None:
    cases = {
        "cases": 5,
        "ok": 3,
        "partly": 1,
        "wrong": 1,
        "found": 88.0,
        "attributed": 80.0,
        "affiliation": 70.0,
        "wrong_names": 2,
        "unwanted": 1,
        "kinds": {"pronouns": {"ok": 3, "partly": 1, "wrong": 1}},
    }
    text = cases_section(cases, {"both": 82.04, "bias": 0.987})
    assert "| all | 3 | 1 | 1 |" in text
    assert "| pronouns | 3 | 1 | 1 |" in text
    assert "| wrong names, number | 2 |" in text
    assert "| pronouns of GAP, validation, F1 | 82.0 |" in text


@pytest.mark.parametrize(
    ("name", "polnear"),
    [("gazette_2016-03-29_mill-may-close", True), ("fjord_observer_12", False)],
)
def test_a_day_in_its_name_tells_where_an_article_comes_from(name: str, polnear: bool) -> None:
    assert from_polnear({"doc": f"articles/{name}"}) is polnear


def test_a_part_keeps_articles_and_answers_together() -> None:
    docs = [{"doc": "a_2016-03-29_x"}, {"doc": "b_1"}, {"doc": "c_2016-04-01_y"}]
    articles = MarkedArticles(docs, [{"n": 1}, {"n": 2}, {"n": 3}])
    part = articles.part(from_polnear)
    assert (part.docs, part.answers) == ([docs[0], docs[2]], [{"n": 1}, {"n": 3}])
