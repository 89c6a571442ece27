"""An observation with what it weighs."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.store.identity.profile import Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """An observation with its weight, in natural log-odds."""

    weight: float
    evidence: Evidence
