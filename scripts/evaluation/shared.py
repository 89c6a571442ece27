"""Measure the product on the data that is shared but not shipped: PolNeAR and marked news."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.attribution.pairs import shipped as pair_scorer
from scripts.coreference.documents import gap
from scripts.coreference.measure import f1_by_gender, measure
from scripts.evaluation.damage import DAMAGES, damaged
from scripts.evaluation.run import Json, attributions, extract, marked_articles, write_lines
from scripts.evaluation.score import gold_articles
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


@dataclass(frozen=True, slots=True)
class MarkedArticles:
    """The marked articles of a folder, and the answers to them, in one order."""

    docs: list[Json]
    answers: list[Json]

    def part(self, wanted: Callable[[Json], bool]) -> MarkedArticles:
        """Those of the articles that are wanted, by their marks."""
        pairs = zip(self.docs, self.answers, strict=True)
        some = [(doc, answer) for doc, answer in pairs if wanted(doc)]
        return MarkedArticles([doc for doc, _ in some], [answer for _, answer in some])


def marked_news(folder: Path) -> MarkedArticles:
    """The product's answers to a folder of NAME.json with articles/NAME.txt."""
    docs = gold_articles(folder)
    paths = [folder / "articles" / f"{Path(doc['doc']).name}.txt" for doc in docs]
    return MarkedArticles(docs, extract(paths))


def news_figures(shared: Path, articles: MarkedArticles) -> Json:
    """What the shared end-to-end scorer says of marked news articles."""
    with tempfile.TemporaryDirectory() as folder:
        for doc in articles.docs:
            path = Path(folder) / f"{Path(doc['doc']).name}.json"
            path.write_text(json.dumps(doc), "utf8")
        answers = Path(folder) / "answers.jsonl"
        write_lines(answers, articles.answers)
        return _scored(shared / "eval/endtoend.py", Path(folder), answers)


def case_paths(shared: Path) -> list[Path]:
    """The files of the cases, small passages of one kind each."""
    return [
        path
        for path in sorted((shared / "cases").glob("case-*"))
        if path.suffix in (".txt", ".html")
    ]


def case_figures(shared: Path, given: Sequence[Json]) -> Json:
    """What the shared scorer says of the answers to the cases."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        write_lines(answers, given)
        return _scored(shared / "eval/cases.py", shared / "cases", answers)


def _scored(scorer: Path, gold: Path, answers: Path) -> Json:
    command = [sys.executable, str(scorer), str(gold), str(answers), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Json = json.loads(done.stdout)
    return figures


def from_polnear(doc: Json) -> bool:
    """Whether a marked article comes from PolNeAR, whose names hold the day; else from the corpus
    of world news."""
    return re.search(r"_\d{4}-\d\d-\d\d_", doc["doc"]) is not None


def pronoun_figures(shared: Path) -> Json:
    """GAP, validation: F1 of whom ambiguous pronouns mean, in percent."""
    passages = gap(shared / "data/coref/gap.validation.jsonl.gz")
    return f1_by_gender(measure(pair_scorer(), passages))
