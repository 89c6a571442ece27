"""From which confidence quotations are shown as sure: a threshold with a guarantee.

Learn then Test (Angelopoulos, Bates, Candès, Jordan and Lei 2021): for each threshold, that more
than ``RISK`` of the quotations above it bear a wrong name is a hypothesis; the thresholds are
tested one after the other, from the strictest down, each by an exact binomial bound (Clopper and
Pearson 1934), up to the first that cannot be rejected. So the chance that the threshold chosen does
not keep its promise is at most ``1 - LEVEL``, however many thresholds are tried. The order, and
where it begins, must not depend on which names are wrong: it begins where there are as many
quotations as a bound with ``SPARED`` wrong names needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log

from quotes.attribution.confidence import Sure

RISK = 0.01
LEVEL = 0.95
SPARED = 1
"""Wrong names that the strictest threshold tested may have: with none, one unlucky quotation among
the first 300 would end the test before it began."""
STRICTEST, LOWEST = 0.98, 0.8
"""The first and the last threshold. Nothing of which one in five is wrong in words, speakers or
status is sure, however few names are wrong."""
GRID = tuple(round(STRICTEST - 0.005 * step, 3) for step in range(37))
"""The thresholds, from the strictest down."""
FIXED = 0.9
"""The threshold whose bound is given where none holds the risk; fixed in advance."""


def upper_bound(wrong: int, shown: int, level: float = LEVEL) -> float:
    """The share that is wrong at most, with this confidence, where so many of those shown are."""
    if wrong >= shown:
        return 1.0
    low, high = wrong / shown, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _chance_of_at_most(wrong, shown, middle) > 1 - level:
            low = middle
        else:
            high = middle
    return high


def _chance_of_at_most(wrong: int, shown: int, share: float) -> float:
    whole = lgamma(shown + 1)
    return sum(
        exp(
            whole
            - lgamma(number + 1)
            - lgamma(shown - number + 1)
            + number * log(share)
            + (shown - number) * log(1 - share)
        )
        for number in range(wrong + 1)
    )


def least_shown(wrong: int, risk: float = RISK, level: float = LEVEL) -> int:
    """How many quotations have to be shown for a bound of this risk, where so many are wrong."""
    shown = wrong + 1
    while upper_bound(wrong, shown, level) > risk:
        shown += 1
    return shown


def sure(confidences: Sequence[float], wrong_names: Sequence[bool], risk: float = RISK) -> Sure:
    """The lowest threshold that keeps the risk; where none does, the fixed one with its bound.

    The confidences are those that quotations got from fits which had not seen their articles.
    """
    needed = least_shown(SPARED, risk)
    chosen = None
    for threshold in GRID:
        tried = _at(threshold, confidences, wrong_names)
        if tried.shown < needed:
            continue
        if tried.bound > risk:
            break
        chosen = tried
    return chosen or _at(FIXED, confidences, wrong_names)


def _at(threshold: float, confidences: Sequence[float], wrong_names: Sequence[bool]) -> Sure:
    kept = [
        wrong for value, wrong in zip(confidences, wrong_names, strict=True) if value >= threshold
    ]
    return Sure(
        threshold=threshold,
        bound=upper_bound(sum(kept), len(kept)) if kept else 1.0,
        shown=len(kept),
        wrong=sum(kept),
        covers=len(kept) / max(1, len(confidences)),
    )
