"""Calibrate the shipped model: ``python -m scripts.calibration --marked FOLDER ...``.

Reads PolNeAR's development part and folders of marked articles with the product, fits the
calibration to what was right, finds from which confidence quotations are shown as sure, and writes
quotes/reader/weights/confidence.json. The marked articles must be such as the reader was not
trained on, and best of more than one kind. To be run again after every change of the model or of
what finds quotations and speakers; the figures go to docs/accuracy.md with the next
scripts/evaluate.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from quotes.attribution.confidence import PARTS, Sure
from quotes.reader.model import Model
from scripts.calibration.fit import Fits, by_corpus, chance, cross_fitted, fit
from scripts.calibration.guarantee import LEVEL, RISK, sure
from scripts.calibration.samples import MARKED, Sample, marked_samples, polnear_samples

TARGET = Path("quotes/reader/weights/confidence.json")

Figures = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--marked",
        type=Path,
        action="append",
        required=True,
        metavar="FOLDER",
        help="a folder of NAME.json with articles/NAME.txt; may be given several times",
    )
    args = parser.parse_args()
    polnear = args.shared / "data/attribution/polnear.dev.jsonl.gz"
    if not polnear.is_file():
        sys.exit(f"There is no {polnear}; give the folder of the shared data with --shared.")
    for folder in args.marked:
        if not any(folder.glob("*.json")):
            sys.exit(f"There is no marked article in {folder}.")
    model = Model.shipped()
    samples = [*marked_samples(args.marked, model), *polnear_samples(polnear, model)]
    try:
        fits = fit(samples)
        confidences = cross_fitted(samples)
    except ValueError as error:
        sys.exit(f"The samples give no calibration: {error}.")
    promise = promised(samples, confidences)
    held_out = by_corpus(samples, confidences)
    TARGET.write_text(written(model.sha256, fits, promise, held_out), encoding="utf8")
    print(report(samples, fits, promise, held_out))


def promised(samples: Sequence[Sample], confidences: Sequence[float]) -> Sure:
    """From which cross-fitted confidence the marked articles keep the promise."""
    marked = [
        (value, sample.wrong_name)
        for sample, value in zip(samples, confidences, strict=True)
        if sample.corpus == MARKED
    ]
    values, wrong = zip(*marked, strict=True)
    return sure(values, wrong)


def written(model: str, fits: Fits, promise: Sure, held_out: Figures) -> str:
    """The text of the calibration's file."""
    description = {
        "model": model,
        "coefficients": {
            part: {name: round(value, 4) for name, value in fits[part].coefficients.items()}
            for part in PARTS
        },
        "sure": {name: round(value, 4) for name, value in asdict(promise).items()},
        "cross_fitted": {
            corpus: {name: round(value, 4) for name, value in figures.items()}
            for corpus, figures in held_out.items()
        },
    }
    return json.dumps(description, indent=1) + "\n"


def report(samples: Sequence[Sample], fits: Fits, promise: Sure, held_out: Figures) -> str:
    """A table of the figures as fitted and cross-fitted, and the promise."""
    seen = by_corpus(samples, [chance(fits, sample.evidence).whole for sample in samples])
    rows = [
        "| corpus | confidence | quotations | right | ECE | ECE, equal mass | log loss |",
        "|---|---|---|---|---|---|---|",
    ]
    for corpus in held_out:
        for way, figures in (("fitted", seen), ("cross-fitted", held_out)):
            number, *rest = figures[corpus].values()
            cells = [corpus, way, str(number), *(f"{value:.3f}" for value in rest)]
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join((*rows, "", promise_line(promise)))


def promise_line(promise: Sure) -> str:
    """What can be promised, in one sentence."""
    kept = (
        f"From a confidence of {promise.threshold:.3f}, {promise.shown} quotations "
        f"({promise.covers:.1%}), {promise.wrong} of them with a wrong name: at {LEVEL:.0%} at "
        f"most {promise.bound:.2%} have one"
    )
    return f"{kept}." if promise.bound <= RISK else f"{kept}; {RISK:.0%} cannot be promised."


if __name__ == "__main__":
    main()
