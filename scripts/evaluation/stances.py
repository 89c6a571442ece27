"""Score the model of stance on cases made for it: ``python -m scripts.evaluation.stances``.

The cases (tests/meaning/stances/cases.jsonl) are sentences with a target and the side that any
reader sees; a side is answered as the product tells it, where it is not neutral and its chance is
at least :data:`quotes.meaning.sides.SURE`. The pairs (pairs.jsonl) are sentences and what
they say with a negation or a denial put in or taken out.

``--errors`` lists the cases that are answered wrong or not at all. With ``--floor`` the figures
become the floor that the tests hold; a lower one is refused unless ``--lower-floor`` is given.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from quotes.meaning.sides import SIDES, SURE, StanceModel
from quotes.types import Polarity
from scripts.evaluation import floor

FOLDER = Path("tests/meaning/stances")
CASES, PAIRS = FOLDER / "cases.jsonl", FOLDER / "pairs.jsonl"
SLACK = 3.0
"""The floor lies this many points below the figures; a case is about one point."""

Kind = Literal[
    "plain",
    "negation",
    "denial",
    "condition",
    "question",
    "reported",
    "concession",
    "irony",
    "attitude-cue",
    "fact",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the side that it takes towards a phrase of it."""

    text: str
    target: str
    side: Polarity
    kind: Kind


@dataclass(frozen=True, slots=True)
class Pair:
    """A text with its side, support or oppose, and a text that takes the other one."""

    text: str
    turned: str
    target: str
    side: Polarity


@dataclass(frozen=True, slots=True)
class Result:
    """What the model says of a case: a side, or neutral where it abstains; its best chance."""

    case: Case
    told: Polarity
    chance: float


@dataclass(frozen=True, slots=True)
class Figures:
    """In percent, 0 where there is nothing to count.

    ``answered`` is the share of the cases with a side that got one, ``right`` the share of the
    right ones among these, ``abstains`` the share of the neutral cases that got none.
    """

    answered: float
    right: float
    abstains: float


def load_cases(path: Path = CASES) -> list[Case]:
    """The cases of a file."""
    return [Case(**json.loads(line)) for line in path.read_text("utf8").splitlines()]


def load_pairs(path: Path = PAIRS) -> list[Pair]:
    """The pairs of a file."""
    return [Pair(**json.loads(line)) for line in path.read_text("utf8").splitlines()]


def results(cases: Iterable[Case], model: StanceModel) -> list[Result]:
    """What the model says of each case, asked for its target alone."""
    return [_result(case, model) for case in cases]


def turned(pair: Pair, model: StanceModel) -> bool:
    """Whether the likelier of the two sides is the right one in both texts of a pair."""
    supports = [_supports(model, text, pair.target) for text in (pair.text, pair.turned)]
    return supports == [pair.side == "support", pair.side == "oppose"]


def figures(rows: Sequence[Result]) -> Figures:
    """The figures of some results."""
    sided = [row for row in rows if row.case.side != "neutral"]
    answered = [row for row in sided if row.told != "neutral"]
    return Figures(
        answered=_percent(row.told != "neutral" for row in sided),
        right=_percent(row.told == row.case.side for row in answered),
        abstains=_percent(row.told == "neutral" for row in rows if row.case.side == "neutral"),
    )


def floor_figures(rows: Sequence[Result], pairs: Iterable[bool]) -> floor.Floor:
    """The figures that the floor holds, by their names there."""
    count = figures(rows)
    return {
        "stance_cases_answered": count.answered,
        "stance_cases_right": count.right,
        "stance_cases_abstains": count.abstains,
        "stance_pairs_turned": _percent(pairs),
    }


def table(rows: Sequence[Result]) -> str:
    """The figures of all cases and of each kind, one line each."""
    lines = [f"{'percent':14}{'cases':>7}{'answered':>10}{'right':>7}{'abstains':>10}"]
    for kind in ("all", *KINDS):
        part = [row for row in rows if kind in ("all", row.case.kind)]
        count = figures(part)
        lines.append(
            f"{kind:14}{len(part):7}{count.answered:10.1f}{count.right:7.1f}{count.abstains:10.1f}"
        )
    return "\n".join(lines)


def faults(rows: Iterable[Result]) -> list[str]:
    """One line for every case that got another side than it has."""
    return [
        f"{row.case.kind}: {row.case.side}, told {row.told} ({row.chance:.2f}): "
        f"{row.case.target} <- {row.case.text}"
        for row in rows
        if row.told != row.case.side
    ]


def _result(case: Case, model: StanceModel) -> Result:
    chances = model.sides(case.text, [case.target])[0]
    best = int(chances.argmax())
    chance = float(chances[best])
    return Result(case, SIDES[best] if chance >= SURE else "neutral", chance)


def _supports(model: StanceModel, text: str, target: str) -> bool:
    oppose, _, support = model.sides(text, [target])[0].tolist()
    return bool(support > oppose)


def _percent(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return round(100 * sum(counted) / max(len(counted), 1), 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="list what is not as it should be")
    parser.add_argument("--floor", action="store_true", help="hold these figures from now on")
    parser.add_argument("--lower-floor", action="store_true", help="even where they are lower")
    args = parser.parse_args()
    model, pairs = StanceModel.shipped(), load_pairs()
    rows = results(load_cases(), model)
    turns = [turned(pair, model) for pair in pairs]
    found = floor_figures(rows, turns)
    print(table(rows))
    print(f"pairs turned: {found['stance_pairs_turned']} of 100")
    if args.errors:
        print(*faults(rows), sep="\n")
        for pair, turn in zip(pairs, turns, strict=True):
            if not turn:
                print(f"not turned: {pair.turned}")
    if args.floor or args.lower_floor:
        try:
            floor.write(floor.raised(floor.held(), found, args.lower_floor, SLACK))
        except ValueError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
