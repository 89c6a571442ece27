"""Measure the product on the data that is shared but not shipped: PolNeAR and marked news."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.evaluation.damage import DAMAGES, damaged
from scripts.evaluation.run import Json, attributions, extract, marked_articles, write_lines
from scripts.evaluation.scorer import KINDS, MEASURES, Counts, Scorer, f1

FLOOR_STEP = 4
"""Every so many articles of the development part, one belongs to the floor."""


@dataclass(frozen=True, slots=True)
class PolnearFigures:
    """The development part of PolNeAR: its articles, the answers, and what they count.

    ``by_kind`` holds the counts of each kind of attribution, ``by_damage`` those of all kinds in
    the damaged articles.
    """

    gold: list[Json]
    predicted: list[Json]
    by_kind: dict[str, Counts]
    by_damage: dict[str, Counts]


def polnear_development(shared: Path) -> list[Json]:
    """The articles of the development part."""
    return marked_articles(shared / "data/attribution/polnear.dev.jsonl.gz")


def polnear_scorer(shared: Path) -> Scorer:
    """The scorer that everybody's figures come from."""
    return Scorer(shared / "eval/attribution.py")


def polnear_figures(gold: list[Json], scorer: Scorer) -> PolnearFigures:
    """Read the articles, undamaged and with every damage, in one run, and count."""
    copies = {
        name: [damaged(article, damage) for article in gold] for name, damage in DAMAGES.items()
    }
    answers = attributions([*gold, *(article for copy in copies.values() for article in copy)])
    size = len(gold)
    predicted, rest = answers[:size], answers[size:]
    return PolnearFigures(
        gold=gold,
        predicted=predicted,
        by_kind={kind: scorer.counts(gold, predicted, kind) for kind in KINDS},
        by_damage={
            name: scorer.counts(copy, rest[i * size : (i + 1) * size])
            for i, (name, copy) in enumerate(copies.items())
        },
    )


def for_the_floor(articles: Sequence[Json]) -> Sequence[Json]:
    """The articles, or answers, that the floor stands on: few enough for a test."""
    return articles[::FLOOR_STEP]


def floor_figures(gold: Sequence[Json], predicted: Sequence[Json], scorer: Scorer) -> Json:
    """The F1 figures that the floor holds, by their names in tests/floor.json."""
    totals = f1(scorer.counts(gold, predicted).sum(axis=0))
    return {
        f"polnear_{measure}_f1": round(float(value), 1)
        for measure, value in zip(MEASURES, totals, strict=True)
    }


def news_figures(shared: Path) -> Json:
    """What the shared end-to-end scorer says of the news articles marked by hand."""
    gold = shared / "gold"
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        write_lines(answers, extract(sorted((gold / "articles").glob("*.txt"))))
        scorer = shared / "eval/endtoend.py"
        command = [sys.executable, str(scorer), str(gold), str(answers), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Json = json.loads(done.stdout)
    return figures
