"""Fit the weights of who is who: ``python -m scripts.entities.fit --shared DIR --cache DIR``.

Writes ``quotes/data/match_factors.tsv``. By logistic regression, what each kind of evidence weighs
by hand is multiplied by a factor, which may not turn it round, and what articles share in words and
in meaning gets its weights. The name is left to the priors of :mod:`quotes.entities.weights`.
``--check`` leaves out each case in turn and tells how many pairs would be merged, without writing.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes.entities import weights
from scripts.entities.pairs import LabelledPair, case_pairs, news_pairs

TARGET = Path("quotes/data/match_factors.tsv")
PARTS = ("(nothing shared)", "(words)", "(words told)", "(meaning)")
BY_HAND = (-1.0, 8.0, 0.0, 5.0)
"""What the parts weigh before anything is seen."""
STEADINESS = 2.0
"""How strongly factors are drawn to what was set by hand, per pair of a case."""
OF_CASES, OF_NEWS = 2.0, 0.05
"""What a pair of a case counts, and one of the news."""
ROUNDS = 60
MOST = 50.0
"""The largest log-odds of which a chance is made."""
HEAD = """\
# By what the weight of each kind of evidence of who is who is multiplied; parts in brackets.
# Written for quotes; Apache-2.0. Fitted by scripts/entities/fit.py.
"""

Floats = NDArray[np.float64]


def matrix(pairs: Sequence[LabelledPair], kinds: Sequence[str]) -> Floats:
    """What is seen of each pair, a row: the parts, then the weight by hand of each kind."""
    return np.array(
        [
            [pair.seen.known, pair.seen.words, pair.seen.told, pair.seen.meaning]
            + [pair.seen.by_hand.get(kind, 0.0) for kind in kinds]
            for pair in pairs
        ]
    )


def priors(pairs: Sequence[LabelledPair]) -> Floats:
    """What the names weigh; nothing for pairs of the news."""
    return np.array(
        [
            weights.NAME[pair.rare] + weights.DEGREE[pair.degree]
            if pair.rare and pair.degree and pair.degree != "none"
            else 0.0
            for pair in pairs
        ]
    )


def counts(pairs: Sequence[LabelledPair]) -> Floats:
    """What each pair counts; in the news, one person and two people count the same in all."""
    same = sum(pair.same for pair in pairs if pair.rare is None)
    apart = sum(not pair.same for pair in pairs if pair.rare is None)
    return np.array(
        [
            OF_CASES if pair.rare else OF_NEWS * (apart / same if pair.same else 1.0)
            for pair in pairs
        ]
    )


def fit(pairs: Sequence[LabelledPair], kinds: Sequence[str]) -> Floats:
    """The factors, by Newton's method with shorter steps where a whole one leads too far; none
    below zero but that of what is not shared."""
    seen, offsets, count = matrix(pairs, kinds), priors(pairs), counts(pairs)
    truth = np.array([float(pair.same) for pair in pairs])
    start = np.array([*BY_HAND, *[1.0] * len(kinds)])
    pull = STEADINESS * np.array([0.1, 0.02, 0.02, 0.05, *[2.0] * len(kinds)])
    factors, loss = start, _loss(start, seen, offsets, count, truth, pull, start)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(seen @ factors + offsets, -MOST, MOST)))
        slope = seen.T @ (count * (chance - truth)) + pull * (factors - start)
        curve = (seen.T * (count * chance * (1 - chance))) @ seen + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        for part in 0.5 ** np.arange(12):
            tried = factors - part * step
            tried[1:] = np.maximum(tried[1:], 0.0)
            found = _loss(tried, seen, offsets, count, truth, pull, start)
            if found < loss:
                break
        else:
            break
        factors, loss = tried, found
    return factors


def _loss(
    factors: Floats,
    seen: Floats,
    offsets: Floats,
    count: Floats,
    truth: Floats,
    pull: Floats,
    start: Floats,
) -> float:
    sums = seen @ factors + offsets
    loss = count @ (np.logaddexp(0, sums) - truth * sums) + pull @ (factors - start) ** 2 / 2
    return float(loss)


def check(cases: Sequence[LabelledPair], news: Sequence[LabelledPair], kinds: list[str]) -> str:
    """How many pairs of cases would be merged if their case had not been seen, by threshold."""
    sums = np.zeros(len(cases))
    for group in dict.fromkeys(pair.group for pair in cases):
        mine = [index for index, pair in enumerate(cases) if pair.group == group]
        others = [pair for pair in cases if pair.group != group]
        factors = fit([*others, *news], kinds)
        chosen = [cases[index] for index in mine]
        sums[mine] = matrix(chosen, kinds) @ factors + priors(chosen)
    same = np.array([pair.same for pair in cases])
    lines = [
        f"{at:4.1f}: {int((sums[~same] >= at).sum())} of {int((~same).sum())} wrong, "
        f"{int((sums[same] >= at).sum())} of {int(same.sum())} right"
        for at in (1.5, 2.0, 2.5, 3.0, 3.5)
    ]
    return "\n".join(["sum of the weights, no contradiction considered:", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--cache", type=Path, required=True, help="where extractions are kept")
    parser.add_argument("--check", action="store_true", help="only tell how well it goes")
    args = parser.parse_args()
    cases, news = case_pairs(), news_pairs(args.shared, args.cache)
    kinds = sorted({kind for pair in (*cases, *news) for kind in pair.seen.by_hand})
    if args.check:
        print(check(cases, news, kinds))
        return
    factors = fit([*cases, *news], kinds)
    rows = sorted(zip((*PARTS, *kinds), factors.tolist(), strict=True))
    TARGET.write_text(HEAD + "".join(f"{kind}\t{factor:.2f}\n" for kind, factor in rows), "utf8")
    print(f"{len(rows)} factors from {len(cases)} pairs of cases and {len(news)} of the news")


if __name__ == "__main__":
    main()
