"""From what speaks for a quotation to the chance that it and its speakers are right."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, log

LEAST = 1e-4
"""Scores and certainties nearer to 0 or 1 than this are taken for this."""


@dataclass(frozen=True, slots=True)
class ConfidenceInput:
    """What speaks for a quotation.

    ``score`` in [0, 1] is the reader's confidence in the attribution, or that of the rule which
    found it; ``certainty`` in [0, 1] the resolver's, that the mention means these speakers;
    ``marked`` is whether the quotation, or a part of it, stands in quotation marks.
    """

    score: float
    certainty: float
    marked: bool


Calibrate = Callable[[ConfidenceInput], float]
"""Gives the confidence in [0, 1] of a quotation."""


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """A straight line between log-odds that does not fall."""

    intercept: float
    slope: float

    def __post_init__(self) -> None:
        if self.slope < 0:
            raise ValueError(f"a surer score would give a lower confidence: slope {self.slope}")


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic map from evidence to the chance of being right.

    The log-odds of the score go through a line of their own for quotations with and without
    marks (Platt, "Probabilistic outputs for support vector machines", 1999); the odds that come
    out are multiplied by the certainty to the power ``certainty``. ``model`` is the SHA-256 of
    the weights for whose scores it was fitted.
    """

    marked: LogisticFit
    unmarked: LogisticFit
    certainty: float
    model: str

    def __post_init__(self) -> None:
        if self.certainty < 0:
            raise ValueError(f"certainty would count against a quotation: {self.certainty}")

    def __call__(self, evidence: ConfidenceInput) -> float:
        """The chance in [0, 1] that the quotation and its speakers are right."""
        line = self.marked if evidence.marked else self.unmarked
        odds = line.intercept + line.slope * log_odds(evidence.score)
        return 1 / (1 + exp(-odds - self.certainty * log_share(evidence.certainty)))

    @classmethod
    def read(cls, file: Traversable) -> Calibration:
        """The calibration in a JSON file as ``scripts.calibration`` writes it."""
        numbers = json.loads(file.read_text(encoding="utf8"))
        return cls(
            marked=LogisticFit(**numbers["marked"]),
            unmarked=LogisticFit(**numbers["unmarked"]),
            certainty=numbers["certainty"],
            model=numbers["model"],
        )


def shipped_file() -> Traversable:
    """Where the calibration lies in the package: beside the weights."""
    return files("quotes.reader") / "weights" / "confidence.json"


@cache
def shipped() -> Calibration:
    """The calibration of the shipped model."""
    return Calibration.read(shipped_file())


def log_odds(share: float) -> float:
    """log(p / (1 - p)) of a share in [0, 1], bounded."""
    p = min(max(share, LEAST), 1 - LEAST)
    return log(p / (1 - p))


def log_share(share: float) -> float:
    """log(p) of a share in [0, 1], bounded."""
    return log(max(share, LEAST))
