"""How sure a quotation is: the chance that its words, its speakers and its status are right.

Three chances are multiplied: that the words are a quotation, that the speakers are these where the
words are right, and that the status is this where both are right. So a quotation is never surer
than its speakers. Each chance is a logistic regression whose coefficients have names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, log
from typing import Any, Final, Literal, assert_never

Way = Literal["named", "pronoun", "description", "carried", "unnamed", "unknown"]
"""How the speakers were found: named in the source; by a pronoun; by a description; as whoever goes
on speaking; somebody whom the article does not name; nobody whom the text shows."""

LEAST = 1e-4
"""Shares nearer to 0 or 1 than this are taken for this."""


@dataclass(frozen=True, slots=True)
class ConfidenceInput:
    """What speaks for a quotation.

    ``score`` in [0, 1] is the reader's confidence in the attribution, or that of the rule which
    found it; ``certainty`` in [0, 1] the resolver's in the speakers; ``status`` in [0, 1] the
    reader's in the status. ``way`` tells how the speakers were found, ``several`` that there are
    more than one; ``marked`` that the quotation or a part of it stands in quotation marks;
    ``nested`` that it stands inside another one.
    """

    score: float
    certainty: float
    status: float = 1.0
    way: Way = "named"
    marked: bool = True
    nested: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance in [0, 1] of each part of a quotation, given that those before it are right."""

    words: float
    speakers: float
    status: float = 1.0

    @property
    def whole(self) -> float:
        """The chance that all of it is right: never more than that of the speakers."""
        return self.words * self.speakers * self.status


Calibrate = Callable[[ConfidenceInput], Chance]
"""Gives the chance that a quotation is right."""

Terms = Mapping[str, float]
Part = Literal["words", "speakers", "status"]
PARTS: Final[tuple[Part, ...]] = ("words", "speakers", "status")

RISING: Final = frozenset({"score_marked", "score_unmarked", "certainty", "status"})
"""The terms of which more is surer evidence: their coefficients are never below 0."""


def terms(part: Part, evidence: ConfidenceInput) -> Terms:
    """What the log-odds of a part are a sum of; terms that are 0 may be missing."""
    match part:
        case "words":
            slope = "score_marked" if evidence.marked else "score_unmarked"
            found = {
                slope: log_odds(evidence.score),
                "marked": float(evidence.marked),
                "nested": float(evidence.nested),
                evidence.way: 1.0,
            }
        case "speakers":
            found = {
                "certainty": log_odds(evidence.certainty),
                "several": float(evidence.several),
                "nested": float(evidence.nested),
                evidence.way: 1.0,
            }
        case "status":
            found = {"status": log_odds(evidence.status)}
        case _:
            assert_never(part)
    return {"intercept": 1.0, **found}


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """A logistic regression; a term without a coefficient counts for nothing."""

    coefficients: Mapping[str, float]

    def __post_init__(self) -> None:
        falling = [name for name in RISING if self.coefficients.get(name, 0.0) < 0]
        if falling:
            raise ValueError(f"surer evidence would give a lower confidence: {sorted(falling)}")

    def __call__(self, found: Terms) -> float:
        """The chance in [0, 1]."""
        odds = sum(self.coefficients.get(name, 0.0) * value for name, value in found.items())
        return 1 / (1 + exp(-odds)) if odds >= 0 else 1 - 1 / (1 + exp(odds))


@dataclass(frozen=True, slots=True)
class Sure:
    """From which confidence a quotation is shown as sure, and what that promises.

    With 95 % confidence at most ``bound`` of the quotations of at least ``threshold`` bear a wrong
    name, as counted on ``shown`` quotations, ``wrong`` of them wrong, that are ``covers`` of all
    that were found in articles that the fit had not seen.
    """

    threshold: float
    bound: float
    shown: int
    wrong: int
    covers: float

    def holds(self, confidence: float) -> bool:
        """Whether a quotation of this confidence is shown as sure."""
        return confidence >= self.threshold


@dataclass(frozen=True, slots=True)
class Calibration:
    """The map from evidence to chances; ``model`` is the SHA-256 of the weights that it is for."""

    words: LogisticFit
    speakers: LogisticFit
    status: LogisticFit
    sure: Sure
    model: str

    def __call__(self, evidence: ConfidenceInput) -> Chance:
        """The chances that the parts of a quotation are right."""
        return Chance(
            self.words(terms("words", evidence)),
            self.speakers(terms("speakers", evidence)),
            self.status(terms("status", evidence)),
        )

    @classmethod
    def read(cls, file: Traversable) -> Calibration:
        """The calibration in a JSON file as ``scripts.calibration`` writes it."""
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf8"))
        words, speakers, status = (LogisticFit(found["coefficients"][part]) for part in PARTS)
        return cls(words, speakers, status, Sure(**found["sure"]), found["model"])


def shipped_file() -> Traversable:
    """Where the calibration lies in the package: beside the weights."""
    return files("quotes.reader") / "weights" / "confidence.json"


@cache
def shipped() -> Calibration:
    """The calibration of the shipped model."""
    return Calibration.read(shipped_file())


def sure_from() -> float:
    """The least confidence of a quotation that is shown as sure."""
    return shipped().sure.threshold


def is_sure(confidence: float) -> bool:
    """Whether a quotation of this confidence is shown as sure."""
    return shipped().sure.holds(confidence)


def log_odds(share: float) -> float:
    """log(p / (1 - p)) of a share in [0, 1], bounded."""
    p = min(max(share, LEAST), 1 - LEAST)
    return log(p / (1 - p))
