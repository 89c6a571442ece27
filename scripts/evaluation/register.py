"""Check a register of offices: ``python -m scripts.evaluation.register``.

It is imported into an empty database; then every office is asked for on every 1 July since 1980,
and every body that was renamed for its name before and after. Compared is with the files
themselves. Without the register the check is skipped, and says so.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from quotes.ingest.register import read_register
from quotes.store.store import Store
from quotes.types import Register

REGISTER = Path("../shared/data/posts")
FIRST = 1980


@dataclass(frozen=True, slots=True)
class Result:
    """How many questions there were, and those with a wrong answer in words."""

    asked: int
    wrong: tuple[str, ...]


def holders(register: Register, day: date) -> dict[str, set[str]]:
    """Who was in each office on a day, by the files: those in another's stead only where alone."""
    offices = {office.key: office.name for office in register.offices}
    found: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for term in register.terms:
        if term.start <= day and (term.end is None or day < term.end):
            found[offices[term.office].casefold(), term.acting].add(
                _name(register, term.person, day)
            )
    return {
        office: found.get((office, False)) or found[office, True]
        for office in {office for office, _ in found}
    }


def _name(register: Register, person: str, day: date) -> str:
    names = [name for name in register.names if name.person == person]
    borne = [
        name
        for name in names
        if (name.start is None or name.start <= day) and (name.end is None or day < name.end)
    ]
    return (borne or names)[0].name


def check_offices(store: Store, register: Register, last: int) -> Result:
    """Every office on every 1 July."""
    asked, wrong = 0, []
    names = sorted({office.name.casefold(): office.name for office in register.offices}.items())
    for year in range(FIRST, last + 1):
        day = date(year, 7, 1)
        truth = holders(register, day)
        for folded, name in names:
            said = {holder.name for office in store.office(name, day) for holder in office.holders}
            asked += 1
            if said != truth.get(folded, set()):
                wrong.append(
                    f"{name} on {day}: {sorted(said)}, not {sorted(truth.get(folded, ()))}"
                )
    return Result(asked, tuple(wrong))


def check_renamings(store: Store, register: Register) -> Result:
    """Every body that was renamed, by both names, on the day before and on the day itself."""
    asked, wrong = 0, []
    for old, new, day in register.renamings:
        for name in (old, new):
            for on, called in ((day - timedelta(days=1), old), (day, new)):
                said = store.called(name, on)
                asked += 1
                if said != called:
                    wrong.append(f"{name} on {on}: {said}, not {called}")
    return Result(asked, tuple(wrong))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--register", type=Path, default=REGISTER)
    parser.add_argument("--last", type=int, default=date.today().year, help="the last year")
    args = parser.parse_args()
    if not args.register.is_dir():
        print(f"Skipped: there is no register at {args.register}.")
        return
    register = read_register(args.register)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "register.db") as store:
        begun = time.perf_counter()
        made = store.import_register(register, "evaluation")
        took = time.perf_counter() - begun
        print(f"{made.appointments} appointments of {made.people} people in {took:.1f} s")
        for what, result in (
            ("offices on days", check_offices(store, register, args.last)),
            ("names of renamed bodies", check_renamings(store, register)),
        ):
            right = result.asked - len(result.wrong)
            print(f"{what}: {right} of {result.asked} right")
            print(*result.wrong[:20], sep="\n")


if __name__ == "__main__":
    main()
