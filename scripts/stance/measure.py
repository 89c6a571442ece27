"""The figures of the shipped stance model: ``python -m scripts.stance.measure --data DATA``.

Perspectrum dev beside two baselines (always the side that is more frequent in training; the words
that claim and argument share), the written passages and the tenth of NewsMTSC that are kept out of
training, and the share of the answers that turn when "not" is put into the claim or taken out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes.meaning.sides import StanceModel
from scripts.stance import data
from scripts.stance.data import Example
from scripts.stance.score import accuracy, macro_f1

Told = list[NDArray[np.float32]]


def asked(model: StanceModel, examples: Sequence[Example]) -> Told:
    """The chances (targets, sides) of each example's targets, by the shipped model."""
    return [model.sides(one.text, [target for target, _ in one.targets]) for one in examples]


def majority(train: Sequence[Example], dev: Sequence[Example]) -> float:
    """The accuracy, in per cent, of the side that is the more frequent one in training."""
    often = Counter(one.targets[0][1] for one in train).most_common(1)[0][0]
    return round(100 * float(np.mean([one.targets[0][1] == often for one in dev])), 1)


def word_overlap(train: Sequence[Example], dev: Sequence[Example]) -> float:
    """The accuracy, in per cent, of "support if so great a share of the claim's words is in the
    argument", or so small a one, with the threshold that fits training best."""

    def shares(examples: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        shared = [len(_words(e.targets[0][0]) & _words(e.text)) for e in examples]
        of = [max(len(_words(e.targets[0][0])), 1) for e in examples]
        sides = [e.targets[0][1] == "support" for e in examples]
        return np.array(shared) / np.array(of), np.array(sides)

    share, support = shares(train)
    fits = {
        (least, more): float((((share >= least) == more) == support).mean())
        for least in np.linspace(0, 1, 21)
        for more in (True, False)
    }
    least, more = max(fits, key=lambda rule: fits[rule])
    share, support = shares(dev)
    return round(100 * float((((share >= least) == more) == support).mean()), 1)


def turned_by_negation(model: StanceModel, dev: Sequence[Example]) -> float:
    """Of the right answers to claims that can be negated, the share, in per cent, that turns with
    the claim."""
    turned = total = 0
    for one in dev:
        claim, side = one.targets[0]
        other = data.negated(claim)
        if other is None:
            continue
        both = model.sides(one.text, [claim, other])
        if (both[0, 2] > both[0, 0]) == (side == "support"):
            total += 1
            turned += bool((both[0, 2] > both[0, 0]) != (both[1, 2] > both[1, 0]))
    return round(100 * turned / max(total, 1), 1)


def figures(model: StanceModel, folder: Path) -> dict[str, float]:
    """All figures, in per cent."""
    train, dev = (data.perspectrum(folder, part) for part in ("train", "dev"))
    _, passages = data.passages()
    _, polarity = data.newsmtsc(folder)
    one_target = [replace(one, targets=(target,)) for one in passages for target in one.targets]
    return {
        "perspectrum accuracy": accuracy(asked(model, dev), dev),
        "perspectrum majority": majority(train, dev),
        "perspectrum word overlap": word_overlap(train, dev),
        "perspectrum turned by negation": turned_by_negation(model, dev),
        "passages macro F1": macro_f1(asked(model, passages), passages),
        "passages macro F1, a target at a time": macro_f1(asked(model, one_target), one_target),
        "newsmtsc macro F1 of the sides": macro_f1(asked(model, polarity), polarity),
    }


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    print(json.dumps(figures(StanceModel.shipped(), options.data), indent=1))


if __name__ == "__main__":
    main()
