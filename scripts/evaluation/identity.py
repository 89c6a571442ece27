"""Score who is who across articles: ``python -m scripts.evaluation.identity``.

The articles of the cases go through the real extractor into real databases; what is asked of them
is whether two mentions led to one person, or organisation. Three orders are tried: a database for
every case ("alone"), all cases together in one by date, and the same with the latest article first
("backwards"). ``--errors`` lists every pair that did not come out as it should.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from quotes.pipeline import Extractor
from scripts.evaluation.identity_answers import Order, Outcome, extractions, outcomes
from scripts.evaluation.identity_cases import Case, Half, Pair, Subject, load

CASES = Path("tests/identity/cases")
ORDERS: tuple[Order, ...] = get_args(Order)
HALVES: tuple[Half, ...] = get_args(Half)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one pair of a case in one order."""

    case: Case
    pair: Pair
    order: Order
    outcome: Outcome

    @property
    def fault(self) -> str | None:
        """What is wrong with the outcome, None where nothing is."""
        if self.pair.verdict == "different":
            return "wrong merge" if self.outcome == "merged" else None
        if self.outcome == "missed":
            return "not found"
        if self.pair.sure:
            return None if self.outcome == "merged" else f"not merged ({self.outcome})"
        return None if self.outcome == "maybe" else f"not a maybe ({self.outcome})"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over pairs.

    ``wrong`` of ``different`` pairs were merged; ``right`` of ``same`` pairs, those that a human
    is sure of, were merged, and ``left`` of them only linked as a maybe; ``maybe`` of ``unsure``
    pairs, same but not surely so, came out as a maybe, and ``hasty`` of them were merged. In
    ``missed`` pairs, one of the two mentions was not found in its article.
    """

    wrong: int
    different: int
    right: int
    left: int
    same: int
    maybe: int
    hasty: int
    unsure: int
    missed: int

    @property
    def recall(self) -> float:
        """The share of the right merges that were made, in percent; 100 where none is asked."""
        return round(100 * self.right / self.same, 1) if self.same else 100.0


def results(
    cases: Sequence[Case], extractor: Extractor, orders: Sequence[Order] = ORDERS
) -> list[Result]:
    """What became of every pair, in each of the orders; every article is read only once."""
    found = extractions(cases, extractor)
    return [
        Result(case, pair, order, outcome)
        for order in orders
        for case, row in zip(cases, outcomes(cases, found, order), strict=True)
        for pair, outcome in zip(case.pairs, row, strict=True)
    ]


def figures(rows: Iterable[Result]) -> Figures:
    """Count the outcomes of some results, as a rule those of one order."""
    rows = list(rows)
    different = [row.outcome for row in rows if row.pair.verdict == "different"]
    same = [row.outcome for row in rows if row.pair.verdict == "same" and row.pair.sure]
    unsure = [row.outcome for row in rows if row.pair.verdict == "same" and not row.pair.sure]
    return Figures(
        wrong=different.count("merged"),
        different=len(different),
        right=same.count("merged"),
        left=same.count("maybe"),
        same=len(same),
        maybe=unsure.count("maybe"),
        hasty=unsure.count("merged"),
        unsure=len(unsure),
        missed=sum(row.outcome == "missed" for row in rows),
    )


def table(rows: Sequence[Result]) -> str:
    """The figures by half and order; and those of all cases together by subject and kind."""
    shown = [row for row in rows if row.order == "together"]
    kinds = sorted({row.case.kind for row in rows})
    head = ("", "wrong merges", "right merges", "%", "left a maybe", "maybes", "hasty", "not found")
    lines = [
        head,
        *(
            _line(f"{half}, {order}", _having(rows, half=half, order=order))
            for half in HALVES
            for order in ORDERS
        ),
        *(_line(subject, _having(shown, subject=subject)) for subject in SUBJECTS),
        *(
            _line(f"{kind}, {half}", _having(shown, kind=kind, half=half))
            for kind in kinds
            for half in HALVES
        ),
    ]
    kept = [line for line in lines if line]
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in kept
    )


def faults(rows: Iterable[Result]) -> list[str]:
    """One line for every pair and outcome that is not as it should be, with the orders in which."""
    orders: dict[tuple[str, str], list[Order]] = {}
    for row in rows:
        if row.fault:
            left, right = row.pair.left, row.pair.right
            asked = (
                f"{row.case.id} ({row.case.half}): {left.article} {left.name} ~ "
                f"{right.article} {right.name} ({row.pair.why})"
            )
            orders.setdefault((row.fault, asked), []).append(row.order)
    return [f"{fault}, {asked} [{', '.join(orders[fault, asked])}]" for fault, asked in orders]


def _having(
    rows: Iterable[Result],
    *,
    half: Half | None = None,
    order: Order | None = None,
    subject: Subject | None = None,
    kind: str | None = None,
) -> list[Result]:
    return [
        row
        for row in rows
        if half in (None, row.case.half)
        and order in (None, row.order)
        and subject in (None, row.pair.of)
        and kind in (None, row.case.kind)
    ]


def _line(label: str, rows: Sequence[Result]) -> tuple[str, ...]:
    if not rows:
        return ()
    count = figures(rows)
    return (
        label,
        f"{count.wrong}/{count.different}",
        f"{count.right}/{count.same}",
        f"{count.recall:.1f}" if count.same else "",
        str(count.left),
        f"{count.maybe}/{count.unsure}",
        str(count.hasty),
        str(count.missed),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=Path, default=CASES, help="the folder of the cases")
    parser.add_argument(
        "--half",
        choices=[*HALVES, "all"],
        default="dev",
        help="the cases to learn from (dev, the default), those that judge, or all",
    )
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    args = parser.parse_args()
    cases = [case for case in load(args.cases) if args.half in ("all", case.half)]
    rows = results(cases, Extractor.load())
    print(table(rows))
    if args.errors:
        print(*faults(rows), sep="\n")


if __name__ == "__main__":
    main()
