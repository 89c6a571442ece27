"""The floor: how good the shipped product must be, on articles that everybody has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.evaluation import floor, shared
from scripts.evaluation.__main__ import own_figures
from scripts.evaluation.run import Json, attributions, extract
from scripts.evaluation.score import Figures, Result, gold_articles, same_person, score

SHARED = Path("../shared")
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")


def sunk(figures: floor.Floor) -> dict[str, tuple[float, float]]:
    """The figures that lie below the floor, with the floor."""
    held = floor.held()
    return {name: (value, held[name]) for name, value in figures.items() if value < held[name]}


def test_the_floor_holds() -> None:
    assert not sunk(floor.own_floor_figures(own_figures()))


@needs_shared
def test_the_floor_on_polnear_holds() -> None:
    gold = shared.for_the_floor(shared.polnear_development(SHARED))
    scorer = shared.polnear_scorer(SHARED)
    assert not sunk(shared.floor_figures(gold, attributions(gold), scorer))


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
