"""The floor: how good the shipped product must be, on articles that everybody has."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scripts.evaluation.__main__ import FLOOR, new_floor, own_figures
from scripts.evaluation.run import Json, extract
from scripts.evaluation.score import Figures, Result, gold_articles, same_person, score

SHARED = Path("../shared")
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")


@pytest.fixture(scope="module")
def figures() -> Result:
    return own_figures()


def test_the_floor_holds(figures: Result) -> None:
    floor = json.loads(FLOOR.read_text("utf8"))
    assert figures.quotes.f1 >= floor["quotes_f1"]
    assert figures.attributed.f1 >= floor["attributed_f1"]
    assert figures.affiliation.f1 >= floor["affiliation_f1"]
    assert figures.speakers >= floor["speakers"]


def test_the_floor_sinks_only_on_demand(figures: Result) -> None:
    worse = replace(figures, speakers=0.0)
    with pytest.raises(ValueError, match="speakers would sink"):
        new_floor(worse, lower=False)
    assert new_floor(worse, lower=True)["speakers"] <= 0
    held = json.loads(FLOOR.read_text("utf8"))
    assert all(v >= held[name] for name, v in new_floor(figures, lower=False).items())


def as_answer(doc: Json) -> Json:
    """The gold itself as an answer."""
    names = {person["id"]: person["name"] for person in doc["persons"]}
    return {
        "article": {"source": f"{Path(doc['doc']).name}.txt"},
        "people": doc["persons"],
        "quotes": [
            {
                "pieces": [{"start": s, "end": e} for s, e in quote["content_spans"]],
                "speakers": [
                    {"type": "person", "name": names[s], "mention": None}
                    if isinstance(s, str)
                    else {"type": "group", "name": s["group"], "mention": None}
                    for s in quote["speakers"]
                ],
            }
            for quote in doc["quotes"]
        ],
    }


def test_the_scorer_gives_full_marks_to_the_gold_alone() -> None:
    gold = gold_articles(Path("tests/gold"))
    answers = [as_answer(doc) for doc in gold]
    full = Figures(100.0, 100.0)
    assert score(gold, answers) == Result(full, full, full, 100.0, 100.0)
    answers[0]["quotes"][0]["speakers"] = [
        {"type": "person", "name": "Nobody Else", "mention": None}
    ]
    assert score(gold, answers).attributed.recall < 100
    assert score(gold, answers[1:]).quotes.recall < 100


def test_names_agree_only_when_they_are_one_persons() -> None:
    assert same_person("Ines Okafor", "Dr Ines Okafor")
    assert not same_person("Ines Okafor", "Paul Okafor")
    assert not same_person("Okafor", "Ines Okafor")


@dataclass(frozen=True, slots=True)
class Found:
    """What must come out of the reference article, by its gold marks."""

    gold: Json
    answer: Json


@pytest.fixture(scope="module")
def reference() -> Found:
    gold = json.loads((SHARED / "gold/seed_004.json").read_text("utf8"))
    (answer,) = extract([SHARED / "gold/articles" / f"{Path(gold['doc']).name}.txt"])
    return Found(gold, answer)


@needs_shared
def test_the_reference_article(reference: Found) -> None:
    result = score([reference.gold], [reference.answer])
    assert result.attributed.recall >= 90
    assert result.people == 100
    assert result.affiliation.recall == 100
    assert result.affiliation.precision == 100


@needs_shared
def test_a_noisy_scrape_gives_only_its_own_article() -> None:
    (path,) = (SHARED / "seeds").glob("000_*.txt")
    (answer,) = extract([path])
    text = path.read_text("utf8")
    teasers = text.index("Recent Posts")
    assert answer["quotes"]
    assert all(piece["end"] <= teasers for q in answer["quotes"] for piece in q["pieces"])
