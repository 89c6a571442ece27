"""The floor: figures that the tests hold, in tests/floor.json, and that rise with the product."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.evaluation.score import Result

Floor = dict[str, float]

PATH = Path("tests/floor.json")
SLACK = 3.0
"""The floor lies this many points below the figure, for other processors' rounding.

Version 0.1.0 with the same weights had 90.1 on one processor, and 87.8 on another, for quotes_f1.
"""


def held() -> Floor:
    """The floor as it stands; empty where there is none yet."""
    floor: Floor = json.loads(PATH.read_text("utf8")) if PATH.exists() else {}
    return floor


def own_floor_figures(own: Result) -> Floor:
    """The figures on tests/gold that the floor holds, by their names in the file."""
    return {
        "quotes_f1": own.quotes.f1,
        "attributed_f1": own.attributed.f1,
        "affiliation_f1": own.affiliation.f1,
        "speakers": own.speakers,
    }


def raised(floor: Floor, figures: Floor, lower: bool, slack: float = SLACK) -> Floor:
    """The floor that follows from the figures: it rises with them, and sinks only with leave.

    It lies ``slack`` points below them. What was not measured stays as it is. Raises ValueError
    where a figure lies below the floor and ``lower`` is false.
    """
    sunk = [name for name, value in figures.items() if value < floor.get(name, 0.0)]
    if sunk and not lower:
        raise ValueError(f"{', '.join(sunk)} would sink; give --lower-floor if that is meant")
    below = {name: round(value - slack, 1) for name, value in figures.items()}
    if lower:
        return floor | below
    return floor | {name: max(floor.get(name, 0.0), value) for name, value in below.items()}


def write(floor: Floor) -> None:
    """Hold this floor from now on."""
    PATH.write_text(json.dumps(floor, indent=1) + "\n", "utf8")
