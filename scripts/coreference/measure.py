"""GAP with the shipped reader and score: ``python -m scripts.coreference.measure --data DIR``.

F1 counts each of the two names of a passage as one decision (Webster et al. 2018, "Mind the GAP");
bias is the feminine F1 divided by the masculine one.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quotes.attribution.candidates import MentionTable, pair_features
from quotes.attribution.pairs import ANTECEDENT, PairScorer, shipped
from quotes.attribution.words import words_of
from quotes.reader.component import Reader
from quotes.reader.model import Model
from scripts.coreference.documents import Ambiguous, Gender, gap
from scripts.coreference.examples import choice_of_gap, read


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


def measure(scorer: PairScorer, given: list[Ambiguous]) -> dict[Gender, Tally]:
    """The tallies of passages by the gender of their pronoun."""
    tallies: dict[Gender, Tally] = {"masculine": Tally(), "feminine": Tally()}
    reader = Reader(Model.shipped())
    for (_, reading, _), one in zip(read(reader, (g.text for g in given)), given, strict=True):
        words = words_of(reading)
        choice = choice_of_gap(words, reading, one, 1.0)
        best = -1
        if choice is not None:
            scores, nobody = scorer.scores(
                reading.vectors,
                np.array(
                    [words[at].token for at in (choice.anaphor.head, choice.anaphor.tokens[0])]
                ),
                np.array([words[one.tokens[0]].token for one in choice.candidates]),
                np.array([words[one.head].token for one in choice.candidates]),
                pair_features(choice.anaphor, MentionTable(choice.candidates)),
                ANTECEDENT,
            )
            best = int(np.concatenate([[nobody], scores]).argmax()) - 1
        tally = tallies[one.gender]
        for number, meant in enumerate(one.meant):
            tally.right += meant and number == best
            tally.wrong += not meant and number == best
            tally.missed += meant and number != best
    return tallies


def f1_by_gender(tallies: Mapping[Gender, Tally]) -> dict[str, float]:
    """F1 in percent by the gender of the pronoun, of ``both`` together, and the bias."""
    both = Tally(
        sum(tally.right for tally in tallies.values()),
        sum(tally.wrong for tally in tallies.values()),
        sum(tally.missed for tally in tallies.values()),
    )
    masculine, feminine = tallies["masculine"].f1, tallies["feminine"].f1
    bias = feminine / max(masculine, 1e-9)
    return {"both": both.f1, "masculine": masculine, "feminine": feminine, "bias": bias}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with coref/")
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    parser.add_argument("--part", default="validation", choices=["validation", "development"])
    args = parser.parse_args()
    scorer = PairScorer(args.weights) if args.weights else shipped()
    tallies = measure(scorer, gap(args.data / "coref" / f"gap.{args.part}.jsonl.gz"))
    found = f1_by_gender(tallies)
    print(
        f"GAP {args.part}: F1 {found['both']:.1f}, masculine {found['masculine']:.1f}, "
        f"feminine {found['feminine']:.1f}, bias {found['bias']:.2f}"
    )


if __name__ == "__main__":
    main()
