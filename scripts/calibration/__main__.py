"""Calibrate the shipped model: ``python -m scripts.calibration [--shared ../shared]``.

Reads PolNeAR's development part and the articles marked by hand with the product, fits the
calibration to what was right, and writes quotes/reader/weights/confidence.json. To be run again
after every change of the model or of what finds quotations; the figures go to docs/accuracy.md
with the next scripts/evaluate.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from quotes.attribution.attribute import Calibration
from quotes.reader.model import Model
from scripts.calibration.fit import applied, by_corpus, cross_validated, fit, raw
from scripts.calibration.samples import Sample, hand_samples, polnear_samples

TARGET = Path("quotes/reader/weights/confidence.json")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared: Path = parser.parse_args().shared
    polnear = shared / "data/attribution/polnear.dev.jsonl.gz"
    if not polnear.is_file():
        sys.exit(f"There is no {polnear}; give the folder of the shared data with --shared.")
    model = Model.shipped()
    marked = [
        (Path("tests/gold"), Path("seeds/articles")),
        (shared / "gold", shared / "gold/articles"),
    ]
    samples = [*polnear_samples(polnear, model), *hand_samples(marked, model)]
    try:
        calibration = fit(samples, model.sha256)
        held_out = by_corpus(samples, cross_validated(samples))
    except ValueError as error:
        sys.exit(f"The samples give no calibration: {error}.")
    TARGET.write_text(written(calibration, held_out), encoding="utf8")
    print(report(samples, calibration, held_out))


def written(calibration: Calibration, held_out: dict[str, dict[str, float]]) -> str:
    """The text of the calibration's file."""
    lines = {"marked": calibration.marked, "unmarked": calibration.unmarked}
    description = {
        "model": calibration.model,
        **{
            name: {"intercept": round(line.intercept, 4), "slope": round(line.slope, 4)}
            for name, line in lines.items()
        },
        "certainty": round(calibration.certainty, 4),
        "cross_validated": {
            corpus: {name: round(value, 4) for name, value in figures.items()}
            for corpus, figures in held_out.items()
        },
    }
    return json.dumps(description, indent=1) + "\n"


def report(
    samples: Sequence[Sample], calibration: Calibration, held_out: dict[str, dict[str, float]]
) -> str:
    """A table of the figures without a calibration, with it, and cross-validated."""
    ways = {
        "raw": by_corpus(samples, applied(samples, raw)),
        "fitted": by_corpus(samples, applied(samples, calibration)),
        "cross-validated": held_out,
    }
    rows = [
        "| corpus | confidence | quotations | right | ECE | ECE, equal mass | log loss |",
        "|---|---|---|---|---|---|---|",
    ]
    for corpus in held_out:
        for way, figures in ways.items():
            number, *rest = figures[corpus].values()
            cells = [corpus, way, str(number), *(f"{value:.3f}" for value in rest)]
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
