"""Measure the product and write docs/accuracy.md: ``scripts/evaluate [--shared ../shared]``.

With ``--floor`` the figures on tests/gold become the floor that the tests hold; a lower floor than
the one in tests/floor.json is refused unless ``--lower-floor`` is given.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.evaluation.run import Json, extract, polnear_answers
from scripts.evaluation.score import Result, gold_articles, score

FLOOR = Path("tests/floor.json")
PAGE = Path("docs/accuracy.md")
SLACK = 2.0
"""The floor lies this many points below the figure, for other processors' rounding."""

_WHOLE = ("quotes", "attributed", "speakers", "kind", "people", "affiliation", "role")
_KINDS = ("all", "direct", "mixed", "indirect")
_PUBLISHED = """\
| system (PolNeAR test part, same scorer) | joint F1 |
|---|---|
| textacy | 22.9 |
| SaysWho | 29.1 |
| Gender Gap Tracker | 46.2 |
| Citron | 50.0 |
| Citron, retrained on PolNeAR | 65.0 |
"""


def own_figures() -> Result:
    """The figures on the articles written and marked for this project."""
    folder = Path("tests/gold")
    gold = gold_articles(folder)
    paths = [Path("seeds/articles") / f"{Path(doc['doc']).name}.txt" for doc in gold]
    return score(gold, extract(paths))


def _scored(scorer: Path, *args: str) -> Json:
    command = [sys.executable, str(scorer), *args, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: Json = json.loads(done.stdout)
    return result


def _write_lines(path: Path, rows: list[Json]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")


def shared_figures(shared: Path) -> tuple[dict[str, Json], Json]:
    """The shared scorers' figures: PolNeAR dev by kind, and the hand-marked articles."""
    polnear = shared / "data/attribution/polnear.dev.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "polnear.jsonl"
        _write_lines(predicted, polnear_answers(polnear)[1])
        scorer = shared / "eval/attribution.py"
        by_kind = {
            kind: _scored(scorer, str(polnear), str(predicted), "--kind", kind) for kind in _KINDS
        }
        answers = Path(folder) / "gold.jsonl"
        _write_lines(answers, extract(sorted((shared / "gold/articles").glob("*.txt"))))
        whole = _scored(shared / "eval/endtoend.py", str(shared / "gold"), str(answers))
    return by_kind, whole


def _row(name: str, figures: Any) -> str:
    if isinstance(figures, dict):
        return f"| {name} | {figures['precision']} | {figures['recall']} | {figures['f1']} |"
    return f"| {name} | | | {figures} |"


def page(own: Result, shared: tuple[dict[str, Json], Json] | None) -> str:
    """The text of docs/accuracy.md."""
    lines = [
        "# Accuracy",
        "",
        "Made by `scripts/evaluate`: what `quotes extract` reaches with the shipped model.",
        "",
        "## Articles written for this project (tests/gold)",
        "",
        "| | precision | recall | F1 |",
        "|---|---|---|---|",
        *(
            f"| {name} | {f.precision} | {f.recall} | {f.f1} |"
            for name, f in (
                ("quotes", own.quotes),
                ("attributed", own.attributed),
                ("affiliation", own.affiliation),
            )
        ),
        f"| speakers right, of the quotations found | | | {own.speakers} |",
        f"| people found | | | {own.people} |",
        "",
    ]
    if shared is not None:
        by_kind, whole = shared
        lines += [
            "## News articles marked by hand (shared/gold)",
            "",
            "| | precision | recall | F1 or share |",
            "|---|---|---|---|",
            *(_row(name, whole[name]) for name in _WHOLE),
            "",
            "## PolNeAR, development part",
            "",
            "| kind | joint P | joint R | joint F1 | joint80 | content | source | cue |",
            "|---|---|---|---|---|---|---|---|",
            *(_polnear_row(kind, figures) for kind, figures in by_kind.items()),
            "",
            "Other systems, for comparison:",
            "",
            _PUBLISHED,
        ]
    return "\n".join(lines).rstrip() + "\n"


def _polnear_row(kind: str, figures: Json) -> str:
    joint = figures["joint"]
    rest = [figures[name]["f1"] for name in ("joint80", "content", "source", "cue")]
    cells = [kind, joint["precision"], joint["recall"], joint["f1"], *rest]
    return f"| {' | '.join(map(str, cells))} |"


def new_floor(own: Result, lower: bool) -> dict[str, float]:
    """The floor that follows from the figures: it rises with them, and sinks only with leave.

    Raises ValueError where a figure lies below the floor held so far and ``lower`` is false.
    """
    figures = {
        "quotes_f1": own.quotes.f1,
        "attributed_f1": own.attributed.f1,
        "affiliation_f1": own.affiliation.f1,
        "speakers": own.speakers,
    }
    held = json.loads(FLOOR.read_text("utf8")) if FLOOR.exists() and not lower else {}
    sunk = [name for name, value in figures.items() if value < held.get(name, 0.0)]
    if sunk:
        raise ValueError(f"{', '.join(sunk)} would sink; give --lower-floor if that is meant")
    return {
        name: max(held.get(name, 0.0), round(value - SLACK, 1)) for name, value in figures.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--floor", action="store_true", help="hold these figures from now on")
    parser.add_argument("--lower-floor", action="store_true", help="even where they are lower")
    args = parser.parse_args()
    own = own_figures()
    text = page(own, shared_figures(args.shared) if args.shared.is_dir() else None)
    PAGE.write_text(text, "utf8")
    print(text, end="")
    if args.floor or args.lower_floor:
        try:
            FLOOR.write_text(json.dumps(new_floor(own, args.lower_floor), indent=1) + "\n", "utf8")
        except ValueError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
