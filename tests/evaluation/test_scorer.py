from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.evaluation.run import write_lines
from scripts.evaluation.scorer import KINDS, MEASURES, Scorer, f1

SCRIPT = Path("../shared/eval/attribution.py")
pytestmark = pytest.mark.skipif(not SCRIPT.is_file(), reason="needs ../shared")

Json = dict[str, Any]

TEXT = "“We sail,” said Okafor. Brandt said the pier would close. Nobody answered."


def attribution(source: str, cue: str, content: str) -> Json:
    spans = {"source": source, "cue": cue, "content": content}
    return {
        role: [[TEXT.rindex(words), TEXT.rindex(words) + len(words)]]
        for role, words in spans.items()
    }


SAILING = attribution("Okafor", "said", "“We sail,”")
CLOSING = attribution("Brandt", "said", "the pier would close")
WRONG = attribution("Nobody", "answered", "the pier would close")
GOLD = [
    {"id": "a", "text": TEXT, "attributions": [SAILING, CLOSING]},
    {"id": "b", "text": TEXT, "attributions": [CLOSING]},
]
ANSWERS = [
    {"id": "a", "attributions": [SAILING, WRONG]},
    {"id": "b", "attributions": [CLOSING]},
]


def test_counts_are_right_predicted_and_marked() -> None:
    counts = Scorer(SCRIPT).counts(GOLD, ANSWERS)
    assert counts.shape == (2, len(MEASURES), 3)
    assert counts[:, MEASURES.index("joint")].tolist() == [[1, 2, 2], [1, 1, 1]]
    assert counts[:, MEASURES.index("content")].tolist() == [[2, 2, 2], [1, 1, 1]]


@pytest.mark.parametrize("kind", KINDS)
def test_counts_of_articles_add_up_to_the_scripts_figures(kind: str, tmp_path: Path) -> None:
    totals = Scorer(SCRIPT).counts(GOLD, ANSWERS, kind).sum(axis=0)
    paths = [tmp_path / "gold.jsonl", tmp_path / "answers.jsonl"]
    for path, rows in zip(paths, (GOLD, ANSWERS), strict=True):
        write_lines(path, rows)
    command = [sys.executable, str(SCRIPT), *map(str, paths), "--kind", kind, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole = json.loads(done.stdout)
    for measure, figure in zip(MEASURES, f1(totals), strict=True):
        assert round(float(figure), 1) == whole[measure]["f1"]
