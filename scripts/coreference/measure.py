"""GAP with the shipped reader and score: ``python -m scripts.coreference.measure --data DIR``.

F1 counts each of the two names of a passage as one decision (Webster et al. 2018, "Mind the GAP");
bias is the feminine F1 divided by the masculine one.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quotes.attribution.coreference import Scorer, shipped
from quotes.attribution.words import words_of
from quotes.reader.component import Reader
from quotes.reader.model import Model
from scripts.coreference.documents import Ambiguous, Gender, gap
from scripts.coreference.examples import choice_of_gap, readings


@dataclass(slots=True)
class Tally:
    """Counts of right, wrong and missed answers."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def measure(scorer: Scorer, given: list[Ambiguous]) -> dict[Gender, Tally]:
    """The tallies of passages by the gender of their pronoun."""
    tallies: dict[Gender, Tally] = {"masculine": Tally(), "feminine": Tally()}
    reader = Reader(Model.shipped())
    for reading, one in zip(readings(reader, (g.text for g in given)), given, strict=True):
        words = words_of(reading)
        choice = choice_of_gap(words, reading, one, 1.0)
        best = -1
        if choice is not None:
            scores = scorer.scores(words, reading.states, choice.anaphor, choice.candidates)
            best = int(np.concatenate([[0.0], scores]).argmax()) - 1
        tally = tallies[one.gender]
        for number, meant in enumerate(one.meant):
            tally.right += meant and number == best
            tally.wrong += not meant and number == best
            tally.missed += meant and number != best
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with coref/")
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    parser.add_argument("--part", default="validation", choices=["validation", "development"])
    args = parser.parse_args()
    scorer = Scorer(args.weights) if args.weights else shipped()
    tallies = measure(scorer, gap(args.data / "coref" / f"gap.{args.part}.jsonl.gz"))
    both = Tally(
        sum(tally.right for tally in tallies.values()),
        sum(tally.wrong for tally in tallies.values()),
        sum(tally.missed for tally in tallies.values()),
    )
    masculine, feminine = tallies["masculine"].f1, tallies["feminine"].f1
    print(
        f"GAP {args.part}: F1 {both.f1:.1f}, masculine {masculine:.1f}, "
        f"feminine {feminine:.1f}, bias {feminine / max(masculine, 1e-9):.2f}"
    )


if __name__ == "__main__":
    main()
